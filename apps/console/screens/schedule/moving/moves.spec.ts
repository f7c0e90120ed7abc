// Moving by keyboard: a step at a time, never out of what is shown.
import fc from 'fast-check';
import { isSame, stepped, type Ground, type Target } from './moves';

const DAY: Ground = { rows: 3, from: '2026-11-23', days: 1, slotIds: ['sáng', 'trưa', 'chiều'], sideways: 'time' };
const WEEK: Ground = { ...DAY, days: 7, sideways: 'day' };
const exact = (at: string): Target => ({ row: 0, date: '2026-11-23', start: { kind: 'exact', at } });
const slot = (slotId: string): Target => ({ row: 0, date: '2026-11-23', start: { kind: 'slot', slotId } });

it('goes by five minutes, onto the grid first', () => {
  expect(stepped(exact('06:32'), 'ArrowRight', false, DAY)).toEqual(exact('06:35'));
  expect(stepped(exact('06:32'), 'ArrowLeft', false, DAY)).toEqual(exact('06:30'));
  expect(stepped(exact('23:55'), 'ArrowRight', false, DAY)).toEqual(exact('23:55'));
});

it('goes from slot to slot what stands somewhere in a slot', () => {
  expect(stepped(slot('sáng'), 'ArrowRight', false, DAY)).toEqual(slot('trưa'));
  expect(stepped(slot('chiều'), 'ArrowRight', false, DAY)).toEqual(slot('chiều'));
});

it('goes by days on a week, and by times there with Shift', () => {
  expect(stepped(exact('06:30'), 'ArrowRight', false, WEEK)).toEqual({ ...exact('06:30'), date: '2026-11-24' });
  expect(stepped(exact('06:30'), 'ArrowLeft', false, WEEK)).toEqual(exact('06:30'));
  expect(stepped(exact('06:30'), 'ArrowRight', true, WEEK)).toEqual(exact('06:35'));
});

it('leaves other keys alone', () => {
  expect(stepped(exact('06:30'), 'x', false, DAY)).toBeUndefined();
});

it('never leads out of the ground', () => {
  const key = fc.tuple(fc.constantFrom('ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight'), fc.boolean());
  fc.assert(
    fc.property(fc.array(key, { maxLength: 40 }), fc.constantFrom(DAY, WEEK), (keys, ground) => {
      let target = exact('23:00');
      for (const [name, shift] of keys) target = stepped(target, name, shift, ground)!;
      expect(target.row).toBeLessThan(ground.rows);
      expect(target.row).toBeGreaterThanOrEqual(0);
      expect(target.date >= ground.from && target.date < '2026-11-30').toBe(true);
      expect(target.start.kind === 'exact' && /^\d\d:\d\d$/.test(target.start.at)).toBe(true);
    }),
  );
});

it('knows when nothing moved, also when seconds are written', () => {
  expect(isSame(exact('06:30'), exact('06:30:00'))).toBe(true);
  expect(isSame(exact('06:30'), slot('sáng'))).toBe(false);
});
