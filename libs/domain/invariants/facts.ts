// What is looked at when an installation, or a simulated one, is checked: what was ordered, what reached the poles, what they said, what truly
// sounded, and what the database makes of it. Plain facts, so that a simulation and a real installation are checked by the same rules.
import type { Airing, AiringKind, Playback } from '../air/air';
import type { MessageClass } from '../announcements/message-class';
import type { Instant, Interval } from '../calendar/time';

/** One sound as the horn noted it itself. */
export interface AirLogSound {
  readonly controllerId: string;
  /** Which box of the pole; two of one identity are told apart here. */
  readonly box: string;
  readonly airingId: string;
  readonly playbackId: string;
  readonly startedAt: Instant;
  /** Null while it sounds. */
  readonly endedAt: Instant | null;
  readonly completed: boolean;
  readonly sha256s: readonly string[];
}

/** One airing as it was ordered at some time. */
export interface OrderedAiring {
  readonly airingId: string;
  readonly title: string;
  readonly kind: AiringKind;
  readonly messageClass: MessageClass;
  readonly startsAt: Instant;
  readonly durationMs: number;
  readonly lateLimitMs: number;
  readonly sha256s: readonly string[];
  readonly controllerIds: readonly string[];
}

/** Which programme a zone was given. */
export interface IssuedVersion {
  readonly zoneId: string;
  readonly epoch: number;
  readonly version: number;
  /** What it says, without its times. */
  readonly content: string;
}

/** When it was to be silent. */
export interface StopTime {
  readonly stopId: string;
  readonly time: Interval;
  readonly sparesEmergency: boolean;
}

/** When nothing else was to begin. */
export interface EmergencyStretch {
  readonly emergencyId: string;
  readonly time: Interval;
}

/** Something that the server said and that came to a pole. */
export type Reached = { readonly controllerId: string; readonly at: Instant } & (
  | {
      readonly kind: 'programme';
      readonly zoneId: string;
      readonly epoch: number;
      readonly version: number;
      readonly airingIds: ReadonlySet<string>;
      readonly cancelledAiringIds: ReadonlySet<string>;
      readonly stops: readonly StopTime[];
      readonly emergencies: readonly EmergencyStretch[];
    }
  | { readonly kind: 'stop'; readonly stop: StopTime }
  | { readonly kind: 'lift'; readonly stopId: string }
  | { readonly kind: 'silence'; readonly airingIds: ReadonlySet<string> }
  | { readonly kind: 'emergency'; readonly emergency: EmergencyStretch }
  | { readonly kind: 'end-emergency'; readonly emergencyId: string }
);

/** One receipt that a box sent for the first time. */
export interface SaidReceipt {
  readonly controllerId: string;
  readonly box: string;
  /** By the true time. */
  readonly at: Instant;
  readonly deviceEpoch: string;
  readonly sequence: number;
  readonly kind: string;
  readonly playbackIds: readonly string[];
  readonly reason: string | null;
}

/** One receipt that is stored. */
interface KeptReceipt {
  readonly controllerId: string;
  readonly deviceEpoch: string;
  readonly sequence: number;
  readonly kind: string;
  readonly playbackId: string | null;
}

/** What befell a pole. */
export interface PoleLife {
  readonly controllerId: string;
  readonly zoneId: string;
  /** When it could not play: without power, without disk, without horn. */
  readonly unfit: readonly Interval[];
  /** When it could not be spoken to, or badly. */
  readonly apart: readonly Interval[];
  /** It lost or was given another memory. */
  readonly isForgetful: boolean;
  /** Two boxes had its identity. */
  readonly isDoubled: boolean;
}

/** What people did about one announcement on air; instants are true times. */
export interface PeoplesWill {
  readonly title: string;
  /** When the booking was approved and that was answered; null: never. */
  readonly approvedAt: Instant | null;
  /** An approval was begun of which nobody knows whether it holds. */
  readonly isInDoubt: boolean;
  /** The first moment at which somebody may have taken it off. */
  readonly takenOffAt: Instant | null;
  /** When it was cancelled, and that was answered; null: never. */
  readonly cancelledAt: Instant | null;
}

/** Everything that is known of one run, or of one installation. */
export interface Facts {
  readonly now: Instant;
  /** The name of one airing on one pole. */
  readonly playbackIdOf: (airingId: string, controllerId: string) => string;
  /** How far the clocks may be off: what was done to them. */
  readonly clockToleranceMs: number;
  readonly sounds: readonly AirLogSound[];
  readonly ordered: readonly OrderedAiring[];
  readonly issued: readonly IssuedVersion[];
  readonly reached: readonly Reached[];
  readonly said: readonly SaidReceipt[];
  readonly kept: readonly KeptReceipt[];
  readonly airings: readonly Airing[];
  readonly playbacks: readonly Playback[];
  readonly poles: readonly PoleLife[];
  readonly wills: readonly PeoplesWill[];
  /** When the server was down, doubted its clock or had a full disk. */
  readonly serverAway: readonly Interval[];
  /** The server went on from an older copy of its database. */
  readonly isRestored: boolean;
  /** Silence by a rule of the commune, and since when the poles could know of it. */
  readonly quiet: readonly { readonly knownAt: Instant; readonly time: Interval }[];
  /** Every item that the villages were asked about, by its title. */
  readonly askedAbout: ReadonlySet<string>;
  /** Why the event log does not verify; null: it does. */
  readonly logFault: string | null;
  /** What failed that never should: acts, jobs, boxes. */
  readonly failures: readonly string[];
}

/** One thing that must never be, with all that is needed to find it. */
export interface Violation {
  readonly invariant: string;
  readonly what: string;
}
