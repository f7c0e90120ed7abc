// The MQTT broker that comes with Loa Làng, so that a commune needs no other. It keeps nothing on disk: what is retained is published anew
// by the server, and whatever a device misses it can fetch. The only file that uses aedes.
import {
  devicePublications,
  deviceSubscriptions,
  deviceTopic,
  MOST_BYTES,
  SERVER_SUBSCRIPTIONS,
  TOPIC_ROOT,
  type DevicePlace,
} from '#protocol';
import { Aedes, type AuthenticateError, type Client } from 'aedes';
import { timingSafeEqual } from 'node:crypto';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import { PacketSizes } from './packet-sizes';
import { findByTopic, type RetainedMemory } from './retained-messages';
import { isThisMachine } from './this-machine';

/** How the broker listens and whom it lets in. */
export interface BrokerOptions {
  readonly host: string;
  /** 0: any free port. */
  readonly port: number;
  /** What it shows there, both PEM; undefined: it speaks without TLS, and only with this machine. */
  readonly certificate: { readonly certificatePem: string; readonly privateKeyPem: string } | undefined;
  /** The place of the device with this credential; undefined when it is not one of ours (any more). */
  readonly authenticate: (deviceId: string, credential: string) => Promise<DevicePlace | undefined>;
  /** The server's own user name and password. */
  readonly server: { readonly username: string; readonly password: string };
}

const LOOPBACK = '127.0.0.1';
/** Whoever opens a connection and does not say by then that it speaks TLS. */
const HANDSHAKE_WITHIN_MS = 10_000;

/** What a connected client may do. */
type Admission = { readonly kind: 'server' } | { readonly kind: 'device'; readonly place: DevicePlace };

const BAD_CREDENTIALS = 4;
const UNAVAILABLE = 3;
/** A device that does not take its messages for so long is cut off, so that it does not hold up the others. */
const DRAIN_TIMEOUT_MS = 20_000;
/** Devices ping every 20 s at most; silence beyond one and a half of it counts as gone. */
const KEEPALIVE_LIMIT_S = 60;
/** The largest message of a device, with its topic and what MQTT adds. */
const MOST_PACKET_BYTES = Math.max(...Object.values(MOST_BYTES)) + 1024;

export class EmbeddedBroker {
  private readonly admissions = new WeakMap<Client, Admission>();
  private readonly connected = new Map<string, Client>();

  private constructor(
    private readonly aedes: Aedes,
    /** Without TLS, for this machine: the server's own connection, and where there is no certificate the boxes, too. */
    private readonly plain: Server,
    private readonly secured: Server | undefined,
    private readonly options: BrokerOptions,
  ) {}

  /** Starts to listen. Rejects when the port is taken. */
  static async start(options: BrokerOptions): Promise<EmbeddedBroker> {
    const aedes = await Aedes.createBroker({ drainTimeout: DRAIN_TIMEOUT_MS, keepaliveLimit: KEEPALIVE_LIMIT_S });
    findByTopic((aedes as unknown as { readonly persistence: RetainedMemory }).persistence);
    const { host, port, certificate } = options;
    const plain = createServer((socket) =>
      isThisMachine(socket.remoteAddress ?? '') ? broker.take(socket) : socket.destroy(),
    );
    const secured =
      certificate &&
      createTlsServer(
        {
          cert: certificate.certificatePem,
          key: certificate.privateKeyPem,
          minVersion: 'TLSv1.2',
          handshakeTimeout: HANDSHAKE_WITHIN_MS,
        },
        (socket) => broker.take(socket),
      );
    const broker = new EmbeddedBroker(aedes, plain, secured, options);
    broker.guard();
    try {
      if (secured) await listen(secured, host, port);
      await (secured ? listen(plain, LOOPBACK, 0) : listen(plain, host, port));
    } catch (error) {
      await broker.close();
      throw error;
    }
    return broker;
  }

  /** Where clients of this process connect. */
  get url(): string {
    return urlOf('mqtt', this.plain);
  }

