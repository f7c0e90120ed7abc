// In which state an entry of the schedule is: the exact one, and which of the three that people see first it counts as. Only what the
// devices proved counts as played.
import type { Outlook } from '#domain';

/** What of an entry decides its state. */
export interface EntryFacts {
  readonly state: 'held' | 'planned' | 'cancelled' | 'dropped';
  readonly reason: string | null;
  readonly startsAt: string;
  readonly endsAt: string;
  readonly playbacks: Readonly<Partial<Record<string, number>>>;
  /** How many poles began it after it had been cancelled. */
  readonly afterCancel: number;
}

/** The exact state of an entry, as one of the words of the screen. */
export type EntryState =
  | 'held'
  | 'planned'
  | 'onAir'
  | 'unconfirmed'
  | 'played'
  | 'partly'
  | 'missed'
  | 'afterCancel'
  | 'cancelled'
  | 'dropped';

/** What was moved elsewhere leaves no trace on the grid; the history of the booking tells it. */
const GONE: ReadonlySet<string | null> = new Set(['no-longer-due', 'booking-replaced', 'booking-declined']);

/** Whether it is worth a place on the screen. */
export function isShown({ state, reason, afterCancel }: Pick<EntryFacts, 'state' | 'reason' | 'afterCancel'>): boolean {
  return state !== 'cancelled' || !GONE.has(reason) || afterCancel > 0;
}

/** The exact state at that instant. */
export function stateOf({ state, startsAt, endsAt, playbacks, afterCancel }: EntryFacts, now: number): EntryState {
  if (afterCancel > 0) return 'afterCancel';
  if (state !== 'planned') return state;
  if (now < Date.parse(startsAt)) return 'planned';
  const counted = (...states: readonly string[]) => states.reduce((sum, each) => sum + (playbacks[each] ?? 0), 0);
  const all = Object.values(playbacks).reduce<number>((sum, count) => sum + (count ?? 0), 0);
  const played = counted('played');
  const failed = counted('interrupted', 'missed', 'refused', 'cancelled');
  if (all > 0 && played === all) return 'played';
  if (now < Date.parse(endsAt) || counted('playing') > 0) return 'onAir';
  if (failed > 0 && played === 0 && failed === all) return 'missed';
  return failed > 0 ? 'partly' : 'unconfirmed';
}

const OUTLOOKS: Readonly<Record<EntryState, Outlook>> = {
  held: 'toPlay',
  planned: 'toPlay',
  onAir: 'toPlay',
  unconfirmed: 'trouble',
  played: 'played',
  partly: 'trouble',
  missed: 'trouble',
  afterCancel: 'trouble',
  cancelled: 'trouble',
  dropped: 'trouble',
};

/** One of the three states that people see first. */
export function outlookOf(state: EntryState): Outlook {
  return OUTLOOKS[state];
}
