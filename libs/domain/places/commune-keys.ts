// One signing key of a commune follows another: which of them count when, and where a box stands.
import { DAY_MS, type Instant } from '../calendar/time';

/** A key that took the place of the one before it. */
export interface KeyStep {
  /** One more than that of the key before; that of the founding has 0. */
  readonly serial: number;
  readonly keyId: string;
  readonly issuedAt: Instant;
  /** Until then the keys before it count, too. */
  readonly oldUntil: Instant;
  /** The one before was in foreign hands. */
  readonly revoked: boolean;
}

/** How long the old key may count beside the new one, in days. */
export const OVERLAP_DAYS = { least: 1, most: 90 } as const;

/** Until when the old key counts: not at all when it is in foreign hands. */
export function overlapEnd(now: Instant, overlapDays: number | null): Instant {
  return overlapDays === null ? now : now + overlapDays * DAY_MS;
}

/** Whether the key of that serial still counts: the newest always, the others until the first step after them says no. */
export function keyCounts(serial: number, steps: readonly KeyStep[], now: Instant): boolean {
  return steps.every((step) => step.serial <= serial || now < step.oldUntil);
}

/** `foreign`: a key that this commune never had. Only a new enrolment brings such a box back. */
export type KeyStanding = 'newest' | 'earlier' | 'foreign';

/** Where a box stands that named this key last, or none since its enrolment. */
export function keyStanding(
  { toldKeyId, enrolledAt }: { readonly toldKeyId: string | null; readonly enrolledAt: Instant },
  foundingKeyId: string,
  steps: readonly KeyStep[],
): KeyStanding {
  const newest = steps.at(-1);
  if (toldKeyId === null) return !newest || enrolledAt >= newest.issuedAt ? 'newest' : 'earlier';
  if (toldKeyId === (newest?.keyId ?? foundingKeyId)) return 'newest';
  return toldKeyId === foundingKeyId || steps.some(({ keyId }) => keyId === toldKeyId) ? 'earlier' : 'foreign';
}