  /** Where boxes connect, seen from this machine. */
  get boxUrl(): string {
    return this.secured ? urlOf('mqtts', this.secured) : this.url;
  }

  /** Throws a device out, because it was retired or moved; it may come back if `authenticate` lets it. */
  expel(deviceId: string): void {
    this.connected.get(deviceId)?.close();
  }

  async close(): Promise<void> {
    const servers = [this.plain, ...(this.secured ? [this.secured] : [])];
    const closed = servers.map((server) => new Promise<void>((resolve) => server.close(() => resolve())));
    await new Promise<void>((resolve) => this.aedes.close(() => resolve()));
    await Promise.all(closed);
  }

  /** A packet that is too large is cut off where it says so, before anybody gathers it: only the server itself sends large ones. */
  private take(socket: Socket): void {
    socket.setNoDelay(true);
    const client = this.aedes.handle(socket);
    const sizes = new PacketSizes(MOST_PACKET_BYTES);
    socket.on('data', (bytes: Buffer) => {
      if (!sizes.take(bytes) && this.admissions.get(client)?.kind !== 'server') socket.destroy();
    });
  }

  private guard(): void {
    this.aedes.authenticate = (client, username, password, done) => {
      this.admit(client, username ?? '', password?.toString() ?? '').then(
        (admitted) => (admitted ? done(null, true) : done(refusal(BAD_CREDENTIALS), null)),
        () => done(refusal(UNAVAILABLE), null), // The client tries again; why the server could not answer is its own log's matter.
      );
    };
    this.aedes.authorizeSubscribe = (client, subscription, done) => {
      done(null, this.maySubscribe(client, subscription.topic) ? subscription : null);
    };
    this.aedes.authorizePublish = (client, packet, done) => {
      const may = this.mayPublish(client, packet.topic, packet.payload.length);
      done(may ? null : new Error(`not allowed to publish ${packet.topic}`));
    };
    this.aedes.on('client', (client) => this.connected.set(client.id, client));
    this.aedes.on('clientDisconnect', (client) => {
      if (this.connected.get(client.id) === client) this.connected.delete(client.id);
    });
  }

  private async admit(client: Client, username: string, password: string): Promise<boolean> {
    const { server } = this.options;
    if (username === server.username) {
      const admitted = equal(password, server.password);
      if (admitted) this.admissions.set(client, { kind: 'server' });
      return admitted;
    }
    // One device, one connection: under another name it could throw a neighbour off the broker.
    if (client.id !== username) return false;
    const place = await this.options.authenticate(username, password);
    if (place) this.admissions.set(client, { kind: 'device', place });
    return place !== undefined;
  }

  private maySubscribe(client: Client, topic: string): boolean {
    const admission = this.admissions.get(client);
    if (admission?.kind === 'server') return SERVER_SUBSCRIPTIONS.some((allowed) => allowed === topic);
    return admission !== undefined && deviceSubscriptions(admission.place).has(topic);
  }

  private mayPublish(client: Client | null, topic: string, bytes: number): boolean {
    const admission = client && this.admissions.get(client);
    if (admission?.kind === 'server') return topic.startsWith(`${TOPIC_ROOT}/`);
    if (admission?.kind !== 'device' || !devicePublications(admission.place).has(topic)) return false;
    const channel = deviceTopic(topic)?.channel;
    return bytes <= (MOST_BYTES[channel as keyof typeof MOST_BYTES] ?? 0);
  }
}

function listen(server: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => resolve());
  });
}

function urlOf(scheme: 'mqtt' | 'mqtts', server: Server): string {
  const { address, port } = server.address() as AddressInfo;
  const host = address === '0.0.0.0' || address === '::' ? LOOPBACK : address;
  return `${scheme}://${host.includes(':') ? `[${host}]` : host}:${port}`;
}

function refusal(returnCode: number): AuthenticateError {
  return Object.assign(new Error('not admitted'), { returnCode });
}

function equal(given: string, wanted: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(wanted)];
  return a.length === b.length && timingSafeEqual(a, b);
}
