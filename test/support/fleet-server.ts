// The least server that a fleet can live with: enrolment, programme, settings and sounds by HTTP, a link as the composition opens it, and a desk
// that acknowledges what it hears. Every key and credential is real; only planning and storage are missing.
import type { DeviceLink } from '#application';
import { NodeDeviceClock } from '#controller';
import { DEVICE_LINKS, type BoxEnd, type DeviceLinkName } from '#devices';
import {
  clockProbeSchema,
  generateKeys,
  openEnvelope,
  privateKeyOf,
  publicKeyOf,
  sealEnvelope,
  type DevicePlace,
  type Programme,
  type Receipt,
  type SigningKey,
} from '#protocol';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { sha256Of } from './memory-disk';

const COMMUNE = 'commune-1';

interface Box {
  readonly place: DevicePlace;
  readonly credential: string;
  readonly publicKey: string;
}

export class FleetServer {
  readonly receipts: (Receipt & { readonly deviceId: string; readonly deviceEpoch: string })[] = [];
  readonly online = new Set<string>();
  readonly sounds = new Map<string, Buffer>();
  private readonly boxes = new Map<string, Box>();
  private readonly programmes = new Map<string, Uint8Array>();
  private readonly clock = new NodeDeviceClock();
  private readonly keys = generateKeys();
  private readonly key: SigningKey = { keyId: 'commune-key', privateKey: privateKeyOf(this.keys.privateKeyPem) };

  private constructor(
    /** How far this server's time is ahead of the machine's. */
    private readonly aheadMs: number,
    private readonly link: DeviceLink,
    private readonly closeLink: () => Promise<void>,
    private readonly brokerUrl: string,
    /** How boxes of this process come in; undefined: they come by MQTT. */
    readonly boxEnd: BoxEnd | undefined,
    private readonly http: Server,
  ) {}

