// Who may do what, where. A grant is (person, role, node); whatever no grant allows is denied.
import { isEnoughFor, type Strength } from './strength';
import type { Instant } from '../calendar/time';
import { type Act } from './acts';

export const ROLES = [
  'recorder',
  'operator',
  'leader',
  'village_head',
  'technician',
  'admin',
  'deputy',
  'upstream',
] as const;

/** One of `ROLES`. */
export type Role = (typeof ROLES)[number];

export interface Person {
  readonly id: string;
  readonly communeId: string;
  readonly name: string;
  /** What the person types to sign in: a phone number or a short name, unique in the installation. */
  readonly login: string;
  /** argon2id, or null until the first sign-in by one-time code. */
  readonly passwordHash: string | null;
  /** argon2id of six digits, the second proof on a phone; null: none was set. */
  readonly pinHash: string | null;
  /** Who was shown the PIN when it was made; it proves little until its owner has chosen another. Null: nobody but the owner. */
  readonly pinShownTo: string | null;
  readonly createdAt: Instant;
  /** Since when the person may do nothing any more; null: they may what was granted. */
  readonly blockedAt: Instant | null;
  /** When the person was last here, to the quarter of an hour; null: never. */
  readonly lastActiveAt: Instant | null;
  /** Rises with every edit. */
  readonly revision: number;
}

/** A role at a node of the tree. `villageId` null: the whole commune. */
export interface Grant {
  readonly id: string;
  readonly communeId: string;
  readonly personId: string;
  readonly role: Role;
  readonly villageId: string | null;
}

/** A role as it was given to somebody. */
export interface GivenGrant extends Grant {
  /** From when it holds (see `approvals/second-person.ts`); null: since it was given. */
  readonly from: Instant | null;
  /** Who gave it, where it had to wait; null: it had not to. */
  readonly givenBy: string | null;
}

/** A role held for a time in the place of somebody who handed it over. */
export interface DelegatedGrant extends Grant {
  readonly onBehalfOf: string;
}

/** A signed-in person with everything that was granted, and what is in force by delegation now. */
export interface Actor {
  readonly personId: string;
  readonly name: string;
  readonly communeId: string;
  readonly grants: readonly (Grant | DelegatedGrant)[];
  /** How they proved who they are; an act for which that is not enough is denied, whatever was granted. */
  readonly strength: Strength;
  /** Their last proof lies too far back for the acts that ask for a fresh one. */
  readonly isProofOld?: true;
  /** A code of a second factor is asked of them when they sign in and when they prove themselves anew. */
  readonly hasSecondFactor?: true;
  /** Their commune wants a second factor of them: until there is one they may do nothing else. */
  readonly lacksSecondFactor?: true;
  /** They may look, and change nothing. */
  readonly readsOnly?: true;
  /** When the session was opened in which they act; absent: they act in none. */
  readonly signedInAt?: Instant;
}

/** Where an act happens. `villageId` null: at commune level. */
export interface Place {
  readonly communeId: string;
  readonly villageId: string | null;
}

const ALLOWED: Readonly<Record<Role, readonly Act[]>> = {
  recorder: ['commune.view', 'recording.create', 'announcement.write', 'booking.propose'],
  operator: [
    'commune.view',
    'recording.create',
    'announcement.write',
    'booking.propose',
    'booking.approve.operator',
    'booking.order',
    'booking.cancel',
    'approval.refuse',
    'air.stop',
    'air.retract',
    'emergency.order',
    'emergency.break-glass',
    'emergency.end',
    'drill.order',
    'rundown.confirm',
    'place.edit',
    'rules.edit',
    'controller.edit',
    'people.view',
    'link.issue',
    'complaint.answer',
    'audit.read',
  ],
  leader: [
    'commune.view',
    'booking.approve.leader',
    'booking.order',
    'booking.cancel',
    'approval.refuse',
    'approval.delegate',
    'review.sign',
    'air.stop',
    'air.retract',
    'emergency.order',
    'emergency.break-glass',
    'emergency.end',
    'drill.order',
    'complaint.answer',
    'audit.read',
  ],
  village_head: ['commune.view', 'recording.create', 'rundown.confirm', 'village.mute', 'village.notice'],
  technician: ['commune.view', 'device.enrol', 'device.code', 'controller.edit'],
  admin: [
    'commune.view',
    'device.enrol',
    'device.code',
    'controller.edit',
    'place.edit',
    'rules.edit',
    'people.view',
    'people.edit',
    'link.issue',
    'complaint.answer',
    'audit.read',
    'keys.change',
  ],
  // Stands in for a leader who is away, for approving and sending back only.
  deputy: ['commune.view', 'booking.approve.leader', 'approval.refuse'],
  // The system of the province or of civil defence: it may only hand in its own items.
  upstream: ['recording.create', 'emergency.upstream'],
};

/** Whether any grant of the actor allows the act at the place, and they proved surely enough who they are. */
export function mayDo(actor: Actor, act: Act, place: Place): boolean {
  return isEnoughFor(actor.strength, act) && isGranted(actor, act, place);
}

/**
 * Whether any grant allows it, however its holder came in. A grant of the commune reaches its villages, never the other way round. Nothing
 * is done by this alone: it tells why something was denied.
 */
export function isGranted(actor: Pick<Actor, 'grants'>, act: Act, place: Place): boolean {
  return actor.grants.some(
    (grant) =>
      grant.communeId === place.communeId &&
      (grant.villageId === null || grant.villageId === place.villageId) &&
      ALLOWED[grant.role].includes(act),
  );
}

/** Whether the actor may do the act at any village of the commune, or in all of it. */
export function mayDoSomewhere(actor: Actor, act: Act, communeId: string): boolean {
  return isEnoughFor(actor.strength, act) && isGrantedSomewhere(actor, act, communeId);
}

/** Like `isGranted`, at any village of the commune or in all of it. */
export function isGrantedSomewhere(actor: Pick<Actor, 'grants'>, act: Act, communeId: string): boolean {
  return actor.grants.some((grant) => grant.communeId === communeId && ALLOWED[grant.role].includes(act));
}

/** Whether the actor was granted anything in the commune. Whoever was not must not even learn that it exists. */
export function belongsTo(actor: Actor, communeId: string): boolean {
  return actor.grants.some((grant) => grant.communeId === communeId);
}
