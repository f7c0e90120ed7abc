// While a leader is away another person approves in the leader's place, for a time that is said beforehand.
import type { DelegatedGrant } from './people';
import { DAY_MS, type Instant } from '../calendar/time';

/** The right to approve, handed from one person to another for a time. */
export interface Delegation {
  readonly id: string;
  readonly communeId: string;
  /** Who is away. */
  readonly fromPersonId: string;
  /** Who approves meanwhile, as `deputy`. */
  readonly toPersonId: string;
  readonly from: Instant;
  /** The first instant at which it no longer holds. */
  readonly until: Instant;
  /** Taken back before its time; null: it was not. */
  readonly revokedAt: Instant | null;
}

/** The longest that the right may be handed over at once, in milliseconds. */
export const MAX_DELEGATION_MS = 60 * DAY_MS;

/** Whether it holds at that instant. */
export function isInForce({ from, until, revokedAt }: Delegation, at: Instant): boolean {
  return from <= at && at < until && (revokedAt === null || at < revokedAt);
}

/** Whether it holds at that instant or will hold later: it is neither over nor taken back. */
export function isStanding({ until, revokedAt }: Delegation, at: Instant): boolean {
  return at < until && revokedAt === null;
}

/** Whether there is an instant in both times. */
export function doOverlap(one: Pick<Delegation, 'from' | 'until'>, other: Pick<Delegation, 'from' | 'until'>): boolean {
  return one.from < other.until && other.from < one.until;
}

/** What the deputy holds while it is in force. */
export function grantOf({ id, communeId, fromPersonId, toPersonId }: Delegation): DelegatedGrant {
  return { id, communeId, personId: toPersonId, role: 'deputy', villageId: null, onBehalfOf: fromPersonId };
}
