// The difference between two states: only what differs, by its whole name.
import { differences, fieldsOf } from './differences';

it('names what changed, what came and what went, and nothing else', () => {
  const before = { quietHours: [{ from: '21:00' }], limits: { day: 30, slot: 10 }, name: 'x' };
  const after = { quietHours: [{ from: '20:00' }], limits: { day: 30, slot: 12 }, rule: 'leader' };
  expect(differences(before, after)).toEqual([
    { path: 'limits.slot', before: 10, after: 12 },
    { path: 'name', before: 'x', after: undefined },
    { path: 'quietHours', before: [{ from: '21:00' }], after: [{ from: '20:00' }] },
    { path: 'rule', before: undefined, after: 'leader' },
  ]);
  expect(differences(before, before)).toEqual([]);
});

it('takes nothing for a field where there is none', () => {
  expect([...fieldsOf({ reason: null, by: { id: 1 } })]).toEqual([
    ['reason', null],
    ['by.id', 1],
  ]);
  expect(fieldsOf(undefined).size).toBe(0);
});
