// One moment for everybody: what is asked is taken, and what is taken is asked.
import { anAiring, aRundown } from '../../../test/support/factories';
import type { Airing } from '../air/air';
import { MINUTE_MS } from '../calendar/time';
import { answerable, ANSWERS_UNTIL_MS, villageSlotsOf } from './answerable';
import { questionsFor } from './village-questions';

const upper = aRundown({ id: 'upper', zoneId: 'z-1' });
const at = (minutes: number) => upper.startsAt + minutes * MINUTE_MS;
const shorter = { ...upper, endsAt: at(5) };
const longer = aRundown({ id: 'lower', zoneId: 'z-2', endsAt: at(25) });
const airings: readonly Airing[] = [
  anAiring({ id: 'a', rundownId: 'upper', startsAt: at(4), durationMs: MINUTE_MS }),
  anAiring({ id: 'b', rundownId: 'lower', startsAt: at(24), durationMs: MINUTE_MS }),
];
const answerableAt = (now: number, own = airings) => answerable(villageSlotsOf([shorter, longer], own)[0]!, now);
const stateAt = (now: number, own = airings) => answerableAt(now, own).state;

it('a village is asked when it is silent after something sounded, and again after what comes later, in whichever zone', () => {
  const minutes = [3, 4.5, 5, 22, 23, 24, 25];
  expect(minutes.map((minute) => stateAt(at(minute)))).toEqual([
    ...['not-over', 'not-over', 'answerable', 'answerable'],
    // About to begin: the village is asked about both at once.
    ...['not-over', 'not-over', 'answerable'],
  ]);
  expect(answerableAt(at(10)).soundedUntil).toBe(at(5));
  expect(answerableAt(at(24)).endsAt).toBe(at(25));
});

it('it is asked for a week from the last that sounded', () => {
  expect([at(25), at(25) + ANSWERS_UNTIL_MS - 1, at(25) + ANSWERS_UNTIL_MS].map((now) => stateAt(now))).toEqual([
    ...['answerable', 'answerable', 'too-late'],
  ]);
});

it('what does not go on air is not waited for, whatever the rundown says of its end', () => {
  for (const state of ['held', 'cancelled', 'dropped'] as const) {
    const later = anAiring({ id: 'c', rundownId: 'upper', startsAt: at(26), durationMs: MINUTE_MS, state });
    expect(stateAt(at(25), [...airings, later])).toBe('answerable');
    expect(stateAt(at(26.5), [...airings, later])).toBe('answerable');
  }
});

it('where all of it was taken off the air, something may have sounded all the same once it would have been over', () => {
  const taken = airings.map((airing) => ({ ...airing, state: 'cancelled' as const }));
  expect([at(24), at(25)].map((now) => stateAt(now, taken))).toEqual(['not-over', 'answerable']);
});

it.each([0, 4.5, 5, 23, 24, 25, 30])(
  'minute %f, on the day and a week later: the question stands while its answer is taken',
  (minute) => {
    for (const now of [at(minute), at(minute) + ANSWERS_UNTIL_MS]) {
      const asked = questionsFor({ rundowns: [shorter, longer], airings, playbacks: [] }, [], now);
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
