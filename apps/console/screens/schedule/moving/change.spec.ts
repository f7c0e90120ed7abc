// What a move asks for: only what is other, and never a day that the series does not know.
import { changeOf, changesAnything, scopesOf, zonesAfter, type Movable } from './change';

const weekly: Movable = {
  start: { kind: 'exact', at: '06:00:00' },
  recurrence: { kind: 'weekly', days: [1, 3, 5], from: '2026-11-02', until: '2026-12-31' },
  zoneIds: ['a', 'b'],
};
const later = { kind: 'exact', at: '06:30' } as const;
// A Wednesday and the Thursday after it.
const [WEDNESDAY, THURSDAY] = ['2026-11-25', '2026-11-26'];

it('moves one day of a series by itself', () => {
  expect(changeOf(weekly, { date: WEDNESDAY, toDate: THURSDAY, start: later }, 'this')).toEqual({
    scope: 'this',
    date: WEDNESDAY,
    start: later,
    recurrence: { kind: 'once', date: THURSDAY },
  });
});

it('moves the weekday for all that follow', () => {
  expect(changeOf(weekly, { date: WEDNESDAY, toDate: THURSDAY }, 'following')).toMatchObject({
    scope: 'following',
    date: WEDNESDAY,
    recurrence: { kind: 'weekly', days: [1, 4, 5] },
  });
});

it('knows rules whose days cannot be moved together', () => {
  const daily: Movable = { ...weekly, recurrence: { kind: 'daily', from: '2026-11-02', until: '2026-12-31' } };
  expect(changeOf(daily, { date: WEDNESDAY, toDate: THURSDAY }, 'all')).toBeUndefined();
  expect(changeOf(daily, { date: WEDNESDAY, start: later }, 'all')).toEqual({ scope: 'all', start: later });
});

it('asks for nothing where nothing is other', () => {
  const same = changeOf(
    weekly,
    { date: WEDNESDAY, start: { kind: 'exact', at: '06:00' }, zoneIds: ['b', 'a'] },
    'all',
  )!;
  expect([same, changesAnything(same)]).toEqual([{ scope: 'all' }, false]);
});

it('offers one scope for a single day and three for a series', () => {
  expect(scopesOf({ recurrence: { kind: 'once', date: WEDNESDAY } })).toEqual(['all']);
  expect(scopesOf(weekly)).toEqual(['this', 'following', 'all']);
});

it('leaves the zones of other rows where they are', () => {
  expect(zonesAfter(['a', 'b', 'c'], ['b'], ['d', 'e'])).toEqual(['a', 'c', 'd', 'e']);
});
