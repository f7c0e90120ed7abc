// What looking for conflicts costs while somebody types: it must follow the number of series, and not how long the commune has been on the air.
import type { BookingRequest } from '#application';
import { DeskWorld } from '../support/desk-world';
import { cpuUsOf, type Bench, type OpenBench } from './support/bench';
import { busyCommune, DAILY, startOf } from './support/busy-commune';
import { lengthenPast } from './support/long-past';

/** Lookups of one cost. */
const LOOKUPS = 10;

interface Scale {
  readonly zones: number;
  readonly series: readonly number[];
  /** Airings of the short past, and of the long one. */
  readonly past: readonly [number, number];
}

const FULL: Scale = { zones: 6, series: [10, 30, 100], past: [10_000, 1_000_000] };
const QUICK: Scale = { zones: 2, series: [10, 60], past: [2_000, 50_000] };

/** A world, and a wish in it that collides. */
interface Asked {
  readonly world: DeskWorld;
  readonly request: BookingRequest;
}

/** In milliseconds. */
async function checkMs({ world, request }: Asked, lookups: number): Promise<number> {
  const costUs = await cpuUsOf(async () => {
    for (let lookup = 0; lookup < lookups; lookup += 1) {
      const { conflicts, alternatives } = await world.bookings.check(world.person('mai'), world.communeId, request);
      if (conflicts.length === 0 || alternatives.length === 0) throw new Error('nothing was looked up');
    }
  });
  return costUs / lookups / 1_000;
}

async function amongSeries(zones: number, series: number): Promise<Asked> {
  const world = await busyCommune(zones, series);
  const announcement = await world.announcement('Chen vào');
  return { world, request: world.request(announcement, { start: startOf(5), recurrence: DAILY }) };
}

async function afterPast(airings: number): Promise<Asked> {
  const world = await DeskWorld.open();
  const standing = await world.onAir(await world.announcement('Thời sự'));
  const start = { kind: 'exact', at: '17:10:10' } as const;
  const request = world.request(await world.announcement('Chen vào'), { start });
  await lengthenPast(world, standing.id, airings);
  return { world, request };
}

async function open(isQuick: boolean): Promise<OpenBench> {
  const { zones, series, past } = isQuick ? QUICK : FULL;
  const among = new Map<number, Asked>();
  for (const size of series) among.set(size, await amongSeries(zones, size));
  const [young, old] = [await afterPast(past[0]), await afterPast(past[1])];
  return {
    figures: [
      {
        gate: 'P13',
        what: `conflict check of a 3-month daily series, by the series of a commune of ${zones} zones`,
        beside: `${series[0]} series`,
        ...{ unit: 'ms CPU per check', atMost: 1.05, measure: 'exponent', sizes: series },
        costAt: (size) => checkMs(among.get(size)!, 1),
      },
      {
        gate: 'P13',
        what: `conflict check after ${past[1].toLocaleString('en')} past airings`,
        beside: `after ${past[0].toLocaleString('en')}`,
        ...{ unit: 'ms CPU per check', atMost: 1.3, measure: 'ratio' },
        subject: () => checkMs(old, LOOKUPS),
        control: () => checkMs(young, LOOKUPS),
      },
    ],
    close: async () => {
      for (const { world } of [...among.values(), young, old]) await world.close();
    },
  };
}

export default { rounds: 6, open } satisfies Bench;
