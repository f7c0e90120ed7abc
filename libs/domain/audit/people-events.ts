// What the events about people and about what they come in by say. They are for the audit alone (see `EVENT_AUDIENCES`).
import type { Grant, Person, Role } from '../people/people';
import type { LinkPurpose } from '../people/personal-link';
import type { Added, Changed, Nothing, Removed } from './event-parts';

type RoleHere = Pick<Grant, 'role' | 'villageId'>;

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
  'person.code-issued': Nothing;
  'person.password-set': Nothing;
  'person.second-factor-set': Nothing;
  'person.second-factor-removed': Nothing;
  /** By somebody else. */
  'person.second-factor-reset': Nothing;
  'person.recovery-codes-renewed': Nothing;
  'person.recovery-code-used': Nothing;
  'person.signed-out': Nothing;
  'person.blocked': Nothing;
  'person.unblocked': Nothing;
  'person.handed-over': { readonly toPersonId: string };
  'role.granted': Added<RoleHere>;
  'role.revoked': Removed<RoleHere>;
  'link.issued': { readonly personId: string; readonly purpose: LinkPurpose; readonly subjectId: string | null };
  /** `bookingId`: what was approved by it. */
  'link.used': { readonly bookingId?: string | null };
  'link.revoked': Nothing;
  'token.issued': { readonly name: string };
  'token.revoked': Nothing;
}
