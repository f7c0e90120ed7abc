import { HOUR_MS } from '../calendar/time';
import type { Grant, Role } from '../people/people';
import { holdsWeight, isHeld, isWeighty, secondPersonBy, type Waiting } from './second-person';

const NOW = Date.parse('2026-11-23T01:00:00Z');
const grant = (role: Role, villageId: string | null = null): Grant => ({
  ...{ id: 'g', communeId: 'c', personId: 'p', role, villageId },
});

it('whoever approves or is a second person weighs; by the rule of the commune an operator too', () => {
  const weighty = (rule: 'leader' | 'operator') =>
    (['recorder', 'operator', 'leader', 'village_head', 'technician', 'admin', 'deputy', 'upstream'] as const).filter(
      (role) => isWeighty(grant(role), rule),
    );
  expect(weighty('leader')).toEqual(['leader', 'admin', 'deputy']);
  expect(weighty('operator')).toEqual(['operator', 'leader', 'admin', 'deputy']);
  expect(isWeighty(grant('admin', 'village'), 'leader')).toBe(false);
});

it('who stands in for a leader weighs, also before it begins', () => {
  const handed = { id: 'd', communeId: 'c', fromPersonId: 'l', toPersonId: 'p', revokedAt: null };
  const delegation = { ...handed, from: NOW + HOUR_MS, until: NOW + 2 * HOUR_MS };
  expect(holdsWeight([grant('recorder')], [delegation], 'leader', NOW)).toBe(true);
  expect(holdsWeight([grant('recorder')], [delegation], 'leader', NOW + 2 * HOUR_MS)).toBe(false);
});

it('a role that waits holds from its instant on', () => {
  expect([NOW - 1, NOW].map((at) => isHeld({ from: NOW }, at))).toEqual([false, true]);
  expect(isHeld({ from: null }, NOW)).toBe(true);
});

describe('the second person', () => {
  const code: Waiting = { what: 'code', personId: 'leader', communeId: 'c', madeBy: 'admin' };
  const by = (personId: string, role: Role, about = code, says: 'yes' | 'no' = 'yes') =>
    secondPersonBy({ personId, grants: [grant(role)] }, about, says);

  it('is another administrator, a leader, or whose account it is, and never whoever made it', () => {
    expect(by('admin', 'admin')).toBeNull();
    expect(by('admin-2', 'admin')).toBe('people.edit');
    expect(by('leader-2', 'leader')).toBe('approval.delegate');
    expect(by('leader', 'leader')).toBe('own-account');
    expect(by('mai', 'operator')).toBeNull();
  });

  it('says no to a role of their own, and never yes', () => {
    const role: Waiting = { ...code, what: 'role' };
    expect(by('leader', 'recorder', role)).toBeNull();
    expect(by('leader', 'recorder', role, 'no')).toBe('own-account');
  });
});
