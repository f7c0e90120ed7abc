// On air is what sounds and the short pauses in between, not the whole of a slot.
import { anAiring } from '../../../test/support/factories';
import { MINUTE_MS } from '../calendar/time';
import { PAUSE_MS, stretchAt, stretchesOf } from './stretches';

const minutes = (from: number, to: number, state: 'planned' | 'held' | 'cancelled' | 'dropped' = 'planned') =>
  anAiring({ startsAt: from * MINUTE_MS, durationMs: (to - from) * MINUTE_MS, state });
const told = (...airings: Parameters<typeof stretchesOf>[0]) =>
  stretchesOf(airings).map(({ from, to }) => [from / MINUTE_MS, to / MINUTE_MS]);

it('is one stretch over short pauses, and another after a long one', () => {
  const pause = PAUSE_MS / MINUTE_MS;
  expect(told(minutes(0, 2), minutes(2 + pause, 5), minutes(6 + pause, 8))).toEqual([
    [0, 5],
    [6 + pause, 8],
  ]);
  expect(told(minutes(3, 4), minutes(0, 9), minutes(8, 9))).toEqual([[0, 9]]);
});

it('is nothing where nothing goes on air', () => {
  expect(told(minutes(0, 2, 'held'), minutes(3, 4, 'cancelled'), minutes(5, 6, 'dropped'))).toEqual([]);
});

it('is looked up by an instant', () => {
  const two = [minutes(0, 2), minutes(30, 31)];
  const at = (minute: number) => stretchAt(two, minute * MINUTE_MS)?.to;
  expect([at(0), at(1.9), at(2), at(30), at(31)]).toEqual(
    [2, 2, undefined, 31, undefined].map((to) => to && to * MINUTE_MS),
  );
});
