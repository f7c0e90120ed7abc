// What connected boxes cost that have nothing to say: every box pings once and the server looks after everything as often as it does in that time,
// beside a broker of the same make and nothing else. Memory is not told apart in one process. `--sizes`: how many poles.
import { BareBroker } from './support/bare-broker';
import { cpuUsOf, type Bench, type OpenBench } from './support/bench';
import { ConnectedCommune } from './support/connected-commune';
import { ThinFleet } from './support/thin-fleet';

const [POLES, QUICK_POLES] = [400, 96];
/** Beats of the server, one every two seconds, while every box pings once, every twenty. */
const BEATS = 10;
/** Of one cost. */
const TIMES = 10;
const BEATS_STAY = 'the beats of the server cost much the same for few boxes as for many, and these are few';

async function open(isQuick: boolean, sizes?: readonly number[]): Promise<OpenBench> {
  const commune = await ConnectedCommune.open(sizes?.[0] ?? (isQuick ? QUICK_POLES : POLES));
  const { world, hung, fleet } = commune;
  await world.tick.beat();
  await world.work();
  const bare = await BareBroker.open();
  const bareFleet = new ThinFleet();
  const listening = hung.map(({ box }) => ({ id: box.deviceId, secret: 'secret', topics: ['urgent', box.deviceId] }));
  await bareFleet.open(bare.port, listening);
  const everyoneUs = async (work: () => Promise<unknown>) =>
    (await cpuUsOf(async () => {
      for (let time = 0; time < TIMES; time += 1) await work();
    })) /
    TIMES /
    hung.length;
  return {
    figures: [
      {
        ...{ gate: 'P19', what: `${hung.length} connected boxes that ping once, with ${BEATS} beats of the server` },
        ...{ beside: 'the pings at a bare broker', unit: 'µs CPU per box', atMost: 1.3 },
        ...{ whyMissed: BEATS_STAY, measure: 'ratio' },
        control: () => everyoneUs(() => bareFleet.ping()),
        subject: () =>
          everyoneUs(async () => {
            await fleet.ping();
            for (let beat = 0; beat < BEATS; beat += 1) await world.tick.beat();
          }),
      },
    ],
    close: async () => {
      await bareFleet.close();
      await bare.close();
      await commune.close();
    },
  };
}

export default { open } satisfies Bench;
