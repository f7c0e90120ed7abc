import { keyCounts, keyStanding, overlapEnd, type KeyStep } from './commune-keys';

const step = (serial: number, oldUntil: number, issuedAt = serial * 100): KeyStep => {
  return { serial, keyId: `key-${serial}`, issuedAt, oldUntil, revoked: oldUntil <= issuedAt };
};

describe('Keys that follow each other', () => {
  it.each([
    ['the newest, always', 2, 10_000, true],
    ['one before, until its time is over', 1, 299, true],
    ['one before, then no more', 1, 300, false],
    ['one before that, no longer than any step after it says', 0, 199, true],
    ['one before that, when its own time is over', 0, 200, false],
  ])('count: %s', (_, serial, now, counts) => {
    expect(keyCounts(serial, [step(1, 200), step(2, 300)], now)).toBe(counts);
  });

  it('an old key that was given up counts no more, also when an earlier step gave it longer', () => {
    expect(keyCounts(0, [step(1, 900), step(2, 200)], 250)).toBe(false);
    expect(overlapEnd(250, null)).toBe(250);
    expect(overlapEnd(0, 1)).toBe(86_400_000);
  });

  it.each([
    [null, 250, 'newest'],
    [null, 150, 'earlier'],
    ['key-2', 0, 'newest'],
    ['key-1', 250, 'earlier'],
    ['founding', 250, 'earlier'],
    ['of nobody', 250, 'foreign'],
  ] as const)('a box that names %s and was enrolled at %i stands at the %s', (toldKeyId, enrolledAt, where) => {
    expect(keyStanding({ toldKeyId, enrolledAt }, 'founding', [step(1, 150), step(2, 300)])).toBe(where);
  });

  it('a box stands at the newest while there was no change', () => {
    expect(keyStanding({ toldKeyId: null, enrolledAt: 0 }, 'founding', [])).toBe('newest');
  });
});
