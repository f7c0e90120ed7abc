// What the events about people and about what they come in by say. They are for the audit alone (see `EVENT_AUDIENCES`).
import type { Grant, Person, Role } from '../people/people';
import type { Instant } from '../calendar/time';
import type { LinkPurpose } from '../people/personal-link';
import type { Added, Changed, Nothing, Removed } from './event-parts';

type RoleHere = Pick<Grant, 'role' | 'villageId'>;

/** What of somebody waited for a second person: a code, roles, or both. */
interface Waited {
  readonly code: boolean;
  readonly roles: readonly RoleHere[];
}

export interface PeopleEvents {
  'person.signed-in': Nothing;
  'person.sign-in-failed': Nothing;
  /** With the role where it is given in the same act. */
  'person.created': {
    readonly name: string;
    readonly login?: string;
    readonly role?: Role;
    readonly villageId?: string | null;
  };
  'person.pin-set': Nothing;
  'person.changed': Changed<Pick<Person, 'name' | 'login'>>;
  /** `worksFrom`: it waits for a second person until then. */
  'person.code-issued': { readonly worksFrom?: Instant };
  /** A code was used for which no second person said yes: it had waited long enough. */
  'person.code-waited': Nothing;
  'person.waiting-agreed': Waited;
  'person.waiting-refused': Waited;
  'person.password-set': Nothing;
  'person.second-factor-set': Nothing;
  'person.second-factor-removed': Nothing;
  /** By somebody else. */
  'person.second-factor-reset': Nothing;
  'person.recovery-codes-renewed': Nothing;
  'person.recovery-code-used': Nothing;
  /** By themselves, in one browser. */
  'person.left': Nothing;
  'person.sessions-ended': { readonly count: number };
  'person.signed-out': Nothing;
  'person.blocked': Nothing;
  'person.unblocked': Nothing;
  'person.handed-over': { readonly toPersonId: string };
  /** `from`: it waits for a second person until then. */
  'role.granted': Added<RoleHere & { readonly from?: Instant }>;
  'role.revoked': Removed<RoleHere>;
  'link.issued': { readonly personId: string; readonly purpose: LinkPurpose; readonly subjectId: string | null };
  /** `bookingId`: what was approved by it. */
  'link.used': { readonly bookingId?: string | null };
  'link.revoked': Nothing;
  'token.issued': { readonly name: string };
  'token.revoked': Nothing;
}
