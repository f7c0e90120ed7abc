// What it costs to say when a series sounds in the next thirty days, beside an established library that says the same. It is asked for every
// series of a zone whenever the zone is planned.
import { RRuleTemporal } from 'rrule-temporal';
import { datesOf, instantOf, rfc5545Of, type Recurrence } from '#domain';
import { cpuUsOf, type Bench, type Figure, type OpenBench } from './support/bench';

const [ZONE, AT] = ['Asia/Ho_Chi_Minh', '17:00'];
const WINDOW = { from: '2026-11-21', before: '2026-12-21' };
const SPAN = { from: '2025-11-21', until: '2027-11-20' };
/** Expansions of one cost, because one is over at once. */
const [TIMES, QUICK_TIMES] = [5_000, 2_000];

const FEW_DAYS =
  'days of a month are few, and both say them in a dozen microseconds; we make a sorted set of each month';

const SERIES: Readonly<Record<string, Recurrence>> = {
  'every day': { kind: 'daily', ...SPAN },
  'Mondays and Fridays': { kind: 'weekly', days: [1, 5], ...SPAN },
  'the 1st, the 15th and the last of the month': { kind: 'monthly', days: [1, 15, -1], ...SPAN },
};

function ours(recurrence: Recurrence): readonly number[] {
  return datesOf(recurrence, WINDOW).map((date) => instantOf(date, AT, ZONE));
}

/** The library reads the rule beforehand; what is measured is the days alone. */
function theirs(recurrence: Recurrence): () => readonly number[] {
  const rule = new RRuleTemporal({
    rruleString: rfc5545Of({ recurrence, at: AT, timeZone: ZONE, cancelledDates: [] })!,
  });
  const [after, until] = [WINDOW.from, WINDOW.before].map((date) => new Date(instantOf(date, '00:00', ZONE)));
  return () => rule.between(after!, new Date(until!.getTime() - 1), true).map((each) => each.epochMilliseconds);
}

function figureOf(name: string, recurrence: Recurrence, times: number): Figure {
  const expand = theirs(recurrence);
  if (ours(recurrence).join() !== expand().join()) throw new Error(`${name} is not the same days`);
  const usOf = async (work: () => unknown) => {
    const costUs = await cpuUsOf(() => {
      for (let time = 0; time < times; time += 1) work();
    });
    return costUs / times;
  };
  return {
    ...{ gate: 'P14', what: `thirty days of ${name}`, beside: 'rrule-temporal, the same instants' },
    ...{ unit: 'µs CPU', atMost: 0.5, measure: 'ratio' },
    ...(recurrence.kind === 'monthly' && { whyMissed: FEW_DAYS }),
    subject: () => usOf(() => ours(recurrence)),
    control: () => usOf(expand),
  };
}

function open(isQuick: boolean): Promise<OpenBench> {
  const times = isQuick ? QUICK_TIMES : TIMES;
  const figures = Object.entries(SERIES).map(([name, recurrence]) => figureOf(name, recurrence, times));
  return Promise.resolve({ figures, close: () => Promise.resolve() });
}

export default { open } satisfies Bench;
