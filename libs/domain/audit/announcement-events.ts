// What the events about recordings, announcements, bookings and their approvals say.
import type { Announcement, AnnouncementSource } from '../announcements/announcement';
import type { ApprovalBasis } from '../approvals/approval';
import type { EscalationStep } from '../approvals/escalation';
import type { Review, ReviewVerdict } from '../approvals/review';
import type { Booking, BookingPurpose } from '../bookings/booking';
import type { Recurrence } from '../calendar/recurrence';
import type { Instant, LocalDate } from '../calendar/time';
import type { MetPriority } from '../preview/booking-order';
import type { Trim } from '../recordings/trim';
import type { Nothing } from './event-parts';

type AnnouncementChange = Partial<Pick<Announcement, 'title' | 'category' | 'messageClass' | 'versions' | 'wish'>>;

/** What of a booking a person can change. */
export type BookingWish = Pick<
  Booking,
  'start' | 'recurrence' | 'zoneIds' | 'controllerIds' | 'repeats' | 'lateLimitMs' | 'lateReason' | 'cancelledDates'
>;

export interface RecordingEvents {
  'recording.received': {
    readonly fileName: string;
    readonly bytes: number;
    readonly sha256: string;
    readonly trim?: Trim;
  };
  'recording.progressed': { readonly progress: number };
  'recording.ready': { readonly sha256: string; readonly durationMs: number; readonly warnings: readonly string[] };
  /** Its bytes, by the rule of the commune; what is known of it stays. `hasSounded` says by which of the two. */
  'recording.removed': { readonly hasSounded: boolean };
  'recording.refused': { readonly code: string; readonly values: Readonly<Record<string, unknown>> };
}

export interface AnnouncementEvents {
  'announcement.created': { readonly title: string };
  'announcement.edited': { readonly before: AnnouncementChange; readonly after: AnnouncementChange };
  /** `source`: it came from above and is handed in as it is. */
  'announcement.submitted': { readonly digest: string; readonly source?: AnnouncementSource };
  'announcement.approved': {
    readonly digest: string;
    readonly basis: ApprovalBasis;
    readonly onBehalfOf: string | null;
  };
  'announcement.changes-requested': { readonly note: string };
  'announcement.voided': { readonly reason: 'content-edited' };
}

export interface ApprovalEvents {
  'approval.delegated': { readonly toPersonId: string; readonly from: Instant; readonly until: Instant };
  'approval.delegation-ended': { readonly toPersonId: string; readonly wasInForce: boolean };
  'approval.escalated': {
    readonly steps: readonly EscalationStep[];
    readonly title: string;
    readonly firstStartsAt: Instant | null;
  };
  'review.opened': Pick<Review, 'subject' | 'subjectId' | 'dueBy'>;
  'review.signed': Pick<Review, 'subject' | 'subjectId' | 'note'> & { readonly verdict: ReviewVerdict };
}

/** Everything that was asked for; its poles stand in the digest of its approval. */
export type BookingAsked = Omit<BookingWish, 'controllerIds'> &
  Pick<Booking, 'purpose' | 'precedence' | 'afterInterruption'>;

interface OfAnnouncement {
  readonly announcementId: string;
}

export interface BookingEvents {
  'booking.proposed': OfAnnouncement & {
    /** Absent in what was said before this was kept. */
    readonly asked?: BookingAsked;
    readonly lateReason?: string | null;
    readonly purpose?: BookingPurpose;
    /** The booking whose days this one takes over. */
    readonly takesOverFrom?: string;
    readonly copyOf?: string;
    /** Who chose a suggested time for the author. */
    readonly suggestedTo?: string;
  };
  'booking.approved': OfAnnouncement & {
    readonly digest: string;
    readonly onBehalfOf: string | null;
    readonly warnings: readonly unknown[];
    readonly lateReason: string | null;
    readonly soonestAt: Instant | null;
  };
  'booking.declined': OfAnnouncement & { readonly reason: string };
  /** `retractionId`: the whole announcement was retracted. */
  'booking.cancelled': OfAnnouncement & { readonly reason: string; readonly retractionId?: string };
  'booking.amended': OfAnnouncement &
    (
      | { readonly scope: 'all'; readonly before: BookingWish; readonly after: BookingWish }
      | {
          readonly scope: 'following';
          readonly date: LocalDate;
          readonly before: Recurrence;
          readonly after: Recurrence;
          /** What its approval stands for from now on; null: it has none. Absent in what was said before this was kept. */
          readonly digest?: string | null;
        }
    );
  /** `reason` null: another booking took the day over. */
  'booking.day-cancelled': OfAnnouncement & { readonly date: LocalDate; readonly reason: string | null };
  /** `by`: the booking that took its time. `localDates` null: all of it. */
  'booking.replaced': OfAnnouncement & { readonly by: string; readonly localDates: readonly LocalDate[] | null };
  'booking.order-decided': {
    readonly before: number;
    readonly after: number;
    readonly others: readonly Pick<MetPriority, 'bookingId' | 'title' | 'precedence'>[];
  };
  'booking.missed': { readonly reason: 'unapproved' };
  'booking.finished': Nothing;
  /**
   * It is not what was asked for and approved under that digest any more, by nobody's act. `keptSha256`: stands for what its row says instead.
   */
  'booking.altered': OfAnnouncement & { readonly digest: string | null; readonly keptSha256?: string };
}
