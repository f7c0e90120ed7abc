import { mayApprove, onBehalfOf, type ApprovalQuestion } from './approval';
import { grantOf, isInForce, type Delegation } from '../people/delegation';
import type { Actor, Role } from '../people/people';

const communeId = 'mường-lát';
const question: ApprovalQuestion = { communeId, approverRule: 'leader', editors: ['ngân'], proposedBy: 'mai' };

function person(personId: string, roles: readonly Role[], delegations: readonly Delegation[] = []): Actor {
  const own = roles.map((role) => ({ id: role, communeId, personId, role, villageId: null }));
  return { personId, name: personId, communeId, grants: [...own, ...delegations.map(grantOf)], strength: 'password' };
}

const from = (fromPersonId: string): Delegation => ({
  id: `from-${fromPersonId}`,
  communeId,
  fromPersonId,
  toPersonId: 'duyên',
  from: 1_000,
  until: 2_000,
  revokedAt: null,
});

describe('who may approve', () => {
  it('is a leader, and an operator only where the commune says so', () => {
    expect(mayApprove(person('toàn', ['leader']), question)).toBe('ok');
    expect(mayApprove(person('lực', ['operator']), question)).toBe('not-allowed');
    expect(mayApprove(person('lực', ['operator']), { ...question, approverRule: 'operator' })).toBe('ok');
  });

  it('is never an author, an editor or the proposer, whatever they hold besides', () => {
    for (const hand of ['ngân', 'mai']) {
      expect(mayApprove(person(hand, ['leader', 'operator', 'admin']), question)).toBe('approval-self');
    }
  });
});

describe('a deputy', () => {
  it('approves in the place of the leader, and it is said in whose', () => {
    const duyên = person('duyên', ['recorder'], [from('toàn')]);
    expect([mayApprove(duyên, question), onBehalfOf(duyên, question)]).toEqual(['ok', 'toàn']);
  });

  it('approves nothing of their own', () => {
    const mai = person('mai', ['operator'], [from('toàn')]);
    expect(mayApprove(mai, question)).toBe('approval-self');
  });

  it('approves nothing of the one in whose place they stand, unless it is in the place of another too', () => {
    const byToàn = { ...question, proposedBy: 'toàn' };
    expect(mayApprove(person('duyên', [], [from('toàn')]), byToàn)).toBe('approval-self');
    const ofTwo = person('duyên', [], [from('toàn'), from('páo')]);
    expect([mayApprove(ofTwo, byToàn), onBehalfOf(ofTwo, byToàn)]).toEqual(['ok', 'páo']);
  });

  it('who may approve anyway does so by the own right', () => {
    expect(onBehalfOf(person('duyên', ['leader'], [from('toàn')]), question)).toBeNull();
  });
});

describe('a delegation', () => {
  it.each([
    [999, false],
    [1_000, true],
    [1_999, true],
    [2_000, false],
  ])('from 1000 until 2000 is in force at %d: %s', (at, inForce) => {
    expect(isInForce(from('toàn'), at)).toBe(inForce);
  });

  it('that was taken back is over from then on', () => {
    const taken = { ...from('toàn'), revokedAt: 1_500 };
    expect([isInForce(taken, 1_499), isInForce(taken, 1_500)]).toEqual([true, false]);
  });
});
