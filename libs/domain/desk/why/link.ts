// The words of a reason chain: what a link is, and everything that a link or a pole in it can say. The sentences stand in `#words`.
import type { Instant } from '../../calendar/time';

/** The way of an airing from the microphone to the ear, in order. */
export const WHY_STEPS = [
  'recorded',
  'rendered',
  'content-approved',
  'booked',
  'booking-approved',
  'planned',
  'programme',
  'sound',
  'played',
  'heard',
] as const;
/** One of `WHY_STEPS`. */
export type WhyStep = (typeof WHY_STEPS)[number];

/** `ok`: done and proven. `waiting`: its time has not come. `trouble`: without somebody's help it will not be, or was not, as it should. */
export const WHY_STATES = ['ok', 'waiting', 'trouble'] as const;
/** One of `WHY_STATES`. */
export type WhyState = (typeof WHY_STATES)[number];

/** What a link says. */
export const WHY_CODES = [
  'recorded',
  'not-recorded',
  'rendered',
  'rendering',
  'render-refused',
  'content-approved',
  'content-draft',
  'content-submitted',
  'content-changes-requested',
  'content-void',
  'content-retired',
  'booked',
  'with-rundown',
  'emergency-ordered',
  'drill-ordered',
  'booking-approved',
  'booking-proposed',
  'booking-declined',
  'booking-cancelled',
  'booking-missed',
  'booking-replaced',
  'emergency-confirmed',
  'planned',
  'held',
  'not-planned',
  'overlap',
  'too-much',
  'stopped',
  'special-day',
  'quiet-hours',
  'programme-sent',
  'programme-not-sent',
  'programme-missing',
  'sound-ready',
  'sound-missing',
  'to-play',
  'playing',
  'played',
  'played-in-part',
  'not-played',
  'no-word-yet',
  'played-after-cancel',
  'by-wrong-clock',
  'heard',
  'heard-badly',
  'contradiction',
  'nobody-said',
] as const;
/** One of `WHY_CODES`. */
export type WhyCode = (typeof WHY_CODES)[number];

/** What a pole in a link says. */
export const WHY_POLE_CODES = [
  'no-device',
  'offline',
  'no-programme',
  'old-programme',
  'fetching',
  'not-ready',
  'waiting',
  'playing',
  'played',
  'interrupted',
  'missed',
  'refused',
  'unconfirmed',
  'after-cancel',
  'clock-ahead',
  'clock-behind',
] as const;
/** One of `WHY_POLE_CODES`. */
export type WhyPoleCode = (typeof WHY_POLE_CODES)[number];

/** What a sentence needs; instants have names that end in `At`, lengths in `Ms`, sizes in `Bytes`. */
export type WhyValues = Readonly<Record<string, unknown>>;

/** One pole for which a link does not hold, or what became of the airing on it. */
export interface WhyPole {
  readonly controllerId: string;
  readonly name: string;
  /** By which its evidence is asked for; null: nothing was planned for it. */
  readonly playbackId: string | null;
  readonly state: WhyState;
  readonly says: WhyPoleCode;
  readonly values: WhyValues;
}

/** One link of the chain. */
export interface WhyLink {
  readonly step: WhyStep;
  readonly state: WhyState;
  /** When it came to be so; null: not yet, or not known. */
  readonly at: Instant | null;
  readonly says: WhyCode;
  readonly values: WhyValues;
  /** Those that are missing, and why; after the start every pole with what became of it. */
  readonly poles: readonly WhyPole[];
}

/** A link that speaks of no pole. */
export function link(
  step: WhyStep,
  state: WhyState,
  says: WhyCode,
  at: Instant | null,
  values: WhyValues = {},
): WhyLink {
  return { step, state, at, says, values, poles: [] };
}
