// What one broadcast costs for each pole from its booking to the receipt that is kept, beside the least that it can cost, and beside what it
// costs when every pole is a job and every row is saved alone. The processor time of Redis, which only the naive way uses, is not counted.
// `--sizes`: how many controllers.
import { BarePipeline } from './support/bare-pipeline';
import { cpuUsOf, type Bench, type OpenBench } from './support/bench';
import { hangBoxes, startedOf } from './support/boxes';
import { communeOf } from './support/busy-commune';
import { NaivePipeline } from './support/naive-pipeline';
import { OneMoreBroadcast } from './support/one-more-broadcast';
import type { Reported } from './support/reported';

const [POLES, QUICK_POLES] = [512, 128];
const POLES_PER_ZONE = 4;
const PLANNED =
  'planning takes most of it: it holds everything in a zone against every rule, by sixteen statements of the mapper, and writes the programme and the event of each zone of four poles by themselves';

async function open(isQuick: boolean, sizes?: readonly number[]): Promise<OpenBench> {
  const poles = sizes?.[0] ?? (isQuick ? QUICK_POLES : POLES);
  const broadcasts = await OneMoreBroadcast.open(await communeOf(poles / POLES_PER_ZONE, POLES_PER_ZONE));
  const { world } = broadcasts;
  const hung = await hangBoxes(world);
  const [bare, naive] = [await BarePipeline.open(), await NaivePipeline.open()];
  let reported: readonly Reported[] = [];
  /** In microseconds for each controller. */
  const ours = async () => {
    const bookingId = await broadcasts.book();
    const dispatchedUs = await cpuUsOf(() => broadcasts.dispatch());
    reported = await startedOf(world, bookingId, hung);
    world.link.said.length = 0;
    const takenUs = await cpuUsOf(() =>
      Promise.all(reported.map(({ deviceId, envelope }) => world.evidence.accept(world.communeId, deviceId, envelope))),
    );
    const acknowledged = world.link.said.filter(({ channel }) => channel === 'ack').length;
    if (acknowledged !== poles) throw new Error(`${acknowledged} receipts were acknowledged`);
    return (dispatchedUs + takenUs) / poles;
  };
  const theirs = async (pipeline: BarePipeline | NaivePipeline) =>
    (await cpuUsOf(() => pipeline.run(reported))) / poles;
  await ours();
  bare.learn(reported);
  const what = `a broadcast for ${poles} controllers in zones of ${POLES_PER_ZONE}, from its booking to the receipt`;
  const unit = 'µs CPU per controller';
  return {
    figures: [
      {
        ...{ gate: 'P3', what, beside: 'a minimal pipeline by hand', unit, atMost: 3, whyMissed: PLANNED },
        ...{ measure: 'ratio', subject: ours },
        control: () => theirs(bare),
      },
      {
        ...{
          gate: 'P4',
          what,
          beside: 'a job per controller and save() per row',
          unit,
          atMost: 0.1,
          whyMissed: PLANNED,
        },
        ...{ measure: 'ratio', subject: ours },
        control: () => theirs(naive),
      },
    ],
    close: async () => {
      await naive.close();
      await bare.close();
      await world.close();
    },
  };
}

export default { open } satisfies Bench;
