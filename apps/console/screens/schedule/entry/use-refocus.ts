// After a move the broadcast stands elsewhere, drawn anew: the focus goes with it, so that the keyboard does not begin again at the top.
import { useEffect, useRef } from 'react';
import type { Schedule } from '../sheet/schedule-data';

/** Gives a function that brings the focus to a booking as soon as the schedule shows it. */
export function useRefocus(schedule: Schedule): (bookingId: string) => void {
  const wanted = useRef<string | undefined>(undefined);
  useEffect(() => {
    if (wanted.current === undefined) return;
    const shown = document.querySelector<HTMLElement>(`[data-entry^="${wanted.current}"]`);
    if (!shown) return;
    wanted.current = undefined;
    shown.focus();
  }, [schedule]);
  return (bookingId) => {
    wanted.current = bookingId;
  };
}
