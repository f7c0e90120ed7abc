// A device's end of MQTT and HTTP. It comes back within a second when the server was restarted, and ever more slowly while it stays away.
import { handOver, ServerLink, type LinkAddress, type LinkListener } from '#loudspeaker';
import { deviceSubscriptions, topics } from '#protocol';
import { connect, type MqttClient } from 'mqtt';
import type { Readable } from 'node:stream';
import type { DeviceHttp } from './device-http';

/** How a device reaches its server. */
interface MqttServerLinkOptions {
  /** Where the broker was at the enrolment. */
  readonly mqttUrl: string;
  /** The only certificate (PEM) that it may show, as the enrolment told; undefined: one of an authority that everybody believes. */
  readonly certificatePem: string | undefined;
  /** Where the broker is, for whoever knows better than enrolment and settings. */
  readonly knownUrl?: string | undefined;
  readonly credential: string;
  readonly http: DeviceHttp;
  /** This device's place among the others, 0 to 1. */
  readonly share: number;
  /** Told about errors of the connection; it mends itself. */
  readonly onError: (error: Error) => void;
}

const KEEPALIVE_S = 20;
const RETRY_FIRST_MS = 300;
const RETRY_SPREAD_MS = 600;
const RETRY_LONGEST_MS = 15_000;
const RETRY_GROWTH = 1.6;

export class MqttServerLink extends ServerLink {
  private client: MqttClient | undefined;
  private address: LinkAddress | undefined;
  private readonly life = new AbortController();

  constructor(private readonly options: MqttServerLinkOptions) {
    super();
  }

  override async open(address: LinkAddress, listener: LinkListener): Promise<void> {
    await this.client?.endAsync(true);
    this.address = address;
    const { communeId, deviceId } = address;
    const presence = topics.presence(communeId, deviceId);
    const subscriptions = deviceSubscriptions(address);
    const { mqttUrl, knownUrl, certificatePem } = this.options;
    const client = connect(knownUrl ?? address.broker?.url ?? mqttUrl, {
      ...trustingOnly(address.broker?.certificatePem ?? certificatePem),
      protocolVersion: 4,
      clean: true,
      clientId: deviceId,
      username: deviceId,
      password: this.options.credential,
      keepalive: KEEPALIVE_S,
      reconnectPeriod: this.firstRetryMs(),
      resubscribe: false,
      queueQoSZero: false,
      will: { topic: presence, payload: Buffer.from('offline'), qos: 1, retain: true },
    });
    this.client = client;
    client.on('message', (topic, bytes) => {
      const message = subscriptions.get(topic);
      if (message) handOver(message, bytes, listener);
    });
    client.on('connect', () => {
      client.options.reconnectPeriod = this.firstRetryMs();
      client
        .subscribeAsync([...subscriptions.keys()], { qos: 1 })
        .then(() => client.publishAsync(presence, 'online', { qos: 1, retain: true }))
        .then(() => listener.connected())
        .catch(this.options.onError);
    });
    client.on('reconnect', () => {
      const slowerMs = (client.options.reconnectPeriod ?? RETRY_FIRST_MS) * RETRY_GROWTH;
      client.options.reconnectPeriod = Math.min(slowerMs, RETRY_LONGEST_MS * (0.75 + this.options.share / 2));
    });
    client.on('close', () => listener.disconnected());
    client.on('error', this.options.onError);
  }

  override sendReceipts(envelope: Uint8Array): Promise<void> {
    return this.publish(topics.receipts, envelope, 1);
  }

  override sendStatus(envelope: Uint8Array): Promise<void> {
    return this.publish(topics.status, envelope, 0);
  }

  override sendClockProbe(probe: Uint8Array): Promise<void> {
    return this.publish(topics.clockProbe, probe, 0);
  }

  override fetchProgramme(): Promise<Uint8Array | undefined> {
    return this.options.http.message('programme', this.life.signal);
  }

  override fetchSettings(): Promise<Uint8Array | undefined> {
    return this.options.http.message('settings', this.life.signal);
  }

  override fetchSound(sha256: string, offset: number, signal: AbortSignal): Promise<Readable> {
    return this.options.http.sound(sha256, offset, signal);
  }

  override async close(): Promise<void> {
    this.life.abort();
    const { client, address } = this;
    if (!client) return;
    if (client.connected && address) {
      const presence = topics.presence(address.communeId, address.deviceId);
      client.publish(presence, 'offline', { qos: 0, retain: true });
    }
    await client.endAsync();
  }

  override async drop(): Promise<void> {
    this.life.abort();
    this.client?.stream.destroy();
    await this.client?.endAsync(true);
  }

  private async publish(
    topicOf: (communeId: string, deviceId: string) => string,
    bytes: Uint8Array,
    qos: 0 | 1,
  ): Promise<void> {
    const { client, address } = this;
    if (!client?.connected || !address) throw new Error('not connected');
    await client.publishAsync(topicOf(address.communeId, address.deviceId), Buffer.from(bytes), { qos });
  }

  private firstRetryMs(): number {
    return RETRY_FIRST_MS + this.options.share * RETRY_SPREAD_MS;
  }
}

/** Whoever has the key to that certificate is the server, under whatever name or address it is reached. */
function trustingOnly(certificatePem: string | undefined): object {
  return certificatePem === undefined ? {} : { ca: certificatePem, checkServerIdentity: () => undefined };
}
