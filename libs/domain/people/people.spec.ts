// Who may do what, as one table that a person can check, and who may approve.
import fc from 'fast-check';
import { mayApprove } from '../approvals/approval';
import { mayDo, ROLES, type Actor, type Grant, type Role } from './people';
import { PROPERTY_RUNS } from '../../../test/support/property-runs';
import { ACTS } from './acts';

function actor(role: Role, villageId: string | null = null, communeId = 'mường-lát'): Actor {
  const grant: Grant = { id: 'grant', communeId, personId: 'lò', role, villageId };
  return { personId: 'lò', name: 'Lò Văn Pản', communeId, grants: [grant], strength: 'password' };
}

const COMMUNE = { communeId: 'mường-lát', villageId: null };

describe('what a role may do in its commune', () => {
  const table: Readonly<Record<(typeof ACTS)[number], readonly Role[]>> = {
    'commune.view': ['recorder', 'operator', 'leader', 'village_head', 'technician', 'admin', 'deputy'],
    'recording.create': ['recorder', 'operator', 'village_head', 'upstream'],
    'announcement.write': ['recorder', 'operator'],
    'booking.propose': ['recorder', 'operator'],
    'booking.approve.leader': ['leader', 'deputy'],
    'booking.approve.operator': ['operator'],
    'booking.order': ['operator', 'leader'],
    'booking.cancel': ['operator', 'leader'],
    'approval.refuse': ['operator', 'leader', 'deputy'],
    'approval.delegate': ['leader'],
    'review.sign': ['leader'],
    'air.stop': ['operator', 'leader'],
    'air.retract': ['operator', 'leader'],
    'village.mute': ['village_head'],
    'village.notice': ['village_head'],
    'emergency.order': ['operator', 'leader'],
    'emergency.break-glass': ['operator', 'leader'],
    'emergency.end': ['operator', 'leader'],
    'emergency.upstream': ['upstream'],
    'drill.order': ['operator', 'leader'],
    'rundown.confirm': ['operator', 'village_head'],
    'device.enrol': ['technician', 'admin'],
    'device.code': ['technician', 'admin'],
    'people.view': ['operator', 'admin'],
    'place.edit': ['operator', 'admin'],
    'rules.edit': ['operator', 'admin'],
    'controller.edit': ['operator', 'technician', 'admin'],
    'people.edit': ['admin'],
    'link.issue': ['operator', 'admin'],
    'complaint.answer': ['operator', 'leader', 'admin'],
    'audit.read': ['operator', 'leader', 'admin'],
    'keys.change': ['admin'],
  };

  it.each(ACTS)('%s', (act) => {
    expect(ROLES.filter((role) => mayDo(actor(role), act, COMMUNE))).toEqual(table[act]);
  });

  it('is nothing in another commune, whatever the role', () => {
    const elsewhere = { communeId: 'cốc-san', villageId: null };
    expect(ROLES.flatMap((role) => ACTS.filter((act) => mayDo(actor(role), act, elsewhere)))).toEqual([]);
  });

  it('reaches from the commune into its villages, never from a village to the commune or its neighbour', () => {
    const poọng = { communeId: 'mường-lát', villageId: 'poọng' };
    const nàng = { communeId: 'mường-lát', villageId: 'nàng 1' };
    expect(mayDo(actor('operator'), 'rundown.confirm', poọng)).toBe(true);
    expect(mayDo(actor('village_head', 'poọng'), 'rundown.confirm', poọng)).toBe(true);
    expect(mayDo(actor('village_head', 'poọng'), 'rundown.confirm', nàng)).toBe(false);
    expect(mayDo(actor('village_head', 'poọng'), 'rundown.confirm', COMMUNE)).toBe(false);
  });

  it('is nothing without a grant', () => {
    const nobody = { ...actor('admin'), grants: [] };
    expect(ACTS.filter((act) => mayDo(nobody, act, COMMUNE))).toEqual([]);
  });
});

describe('who may approve', () => {
  const question = { communeId: 'mường-lát', approverRule: 'leader', editors: ['vàng'], proposedBy: 'vàng' } as const;

  it.each([
    ['leader', 'leader', 'ok'],
    ['leader', 'operator', 'ok'],
    ['operator', 'operator', 'ok'],
    ['operator', 'leader', 'not-allowed'],
    ['recorder', 'operator', 'not-allowed'],
    ['admin', 'operator', 'not-allowed'],
  ] as const)('a %s where the rule is %s: %s', (role, approverRule, expected) => {
    expect(mayApprove(actor(role), { ...question, approverRule })).toBe(expected);
  });

  it('never the author, an editor or the proposer, whatever the role', () => {
    expect(mayApprove(actor('leader'), { ...question, editors: ['lò', 'vàng'] })).toBe('approval-self');
    expect(mayApprove(actor('leader'), { ...question, editors: ['vàng', 'lò'] })).toBe('approval-self');
    expect(mayApprove(actor('leader'), { ...question, proposedBy: 'lò' })).toBe('approval-self');
    fc.assert(
      fc.property(
        fc.subarray([...ROLES]),
        fc.boolean(),
        fc.constantFrom('leader', 'operator'),
        (roles, wrote, approverRule) => {
          const grants = roles.flatMap((role) => actor(role).grants);
          const mine = wrote ? { editors: ['lò'] } : { proposedBy: 'lò' };
          expect(mayApprove({ ...actor('leader'), grants }, { ...question, approverRule, ...mine })).not.toBe('ok');
        },
      ),
      { numRuns: PROPERTY_RUNS },
    );
  });

  it('not a leader of another commune, nor of one village', () => {
    expect(mayApprove(actor('leader', null, 'cốc-san'), question)).toBe('not-allowed');
    expect(mayApprove(actor('leader', 'poọng'), question)).toBe('not-allowed');
  });

  it('somebody else approves the content alone', () => {
    expect(mayApprove(actor('leader'), { ...question, proposedBy: null })).toBe('ok');
  });
});
