import { HOUR_MS } from '../calendar/time';
import { endsByIdleness, isIdle } from './idleness';
import { ROLES, type Role } from './people';
import { STRENGTHS } from './strength';

const grant = (role: Role) => ({ id: role, communeId: 'c', personId: 'p', role, villageId: null });

it('sessions by password end when they are not used, but for those who come by a phone alone', () => {
  const ends = (...roles: Role[]) => endsByIdleness({ strength: 'password', grants: roles.map(grant) });
  expect(ROLES.filter((role) => !ends(role))).toEqual(['recorder', 'village_head']);
  expect([ends('recorder', 'village_head'), ends('recorder', 'admin'), ends()]).toEqual([false, true, false]);
});

it('phones that were let in, and programs, end in their own time', () => {
  const ending = STRENGTHS.filter((strength) => endsByIdleness({ strength, grants: [grant('leader')] }));
  expect(ending).toEqual(['password']);
});

it('is not used for too long from the first instant on at which it is that long', () => {
  const now = 100 * HOUR_MS;
  expect([12 * HOUR_MS - 1, 12 * HOUR_MS, -HOUR_MS].map((ago) => isIdle(now - ago, now, 12 * HOUR_MS))).toEqual([
    false,
    true,
    false,
  ]);
});
