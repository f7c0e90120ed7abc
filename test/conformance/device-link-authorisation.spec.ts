// Whom the broker lets in, and what each may hear and say: a stolen credential opens one device's topics and nothing else.
import { connect as connectTcp } from 'node:net';
import { MOST_BYTES, topics, type DevicePlace } from '#protocol';
import { connectAsync, type MqttClient } from 'mqtt';
import { Desk, mqttRig } from '../support/device-link-rig';

const DEVICE: DevicePlace = { communeId: 'commune-1', zoneId: 'zone-1', controllerId: 'controller-1', deviceId: 'a' };
const FOREIGN = [
  topics.programme('commune-1', 'zone-2'),
  topics.programme('commune-2', 'zone-1'),
  topics.settings('commune-1', 'controller-2'),
  topics.urgent('commune-2', null),
  topics.urgent('commune-1', 'zone-2'),
  topics.drill('commune-1', 'zone-2'),
  topics.selfTest('commune-1', 'zone-2'),
  topics.receipts('commune-1', 'b'),
  topics.receiptAck('commune-1', 'b'),
  topics.clockReply('commune-1', 'b'),
  'loa/v1/#',
  'loa/v1/+/zone/+/programme',
  '#',
  '$SYS/#',
];
const FORBIDDEN_TO_SAY = [
  topics.programme('commune-1', 'zone-1'),
  topics.settings('commune-1', 'controller-1'),
  topics.urgent('commune-1', null),
  topics.drill('commune-1', 'zone-1'),
  topics.selfTest('commune-1', 'zone-1'),
  topics.receiptAck('commune-1', 'a'),
  topics.receipts('commune-1', 'b'),
  topics.presence('commune-1', 'b'),
  topics.status('commune-1', 'b'),
  'anything',
];

describe('the broker', () => {
  let desk: Desk;
  let rig: Awaited<ReturnType<typeof mqttRig>>;
  let places: Map<string, DevicePlace>;
  const clients: MqttClient[] = [];

  const connect = async (clientId: string, username: string, password: string) => {
    const options = {
      clientId,
      username,
      password,
      protocolVersion: 4,
      reconnectPeriod: 0,
      resubscribe: false,
    } as const;
    const client = await connectAsync(rig.url, options);
    client.on('error', (error) => desk.heard.push(`client error ${error.message}`));
    clients.push(client);
    return client;
  };

  beforeEach(async () => {
    desk = new Desk();
    places = new Map([[DEVICE.deviceId, DEVICE]]);
    rig = await mqttRig(desk, places);
  });
  afterEach(async () => {
    await Promise.all(clients.splice(0).map((client) => client.endAsync(true)));
    await rig.close();
  });

  it.each([
    ['a wrong credential', 'a', 'a', 'guess'],
    ['an unknown device', 'x', 'x', 'secret of x'],
    ['the client id of another', 'b', 'a', 'secret of a'],
    ['the name of the server without its password', 'server', 'server', 'guess'],
    ['nothing at all', 'a', '', ''],
  ])('does not let in %s', async (_who, clientId, username, password) => {
    await expect(connect(clientId, username, password)).rejects.toThrow(/Not authorized|Bad username/i);
  });

  it.each(FOREIGN)('does not let a device hear %s', async (topic) => {
    const client = await connect('a', 'a', 'secret of a');
    await expect(client.subscribeAsync(topic)).rejects.toThrow(/Unspecified error|128/);
  });

  it.each(FORBIDDEN_TO_SAY)('throws a device out that says something on %s', async (topic) => {
    const client = await connect('a', 'a', 'secret of a');
    const closed = new Promise<void>((resolve) => client.once('close', () => resolve()));
    client.publish(topic, 'forged', { qos: 1, retain: true });
    await closed;
    const late = await connect('a', 'a', 'secret of a');
    const heard: string[] = [];
    late.on('message', (_topic, bytes) => heard.push(bytes.toString()));
    await late.subscribeAsync(topics.programme('commune-1', 'zone-1'));
    await rig.server.publishProgramme('commune-1', 'zone-1', Buffer.from('true'));
    await rig.until(() => heard.includes('true'), 'the true programme');
    expect(heard).not.toContain('forged');
    expect(desk.heard.filter((line) => line.includes('forged'))).toEqual([]);
  });

  it.each([
    ['receipts', topics.receipts('commune-1', 'a'), MOST_BYTES.receipts],
    ['a status', topics.status('commune-1', 'a'), MOST_BYTES.status],
    ['a clock probe', topics.clockProbe('commune-1', 'a'), MOST_BYTES['clock/probe']],
  ] as const)('takes %s up to their limit, and throws a device out that says more', async (_what, topic, mostBytes) => {
    const client = await connect('a', 'a', 'secret of a');
    await client.publishAsync(topic, Buffer.alloc(mostBytes, 'x'), { qos: 1 });
    const closed = new Promise<void>((resolve) => client.once('close', () => resolve()));
    client.publish(topic, Buffer.alloc(mostBytes + 1, 'x'), { qos: 1 });
    await closed;
  });

  it('does not gather what announces itself as too large, also before it knows who comes', async () => {
    const { hostname, port } = new URL(rig.url);
    const socket = connectTcp(Number(port), hostname);
    const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()));
    socket.on('error', () => undefined);
    // The head of a message of 64 MB, and nothing of the message.
    socket.write(Uint8Array.of(0x30, 0x80, 0x80, 0x80, 0x20));
    await closed;
  });

  it('lets a device that was retired and expelled hear nothing more, and not come back', async () => {
    const client = await connect('a', 'a', 'secret of a');
    const closed = new Promise<void>((resolve) => client.once('close', () => resolve()));
    places.delete('a');
    rig.server.expel('a');
    await closed;
    await expect(connect('a', 'a', 'secret of a')).rejects.toThrow();
  });

  it('takes a device back that was moved and does not know it: it hears its settings, and of its old zone nothing', async () => {
    const { ears } = await rig.device(DEVICE);
    places.set('a', { ...DEVICE, zoneId: 'zone-2' });
    rig.server.expel('a');
    await rig.until(() => ears.has('disconnected'), 'the device to be cut off');
    await rig.server.publishProgramme('commune-1', 'zone-1', Buffer.from('old zone'));
    await rig.server.publishSettings('commune-1', 'controller-1', Buffer.from('of zone-2'));
    await rig.until(() => ears.has('settings of zone-2'), 'the settings');
    expect(ears.has('programme old zone')).toBe(false);
  });
});
