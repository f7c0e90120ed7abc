// The few words that people see first, from the states of many playbacks.
import type { PlaybackCounts, RundownSummary } from '#application';
import { aRundown } from '../../../test/support/factories';
import { glanceAt } from './village-outlook';

const STARTS_AT = Date.parse('2026-11-23T17:00:00+07:00');
const BEFORE = STARTS_AT - 1;
const DURING = STARTS_AT + 1;
const AFTER = STARTS_AT + 1_800_000;

const withStates = (...each: readonly PlaybackCounts[]): readonly RundownSummary[] =>
  each.map((playbacks) => ({
    ...aRundown({ startsAt: STARTS_AT }),
    items: [],
    confirmations: [],
    playbacks,
    afterCancel: 0,
  }));

it.each([
  ['toPlay', BEFORE, { planned: 2, delivered: 1, ready: 3 }],
  ['onAir', DURING, { playing: 2, ready: 1 }],
  ['played', AFTER, { played: 6 }],
  ['played', AFTER, { played: 5, cancelled: 1 }],
  // Ready is not played: what no device has spoken of is unknown.
  ['waiting', AFTER, { played: 5, ready: 1 }],
  ['waiting', AFTER, { playing: 6 }],
  ['trouble', AFTER, { played: 5, missed: 1 }],
  ['trouble', AFTER, { played: 5, refused: 1 }],
  ['trouble', AFTER, { played: 5, interrupted: 1 }],
  ['trouble', AFTER, { played: 5, unconfirmed: 1 }],
  ['trouble', DURING, { playing: 5, missed: 1 }],
  ['off', BEFORE, { cancelled: 6 }],
  ['off', AFTER, { cancelled: 6 }],
  ['off', AFTER, {}],
  ['toPlay', BEFORE, {}],
  // An emergency that was ended before its time: nothing more comes.
  ['played', DURING, { played: 8, cancelled: 72 }],
] as const)('%s', (glance, now, playbacks) => {
  expect(glanceAt(withStates(playbacks), now)).toBe(glance);
});

it('is trouble for the village when one of its zones has it', () => {
  expect(glanceAt(withStates({ played: 4 }, { played: 3, missed: 1 }), AFTER)).toBe('trouble');
});

it('is not over while one zone still plays', () => {
  const [first, second] = withStates({ played: 4 }, { playing: 4 });
  expect(glanceAt([first!, { ...second!, endsAt: AFTER + 60_000 }], AFTER)).toBe('onAir');
});

it('is trouble when something was heard although it had been taken off the air', () => {
  const [rundown] = withStates({ cancelled: 3, played: 1 });
  expect(glanceAt([{ ...rundown!, afterCancel: 1 }], AFTER)).toBe('trouble');
});
