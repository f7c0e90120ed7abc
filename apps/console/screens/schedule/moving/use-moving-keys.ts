// The keys of a move: while something moves they belong to it and to nothing else.
import { useEffect, useRef } from 'react';
import { targetAfterKey, type KeyboardRange, type Target } from './target';
import type { Moving } from './use-moving';

const SCOPES = ['this', 'following', 'all'] as const;

interface MovingKeys {
  readonly moving: Moving | undefined;
  readonly range: KeyboardRange;
  readonly aim: (target: Target) => void;
  readonly setScope: (scope: Moving['scope']) => void;
  readonly drop: () => void;
  readonly end: () => void;
}

export function useMovingKeys(keys: MovingKeys): void {
  const latest = useRef(keys);
  latest.current = keys;
  const isMoving = keys.moving !== undefined;
  useEffect(() => {
    if (!isMoving) return undefined;
    const listen = (event: KeyboardEvent) => {
      // The buttons of the bar are pressed as buttons are.
      const onBar = event.key === 'Enter' && event.target instanceof HTMLElement && event.target.closest('.moving-bar');
      if (onBar || !pressed(event, latest.current)) return;
      event.preventDefault();
      event.stopPropagation();
    };
    window.addEventListener('keydown', listen, true);
    return () => window.removeEventListener('keydown', listen, true);
  }, [isMoving]);
}

/** Does what the key asks for; whether it asks for anything. */
function pressed({ key, shiftKey }: KeyboardEvent, { moving, range, aim, setScope, drop, end }: MovingKeys): boolean {
  if (!moving) return false;
  const target = targetAfterKey(moving.target, key, shiftKey, range);
  const scope = SCOPES[Number(key) - 1];
  if (target) aim(target);
  else if (key === 'Enter') drop();
  else if (key === 'Escape') end();
  else if (scope) setScope(scope);
  else return false;
  return true;
}
