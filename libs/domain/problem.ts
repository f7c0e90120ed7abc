// Everything that can be refused, as one list of stable codes. A code is an API promise: `#words` holds its sentences, `apps/api` its HTTP status.
import { REFUSAL_CODES } from './recordings/sound';

export const PROBLEM_CODES = [
  // The door
  'bad-request',
  'not-signed-in',
  'sign-in-failed',
  'not-allowed',
  'not-found',
  'too-many-requests',
  'idempotency-key-reused',
  'idempotency-key-running',
  'edited-meanwhile',
  'if-match-required',
  'unavailable',
  'database-full',
  'unexpected',
  'saved-but-not-shown',
  'next-key-lost',
  // Sound
  ...REFUSAL_CODES,
  'recording-too-large',
  'recording-not-ready',
  'recording-removed',
  'storage-full',
  'handed-in-too-much',
  'upload-damaged',
  'upload-offset',
  'range-not-satisfiable',
  // Announcements and approval
  'announcement-not-submitted',
  'announcement-not-approved',
  'announcement-has-no-sound',
  'note-required',
  'announcement-class-fixed',
  'approval-self',
  'approval-stale',
  'not-as-approved',
  'wrong-state',
  'delegation-overlap',
  // Personal links and labels of poles
  'link-unknown',
  'link-expired',
  'pin-wrong',
  'pin-shown',
  'needs-password',
  'proof-too-old',
  'second-factor-needed',
  'second-factor-missing',
  'code-wrong',
  'password-easy',
  'code-waits',
  'pole-unknown',
  // Places and people at the desk
  'name-taken',
  'login-taken',
  'place-in-use',
  'slot-overlap',
  'slot-too-short',
  'own-account',
  'last-admin',
  // Bookings
  'booking-no-zones',
  'booking-no-controllers',
  'booking-no-dates',
  'recurrence-unsupported',
  'booking-duplicate',
  'booking-conflict',
  'booking-overflow',
  'booking-clock-change',
  'booking-over-rundown-limit',
  'booking-over-day-limit',
  'booking-quiet-hours',
  'booking-in-the-past',
  'booking-too-soon',
  'booking-needs-late-reason',
  'booking-stopped',
  'booking-during-emergency',
  'booking-needs-order',
  'booking-no-free-minute',
  'booking-not-replaceable',
  'booking-emergency',
  'slot-unknown',
  'special-day-unknown',
  // The village head's own rights
  'village-muted',
  'village-notice-off',
  'village-notice-too-long',
  'village-notice-hours',
  'village-notice-duplicate',
  // Retraction and resending
  'retraction-nothing-aired',
  'retraction-covered',
  'correction-too-light',
  'resend-nothing-to-do',
  // Emergencies and reviews
  'emergency-wrong-class',
  'emergency-same-person',
  'emergency-request-expired',
  'emergency-request-closed',
  'emergency-needs-reason',
  'emergency-running',
  'emergency-no-all-clear',
  'review-self',
  'review-signed',
  // Drills
  'drill-not-wrapped',
  'drill-conflict',
  'drill-too-far',
  // Devices
  'enrolment-code-invalid',
  'device-unknown',
  // Confirmation
  'rundown-not-over',
  'confirmation-too-late',
] as const;

/** A stable code of something refused. */
export type ProblemCode = (typeof PROBLEM_CODES)[number];

/** Values that a sentence about the problem needs, and that a program may act on. */
export type ProblemValues = Readonly<Record<string, unknown>>;

/** A refusal that a person can meet: a stable code and the values to explain it. Never carries a secret. */
export class Problem extends Error {
  constructor(
    readonly code: ProblemCode,
    readonly values: ProblemValues = {},
  ) {
    super(`${code} ${JSON.stringify(values)}`);
    this.name = 'Problem';
  }
}
