// Which way of coming in is enough for what, as one table that a person can check.
import { mayDo, ROLES, type Actor } from './people';
import { asksFreshProof, isEnoughFor, OWN_ACTS, proofRefusal, STRENGTHS, strengthRefusal } from './strength';
import { ACTS } from './acts';

const EVERY_ACT = [...ACTS, ...OWN_ACTS];
const goodFor = (strength: (typeof STRENGTHS)[number]) => EVERY_ACT.filter((act) => isEnoughFor(strength, act));

describe('what each way of coming in is enough for', () => {
  it('by password: everything', () => {
    expect(goodFor('password')).toEqual(EVERY_ACT);
  });

  it('by token: everything but what makes something to come in by, or gives a right to others', () => {
    expect(EVERY_ACT.filter((act) => !isEnoughFor('token', act))).toEqual([
      'approval.delegate',
      'link.issue',
      'device.code',
      'people.edit',
      'keys.change',
      'token.issue',
      'pin.set',
      'password.set',
      'link.issue-own',
      'proof.renew',
      'second-factor.view',
      'second-factor.set',
      'waiting.decide-own',
      'session.list',
      'session.end',
    ]);
  });

  it('by a PIN that nobody else knows: what a village head does, and nothing that approves, stops or warns', () => {
    expect(goodFor('pin')).toEqual([
      'commune.view',
      'recording.create',
      'village.mute',
      'village.notice',
      'rundown.confirm',
    ]);
  });

  it('by what others handed out: to see, and to say what was heard', () => {
    expect(goodFor('link')).toEqual(['commune.view', 'rundown.confirm']);
  });

  it('by the proof of an approval link: its one act', () => {
    expect(goodFor('signature')).toEqual([
      'commune.view',
      'booking.approve.leader',
      'booking.approve.operator',
      'rundown.confirm',
    ]);
  });
});

it('denies an act for which the way in is not enough, whatever was granted', () => {
  const communeId = 'mường-lát';
  const grants = ROLES.map((role) => ({ id: role, communeId, personId: 'lò', role, villageId: null }));
  for (const strength of STRENGTHS) {
    const actor: Actor = { personId: 'lò', name: 'Lò Văn Pản', communeId, grants, strength };
    const may = ACTS.filter((act) => mayDo(actor, act, { communeId, villageId: null }));
    expect([strength, may]).toEqual([strength, ACTS.filter((act) => isEnoughFor(strength, act))]);
  }
});

it('says whether an own PIN would do, or only the password', () => {
  expect(strengthRefusal('link', 'village.mute')).toBe('pin-shown');
  expect(strengthRefusal('link', 'token.issue')).toBe('needs-password');
  expect(strengthRefusal('pin', 'air.stop')).toBe('needs-password');
  expect(strengthRefusal('pin', 'village.mute')).toBeNull();
});

it('an open screen that was left alone approves, warns, lets in and loosens nothing', () => {
  expect(EVERY_ACT.filter(asksFreshProof)).toEqual([
    'booking.approve.leader',
    'booking.approve.operator',
    'approval.delegate',
    'link.issue',
    'emergency.order',
    'emergency.break-glass',
    'device.code',
    'rules.edit',
    'people.edit',
    'keys.change',
    'token.issue',
    'link.issue-own',
    'second-factor.set',
  ]);
});

it('a person proves anew who they are, a program cannot', () => {
  expect(proofRefusal('password', 'emergency.order')).toBe('proof-too-old');
  expect(proofRefusal('token', 'emergency.order')).toBe('needs-password');
  expect(proofRefusal('token', 'emergency.end')).toBeNull();
});
