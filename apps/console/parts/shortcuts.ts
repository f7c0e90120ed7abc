// Single-key shortcuts: for hands on the keyboard, silent while somebody types, and off for whoever does not want them (WCAG 2.1.4).
import { useEffect, useRef, useSyncExternalStore } from 'react';

const CHOICE = 'loa_shortcuts';
const listeners = new Set<() => void>();

/** Whether single keys do something; on until the person says otherwise. */
export function useShortcutsChoice(): readonly [boolean, (on: boolean) => void] {
  const on = useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => localStorage.getItem(CHOICE) !== 'off',
  );
  return [on, choose];
}

function choose(on: boolean): void {
  localStorage.setItem(CHOICE, on ? 'on' : 'off');
  for (const listener of listeners) listener();
}

/** What each key does while this stands on the screen; keys as `KeyboardEvent.key` in lower case. */
export function useShortcuts(acts: Readonly<Record<string, () => void>>): void {
  const [on] = useShortcutsChoice();
  const latest = useRef(acts);
  latest.current = acts;
  useEffect(() => {
    if (!on) return undefined;
    const press = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || isTaken(event)) return;
      const act = latest.current[event.key.toLowerCase()];
      if (!act) return;
      event.preventDefault();
      act();
    };
    addEventListener('keydown', press);
    return () => removeEventListener('keydown', press);
  }, [on]);
}

/** True while the key belongs to what has the focus: letters to a text, Space and Enter also to a button or a link. */
function isTaken({ key, target }: KeyboardEvent): boolean {
  if (!(target instanceof Element)) return false;
  if (target.closest('input:not([type=range]), textarea, select, [contenteditable], [role=dialog]')) return true;
  return (key === ' ' || key === 'Enter') && target.closest('button, a, summary, [role=tab], [role=radio]') !== null;
}
