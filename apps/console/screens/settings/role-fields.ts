// How a role and its place are chosen and called.
import { GIVEN_ROLES } from '#domain';
import { SCREENS, WORDS } from '../../parts/words';
import { usePlaces } from './settings-queries';
import type { Field } from './fields';

const text = SCREENS.settings;

/** How the place of a role is called. */
export function useRolePlaces(): (villageId: string | null) => string {
  const { data } = usePlaces();
  const names = new Map((data?.villages ?? []).map(({ id, name }) => [id, name]));
  return (villageId) => (villageId === null ? text.wholeCommune : (names.get(villageId) ?? '…'));
}

/** The fields by which a role and its place are chosen. */
export function useRoleFields(): readonly Field[] {
  const { data } = usePlaces();
  const villages = (data?.villages ?? []).map(({ id, name }) => [id, name] as const);
  return [
    {
      key: 'role',
      label: text.role,
      kind: 'choice',
      options: GIVEN_ROLES.map((role) => [role, WORDS.roles[role]] as const),
    },
    { key: 'villageId', label: text.village, kind: 'choice', options: [['', text.wholeCommune] as const, ...villages] },
  ];
}
