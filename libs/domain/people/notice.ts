// A notice tells one person something that needs them: on the desk, and later by any channel that a commune connects.
import type { Instant } from '../calendar/time';

/** What people are told. The sentences for each stand in `#words`. */
export const NOTICE_KINDS = [
  'approval-waits',
  'approval-escalated',
  'approval-delegated',
  'changes-requested',
  'booking-declined',
  'booking-cancelled',
  'booking-replaced',
  'village-notice-aired',
  'village-muted',
  'review-waits',
  'emergency-asks',
  'emergency-broke-glass',
  'emergency-from-above',
  'emergency-ended',
  'item-interrupted',
  'played-after-cancel',
  'slot-summary',
  'retraction-ordered',
  'drill-ordered',
  'drill-cancelled',
  'self-test-failed',
  'complaint-received',
  'poles-offline',
  'poles-not-heard',
  'pole-doubled',
  'token-issued',
  'village-link-issued',
  'code-issued',
  'second-factor-reset',
  'recovery-code-used',
  'code-waits',
  'role-waits',
  'waiting-refused',
  'plan-failing',
  'not-as-approved',
  'quiet-hours-altered',
  'template-altered',
  'database-older',
  'key-changed',
  'key-revoked',
  'key-recovered',
  'key-foreign',
  'disk-full',
  'clock-doubted',
  'log-unguarded',
  'log-begun-anew',
  'unknown-taken-off',
  'unknown-sounded',
] as const;
/** One of `NOTICE_KINDS`. */
export type NoticeKind = (typeof NOTICE_KINDS)[number];

export interface Notice {
  readonly id: string;
  readonly communeId: string;
  /** Whom it is for. */
  readonly personId: string;
  readonly kind: NoticeKind;
  /** The thing it speaks of: a booking, an emergency, a rundown. */
  readonly subjectId: string;
  /** What its sentence needs. */
  readonly values: Readonly<Record<string, unknown>>;
  readonly at: Instant;
  readonly readAt: Instant | null;
}
