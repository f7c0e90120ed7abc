// "Cụm loa": how one pole is doing right now, in one word with its reason. The desk's board is made of these words.
import type { SelfTestState } from './self-test';
import { MINUTE_MS, SECOND_MS, type Instant } from '../calendar/time';

/** Where a pole stands on the commune's own drawing; both 0 to 1, from the left and from the top. */
export interface MapPosition {
  readonly x: number;
  readonly y: number;
}

/** What a device says of itself now and then. Never evidence: for the eye of the desk, and for how long an emergency waits for unsure clocks. */
export interface PoleReport {
  readonly deviceId: string;
  readonly communeId: string;
  readonly controllerId: string;
  readonly receivedAt: Instant;
  /** How wrong its clock may be. */
  readonly uncertaintyMs: number;
  readonly uptimeMs: number;
  /** Different sounds that it needs, and those of them that lie there verified; bytes count unfinished ones too. */
  readonly soundsWanted: number;
  readonly soundsHeld: number;
  readonly bytesWanted: number;
  readonly bytesHeld: number;
  /** What sounds there now. */
  readonly airingId: string | null;
  /** How loud it would be, or is, now: with the hours of the day counted in. */
  readonly volumePercent: number;
}

/** Everything that tells how a pole is doing. */
export interface PoleFacts {
  /** Null: no box is enrolled for it. */
  readonly device: {
    readonly online: boolean;
    readonly since: Instant | null;
    readonly programme: ProgrammeNumber | null;
  } | null;
  /** The newest programme of its zone; null: none was issued. */
  readonly wanted: (ProgrammeNumber & { readonly issuedAt: Instant }) | null;
  readonly report: PoleReport | null;
  /** What became of its last silent test; null: none yet. */
  readonly selfTest: SelfTestState | null;
}

/** Of programmes the higher epoch counts, then the higher version. */
interface ProgrammeNumber {
  readonly epoch: number;
  readonly version: number;
}

/** How a pole may be doing, the worst first. */
export const POLE_CONDITIONS = [
  'no-device',
  'offline',
  'old-programme',
  'clock-unsure',
  'self-test-failed',
  'fetching',
  'good',
] as const;
/** One of `POLE_CONDITIONS`. */
export type PoleCondition = (typeof POLE_CONDITIONS)[number];

/** So long a new programme may be on its way before somebody should look. */
export const PROGRAMME_PATIENCE_MS = 2 * MINUTE_MS;
/** With a clock less sure than this a pole starts nothing normal; the devices hold the same limit. */
export const SURE_CLOCK_MS = 20 * SECOND_MS;

/** How the pole is doing: the worst that can be said of it. */
export function conditionOf({ device, wanted, report, selfTest }: PoleFacts, now: Instant): PoleCondition {
  if (!device) return 'no-device';
  if (!device.online) return 'offline';
  const late = wanted !== null && now - wanted.issuedAt > PROGRAMME_PATIENCE_MS;
  if (late && !isSame(device.programme, wanted)) return 'old-programme';
  if (report && !isClockSure(report)) return 'clock-unsure';
  if (selfTest === 'failed' || selfTest === 'no-answer') return 'self-test-failed';
  return report && report.soundsHeld < report.soundsWanted ? 'fetching' : 'good';
}

/** Whether a box that says this starts what is booked. */
export function isClockSure({ uncertaintyMs }: Pick<PoleReport, 'uncertaintyMs'>): boolean {
  return uncertaintyMs <= SURE_CLOCK_MS;
}

/** Whether what a pole reports now is no longer what was said of it before. */
export function isOutdatedBy(
  condition: PoleCondition,
  report: Pick<PoleReport, 'uncertaintyMs' | 'soundsWanted' | 'soundsHeld'>,
): boolean {
  switch (condition) {
    case 'clock-unsure':
      return isClockSure(report);
    case 'self-test-failed':
      return !isClockSure(report);
    case 'fetching':
    case 'good':
      return !isClockSure(report) || (condition === 'fetching') !== report.soundsHeld < report.soundsWanted;
    case 'no-device':
    case 'offline':
    case 'old-programme':
      return false;
  }
}

/** Whether somebody should look after it. */
export function isTroubled(condition: PoleCondition): boolean {
  return condition !== 'good' && condition !== 'fetching';
}

/** Poles that share a trouble. `since` null: not known, or from many different times. */
interface TroubleCount {
  readonly condition: PoleCondition;
  readonly count: number;
  readonly since: Instant | null;
}

/** How all of them are doing, for one sentence: "42/44 cụm loa tốt; 2 mất mạng từ 05:10". */
export interface PoleTally {
  readonly total: number;
  readonly well: number;
  /** The worst first. */
  readonly troubles: readonly TroubleCount[];
}

/** Whether there is a trouble that may end without an event: a programme that is taken after all, a clock that became sure. */
export function endsUntold({ troubles }: { readonly troubles: readonly Pick<TroubleCount, 'condition'>[] }): boolean {
  return troubles.some(({ condition }) => condition === 'old-programme' || condition === 'clock-unsure');
}

/** Poles that left within so long of each other left together. */
export const TOGETHER_MS = 5 * MINUTE_MS;

/** Counts how the poles are doing. `since` is when the trouble of a pole began, where that is known. */
export function tallyOf(
  poles: readonly { readonly condition: PoleCondition; readonly since: Instant | null }[],
): PoleTally {
  const troubles = POLE_CONDITIONS.filter(isTroubled).flatMap((condition): readonly TroubleCount[] => {
    const own = poles.filter((pole) => pole.condition === condition);
    return own.length === 0
      ? []
      : [{ condition, count: own.length, since: commonStart(own.map(({ since }) => since)) }];
  });
  const well = poles.filter(({ condition }) => !isTroubled(condition)).length;
  return { total: poles.length, well, troubles };
}

function commonStart(instants: readonly (Instant | null)[]): Instant | null {
  const known = instants.filter((instant) => instant !== null);
  if (known.length < instants.length) return null;
  const [first, last] = [Math.min(...known), Math.max(...known)];
  return last - first <= TOGETHER_MS ? first : null;
}

function isSame(a: ProgrammeNumber | null, b: ProgrammeNumber): boolean {
  return a?.epoch === b.epoch && a.version === b.version;
}
