// A booking: which announcement, in which zones, when, how often. It is proposed by one person and approved by another.
import type { Lifecycle } from './lifecycle';
import type { Instant, LocalDate, WallTime } from './time';

/** Days of the week, Monday 1 to Sunday 7 (ISO 8601). */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7;

/** On which days. `until` is the last day, inclusive. */
export type Recurrence =
  | { readonly kind: 'once'; readonly date: LocalDate }
  | { readonly kind: 'daily'; readonly from: LocalDate; readonly until: LocalDate }
  | { readonly kind: 'weekdays'; readonly from: LocalDate; readonly until: LocalDate }
  | {
      readonly kind: 'weekly';
      readonly days: readonly Weekday[];
      readonly from: LocalDate;
      readonly until: LocalDate;
    };

/** At which time of those days: somewhere in a slot, or at an exact second. */
export type BookedStart =
  { readonly kind: 'slot'; readonly slotId: string } | { readonly kind: 'exact'; readonly at: WallTime };

export const BOOKING_STATES = ['proposed', 'approved', 'declined', 'cancelled', 'missed', 'finished'] as const;
export type BookingState = (typeof BOOKING_STATES)[number];
export type BookingEvent = 'approve' | 'decline' | 'cancel' | 'run_out' | 'finish' | 'void';

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
  readonly state: BookingState;
  readonly createdBy: string;
  readonly createdAt: Instant;
  readonly approvedBy: string | null;
  readonly approvedAt: Instant | null;
  /** Digest that the approval is bound to. */
  readonly approvedDigest: string | null;
  /** Rises with every change; the ETag. */
  readonly revision: number;
}

/** proposed -> approved -> finished; declined, cancelled, missed (never approved in time). */
// prettier-ignore
export const BOOKING_LIFECYCLE: Lifecycle<BookingState, BookingEvent> = {
  proposed:  { approve: 'approved', decline: 'declined', cancel: 'cancelled', run_out: 'missed' },
  approved:  {                                           cancel: 'cancelled', finish: 'finished', void: 'proposed' },
  declined:  {},
  cancelled: {},
  missed:    {},
  finished:  {},
};

/** Late start allowed unless the booking says otherwise (RELIABILITY decision 3). */
export const DEFAULT_LATE_LIMIT_MS = 60_000;

/** Most repeats of one announcement on one day. */
export const MAX_REPEATS = 5;
