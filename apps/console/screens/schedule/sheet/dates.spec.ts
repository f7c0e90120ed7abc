// Dates that people look at.
import { daysFrom, mondayOf, nextDates } from './dates';

it('begins weeks on Monday', () => {
  expect(['2026-11-22', '2026-11-23', '2026-11-24'].map(mondayOf)).toEqual(['2026-11-16', '2026-11-23', '2026-11-23']);
  expect(daysFrom('2026-11-30', 3)).toEqual(['2026-11-30', '2026-12-01', '2026-12-02']);
});

it('tells a series by its next days, without days of rest', () => {
  const rule = { kind: 'weekly', days: [1, 3, 5], from: '2026-11-01', until: '2026-12-31' } as const;
  const rest = { id: 'd', communeId: 'c', date: '2026-11-25', name: 'Tang lễ', quietHours: [], seriesRest: true };
  expect(nextDates(rule, '2026-11-23', 5, [rest])).toEqual([
    '2026-11-23',
    '2026-11-27',
    '2026-11-30',
    '2026-12-02',
    '2026-12-04',
  ]);
  expect(nextDates({ kind: 'once', date: '2026-11-20' }, '2026-11-23', 5)).toEqual([]);
});
