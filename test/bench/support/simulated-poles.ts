// Many brains of boxes in this process over the network in memory, in the time of a test or in that of the machine. The server is no more than
// its keys: it tells the time, takes what it hears and counts it.
import { SimulatedDeviceLink, SimulatedNetwork, SimulatedServerLink } from '#devices';
import { Loudspeaker, type DeviceClock, type DeviceIdentity } from '#loudspeaker';
import {
  clockProbeSchema,
  generateKeys,
  openEnvelope,
  privateKeyOf,
  publicKeyOf,
  sealEnvelope,
  type DeviceSettings,
  type Programme,
  type ProgrammeEntry,
  type SigningKey,
} from '#protocol';
import { randomUUID } from 'node:crypto';
import type { Readable } from 'node:stream';
import { FakeHorn, type Heard } from '../../support/fake-horn';
import type { FakeTime } from '../../support/fake-device-clock';
import { MemoryDisk, MemoryPlatters, sha256Of } from '../../support/memory-disk';

const [COMMUNE, ZONE] = ['commune-1', 'zone-1'];
const DAY_MS = 86_400_000;
/** Until every box knows the time. */
const SETTLE_MS = 8_000;

/** A link that tells when a sound is fetched. */
class CountingLink extends SimulatedServerLink {
  fetched: () => void = () => undefined;

  override fetchSound(sha256: string, offset: number, signal: AbortSignal): Promise<Readable> {
    this.fetched();
    return super.fetchSound(sha256, offset, signal);
  }
}

export class SimulatedPoles {
  /** When sounds were asked for. */
  readonly fetches: number[] = [];
  /** When something of a box came to the server, and what. */
  readonly arrivals: { readonly at: number; readonly what: string }[] = [];
  readonly heard: Heard[] = [];
  private readonly key: SigningKey;
  private readonly serverKeys = generateKeys();
  private readonly network: SimulatedNetwork;
  private readonly link: SimulatedDeviceLink;
  private readonly devices: Loudspeaker[] = [];
  private readonly ids: string[];
  private version = 0;

  private constructor(
    readonly count: number,
    private readonly time: FakeTime,
    private readonly clock: () => DeviceClock,
  ) {
    this.key = { keyId: 'commune-key', privateKey: privateKeyOf(this.serverKeys.privateKeyPem) };
    this.network = new SimulatedNetwork(clock());
    this.link = new SimulatedDeviceLink(this.network);
    this.ids = Array.from({ length: count }, (_, place) => `controller-${place}`);
  }

  /** Switched on, connected, and sure of the time. */
  static async open(count: number, time: FakeTime, clock: () => DeviceClock): Promise<SimulatedPoles> {
    const poles = new SimulatedPoles(count, time, clock);
    const opened = poles.link.open(poles.listener());
    await time.pass(10);
    await opened;
    for (const id of poles.ids) await poles.switchOn(id);
    await time.pass(SETTLE_MS);
    return poles;
  }

  /** From now on every box alone is left of the installation. */
  stopServer(): void {
    this.network.cutWire('server');
    for (const id of this.ids) this.network.cutWire(`device of ${id}`);
  }

  startServer(): void {
    this.network.mendWire('server');
    for (const id of this.ids) this.network.mendWire(`device of ${id}`);
  }

  /** Publishes a programme of one sound that begins at that instant, for all of them. */
  async publish(startsAt: number, durationMs: number): Promise<void> {
    this.version += 1;
    const issuedAt = Math.floor(this.time.nowMs);
    const programme: Programme = {
      ...{ protocol: 1, communeId: COMMUNE, zoneId: ZONE, epoch: 1, version: this.version, issuedAt },
      ...{ leaseUntil: issuedAt + 7 * DAY_MS, entries: [this.entry(startsAt, durationMs)] },
      ...{ cancelledAiringIds: [], stops: [], emergencies: [], standbySounds: [] },
    };
    await this.link.publishProgramme(COMMUNE, ZONE, sealEnvelope('programme', programme, this.key));
  }

