// How an emergency stands on the poles of one village while it sounds: from evidence only, as everything that is shown as played.
import type { Playback } from '../air/air';
import type { VillageLabel } from '../places/places';

/**
 * sounding: a repeat sounds now; sounded: at least one did; silent: the box says that it did not, or could not be heard of; waiting: no
 * word yet.
 */
export const ALARM_STATES = ['sounding', 'sounded', 'silent', 'waiting'] as const;
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

/** What one pole made of all repeats so far. One that sounded outweighs those that did not. */
export function alarmStateOf(repeats: readonly Pick<Playback, 'state' | 'playedMs'>[]): AlarmState {
  if (repeats.some(({ state }) => state === 'playing')) return 'sounding';
  if (repeats.some(({ state, playedMs }) => state === 'played' || (state === 'interrupted' && playedMs)))
    return 'sounded';
  return repeats.some(({ state }) => SILENT.includes(state)) ? 'silent' : 'waiting';
}

/** How many poles stand in each state. */
export function alarmCounts(poles: readonly AlarmState[]): Readonly<Record<AlarmState, number>> {
  const count = (wanted: AlarmState) => poles.filter((state) => state === wanted).length;
  return { sounding: count('sounding'), sounded: count('sounded'), silent: count('silent'), waiting: count('waiting') };
}

const SILENT: readonly Playback['state'][] = ['missed', 'refused', 'unconfirmed', 'interrupted'];
