// A personal link lets one person do one thing from a phone without signing in: approve one booking, or say what was heard in the own village.
import { DAY_MS, type Instant } from '../calendar/time';

/** What a link is good for. */
export type LinkPurpose = 'approve' | 'village';

export interface PersonalLink {
  readonly id: string;
  readonly communeId: string;
  /** Who acts by it. */
  readonly personId: string;
  readonly purpose: LinkPurpose;
  /** The booking to approve; null for a village link. */
  readonly subjectId: string | null;
  /** SHA-256 of the token; the token itself is said once and never kept. */
  readonly tokenHash: string;
  readonly issuedBy: string;
  readonly issuedAt: Instant;
  readonly expiresAt: Instant;
  /** When it did what it was for, once; null: not yet. Village links are used again and again. */
  readonly usedAt: Instant | null;
  readonly revokedAt: Instant | null;
  /** Wrong PINs and passwords given with it. */
  readonly wrongTries: number;
}

/** How long links live, in milliseconds. */
export const LINK_LIFE_MS: Readonly<Record<LinkPurpose, number>> = { approve: DAY_MS, village: 180 * DAY_MS };

/** Wrong PINs or passwords after which a link is dead. */
export const MAX_WRONG_TRIES = 5;

/** Why a link is no longer good. */
export type LinkEnd = 'used' | 'revoked' | 'expired' | 'wrong-tries';

/** Why the link is no longer good at that instant; null: it is good. */
export function endOf({ usedAt, revokedAt, expiresAt, wrongTries }: PersonalLink, at: Instant): LinkEnd | null {
  if (usedAt !== null) return 'used';
  if (revokedAt !== null) return 'revoked';
  if (wrongTries >= MAX_WRONG_TRIES) return 'wrong-tries';
  return expiresAt <= at ? 'expired' : null;
}
