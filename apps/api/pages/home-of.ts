// Where a person works: the phone pages for those who carry a phone, the desk for those who sit at one.
import type { Actor, Role } from '#domain';

/** By role, the most telling first: whoever has several roles starts where most is to be done. */
const HOMES: readonly (readonly [Role, string])[] = [
  ['operator', '/desk'],
  ['leader', '/leader'],
  ['deputy', '/leader'],
  ['admin', '/desk/settings'],
  ['technician', '/desk/board'],
  ['village_head', '/village'],
  ['recorder', '/record'],
];

/** The page on which this person starts. */
export function homeOf({ grants }: Actor): string {
  return HOMES.find(([role]) => grants.some((grant) => grant.role === role))?.[1] ?? '/';
}
