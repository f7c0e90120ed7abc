// When the bytes of a recording may go: never while they may sound, and later for what sounded.
import { DAY_MS } from '../calendar/time';
import { removableFrom, type RecordingUse } from './keeping';

const rule = { unusedDays: 10, playedDays: 100 };
const use = (own: Partial<RecordingUse> = {}): RecordingUse => ({
  writtenAt: 0,
  maySound: false,
  lastStartsAt: null,
  ...own,
});

it.each([
  ['nobody used it', [], 10],
  ['it is in a draft', [use({ writtenAt: 3 * DAY_MS })], 13],
  ['it sounded', [use({ lastStartsAt: 5 * DAY_MS })], 105],
  [
    'it sounded once and is in a younger draft',
    [use({ lastStartsAt: 5 * DAY_MS }), use({ writtenAt: 7 * DAY_MS })],
    107,
  ],
  ['it may sound yet', [use({ lastStartsAt: 5 * DAY_MS }), use({ maySound: true })], null],
])('%s', (_, uses, day) => {
  expect(removableFrom(0, uses, rule)).toBe(day === null ? null : day * DAY_MS);
});
