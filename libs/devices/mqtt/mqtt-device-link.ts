// The server's end of MQTT, towards the embedded broker or one of the owner's.
import { DeviceLink, type DeviceLinkListener } from '#application';
import { deviceTopic, SERVER_SUBSCRIPTIONS, topics, type BrokerPlace } from '#protocol';
import { connect, type MqttClient } from 'mqtt';

/** Where the broker is and who we are there. */
export interface MqttDeviceLinkOptions {
  readonly url: string;
  readonly username: string;
  readonly password: string;
  /** Told about errors of the connection; it mends itself. */
  readonly onError: (error: Error) => void;
  /** Cuts the connection of a device, where the broker is ours. */
  readonly expel: ((deviceId: string) => void) | undefined;
  /** What boxes are told of the broker, where it has a certificate of its own. */
  readonly broker: BrokerPlace | undefined;
}

/** The broker could not be reached, or did not confirm in time. Nothing is kept for later: state is published anew, urgent orders expire. */
class DeviceLinkDown extends Error {
  override readonly name = 'DeviceLinkDown';
}

const CONFIRM_WITHIN_MS = 5_000;
const RECONNECT_MS = 500;

export class MqttDeviceLink extends DeviceLink {
  override readonly broker: BrokerPlace | undefined;
  private client: MqttClient | undefined;

  constructor(private readonly options: MqttDeviceLinkOptions) {
    super();
    this.broker = options.broker;
  }

  override async open(listener: DeviceLinkListener): Promise<void> {
    const { url, username, password, onError } = this.options;
    const client = connect(url, {
      protocolVersion: 4,
      clean: true,
      username,
      password,
      reconnectPeriod: RECONNECT_MS,
      queueQoSZero: false,
    });
    this.client = client;
    client.on('error', onError);
    client.on('message', (topic, bytes) => this.receive(topic, bytes, listener));
    await new Promise<void>((resolve, reject) => {
      client.once('connect', () => {
        // Subscribed once; the client subscribes again by itself after every reconnection.
        client.subscribeAsync([...SERVER_SUBSCRIPTIONS], { qos: 1 }).then(() => resolve(), reject);
      });
    });
  }

  override publishProgramme(communeId: string, zoneId: string, envelope: Uint8Array): Promise<void> {
    return this.publish(topics.programme(communeId, zoneId), envelope, true);
  }

  override publishSettings(communeId: string, controllerId: string, envelope: Uint8Array): Promise<void> {
    return this.publish(topics.settings(communeId, controllerId), envelope, true);
  }

  override publishUrgent(communeId: string, zoneId: string | null, envelope: Uint8Array): Promise<void> {
    return this.publish(topics.urgent(communeId, zoneId), envelope, false);
  }

  override publishDrill(communeId: string, zoneId: string, envelope: Uint8Array): Promise<void> {
    return this.publish(topics.drill(communeId, zoneId), envelope, false);
  }

  override publishSelfTest(communeId: string, zoneId: string, envelope: Uint8Array): Promise<void> {
    return this.publish(topics.selfTest(communeId, zoneId), envelope, false);
  }

  override acknowledge(communeId: string, deviceId: string, envelope: Uint8Array): Promise<void> {
    return this.publish(topics.receiptAck(communeId, deviceId), envelope, false);
  }

  override expel(deviceId: string): void {
    const { expel, onError } = this.options;
    if (expel) expel(deviceId);
    else onError(new Error(`device ${deviceId} was retired or moved: its connection must be cut at the broker`));
  }

  override async close(): Promise<void> {
    await this.client?.endAsync();
  }

  /** Publishes now or not at all: what the client could not deliver in time is taken out of its hands. */
  private publish(topic: string, envelope: Uint8Array, retain: boolean): Promise<void> {
    const client = this.client;
    if (!client?.connected) return Promise.reject(new DeviceLinkDown('not connected'));
    return new Promise((resolve, reject) => {
      const late = setTimeout(() => {
        if (messageId !== undefined) client.removeOutgoingMessage(messageId);
        reject(new DeviceLinkDown(`${topic} not confirmed`));
      }, CONFIRM_WITHIN_MS);
      client.publish(topic, Buffer.from(envelope), { qos: 1, retain }, (error) => {
        clearTimeout(late);
        if (error) reject(error);
        else resolve();
      });
      const messageId = client.getLastMessageId() as number | undefined;
    });
  }

  private receive(topic: string, bytes: Buffer, listener: DeviceLinkListener): void {
    const device = deviceTopic(topic);
    if (!device) return;
    const { communeId, deviceId, channel } = device;
    if (channel === 'receipts') listener.receipts(communeId, deviceId, bytes);
    if (channel === 'presence') listener.presence(communeId, deviceId, bytes.toString() === 'online');
    if (channel === 'status') listener.status(communeId, deviceId, bytes);
    if (channel !== 'clock/probe') return;
    const reply = listener.clockProbe(communeId, deviceId, bytes);
    // A late answer is a wrong answer: it goes out at once or not at all, without confirmation.
    if (reply) this.client?.publish(topics.clockReply(communeId, deviceId), Buffer.from(reply), { qos: 0 });
  }
}
