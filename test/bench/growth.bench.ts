// How the work for the poles grows with their number, at the ports: without sockets, but with the database, the signatures and the plan.
// `--sizes`: how many controllers.
import { SECOND_MS } from '#domain';
import type { DeskWorld } from '../support/desk-world';
import { cpuUsOf, type Bench, type OpenBench } from './support/bench';
import { communeOf } from './support/busy-commune';
import { OneMoreBroadcast } from './support/one-more-broadcast';
import { ReportingPoles, started } from './support/reporting-poles';

const [SIZES, QUICK_SIZES] = [
  [256, 1_024, 4_096],
  [64, 256],
];
const POLES_PER_ZONE = 4;
const ROUNDS = 6;
/** Emergencies of one cost, because one is over soon. */
const EMERGENCIES = 3;

/** From an approved booking to the signed programme at the port of every zone, in milliseconds. */
async function dispatchMs(broadcasts: OneMoreBroadcast): Promise<number> {
  const { world } = broadcasts;
  await broadcasts.book();
  world.link.said.length = 0;
  const costUs = await cpuUsOf(() => broadcasts.dispatch());
  if (world.link.said.length !== world.zones.length) throw new Error(`${world.link.said.length} zones were told`);
  return costUs / 1_000;
}

/** An emergency from its confirmation to the order at the port, in milliseconds. What follows it is planned in the course of things, not here. */
async function emergencyMs(world: DeskWorld, announcementId: string): Promise<number> {
  const { emergencies, communeId } = world;
  const request = { announcementId, wholeCommune: true, minutes: 10, reason: 'Nước suối dâng nhanh' };
  let costUs = 0;
  for (let time = 0; time < EMERGENCIES; time += 1) {
    const { id } = await emergencies.request(world.person('mai'), communeId, request);
    costUs += await cpuUsOf(() => emergencies.confirm(world.person('toan'), id));
    await emergencies.end(world.person('toan'), id, { allClear: false });
    world.jobs.waiting.clear();
    world.clock.pass(SECOND_MS);
  }
  return costUs / EMERGENCIES / 1_000;
}

async function warned(poles: number) {
  const world = await communeOf(poles / POLES_PER_ZONE, POLES_PER_ZONE);
  const { id, digest } = await world.announcement('Lũ quét', 30 * SECOND_MS, 'emergency');
  await world.announcements.approve(world.person('toan'), id, digest!);
  return { world, announcementId: id };
}

async function open(isQuick: boolean, wanted?: readonly number[]): Promise<OpenBench> {
  const sizes = wanted ?? (isQuick ? QUICK_SIZES : SIZES)!;
  const reporting = new Map<number, ReportingPoles>();
  const dispatched = new Map<number, OneMoreBroadcast>();
  const emergencies = new Map<number, Awaited<ReturnType<typeof warned>>>();
  for (const size of sizes) {
    reporting.set(size, await ReportingPoles.open(size, ROUNDS));
    dispatched.set(size, await OneMoreBroadcast.open(await communeOf(size / POLES_PER_ZONE, POLES_PER_ZONE)));
    emergencies.set(size, await warned(size));
  }
  const [least, most] = [sizes[0]!, sizes.at(-1)!].map((size) => size.toLocaleString('en'));
  const beside = `${least} controllers`;
  return {
    figures: [
      {
        ...{ gate: 'P18', what: `"started" of every controller at the same moment, up to ${most} of them`, beside },
        ...{ unit: 'ms CPU', atMost: 1, measure: 'exponent', sizes },
        costAt: async (size, round) =>
          (await reporting.get(size)!.takingUs(size, (pole) => [started(pole, round)])) / 1_000,
      },
      {
        ...{
          gate: 'P18',
          what: `one more broadcast for every controller, planned, signed and told, up to ${most} of them`,
        },
        ...{ beside, unit: 'ms CPU', atMost: 1.05, measure: 'exponent', sizes },
        costAt: (size) => dispatchMs(dispatched.get(size)!),
      },
      {
        ...{
          gate: 'P18',
          what: `an emergency from its confirmation to the order, up to ${most} controllers`,
        },
        ...{ beside, unit: 'ms CPU', atMost: 1.05, measure: 'exponent', sizes },
        costAt: (size) => emergencyMs(emergencies.get(size)!.world, emergencies.get(size)!.announcementId),
      },
    ],
    close: async () => {
      for (const poles of reporting.values()) await poles.close();
      for (const { world } of [...dispatched.values(), ...emergencies.values()]) await world.close();
    },
  };
}

export default { rounds: ROUNDS, open } satisfies Bench;
