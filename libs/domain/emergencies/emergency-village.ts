// How an emergency stands on the poles of one village while it sounds: from evidence only, as everything that is shown as played.
import type { Playback } from '../air/air';
import type { VillageLabel } from '../places/places';

/**
 * sounding: a repeat sounds now; sounded: at least one did; silent: the box says that it did not; unheard: no word came in time; cancelled: it
 * was taken off the air before it could sound; waiting: no word yet.
 */
export const ALARM_STATES = ['sounding', 'sounded', 'silent', 'unheard', 'cancelled', 'waiting'] as const;
/** One of `ALARM_STATES`. */
type AlarmState = (typeof ALARM_STATES)[number];

/** One village under an emergency. The counts of the states add up to `controllers`. */
export interface AlarmedVillage extends Readonly<Record<AlarmState, number>> {
  readonly villageId: string;
  readonly name: string;
  readonly label: VillageLabel;
  readonly controllers: number;
  /** Those of them that nothing reaches now. */
  readonly offline: number;
}

/** How far an emergency has come in the place of a pole. */
interface AlarmCourse {
  /** It was over before its first sound. */
  readonly isCalledOff: boolean;
  /** No word about it is waited for any more. */
  readonly isSettled: boolean;
}

/** What one pole made of all repeats so far. One that sounded outweighs those that did not. */
export function alarmStateOf(
  repeats: readonly Pick<Playback, 'state' | 'playedMs' | 'reason'>[],
  { isCalledOff, isSettled }: AlarmCourse,
): AlarmState {
  if (repeats.some(({ state }) => state === 'playing')) return 'sounding';
  if (repeats.some(({ state, playedMs }) => state === 'played' || (state === 'interrupted' && playedMs)))
    return 'sounded';
  if (repeats.some(({ state }) => SILENT.includes(state))) return 'silent';
  if (repeats.some(({ state }) => state === 'unconfirmed')) return 'unheard';
  // What began before it was over may have sounded, whatever was cancelled of it since.
  const neverDue = ({ state, reason }: (typeof repeats)[number]) =>
    state === 'cancelled' && reason !== 'emergency-over';
  if (isCalledOff || (repeats.length > 0 && repeats.every(neverDue))) return 'cancelled';
  return isSettled ? 'unheard' : 'waiting';
}

/** How many poles stand in each state. */
export function alarmCounts(poles: readonly AlarmState[]): Readonly<Record<AlarmState, number>> {
  const counts = { sounding: 0, sounded: 0, silent: 0, unheard: 0, cancelled: 0, waiting: 0 };
  for (const state of poles) counts[state] += 1;
  return counts;
}

const SILENT: readonly Playback['state'][] = ['missed', 'refused', 'interrupted'];
