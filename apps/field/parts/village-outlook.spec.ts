// The few words that people see first, from the states of many playbacks.
import type { PlaybackCounts, RundownSummary } from '#application';
import { anAiring, aRundown } from '../../../test/support/factories';
import { glanceAt } from './village-outlook';

const STARTS_AT = Date.parse('2026-11-23T17:00:00+07:00');
const BEFORE = STARTS_AT - 1;
const DURING = STARTS_AT + 1;
const LASTS_MS = 1_800_000;
const AFTER = STARTS_AT + LASTS_MS;
const ITEM = anAiring({ startsAt: STARTS_AT, durationMs: LASTS_MS });

const withStates = (...each: readonly PlaybackCounts[]): readonly RundownSummary[] =>
  each.map((playbacks) => ({
    ...aRundown({ startsAt: STARTS_AT }),
    items: [ITEM],
    confirmations: [],
    playbacks,
    cutShort: 0,
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
  expect(glanceAt([first!, { ...second!, items: [{ ...ITEM, durationMs: LASTS_MS + 60_000 }] }], AFTER)).toBe('onAir');
});

it('is on air neither in the silence before something that came later, nor for what does not go on air', () => {
  const [rundown] = withStates({ played: 4, ready: 4 });
  const items = [ITEM, { ...ITEM, startsAt: AFTER + LASTS_MS }];
  const at = (now: number, own = items) => glanceAt([{ ...rundown!, items: own }], now);
  expect([at(AFTER), at(AFTER + LASTS_MS)]).toEqual(['toPlay', 'onAir']);
  const dropped = [ITEM, { ...items[1]!, state: 'dropped' as const }];
  expect(at(AFTER + LASTS_MS, dropped)).toBe('waiting');
});

it('is on air while the sounds that open it are heard', () => {
  const [rundown] = withStates({ ready: 4 });
  expect(glanceAt([{ ...rundown!, startsAt: STARTS_AT - 10_000 }], BEFORE)).toBe('onAir');
});

it('is no trouble where it was cut short on purpose, and is not called cancelled as if it had been silent', () => {
  const cut = (playbacks: PlaybackCounts, cutShort: number) =>
    glanceAt([{ ...withStates(playbacks)[0]!, cutShort }], AFTER);
  expect(cut({ interrupted: 2 }, 2)).toBe('cut');
  expect(cut({ interrupted: 2, played: 3, cancelled: 9 }, 2)).toBe('played');
  expect(cut({ interrupted: 2 }, 1)).toBe('trouble');
});

it('is trouble when something was heard although it had been taken off the air', () => {
  const [rundown] = withStates({ cancelled: 3, played: 1 });
  expect(glanceAt([{ ...rundown!, afterCancel: 1 }], AFTER)).toBe('trouble');
});
