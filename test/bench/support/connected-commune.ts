// A commune whose poles are connected: a desk with everything real, the broker that comes with it, the link of the server, and a thin fleet.
import { EmbeddedBroker, MqttDeviceLink } from '#devices';
import { topics, type DevicePlace } from '#protocol';
import type { DeskWorld } from '../../support/desk-world';
import { hangBoxes, type HungBox } from './boxes';
import { communeOf } from './busy-commune';
import { ThinFleet, type ThinPole } from './thin-fleet';

const POLES_PER_ZONE = 4;
const SECRET = 'secret';
const SERVER = { username: 'server', password: 'server' };

export class ConnectedCommune {
  private constructor(
    readonly world: DeskWorld,
    readonly hung: readonly HungBox[],
    readonly broker: EmbeddedBroker,
    readonly link: MqttDeviceLink,
    readonly fleet: ThinFleet,
    private readonly listening: readonly ThinPole[],
    /** What the server was told and works on. */
    private readonly taking: readonly Promise<void>[],
  ) {}

  static async open(poles: number): Promise<ConnectedCommune> {
    const world = await communeOf(poles / POLES_PER_ZONE, POLES_PER_ZONE);
    const hung = await hangBoxes(world);
    const { communeId } = world;
    const places = new Map<string, DevicePlace>();
    for (const { box, zoneId } of hung) {
      places.set(box.deviceId, { communeId, zoneId, controllerId: box.controllerId, deviceId: box.deviceId });
    }
    const broker = await EmbeddedBroker.start({
      certificate: undefined,
      ...{ host: '127.0.0.1', port: 0, server: SERVER },
      authenticate: (deviceId) => Promise.resolve(places.get(deviceId)),
    });
    const fail = (error: unknown) => {
      throw error;
    };
    const taking: Promise<void>[] = [];
    const link = new MqttDeviceLink({ url: broker.url, ...SERVER, onError: fail, expel: undefined, broker: undefined });
    await link.open({
      receipts: (_, deviceId, envelope) => void taking.push(world.evidence.accept(communeId, deviceId, envelope)),
      presence: (_, deviceId, online) => void taking.push(world.presences.note(deviceId, online)),
      status: (_, deviceId, envelope) => void taking.push(world.poleReports.take(communeId, deviceId, envelope)),
      clockProbe: () => undefined,
    });
    world.link.publishUrgent = (...said) => link.publishUrgent(...said);
    world.link.publishProgramme = (...said) => link.publishProgramme(...said);
    world.link.acknowledge = (...said) => link.acknowledge(...said);
    const fleet = new ThinFleet();
    const listening: readonly ThinPole[] = hung.map(({ box: { deviceId }, zoneId }) => ({
      ...{ id: deviceId, secret: SECRET, presence: topics.presence(communeId, deviceId) },
      topics: [topics.urgent(communeId, null), topics.programme(communeId, zoneId)],
    }));
    const commune = new ConnectedCommune(world, hung, broker, link, fleet, listening, taking);
    await commune.connect();
    return commune;
  }

  /** Lets all of them connect. */
  connect(): Promise<void> {
    return this.fleet.open(Number(new URL(this.broker.url).port), this.listening);
  }

  async close(): Promise<void> {
    // What the server hears after that is no matter of its database any more.
    await this.link.close();
    await Promise.all(this.taking);
    await this.fleet.close();
    await this.broker.close();
    await this.world.close();
  }
}
