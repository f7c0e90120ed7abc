// What it costs when every box is lost at once and comes back: each is admitted, subscribes, says that it is there and is handed its programme.
// Beside a broker of the same make that hands out the same programmes and knows nobody. `--sizes`: how many poles.
import { topics } from '#protocol';
import { BareBroker } from './support/bare-broker';
import { cpuUsOf, type Bench, type OpenBench } from './support/bench';
import { ConnectedCommune } from './support/connected-commune';
import { OneMoreBroadcast } from './support/one-more-broadcast';
import { until } from '../support/until';
import { ThinFleet } from './support/thin-fleet';

const [POLES, QUICK_POLES] = [400, 96];
const PROGRAMME = '/programme';
const WRITTEN =
  'the server also hears of every box that it went and that it came, and writes both down, which a bare broker does not';

async function open(isQuick: boolean, sizes?: readonly number[]): Promise<OpenBench> {
  const commune = await ConnectedCommune.open(sizes?.[0] ?? (isQuick ? QUICK_POLES : POLES));
  const { world, hung, fleet } = commune;
  const { communeId } = world;
  await OneMoreBroadcast.open(world);
  const bare = await BareBroker.open();
  for (const { id } of world.zones) {
    const programme = await world.database.unitOfWork.read.delivery.programme(id);
    await bare.retain(topics.programme(communeId, id), programme!.envelope);
  }
  const bareFleet = new ThinFleet();
  const listening = hung.map(({ box: { deviceId }, zoneId }) => ({
    ...{ id: deviceId, secret: 'secret', presence: topics.presence(communeId, deviceId) },
    topics: [topics.urgent(communeId, null), topics.programme(communeId, zoneId)],
  }));
  const online = async () =>
    (await world.database.unitOfWork.read.devices.devices(communeId)).filter((device) => device.online).length;
  /** Both ways, in microseconds for each box. */
  const lostAndBackUs = async (lost: ThinFleet, connect: () => Promise<void>, settled: () => Promise<void>) => {
    const costUs = await cpuUsOf(async () => {
      await lost.leave();
      await lost.arrivals(PROGRAMME, hung.length, connect);
      await settled();
    });
    return costUs / hung.length;
  };
  const connectBare = () => bareFleet.open(bare.port, listening);
  await connectBare();
  return {
    figures: [
      {
        ...{ gate: 'P15', what: `${hung.length} boxes lost at once and back with their programmes`, atMost: 1.5 },
        whyMissed: WRITTEN,
        ...{ beside: 'the same at a bare broker', unit: 'µs CPU per box', measure: 'ratio' },
        subject: () =>
          lostAndBackUs(
            fleet,
            () => commune.connect(),
            () => until(async () => (await online()) === hung.length, 'every box to be known as online', 60_000),
          ),
        control: () => lostAndBackUs(bareFleet, connectBare, () => Promise.resolve()),
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
