// Both ends of a device link for the conformance suite: the server's adapter, any number of devices, and a way to wait for what must come.
import type { DeviceLink, DeviceLinkListener } from '#application';
import { makePinned, type Certified } from '#certificates';
import { DeviceHttp, MqttServerLink, NodeDeviceClock } from '#controller';
import {
  DEVICE_LINKS,
  type DeviceLinkName,
  SimulatedDeviceLink,
  SimulatedNetwork,
  SimulatedServerLink,
} from '#devices';
import type { LinkListener, ServerLink } from '#loudspeaker';
import type { DevicePlace } from '#protocol';
import { FakeDeviceClock, FakeTime } from './fake-device-clock';
import { until } from './until';

/** Certificates are looked at by the machine's own time, whatever day the tests live in. */
const MACHINE_NOW = performance.timeOrigin;

/** What a device heard, in order. */
class Ears implements LinkListener {
  readonly heard: string[] = [];

  connected = () => this.note('connected');
  disconnected = () => this.note('disconnected');
  programme = (bytes: Uint8Array) => this.note('programme', bytes);
  settings = (bytes: Uint8Array) => this.note('settings', bytes);
  urgent = (bytes: Uint8Array) => this.note('urgent', bytes);
  drill = (bytes: Uint8Array) => this.note('drill', bytes);
  selfTest = (bytes: Uint8Array) => this.note('self-test', bytes);
  receiptAck = (bytes: Uint8Array) => this.note('ack', bytes);
  clockReply = (bytes: Uint8Array) => this.note('clock', bytes);

  has(line: string): boolean {
    return this.heard.includes(line);
  }

  private note(what: string, bytes?: Uint8Array): void {
    this.heard.push(bytes ? `${what} ${Buffer.from(bytes).toString()}` : what);
  }
}

/** The server's listener of the suite: it answers every probe with the probe itself. */
export class Desk implements DeviceLinkListener {
  readonly heard: string[] = [];

  receipts(communeId: string, deviceId: string, envelope: Uint8Array): void {
    this.heard.push(`receipts ${communeId} ${deviceId} ${Buffer.from(envelope).toString()}`);
  }

  presence(communeId: string, deviceId: string, online: boolean): void {
    this.heard.push(`presence ${communeId} ${deviceId} ${online ? 'online' : 'offline'}`);
  }

  status(communeId: string, deviceId: string, envelope: Uint8Array): void {
    this.heard.push(`status ${communeId} ${deviceId} ${Buffer.from(envelope).toString()}`);
  }

  clockProbe(_communeId: string, deviceId: string, probe: Uint8Array): Uint8Array {
    return Buffer.from(`${deviceId} asked ${Buffer.from(probe).toString()}`);
  }

  has(line: string): boolean {
    return this.heard.includes(line);
  }
}

/** One device of the suite. */
interface RigDevice {
  readonly link: ServerLink;
  readonly ears: Ears;
  /** The connection breaks without a goodbye. */
  readonly drop: () => Promise<void>;
}

export interface LinkRig {
  readonly server: DeviceLink;
  /** Waits until it holds, in whatever time the adapter lives in. */
  readonly until: (holds: () => boolean, awaited: string) => Promise<void>;
  /** A new device; resolves when it is connected. */
  readonly device: (place: DevicePlace) => Promise<RigDevice>;
  /** From now on the server knows this device no more. */
  readonly retire: (deviceId: string) => void;
  readonly close: () => Promise<void>;
}

/** The network in memory, in virtual time. Every message is doubled. */
async function virtualRig(desk: Desk): Promise<LinkRig> {
  const time = new FakeTime(0);
  const network = new SimulatedNetwork(new FakeDeviceClock(time), { copies: () => 2, delayMs: () => 3 });
  const retired = new Set<string>();
  const server = new SimulatedDeviceLink(network, async (deviceId) => !retired.has(deviceId));
  const opened = server.open(desk);
  await time.pass(10);
  await opened;
  const wait = async (holds: () => boolean, awaited: string) => {
    for (let turn = 0; turn < 500 && !holds(); turn += 1) await time.pass(10);
    if (!holds()) throw new Error(`Waited in vain for ${awaited}`);
  };
  return {
    server,
    until: wait,
    device: async (place) => {
      const ears = new Ears();
      const link = new SimulatedServerLink(network, place);
      await link.open(place, ears);
      await wait(() => ears.has('connected'), 'the device to connect');
      return { link, ears, drop: async () => network.cutWire(place.deviceId) };
    },
    retire: (deviceId) => retired.add(deviceId),
    close: () => server.close(),
  };
}

