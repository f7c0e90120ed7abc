// How much is asked of the calendar to find the days of a window. Counted, not timed: the calendar is the one that counts.
import { datesOf, type Recurrence } from './recurrence';

const asked: string[] = [];

jest.mock('./calendar', () => {
  const calendar = jest.requireActual<Record<string, unknown>>('./calendar');
  const counting = (name: string, value: unknown) =>
    typeof value === 'function'
      ? (...args: unknown[]) => {
          asked.push(name);
          return (value as (...args: unknown[]) => unknown)(...args);
        }
      : value;
  return Object.fromEntries(Object.entries(calendar).map(([name, value]) => [name, counting(name, value)]));
});

function workOf(recurrence: Recurrence): number {
  asked.length = 0;
  const days = datesOf(recurrence, { from: '2976-11-16', before: '2976-11-30' });
  expect(days.length).toBeGreaterThan(0);
  return asked.length;
}

const RULES = [
  { kind: 'daily' },
  { kind: 'weekdays' },
  { kind: 'weekly', days: [2, 4] },
  { kind: 'monthly', days: [20, -1] },
  { kind: 'special', name: 'Rằm' },
] as const;

describe('the work of finding the days of two weeks', () => {
  it.each(RULES.slice(0, 4))('is the same for a $kind series of a thousand years as for a new one', (rule) => {
    const until = '9999-12-31';
    const young = workOf({ ...rule, from: '2976-11-16', until } as Recurrence);
    expect(workOf({ ...rule, from: '0970-01-01', until } as Recurrence)).toBe(young);
    expect(young).toBeGreaterThan(0);
    expect(young).toBeLessThan(30);
  });
});
