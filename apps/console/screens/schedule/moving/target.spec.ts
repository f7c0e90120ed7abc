// Moving by keyboard: a step at a time, never out of what is shown.
import fc from 'fast-check';
import { isSame, targetAfterKey, type KeyboardRange, type Target } from './target';

const DAY: KeyboardRange = {
  rows: 3,
  from: '2026-11-23',
  days: 1,
  slotIds: ['sáng', 'trưa', 'chiều'],
  sideways: 'time',
};
const WEEK: KeyboardRange = { ...DAY, days: 7, sideways: 'day' };
const exact = (at: string): Target => ({ row: 0, date: '2026-11-23', start: { kind: 'exact', at } });
const slot = (slotId: string): Target => ({ row: 0, date: '2026-11-23', start: { kind: 'slot', slotId } });

it('goes by five minutes, onto the grid first', () => {
  expect(targetAfterKey(exact('06:32'), 'ArrowRight', false, DAY)).toEqual(exact('06:35'));
  expect(targetAfterKey(exact('06:32'), 'ArrowLeft', false, DAY)).toEqual(exact('06:30'));
  expect(targetAfterKey(exact('23:55'), 'ArrowRight', false, DAY)).toEqual(exact('23:55'));
});

it('goes from slot to slot what stands somewhere in a slot', () => {
  expect(targetAfterKey(slot('sáng'), 'ArrowRight', false, DAY)).toEqual(slot('trưa'));
  expect(targetAfterKey(slot('chiều'), 'ArrowRight', false, DAY)).toEqual(slot('chiều'));
});

it('goes by days on a week, and by times there with Shift', () => {
  expect(targetAfterKey(exact('06:30'), 'ArrowRight', false, WEEK)).toEqual({ ...exact('06:30'), date: '2026-11-24' });
  expect(targetAfterKey(exact('06:30'), 'ArrowLeft', false, WEEK)).toEqual(exact('06:30'));
  expect(targetAfterKey(exact('06:30'), 'ArrowRight', true, WEEK)).toEqual(exact('06:35'));
});

it('leaves other keys alone', () => {
  expect(targetAfterKey(exact('06:30'), 'x', false, DAY)).toBeUndefined();
});

it('never leads out of the range', () => {
  const key = fc.tuple(fc.constantFrom('ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight'), fc.boolean());
  fc.assert(
    fc.property(fc.array(key, { maxLength: 40 }), fc.constantFrom(DAY, WEEK), (keys, range) => {
      let target = exact('23:00');
      for (const [name, shift] of keys) target = targetAfterKey(target, name, shift, range)!;
      expect(target.row).toBeLessThan(range.rows);
      expect(target.row).toBeGreaterThanOrEqual(0);
      expect(target.date >= range.from && target.date < '2026-11-30').toBe(true);
      expect(target.start.kind === 'exact' && /^\d\d:\d\d$/.test(target.start.at)).toBe(true);
    }),
  );
});

it('knows when nothing moved, also when seconds are written', () => {
  expect(isSame(exact('06:30'), exact('06:30:00'))).toBe(true);
  expect(isSame(exact('06:30'), slot('sáng'))).toBe(false);
});
