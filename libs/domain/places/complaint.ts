// What somebody below a pole complains about, without a name; the desk answers it and closes it.
import type { Instant } from '../calendar/time';

export const COMPLAINT_TOPICS = ['too-loud', 'unclear', 'wrong-hour', 'other'] as const;
/** One of `COMPLAINT_TOPICS`. */
export type ComplaintTopic = (typeof COMPLAINT_TOPICS)[number];

/** So much fits into a complaint, and into its answer. */
export const MAX_COMPLAINT_LETTERS = 1_000;

export interface Complaint {
  /** Whoever knows it may read the answer: it is said to the person who complained, and to nobody else outside the desk. */
  readonly id: string;
  readonly communeId: string;
  /** The pole below which it was written. */
  readonly controllerId: string;
  readonly topic: ComplaintTopic;
  readonly text: string;
  readonly at: Instant;
  /** Empty: closed without a word. Null: it still waits. */
  readonly answer: string | null;
  readonly closedBy: string | null;
  readonly closedAt: Instant | null;
}
