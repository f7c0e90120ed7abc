// How many jobs one slot costs the queue: what is done for each pole never stands in it. Counted, so it is the same on every machine.
import { MINUTE_MS } from '#domain';
import { communeOf } from './support/busy-commune';
import type { Bench, OpenBench } from './support/bench';

const [ZONES, QUICK_ZONES] = [20, 6];
const [FEW_POLES, MANY_POLES] = [1, 8];
/** From the approval at four until the programme has forgotten the broadcast of five. */
const MINUTES = 4 * 60;

const FORGOTTEN =
  'an hour after the broadcast the programme forgets it, and the shorter one is delivered once more; a message per zone, none per pole';

interface Counted {
  readonly all: number;
  readonly deliveries: number;
}

/** Jobs that were asked for while the minutes passed, with one broadcast everywhere or with none. */
async function jobsOf(zones: number, poles: number, isBooked: boolean): Promise<Counted> {
  const world = await communeOf(zones, poles);
  const announcement = await world.announcement('Họp xã');
  const counted = { all: 0, deliveries: 0 };
  const enqueue = world.jobs.enqueue.bind(world.jobs);
  const pass = async () => {
    await world.tick.beat();
    await world.work();
    world.clock.pass(MINUTE_MS);
  };
  // A commune that was just founded is planned and cared for once.
  for (let minute = 0; minute < 2; minute += 1) await pass();
  world.jobs.enqueue = (job) => {
    counted.all += 1;
    if (job.name === 'deliver') counted.deliveries += 1;
    return enqueue(job);
  };
  if (isBooked) await world.onAir(announcement);
  for (let minute = 0; minute < MINUTES; minute += 1) await pass();
  await world.close();
  return counted;
}

async function open(isQuick: boolean): Promise<OpenBench> {
  const zones = isQuick ? QUICK_ZONES : ZONES;
  const few = await jobsOf(zones, FEW_POLES, true);
  const many = await jobsOf(zones, MANY_POLES, true);
  const idle = await jobsOf(zones, MANY_POLES, false);
  const what = `of one slot in ${zones} zones`;
  return {
    figures: [
      {
        ...{ gate: 'P6', what: `deliveries ${what}`, beside: 'zones x slots x dates', unit: 'jobs', atMost: 1 },
        whyMissed: FORGOTTEN,
        ...{ measure: 'count', control: () => Promise.resolve(zones) },
        subject: () => Promise.resolve(many.deliveries - idle.deliveries),
      },
      {
        ...{
          gate: 'P6',
          what: `all jobs ${what} with ${MANY_POLES} poles each`,
          beside: `with ${FEW_POLES} pole each`,
        },
        ...{ unit: 'jobs', atMost: 1, measure: 'count', control: () => Promise.resolve(few.all) },
        subject: () => Promise.resolve(many.all),
      },
    ],
    close: () => Promise.resolve(),
  };
}

export default { open } satisfies Bench;
