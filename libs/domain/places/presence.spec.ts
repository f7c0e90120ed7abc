// The strip of the last day and what several absences have in common; how a pole is doing in one word.
import { NOON } from '../../../test/support/factories';
import {
  conditionOf,
  endsUntold,
  isOutdatedBy,
  PROGRAMME_PATIENCE_MS,
  SURE_CLOCK_MS,
  tallyOf,
  type PoleFacts,
  type PoleReport,
} from './pole';
import { outagesOf, presenceStrip } from './presence';
import { HOUR_MS, MINUTE_MS } from '../calendar/time';

describe('the strip of a day', () => {
  const span = { from: NOON, to: NOON + 24 * HOUR_MS };
  const at = (hours: number, online: boolean) => ({ at: NOON + hours * HOUR_MS, online });
  const strip = (changes: readonly { at: number; online: boolean }[], online: boolean, enrolledAt = 0) =>
    presenceStrip(changes, online, span, enrolledAt).map(({ from, to, online: there }) => [
      (from - NOON) / HOUR_MS,
      (to - NOON) / HOUR_MS,
      there,
    ]);

  it('is one stretch where nothing changed', () => {
    expect(strip([], true)).toEqual([[0, 24, true]]);
    expect(strip([], false)).toEqual([[0, 24, false]]);
  });

  it('is cut where the pole came and went, and before the first change it was the opposite', () => {
    expect(strip([at(7, true), at(5, false)], true)).toEqual([
      [0, 5, true],
      [5, 7, false],
      [7, 24, true],
    ]);
  });

  it('begins with the box, and leaves out what was said twice', () => {
    expect(strip([at(3, false), at(6, false)], false, NOON + 2 * HOUR_MS)).toEqual([
      [2, 3, true],
      [3, 24, false],
    ]);
  });
});

describe('an outage', () => {
  const gone = (controllerId: string, minutes: number) => ({ controllerId, since: NOON + minutes * MINUTE_MS });

  it('is shared by poles that left within minutes of each other, the latest first', () => {
    expect(outagesOf([gone('d', 60), gone('b', 4), gone('a', 0), gone('c', 8)])).toEqual([
      { since: NOON + 60 * MINUTE_MS, controllerIds: ['d'] },
      { since: NOON, controllerIds: ['a', 'b', 'c'] },
    ]);
    expect(outagesOf([])).toEqual([]);
  });
});

describe('a pole is', () => {
  const report = { uncertaintyMs: 4, soundsWanted: 3, soundsHeld: 3 } as PoleReport;
  const facts: PoleFacts = {
    device: { online: true, since: NOON, programme: { epoch: 1, version: 2 } },
    wanted: { epoch: 1, version: 2, issuedAt: NOON },
    report,
    selfTest: 'passed',
  };
  const newer = { epoch: 1, version: 3, issuedAt: NOON };

  it.each([
    ['good', {}],
    ['good', { report: null, selfTest: null, wanted: null }],
    ['fetching', { report: { ...report, soundsHeld: 2 } }],
    ['self-test-failed', { selfTest: 'no-answer' as const, report: { ...report, soundsHeld: 2 } }],
    ['clock-unsure', { report: { ...report, uncertaintyMs: SURE_CLOCK_MS + 1 } }],
    ['good', { wanted: { ...newer, issuedAt: NOON + HOUR_MS - PROGRAMME_PATIENCE_MS } }],
    ['old-programme', { wanted: newer }],
    ['offline', { device: { ...facts.device!, online: false }, wanted: newer }],
    ['no-device', { device: null }],
  ] as const)('%s', (condition, own) => {
    expect(conditionOf({ ...facts, ...own }, NOON + HOUR_MS)).toBe(condition);
  });

  it.each([{}, { soundsHeld: 2 }, { uncertaintyMs: SURE_CLOCK_MS + 1 }])(
    'as it was said until it reports %j',
    (own) => {
      const told = { ...report, ...own };
      const said = conditionOf({ ...facts, report: told }, NOON);
      expect(isOutdatedBy(said, told)).toBe(false);
      for (const other of [{}, { soundsHeld: 2 }, { uncertaintyMs: SURE_CLOCK_MS + 1 }]) {
        const now = { ...report, ...other };
        expect(isOutdatedBy(said, now)).toBe(conditionOf({ ...facts, report: now }, NOON) !== said);
      }
    },
  );

  it.each([
    ['offline', false],
    ['good', false],
    ['old-programme', true],
    ['clock-unsure', true],
  ] as const)('%s: that it ends may be told by no event: %s', (condition, untold) => {
    expect(endsUntold(tallyOf([{ condition, since: null }]))).toBe(untold);
  });

  it('counted with the others, troubles by their kind and their common start', () => {
    const pole = (condition: 'good' | 'fetching' | 'offline' | 'no-device', minutes: number | null) => ({
      condition,
      since: minutes === null ? null : NOON + minutes * MINUTE_MS,
    });
    expect(tallyOf([pole('good', 0), pole('fetching', 0), pole('offline', 12), pole('offline', 10)])).toEqual({
      total: 4,
      well: 2,
      troubles: [{ condition: 'offline', count: 2, since: NOON + 10 * MINUTE_MS }],
    });
    expect(tallyOf([pole('offline', 0), pole('offline', 60), pole('no-device', null)]).troubles).toEqual([
      { condition: 'no-device', count: 1, since: null },
      { condition: 'offline', count: 2, since: null },
    ]);
  });
});
