// How a line of tonight is called.
import type { Schema } from '#web';
import { tonightTitle } from '#words';
import { LANGUAGE } from '../../parts/words';

/** What sounds, also for what nobody booked. */
export function titleOf({ kind, title }: Schema<'TonightLine'>): string {
  return tonightTitle(LANGUAGE, { kind, title });
}