/** The network in memory in real time, as the composition opens it for devices of its own process. */
async function simulatedRig(desk: Desk): Promise<LinkRig> {
  const places = new Map<string, DevicePlace>();
  const { link: server, boxEnd } = await DEVICE_LINKS.simulated(NO_BROKER, surroundings(desk, places));
  await server.open(desk);
  return {
    server,
    until,
    device: async (place) => {
      places.set(place.deviceId, place);
      const ears = new Ears();
      const credential = `secret of ${place.deviceId}`;
      const link = boxEnd(place, credential, new DeviceHttp(NO_SERVER, place.deviceId, credential));
      await link.open(place, ears);
      await until(() => ears.has('connected'), 'the device to connect');
      return { link, ears, drop: () => link.drop() };
    },
    retire: (deviceId) => places.delete(deviceId),
    close: () => server.close(),
  };
}

const NO_SERVER = 'http://127.0.0.1:9';
const NO_BROKER = { mqtt: { broker: { kind: 'external', url: 'mqtt://127.0.0.1:9' }, publicUrl: '' } } as const;

/** What the composition lends: a device's credential is `secret of <deviceId>`. */
function surroundings(desk: Desk, places: ReadonlyMap<string, DevicePlace>, certified?: Certified) {
  return {
    placeOf: async (deviceId: string, credential: string) =>
      credential === `secret of ${deviceId}` ? places.get(deviceId) : undefined,
    certificateOf: async () => certified!,
    deviceClock: new NodeDeviceClock(),
    onError: (error: Error) => void desk.heard.push(`error ${error.message}`),
  };
}

/**
 * The embedded broker and MQTT over TCP, or over TLS with this certificate, as the composition opens them. A device's credential is
 * `secret of <deviceId>`.
 */
export async function mqttRig(
  desk: Desk,
  places: Map<string, DevicePlace>,
  certified?: Certified,
): Promise<LinkRig & { readonly url: string }> {
  const lent = surroundings(desk, places, certified);
  const { onError } = lent;
  const certificate = certified && { certFile: '', keyFile: '' };
  const broker = { kind: 'embedded', host: '127.0.0.1', port: 0, certificate } as const;
  const mqtt = { broker, publicUrl: 'mqtts://loa.example' };
  const { link: server, brokerUrl, close } = await DEVICE_LINKS.mqtt({ mqtt }, lent);
  await server.open(desk);
  const links: MqttServerLink[] = [];
  return {
    server,
    url: brokerUrl,
    until,
    device: async (place) => {
      places.set(place.deviceId, place);
      const ears = new Ears();
      const credential = `secret of ${place.deviceId}`;
      const http = new DeviceHttp(NO_SERVER, place.deviceId, credential);
      const certificatePem = certified?.certificatePem;
      const link = new MqttServerLink({ mqttUrl: brokerUrl, certificatePem, credential, http, share: 0, onError });
      links.push(link);
      await link.open(place, ears);
      await until(() => ears.has('connected'), 'the device to connect');
      return { link, ears, drop: () => link.drop() };
    },
    retire: (deviceId) => places.delete(deviceId),
    close: async () => {
      await Promise.all(links.map((link) => link.drop()));
      await server.close();
      await close();
    },
  };
}

/** One rig for each adapter that can be chosen, and for the network in virtual time on which the other tests stand. */
export const LINK_RIGS: Readonly<
  Record<DeviceLinkName | 'simulated in virtual time' | 'mqtt by TLS', (desk: Desk) => Promise<LinkRig>>
> = {
  simulated: simulatedRig,
  'simulated in virtual time': virtualRig,
  mqtt: (desk) => mqttRig(desk, new Map()),
  'mqtt by TLS': async (desk) => mqttRig(desk, new Map(), await makePinned(MACHINE_NOW)),
};