  /** Listens on free ports of the loopback, and to devices by this link. */
  static async start(
    aheadMs: number,
    onError: (error: Error) => void,
    by: DeviceLinkName = 'mqtt',
  ): Promise<FleetServer> {
    const late: { server?: FleetServer } = {};
    const surroundings = {
      placeOf: async (deviceId: string, credential: string) => {
        const box = late.server?.boxes.get(deviceId);
        return box?.credential === credential ? box.place : undefined;
      },
      certificateOf: () => Promise.reject(new Error('this broker speaks without TLS')),
      deviceClock: new NodeDeviceClock(),
      onError,
    };
    const broker = { kind: 'embedded', host: '127.0.0.1', port: 0, certificate: undefined } as const;
    const ready = await DEVICE_LINKS[by]({ mqtt: { broker, publicUrl: '' } }, surroundings);
    const { link, close } = ready;
    const http = createServer((request, response) => void late.server?.answer(request, response).catch(onError));
    await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', () => resolve()));
    const brokerUrl = 'brokerUrl' in ready ? ready.brokerUrl : 'mqtt://127.0.0.1:9';
    const boxEnd = 'boxEnd' in ready ? ready.boxEnd : undefined;
    const server = new FleetServer(aheadMs, link, close, brokerUrl, boxEnd, http);
    late.server = server;
    await link.open({
      receipts: (communeId, deviceId, envelope) => void server.take(communeId, deviceId, envelope).catch(onError),
      presence: (_communeId, deviceId, online) => {
        if (online) server.online.add(deviceId);
        else server.online.delete(deviceId);
      },
      status: () => undefined,
      clockProbe: (_communeId, deviceId, probe) => {
        const { nonce } = clockProbeSchema.parse(JSON.parse(Buffer.from(probe).toString()));
        return sealEnvelope('clock-reply', { nonce, deviceId, serverAt: server.now() }, server.key);
      },
    });
    return server;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.http.address() as AddressInfo).port}`;
  }

  now(): number {
    return this.clock.wallMs() + this.aheadMs;
  }

  /** Lays a sound into the store. */
  offer(bytes: Buffer): { readonly sha256: string; readonly bytes: number } {
    const sha256 = sha256Of(bytes);
    this.sounds.set(sha256, bytes);
    return { sha256, bytes: bytes.length };
  }

  async publish(zoneId: string, version: number, entries: Programme['entries']): Promise<void> {
    const issuedAt = this.now();
    const programme: Programme = {
      protocol: 1,
      communeId: COMMUNE,
      zoneId,
      epoch: 1,
      version,
      issuedAt,
      leaseUntil: issuedAt + 7 * 86_400_000,
      entries,
      cancelledAiringIds: [],
      stops: [],
      emergencies: [],
      standbySounds: [],
    };
    const envelope = sealEnvelope('programme', programme, this.key);
    this.programmes.set(zoneId, envelope);
    await this.link.publishProgramme(COMMUNE, zoneId, envelope);
  }

  async close(): Promise<void> {
    await this.link.close();
    await this.closeLink();
    this.http.closeAllConnections();
    await new Promise<void>((resolve) => this.http.close(() => resolve()));
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = request.url ?? '';
    if (path === '/device/v1/enrolments') return this.enrol(request, response);
    const [deviceId = '', credential] = Buffer.from(request.headers.authorization?.slice(6) ?? '', 'base64')
      .toString()
      .split(':');
    const box = this.boxes.get(deviceId);
    if (!box || box.credential !== credential) return void response.writeHead(401).end();
    const bytes = path.startsWith('/media/')
      ? this.sounds.get(path.slice('/media/'.length))
      : path === '/device/v1/programme'
        ? this.programmes.get(box.place.zoneId)
        : this.settingsOf(box.place);
    const start = Number(/bytes=(\d+)-/.exec(request.headers.range ?? '')?.[1] ?? 0);
    response.writeHead(bytes ? (start ? 206 : 200) : 204).end(bytes?.slice(start));
  }

  /** The code of a controller is its own name and zone: `<controllerId>@<zoneId>`. */
  private async enrol(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { code, publicKey } = JSON.parse(await text(request)) as { code: string; publicKey: string };
    const [controllerId = '', zoneId = ''] = code.split('@');
    const deviceId = `device-of-${controllerId}`;
    if (this.boxes.has(deviceId)) return void response.writeHead(422).end('used');
    const place = { communeId: COMMUNE, zoneId, controllerId, deviceId };
    const credential = `secret of ${deviceId}`;
    this.boxes.set(deviceId, { place, credential, publicKey });
    const serverKey = { keyId: this.key.keyId, publicKey: this.keys.publicKey };
    response
      .writeHead(201, { 'content-type': 'application/json' })
      .end(JSON.stringify({ ...place, credential, serverKey, mqttUrl: this.brokerUrl }));
  }

  private settingsOf(place: DevicePlace): Uint8Array {
    return sealEnvelope(
      'settings',
      {
        protocol: 1,
        ...place,
        villageId: 'village-1',
        epoch: 1,
        version: 1,
        issuedAt: this.now(),
        timeZone: 'Asia/Ho_Chi_Minh',
        quietHours: [],
        extraQuiet: [],
        limits: { maxRundownMs: 2_700_000, maxDayMs: 5_400_000, minGapMs: 0, volumeBands: [] },
        volumePercent: 80,
        emergencyVolumePercent: 100,
        maxClockUncertaintyMs: 20_000,
      },
      this.key,
    );
  }

  private async take(communeId: string, deviceId: string, envelope: Uint8Array): Promise<void> {
    const box = this.boxes.get(deviceId);
    const keys = (keyId: string) => (box && keyId === deviceId ? publicKeyOf(box.publicKey) : undefined);
    const { deviceEpoch, receipts } = openEnvelope('receipts', envelope, keys);
    for (const receipt of receipts) {
      const known = this.receipts.some(
        (other) =>
          other.deviceId === deviceId && other.deviceEpoch === deviceEpoch && other.sequence === receipt.sequence,
      );
      if (!known) this.receipts.push({ ...receipt, deviceId, deviceEpoch });
    }
    const sequence = Math.max(...receipts.map((receipt) => receipt.sequence));
    await this.link.acknowledge(
      communeId,
      deviceId,
      sealEnvelope('receipt-ack', { deviceId, deviceEpoch, sequence }, this.key),
    );
  }
}
