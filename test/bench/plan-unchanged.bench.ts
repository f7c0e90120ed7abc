// What a commune costs in which nothing happens. It is looked at again and again for ever, so it must not cost more than it has.
import type { DeskWorld } from '../support/desk-world';
import { cpuUsOf, type Bench, type OpenBench } from './support/bench';
import { busyCommune } from './support/busy-commune';

interface Scale {
  readonly zones: readonly number[];
  readonly series: readonly number[];
  /** Series while zones grow, and zones while series grow. */
  readonly fixed: { readonly series: number; readonly zones: number };
}

const FULL: Scale = { zones: [4, 12, 40], series: [10, 30, 100], fixed: { series: 10, zones: 4 } };
const QUICK: Scale = { zones: [2, 20], series: [10, 60], fixed: { series: 10, zones: 2 } };
/** Beats of one cost, because one is over at once. */
const BEATS = 50;

/** In milliseconds. */
async function planMs({ planner, communeId }: DeskWorld): Promise<number> {
  return (await cpuUsOf(() => planner.plan(communeId))) / 1_000;
}

/** A beat of the tick that finds nothing to do, in milliseconds. */
async function beatMs({ tick }: DeskWorld): Promise<number> {
  const costUs = await cpuUsOf(async () => {
    for (let beat = 0; beat < BEATS; beat += 1) await tick.beat();
  });
  return costUs / BEATS / 1_000;
}

async function open(isQuick: boolean): Promise<OpenBench> {
  const { zones, series, fixed } = isQuick ? QUICK : FULL;
  const byZones = new Map<number, DeskWorld>();
  for (const size of zones) byZones.set(size, await busyCommune(size, fixed.series));
  const bySeries = new Map<number, DeskWorld>();
  for (const size of series) bySeries.set(size, await busyCommune(fixed.zones, size));
  const [few, many] = [bySeries.get(series[0]!)!, bySeries.get(series.at(-1)!)!];
  for (const world of [few, many]) {
    // What is made once, such as what was never cared for, is not what the next minutes cost.
    await world.tick.beat();
    await world.work();
  }
  return {
    figures: [
      {
        gate: 'issue 11',
        what: `planning again where nothing changed, by the zones of a commune with ${fixed.series} daily series`,
        beside: `${zones[0]} zones`,
        ...{ unit: 'ms CPU per plan', atMost: 1.05, measure: 'exponent', sizes: zones },
        costAt: (size) => planMs(byZones.get(size)!),
      },
      {
        gate: 'issue 11',
        what: `planning again where nothing changed, by the daily series of a commune of ${fixed.zones} zones`,
        beside: `${series[0]} series`,
        ...{ unit: 'ms CPU per plan', atMost: 1.05, measure: 'exponent', sizes: series },
        costAt: (size) => planMs(bySeries.get(size)!),
      },
      {
        gate: 'issue 11',
        what: `a beat of the tick that finds nothing to do, with ${series.at(-1)} daily series`,
        beside: `with ${series[0]} series`,
        ...{ unit: 'ms CPU per beat', atMost: 1.3, measure: 'ratio' },
        subject: () => beatMs(many),
        control: () => beatMs(few),
      },
    ],
    close: async () => {
      for (const world of [...byZones.values(), ...bySeries.values()]) await world.close();
    },
  };
}

export default { rounds: 6, open } satisfies Bench;
