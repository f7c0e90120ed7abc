import fc from 'fast-check';
import { PROPERTY_RUNS } from '../../../test/support/property-runs';
import { escalationsDue } from './escalation';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../calendar/time';

const SINCE = Date.parse('2026-11-20T08:00:00+07:00');
const AFTER_MS = 4 * HOUR_MS;

describe('what waits for an approval', () => {
  it('becomes pressing once it waits longer than the commune allows', () => {
    const due = (now: number) => escalationsDue({ since: SINCE, firstStartsAt: null }, AFTER_MS, now);
    expect(due(SINCE + AFTER_MS)).toEqual([]);
    expect(due(SINCE + AFTER_MS + 1)).toEqual(['waits-long']);
  });

  it('becomes more pressing a day, two hours and a quarter of an hour before its first start', () => {
    const firstStartsAt = SINCE + 2 * DAY_MS;
    const due = (beforeMs: number) =>
      escalationsDue({ since: SINCE, firstStartsAt }, Number.POSITIVE_INFINITY, firstStartsAt - beforeMs);
    expect(due(DAY_MS + 1)).toEqual([]);
    expect(due(DAY_MS)).toEqual(['day-before']);
    expect(due(2 * HOUR_MS)).toEqual(['day-before', 'hours-before']);
    expect(due(15 * MINUTE_MS)).toEqual(['day-before', 'hours-before', 'minutes-before']);
  });

  it('is not pressed with a step that had passed when it began to wait: everybody was told just then', () => {
    const firstStartsAt = SINCE + 70 * MINUTE_MS;
    const due = (now: number) => escalationsDue({ since: SINCE, firstStartsAt }, AFTER_MS, now);
    expect(due(SINCE + 1)).toEqual([]);
    expect(due(firstStartsAt - 15 * MINUTE_MS)).toEqual(['minutes-before']);
  });

  it('never becomes less pressing as time goes by', () => {
    const span = fc.integer({ min: 0, max: 5 * DAY_MS });
    fc.assert(
      fc.property(span, span, span, (startsInMs, firstLookMs, laterMs) => {
        const waiting = { since: SINCE, firstStartsAt: SINCE + startsInMs };
        const first = escalationsDue(waiting, AFTER_MS, SINCE + firstLookMs);
        const then = escalationsDue(waiting, AFTER_MS, SINCE + firstLookMs + laterMs);
        expect(then).toEqual(expect.arrayContaining([...first]));
      }),
      { numRuns: PROPERTY_RUNS },
    );
  });
});
