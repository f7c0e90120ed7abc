// Who may give which role to whom.
import { keepsAdmin, mayGrant, type GrantWish } from './granting';
import type { Actor, Role } from './people';

const COMMUNE = 'mường-lát';

function actor(role: Role, villageId: string | null = null): Actor {
  const grants = [{ id: 'grant', communeId: COMMUNE, personId: 'lò', role, villageId }];
  return { personId: 'lò', name: 'Lò Văn Pản', communeId: COMMUNE, grants, strength: 'password' };
}

function wish(role: Role, villageId: string | null = null, personId = 'vàng'): GrantWish {
  return { communeId: COMMUNE, personId, role, villageId };
}

describe('giving a role', () => {
  it.each([
    ['an administrator makes an operator', actor('admin'), wish('operator'), 'ok'],
    ['an administrator makes a village head of a village', actor('admin'), wish('village_head', 'poọng'), 'ok'],
    ['a village head is one of a village', actor('admin'), wish('village_head'), 'wrong-place'],
    ['a leader is one of the whole commune', actor('admin'), wish('leader', 'poọng'), 'wrong-place'],
    ['a recorder may be either', actor('admin'), wish('recorder', 'poọng'), 'ok'],
    ['a deputy comes by delegation alone', actor('admin'), wish('deputy'), 'role-not-given'],
    ['nobody gives themselves a role', actor('admin'), wish('leader', null, 'lò'), 'own-account'],
    ['an operator gives nothing', actor('operator'), wish('recorder'), 'not-allowed'],
    ['an administrator of a village gives in it', actor('admin', 'poọng'), wish('recorder', 'poọng'), 'ok'],
    ['and not in the next', actor('admin', 'poọng'), wish('recorder', 'nàng 1'), 'not-allowed'],
    ['nor in the commune', actor('admin', 'poọng'), wish('admin'), 'not-allowed'],
  ] as const)('%s', (_, giver, wanted, verdict) => {
    expect(mayGrant(giver, wanted)).toBe(verdict);
  });

  it('is nothing in another commune', () => {
    expect(mayGrant(actor('admin'), { ...wish('operator'), communeId: 'cốc-san' })).toBe('not-allowed');
  });
});

it('a commune keeps an administrator only in one of the whole commune', () => {
  expect(keepsAdmin([{ role: 'admin', villageId: null }])).toBe(true);
  expect(keepsAdmin([{ role: 'admin', villageId: 'poọng' }])).toBe(false);
  expect(keepsAdmin([{ role: 'leader', villageId: null }])).toBe(false);
});
