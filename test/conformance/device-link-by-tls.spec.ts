// What a box says to the server is read by nobody on the way, and it says nothing to a server that is not its own.
import { makePinned, type Certified } from '#certificates';
import { DeviceHttp, MqttServerLink } from '#controller';
import type { LinkListener } from '#loudspeaker';
import type { DevicePlace } from '#protocol';
import { connect } from 'node:net';
import { once } from 'node:events';
import { createServer, type Server } from 'node:tls';
import type { AddressInfo } from 'node:net';
import { Desk, mqttRig } from '../support/device-link-rig';
import { until } from '../support/until';

const MACHINE_NOW = performance.timeOrigin;
const PLACE: DevicePlace = { communeId: 'commune-1', zoneId: 'zone-1', controllerId: 'controller-1', deviceId: 'a' };
const CREDENTIAL = 'secret of a';

let ours: Certified;
let anothers: Certified;
let rig: Awaited<ReturnType<typeof mqttRig>>;
let errors: string[];
let connected: number;
let impostorHeard: Buffer[];
let impostor: Server;
const links: MqttServerLink[] = [];

beforeAll(async () => {
  [ours, anothers] = await Promise.all([makePinned(MACHINE_NOW), makePinned(MACHINE_NOW)]);
});

beforeEach(async () => {
  errors = [];
  connected = 0;
  impostorHeard = [];
  rig = await mqttRig(new Desk(), new Map([[PLACE.deviceId, PLACE]]), ours);
  impostor = createServer({ cert: anothers.certificatePem, key: anothers.privateKeyPem }, (socket) =>
    socket.on('data', (bytes) => impostorHeard.push(bytes)).on('error', () => undefined),
  );
  await new Promise<void>((resolve) => impostor.listen(0, '127.0.0.1', () => resolve()));
});
afterEach(async () => {
  await Promise.all(links.splice(0).map((link) => link.drop()));
  await rig.close();
  await new Promise<void>((resolve) => impostor.close(() => resolve()));
});

const listener = {
  connected: () => (connected += 1),
  disconnected: () => undefined,
} as unknown as LinkListener;

function boxWith(mqttUrl: string, certificatePem: string | undefined): MqttServerLink {
  const http = new DeviceHttp('http://127.0.0.1:9', PLACE.deviceId, CREDENTIAL);
  const onError = (error: Error) => errors.push(error.message);
  const link = new MqttServerLink({ mqttUrl, certificatePem, credential: CREDENTIAL, http, share: 0, onError });
  links.push(link);
  return link;
}

const impostorUrl = () => `mqtts://127.0.0.1:${(impostor.address() as AddressInfo).port}`;

it('a box tells its credential to nobody who shows another certificate', async () => {
  await boxWith(impostorUrl(), ours.certificatePem).open(PLACE, listener);
  await until(() => errors.length > 0, 'the box to refuse');
  expect(impostorHeard).toEqual([]);
});

it('a box that was told no certificate believes only what everybody believes', async () => {
  await boxWith(rig.url, undefined).open(PLACE, listener);
  await until(() => errors.length > 0, 'the box to refuse');
  expect(connected).toBe(0);
});

it('what the settings told last counts more than the enrolment', async () => {
  const broker = { url: rig.url, certificatePem: ours.certificatePem };
  await boxWith(impostorUrl(), anothers.certificatePem).open({ ...PLACE, broker }, listener);
  await until(() => connected > 0, 'the box to connect');
  expect(impostorHeard).toEqual([]);
});

it('whoever speaks without TLS where TLS is spoken is not answered', async () => {
  const { hostname, port } = new URL(rig.url);
  const socket = connect(Number(port), hostname);
  const heard: Buffer[] = [];
  socket.on('data', (bytes) => heard.push(bytes));
  socket.on('error', () => undefined);
  socket.write(Buffer.from('101000044d51545404020014000474657374', 'hex'));
  await once(socket, 'close');
  // At most TLS's own word for "not that way", never one of MQTT.
  expect(Buffer.concat(heard).subarray(0, 1)).not.toEqual(Buffer.from([0x20]));
});
