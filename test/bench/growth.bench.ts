// How the work for the poles grows with their number, at the ports: without sockets, but with the database, the signatures and the plan.
import { newId } from '#application';
import { AFTERNOON } from '../support/desk-commune';
import type { DeskWorld } from '../support/desk-world';
import { cpuUsOf, type Bench, type OpenBench } from './support/bench';
import { communeOf, startOf } from './support/busy-commune';
import { ReportingPoles, started } from './support/reporting-poles';

const SIZES = [256, 1_024, 4_096];
const POLES_PER_ZONE = 4;
const ROUNDS = 6;
const TOMORROW = '2026-11-22';

/** A commune of one broadcast, to which each round adds another one everywhere. */
interface Dispatched {
  readonly world: DeskWorld;
  readonly bookingId: string;
}

async function stage(poles: number): Promise<Dispatched> {
  const world = await communeOf(poles / POLES_PER_ZONE, POLES_PER_ZONE);
  const recurrence = { kind: 'once', date: TOMORROW } as const;
  const start = startOf(ROUNDS);
  const { id } = await world.onAir(await world.announcement('Họp xã'), { start, recurrence });
  return { world, bookingId: id };
}

/** From a booking that was approved to the signed programme at the port of every zone, in milliseconds. */
async function dispatchMs({ world, bookingId }: Dispatched, round: number): Promise<number> {
  const { unitOfWork } = world.database;
  const [booking] = await unitOfWork.read.bookings.byIds([bookingId]);
  await unitOfWork.run(async ({ bookings, air }) => {
    await bookings.insert({ ...booking!, id: newId(AFTERNOON), start: startOf(round) });
    await air.wantPlan(world.communeId);
  });
  world.link.said.length = 0;
  const costUs = await cpuUsOf(async () => {
    await world.planner.plan(world.communeId);
    await world.work();
  });
  if (world.link.said.length !== world.zones.length) throw new Error(`${world.link.said.length} zones were told`);
  return costUs / 1_000;
}

async function open(): Promise<OpenBench> {
  const reporting = new Map<number, ReportingPoles>();
  const dispatched = new Map<number, Dispatched>();
  for (const size of SIZES) {
    reporting.set(size, await ReportingPoles.open(size, ROUNDS));
    dispatched.set(size, await stage(size));
  }
  const beside = `${SIZES[0]} controllers`;
  return {
    figures: [
      {
        ...{ gate: 'P18', what: '"started" of every controller at the same moment, by their number', beside },
        ...{ unit: 'ms CPU', atMost: 1, measure: 'exponent', sizes: SIZES },
        costAt: async (size, round) =>
          (await reporting.get(size)!.takingUs(size, (pole) => [started(pole, round)])) / 1_000,
      },
      {
        ...{ gate: 'P18', what: 'one more broadcast for every controller, planned, signed and told, by their number' },
        ...{ beside, unit: 'ms CPU', atMost: 1.05, measure: 'exponent', sizes: SIZES },
        costAt: (size, round) => dispatchMs(dispatched.get(size)!, round),
      },
    ],
    close: async () => {
      for (const poles of reporting.values()) await poles.close();
      for (const { world } of dispatched.values()) await world.close();
    },
  };
}

export default { rounds: ROUNDS, open } satisfies Bench;
