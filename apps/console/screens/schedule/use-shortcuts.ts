// Keys of one letter for those who work here all day. They are quiet while somebody types, and can be switched off altogether.
import { useEffect, useState } from 'react';

const KEPT_AS = 'loa_shortcuts';

/** Whether keys of one letter are on; the choice stays in this browser. */
export function useShortcutsOn(): readonly [boolean, (on: boolean) => void] {
  const [on, setOn] = useState(() => localStorage.getItem(KEPT_AS) !== 'off');
  const choose = (next: boolean) => {
    localStorage.setItem(KEPT_AS, next ? 'on' : 'off');
    setOn(next);
  };
  return [on, choose];
}

/** Runs what belongs to a key, unless a field has the focus or a dialog is open. */
export function useShortcuts(on: boolean, keys: Readonly<Record<string, () => void>>): void {
  useEffect(() => {
    if (!on) return undefined;
    const listen = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.altKey || event.metaKey || event.defaultPrevented || isTyping(event.target)) return;
      const act = keys[event.key.length === 1 ? event.key.toLowerCase() : event.key];
      if (!act) return;
      event.preventDefault();
      act();
    };
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, [on, keys]);
}

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return target.closest('input, textarea, select, [contenteditable], [role="dialog"]') !== null;
}
