// A booking: which announcement, in which zones, when, how often. It is proposed by one person and approved by another.
import type { Lifecycle } from '../lifecycle';
import type { Instant, LocalDate, WallTime } from '../calendar/time';
import type { Recurrence } from '../calendar/recurrence';

/** At which time of those days: somewhere in a slot, at an exact second, or in the next free minute once it is approved. */
export type BookedStart =
  | { readonly kind: 'slot'; readonly slotId: string }
  | { readonly kind: 'exact'; readonly at: WallTime }
  | { readonly kind: 'soonest' };

/** Why a booking was made. */
export const BOOKING_PURPOSES = ['routine', 'correction', 'resend', 'village_notice', 'upstream'] as const;
/** One of `BOOKING_PURPOSES`. */
export type BookingPurpose = (typeof BOOKING_PURPOSES)[number];

/** What becomes of an item that an emergency interrupted: it starts anew inside its slot, or is only reported. */
type AfterInterruption = 'restart' | 'report';

export const BOOKING_STATES = [
  'proposed',
  'approved',
  'declined',
  'cancelled',
  'missed',
  'finished',
  'replaced',
] as const;
export type BookingState = (typeof BOOKING_STATES)[number];
export type BookingEvent = 'approve' | 'decline' | 'cancel' | 'run_out' | 'finish' | 'void' | 'replace';

export interface Booking {
  readonly id: string;
  readonly communeId: string;
  readonly announcementId: string;
  readonly zoneIds: readonly string[];
  /** Frozen when the booking is made: a pole that joins a zone later is not silently added. */
  readonly controllerIds: readonly string[];
  readonly start: BookedStart;
  readonly recurrence: Recurrence;
  /** How often it sounds on each day, one after the other. */
  readonly repeats: number;
  /** How late a start is still worth playing, in milliseconds. */
  readonly lateLimitMs: number;
  /** Why it had to enter after the show lock; audited. Null: it may not. */
  readonly lateReason: string | null;
  /** Days taken out of the series, kept apart from the rule so that editing the rule never revives them. */
  readonly cancelledDates: readonly LocalDate[];
  readonly purpose: BookingPurpose;
  /** Order inside its class: lower goes first; equal ones by who asked first. Decided by a person where two priorities meet. */
  readonly precedence: number;
  readonly afterInterruption: AfterInterruption;
  /** For `soonest`: the start it was given when it was approved. Null: not yet, or another kind of start. */
  readonly soonestAt: Instant | null;
  readonly state: BookingState;
  readonly createdBy: string;
  readonly createdAt: Instant;
  /** Everybody who changed it since; like who proposed it, none of them may approve it. */
  readonly amendedBy: readonly string[];
  readonly approvedBy: string | null;
  readonly approvedAt: Instant | null;
  /** Digest that the approval is bound to. */
  readonly approvedDigest: string | null;
  /** Rises with every change; the ETag. */
  readonly revision: number;
}

/** proposed -> approved -> finished; declined, cancelled, missed (never approved in time), replaced (another one took its time). */
// prettier-ignore
export const BOOKING_LIFECYCLE: Lifecycle<BookingState, BookingEvent> = {
  proposed:  { approve: 'approved', decline: 'declined', cancel: 'cancelled', run_out: 'missed', replace: 'replaced' },
  approved:  {                                           cancel: 'cancelled', finish: 'finished', void: 'proposed', replace: 'replaced' },
  declined:  {},
  cancelled: {},
  missed:    {},
  finished:  {},
  replaced:  {},
};

/** Late start allowed unless the booking says otherwise: late news is still news for a minute. */
export const DEFAULT_LATE_LIMIT_MS = 60_000;

/** Most repeats of one announcement on one day. */
export const MAX_REPEATS = 5;
