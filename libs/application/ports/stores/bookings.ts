// Bookings, and who approved what.
import type { ApprovalBasis, Booking, EscalationStep, Instant } from '#domain';
import type { Page, PageRequest } from './paging';

/** Who approved what, bound to its digest. Voided, never deleted. */
export interface Approval {
  readonly id: string;
  readonly communeId: string;
  readonly subject: 'announcement' | 'booking';
  readonly subjectId: string;
  readonly digest: string;
  readonly approvedBy: string;
  readonly approvedAt: Instant;
  readonly basis: ApprovalBasis;
  readonly voidedAt: Instant | null;
  readonly voidReason: string | null;
}

/** One step by which a waiting booking or announcement was brought before more people. */
export interface Escalation {
  readonly subjectId: string;
  readonly step: EscalationStep;
  /** Since when it waited: what comes back after an edit waits anew. */
  readonly since: Instant;
  readonly communeId: string;
  readonly at: Instant;
}

export interface BookingReads {
  booking(id: string): Promise<Booking | undefined>;
  bookings(communeId: string, page: PageRequest): Promise<Page<Booking>>;
  /** Everything that holds or takes air: `proposed` and `approved`. */
  open(communeId: string): Promise<readonly Booking[]>;
  byIds(ids: readonly string[]): Promise<readonly Booking[]>;
  ofAnnouncement(announcementId: string): Promise<readonly Booking[]>;
  approvals(subjectId: string): Promise<readonly Approval[]>;
  escalations(subjectId: string): Promise<readonly Escalation[]>;
}

export interface BookingStore extends BookingReads {
  insert(booking: Booking): Promise<void>;
  /** Writes and raises `revision` by one. */
  update(id: string, change: Partial<Booking>): Promise<void>;
  insertEscalation(escalation: Escalation): Promise<void>;
  insertApproval(approval: Approval): Promise<void>;
  voidApprovals(subjectId: string, at: Instant, reason: string): Promise<void>;
}
