// The figures of the README are those that were measured, and the arithmetic behind them is held to examples.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { measure } from '../bench/support/rounds';
import { keptResults, verdictOf, type Measured } from '../bench/support/results';
import { exponentOf, median, spreadOf } from '../bench/support/statistics';
import { withFigures } from '../bench/support/table';

const README = readFileSync(join(__dirname, '../../README.md'), 'utf8');

const FIGURE = { gate: 'P0', what: 'work', beside: 'less work', unit: 'µs CPU', atMost: 2 };

const MEASURED: Measured = {
  ...FIGURE,
  ...{ measure: 'ratio', value: 2, least: 2, greatest: 2, rounds: 5, tries: 1, subject: 2, control: 1 },
  controlSpread: 1,
};

it('the README says what is kept in bench/results', () => {
  expect(withFigures(README, keptResults())).toBe(README);
});

it('takes the middle, how far values lie apart, and the power by which they grow', () => {
  expect([median([9, 1, 2]), median([4, 1, 2, 9])]).toEqual([2, 3]);
  expect(spreadOf([4, 2, 8])).toBe(4);
  const grown = (power: number) => [10, 100, 1_000].map((size) => ({ size, cost: 7 * size ** power }));
  expect(exponentOf(grown(2))).toBeCloseTo(2);
  expect(exponentOf(grown(0))).toBeCloseTo(0);
});

describe('a figure', () => {
  it('is the median of pairs, measured in turn, without the first one', async () => {
    const order: string[] = [];
    const cost = (name: string, costs: readonly number[]) => (round: number) => {
      order.push(`${name}${round}`);
      return Promise.resolve(costs[round]!);
    };
    const subject = cost('s', [99, 2, 6, 4]);
    const control = cost('c', [1, 1, 1, 2]);
    const measured = await measure({ ...FIGURE, measure: 'ratio', subject, control }, 4, 1);
    expect(measured).toMatchObject({
      value: 2,
      least: 2,
      greatest: 6,
      rounds: 3,
      subject: 4,
      control: 1,
      controlSpread: 2,
    });
    expect(order).toEqual(['s0', 'c0', 'c1', 's1', 's2', 'c2', 'c3', 's3']);
  });

  it('is measured again where the control was unsteady, and told as void where it stays so', async () => {
    const control = (round: number) => Promise.resolve(10 ** round);
    const unsteady = { ...FIGURE, measure: 'ratio', subject: () => Promise.resolve(1), control } as const;
    const measured = await measure(unsteady, 3, 2);
    expect([measured.tries, verdictOf(measured)]).toEqual([2, 'void']);
  });

  it('is a power of the size where it grows', async () => {
    const costAt = (size: number, round: number) => Promise.resolve(size ** 2 * (1 + round));
    const measured = await measure({ ...FIGURE, measure: 'exponent', sizes: [1, 10, 100], costAt }, 2, 1);
    expect(measured).toMatchObject({ value: 2, subject: 20_000, control: 2, sizes: [1, 10, 100] });
  });
});

it('a gate is broken when it is missed by half, and never by a void run', () => {
  const verdict = (own: Partial<Measured>) => verdictOf({ ...MEASURED, ...own });
  expect([2, 2.1, 3, 3.1].map((value) => verdict({ value }))).toEqual(['met', 'missed', 'missed', 'broken']);
  const exponents = [1, 1.5, 1.6].map((value) => verdict({ measure: 'exponent', atMost: 1, value }));
  expect(exponents).toEqual(['met', 'missed', 'broken']);
  expect(verdict({ value: 9, controlSpread: 2.1 })).toBe('void');
  expect(verdict({ value: 9, atMost: null })).toBe('told');
});
