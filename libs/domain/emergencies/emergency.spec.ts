// Which of two emergencies in one place makes room for the other, and whether the all-clear counts as said.
import { decidedAs, givesWay, saysAllClear } from './emergency';

const warning = { allClearOf: null, basis: 'two-people' } as const;
const alone = { allClearOf: null, basis: 'break-glass' } as const;
const above = { allClearOf: null, basis: 'upstream' } as const;
const allClear = { allClearOf: 'lũ', basis: 'two-people' } as const;
const allClearFromAbove = { allClearOf: 'bão', basis: 'upstream' } as const;

it.each([
  ['an all-clear', 'a new warning', true, allClear, warning],
  ['an all-clear', 'one person alone', true, allClear, alone],
  ['the all-clear from above', 'a new warning', true, allClearFromAbove, warning],
  ['a warning', 'the word from above', true, warning, above],
  ['a warning', 'a second warning', false, warning, warning],
  ['a warning', 'an all-clear', false, warning, allClear],
  ['a warning', 'the all-clear from above', false, warning, allClearFromAbove],
  ['an all-clear', 'another all-clear', false, allClear, allClearFromAbove],
] as const)('%s gives way to %s: %s', (_sounding, _wanted, gives, sounding, wanted) => {
  expect(givesWay(sounding, wanted)).toBe(gives);
});

it('each is told by the right by which it came on air, and an all-clear as that, whatever began its warning', () => {
  const told = [warning, alone, above, allClear, allClearFromAbove].map(decidedAs);
  expect(told).toEqual(['two-people', 'break-glass', 'upstream', 'all-clear', 'all-clear']);
});

it('an all-clear that gave way anywhere was not said', () => {
  const whole = { allClearOf: 'lũ', endedZones: [] };
  expect(saysAllClear(whole, 'lũ')).toBe(true);
  expect(saysAllClear(whole, 'cháy')).toBe(false);
  expect(saysAllClear({ ...whole, endedZones: [{ zoneId: 'z', at: 1, gaveWayTo: 'cháy' }] }, 'lũ')).toBe(false);
});
