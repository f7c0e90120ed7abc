// Time and place: there and back again is the same time.
import fc from 'fast-check';
import { HOUR_MS, MINUTE_MS } from '#domain';
import { lanesOf, shareOf, timeUnder } from './positions';

const MORNING = { fromMs: 5.5 * HOUR_MS, toMs: 6.5 * HOUR_MS };
const STEP = 5 * MINUTE_MS;

it('finds the time under the pointer, on the grid and inside of the band', () => {
  expect(timeUnder(60, 240, MORNING, STEP)).toBe(5.75 * HOUR_MS);
  expect(timeUnder(-50, 240, MORNING, STEP)).toBe(MORNING.fromMs);
  expect(timeUnder(900, 240, MORNING, STEP)).toBe(MORNING.toMs - STEP);
});

it('comes back to the same time from wherever it was drawn', () => {
  const five = fc.integer({ min: 0, max: 287 });
  fc.assert(
    fc.property(
      five,
      fc.integer({ min: 1, max: 60 }),
      fc.nat(),
      fc.integer({ min: 200, max: 2_000 }),
      (first, length, at, width) => {
        const band = { fromMs: first * STEP, toMs: (first + length) * STEP };
        const ms = band.fromMs + (at % length) * STEP;
        expect(timeUnder(shareOf(ms, band) * width, width, band, STEP)).toBe(ms);
      },
    ),
  );
});

it('never lays one thing over another in the same lane, and takes no lane that is not needed', () => {
  const placed = fc.array(fc.record({ from: fc.nat(500), width: fc.integer({ min: 1, max: 120 }) }), { maxLength: 30 });
  fc.assert(
    fc.property(placed, (things) => {
      const inOrder = [...things].sort((a, b) => a.from - b.from);
      const lanes = lanesOf(inOrder);
      inOrder.forEach((one, i) =>
        inOrder.slice(i + 1).forEach((other, j) => {
          const apart = one.from + one.width <= other.from;
          if (lanes[i] === lanes[i + 1 + j]) expect(apart).toBe(true);
        }),
      );
      const most = Math.max(
        0,
        ...inOrder.map(({ from }) => inOrder.filter((o) => o.from <= from && from < o.from + o.width).length),
      );
      expect(new Set(lanes).size).toBe(most);
    }),
  );
});
