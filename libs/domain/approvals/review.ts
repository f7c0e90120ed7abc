// What one person put on air alone is looked at afterwards: a leader other than that person signs whether it was in order.
import { DAY_MS, type Instant } from '../calendar/time';

export const REVIEW_SUBJECTS = ['emergency', 'village_notice'] as const;
/** What was put on air by one person alone: one of `REVIEW_SUBJECTS`. */
export type ReviewSubject = (typeof REVIEW_SUBJECTS)[number];

export const REVIEW_VERDICTS = ['in_order', 'not_in_order'] as const;
/** One of `REVIEW_VERDICTS`. */
export type ReviewVerdict = (typeof REVIEW_VERDICTS)[number];

export interface Review {
  readonly id: string;
  readonly communeId: string;
  readonly subject: ReviewSubject;
  readonly subjectId: string;
  /** Who acted alone, and therefore may not sign. */
  readonly actedBy: string;
  readonly dueBy: Instant;
  /** Null, like what follows: not signed yet. */
  readonly signedBy: string | null;
  readonly signedAt: Instant | null;
  readonly verdict: ReviewVerdict | null;
  readonly note: string;
}

/** A review is due a day after the act. */
export const REVIEW_WITHIN_MS = DAY_MS;

/** Whether this person may sign, or why not; the right to sign reviews is asked for elsewhere. The refusals are codes of `Problem`. */
export function maySignReview(review: Review, personId: string): 'ok' | 'review-self' | 'review-signed' {
  if (review.actedBy === personId) return 'review-self';
  return review.signedBy === null ? 'ok' : 'review-signed';
}
