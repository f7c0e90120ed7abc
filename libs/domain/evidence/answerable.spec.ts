// One moment for everybody: what is asked is taken, and what is taken is asked.
import { anAiring, aRundown } from '../../../test/support/factories';
import { MINUTE_MS } from '../calendar/time';
import { answerable, ANSWERS_UNTIL_MS, villageSlotsOf } from './answerable';
import { questionsFor } from './village-questions';

const upper = aRundown({ id: 'upper', zoneId: 'z-1' });
const at = (minutes: number) => upper.startsAt + minutes * MINUTE_MS;
const shorter = { ...upper, endsAt: at(5) };
const longer = aRundown({ id: 'lower', zoneId: 'z-2', endsAt: at(25) });
const airings = [
  anAiring({ id: 'a', rundownId: 'upper', startsAt: at(4), durationMs: MINUTE_MS }),
  anAiring({ id: 'b', rundownId: 'lower', startsAt: at(24), durationMs: MINUTE_MS }),
];
const stateAt = (now: number, own = airings) => answerable(villageSlotsOf([shorter, longer], own)[0]!, now).state;

it('a village with zones that end apart is waited for until the last of them, and asked for a week from there', () => {
  expect([stateAt(at(25) - 1), stateAt(at(25))]).toEqual(['not-over', 'answerable']);
  expect([at(5), at(24), at(25) - 1].map((end) => stateAt(end + ANSWERS_UNTIL_MS))).toEqual(
    Array(3).fill('answerable'),
  );
  expect(stateAt(at(25) + ANSWERS_UNTIL_MS)).toBe('too-late');
});

it('an airing that was read before its rundown grew by it is waited for; one that was taken off the air is not', () => {
  const later = anAiring({ id: 'c', rundownId: 'upper', startsAt: at(30), durationMs: MINUTE_MS });
  expect(stateAt(at(25), [...airings, later])).toBe('not-over');
  expect(stateAt(at(25), [...airings, { ...later, state: 'cancelled' }])).toBe('answerable');
});

it.each([0, 5, 24, 25, 30])(
  'minute %i, on the day and a week later: the question stands while its answer is taken',
  (minute) => {
    for (const now of [at(minute), at(minute) + ANSWERS_UNTIL_MS]) {
      const asked = questionsFor({ rundowns: [shorter, longer], airings, playbacks: [] }, now);
      expect(asked.length > 0).toBe(stateAt(now) === 'answerable');
    }
  },
);

it('other villages, slots and days are another matter', () => {
  const others = [
    { ...longer, id: 'v', villageId: 'village-2' },
    { ...longer, id: 's', slotKey: 'slot-2' },
    { ...longer, id: 'd', localDate: '2026-03-03' },
  ];
  const slots = villageSlotsOf([shorter, ...others], [...airings, anAiring({ id: 'c', rundownId: 'v' })]);
  expect(slots.map((slot) => [slot.rundowns.map(({ id }) => id), slot.airings.map(({ id }) => id)])).toEqual([
    [['upper'], ['a']],
    [['v'], ['c']],
    [['s'], []],
    [['d'], []],
  ]);
});