  async close(): Promise<void> {
    for (const device of this.devices) await device.cutPower();
    await this.link.close();
  }

  private listener() {
    const arrived = (what: string) => void this.arrivals.push({ at: this.time.nowMs, what });
    return {
      presence: () => arrived('presence'),
      status: () => arrived('status'),
      receipts: (communeId: string, deviceId: string, envelope: Uint8Array) => {
        arrived('receipts');
        const { deviceEpoch, receipts } = openEnvelope('receipts', envelope, () => this.deviceKey);
        const sequence = Math.max(...receipts.map((receipt) => receipt.sequence));
        const ack = sealEnvelope('receipt-ack', { deviceId, deviceEpoch, sequence }, this.key);
        if (this.network.isUp('server')) void this.link.acknowledge(communeId, deviceId, ack);
      },
      clockProbe: (_: string, deviceId: string, probe: Uint8Array) => {
        arrived('probe');
        const { nonce } = clockProbeSchema.parse(JSON.parse(Buffer.from(probe).toString()));
        return sealEnvelope('clock-reply', { nonce, deviceId, serverAt: Math.floor(this.time.nowMs) }, this.key);
      },
    };
  }

  private readonly boxKeys = generateKeys();
  private readonly deviceKey = publicKeyOf(this.boxKeys.publicKey);

  private async switchOn(controllerId: string): Promise<void> {
    const deviceId = `device of ${controllerId}`;
    const identity: DeviceIdentity = {
      ...{ communeId: COMMUNE, zoneId: ZONE, controllerId, deviceId },
      key: { keyId: deviceId, privateKey: privateKeyOf(this.boxKeys.privateKeyPem) },
      serverKey: { keyId: this.key.keyId, publicKey: this.serverKeys.publicKey },
    };
    await this.link.publishSettings(COMMUNE, controllerId, sealEnvelope('settings', this.settings(identity), this.key));
    const link = new CountingLink(this.network, identity);
    link.fetched = () => void this.fetches.push(this.time.nowMs);
    const switchedOn = Loudspeaker.switchOn({
      ...{ identity, link, clock: this.clock(), horn: new FakeHorn(this.time, this.heard), newId: randomUUID },
      disk: new MemoryDisk(new MemoryPlatters(), { time: this.time, writeMs: () => 0, survives: () => false }),
      note: () => undefined,
      failed: (error) => {
        throw error;
      },
    });
    await this.time.pass(0);
    this.devices.push(await switchedOn);
  }

  private settings({ communeId, zoneId, controllerId, deviceId }: DeviceIdentity): DeviceSettings {
    return {
      ...{ protocol: 1, communeId, villageId: 'village-1', zoneId, controllerId, deviceId, epoch: 1, version: 1 },
      ...{ issuedAt: Math.floor(this.time.nowMs), timeZone: 'Asia/Ho_Chi_Minh', quietHours: [], extraQuiet: [] },
      limits: { maxRundownMs: DAY_MS, maxDayMs: DAY_MS, minGapMs: 0, volumeBands: [] },
      ...{ volumePercent: 80, emergencyVolumePercent: 100, maxClockUncertaintyMs: 20_000 },
    };
  }

  private entry(startsAt: number, durationMs: number): ProgrammeEntry {
    const bytes = Buffer.from(`sound at ${startsAt}`);
    this.network.offerSound(sha256Of(bytes), bytes);
    return {
      ...{
        airingId: `airing at ${startsAt}`,
        rundownId: 'rundown-1',
        kind: 'item',
        title: 'tin',
        messageClass: 'normal',
      },
      ...{ startsAt, durationMs, lateLimitMs: 60_000, controllerIds: this.ids },
      sounds: [{ sha256: sha256Of(bytes), bytes: bytes.length, durationMs }],
    };
  }
}
