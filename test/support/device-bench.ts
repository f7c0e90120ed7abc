// One device on a bench: its brain with a memory disk, a recording horn and a server that signs, answers probes and collects receipts. The
// power can be cut at any moment; the disk and what was heard stay.
import { NO_FAULTS, SimulatedDeviceLink, SimulatedNetwork, SimulatedServerLink, type NetworkFaults } from '#devices';
import { Loudspeaker, type DeviceIdentity, type LinkAddress } from '#loudspeaker';
import {
  clockProbeSchema,
  generateKeys,
  openEnvelope,
  playbackIdOf,
  privateKeyOf,
  publicKeyOf,
  sealEnvelope,
  type DeviceSettings,
  type DeviceStatus,
  type Programme,
  type ProgrammeEntry,
  type Receipt,
  type SigningKey,
  type UrgentOrder,
} from '#protocol';
import { randomUUID } from 'node:crypto';
import { FakeDeviceClock, FakeTime } from './fake-device-clock';
import { FakeHorn, type Heard } from './fake-horn';
import { MemoryDisk, MemoryPlatters, sha256Of } from './memory-disk';

export const CONTROLLER = 'controller-1';
export const COMMUNE = 'commune-1';
export const ZONE = 'zone-1';
const DEVICE = 'device-1';
/** 2026-11-02T05:30:00+07:00, a Monday morning in Mường Lát. */
export const MORNING = Date.UTC(2026, 10, 1, 22, 30);

const serverKeys = generateKeys();
const deviceKeys = generateKeys();
export const SERVER_KEY: SigningKey = { keyId: 'commune-key', privateKey: privateKeyOf(serverKeys.privateKeyPem) };

const IDENTITY: DeviceIdentity = {
  communeId: COMMUNE,
  zoneId: ZONE,
  controllerId: CONTROLLER,
  deviceId: DEVICE,
  key: { keyId: DEVICE, privateKey: privateKeyOf(deviceKeys.privateKeyPem) },
  serverKey: { keyId: SERVER_KEY.keyId, publicKey: serverKeys.publicKey },
};

/** What can be different about a bench. */
interface BenchOptions {
  readonly startsAt?: number;
  readonly wallErrorMs?: number;
  readonly faults?: NetworkFaults;
  readonly writeMs?: () => number;
  readonly survives?: () => boolean;
}

export class DeviceBench {
  readonly time: FakeTime;
  readonly heard: Heard[] = [];
  readonly platters = new MemoryPlatters();
  readonly network: SimulatedNetwork;
  readonly notes: string[] = [];
  readonly failures: unknown[] = [];
  readonly receipts: Receipt[] = [];
  /** What the device told of itself. */
  readonly statuses: DeviceStatus[] = [];
  readonly deviceEpochs: string[] = [];
  /** Where the device looked for its broker, each time that it opened its link. */
  readonly brokers: LinkAddress['broker'][] = [];
  /** How far the server's clock is ahead of the true time (the demo clock). */
  serverAheadMs = 0;
  /** How far the battery clock is ahead, by which the device goes when it is switched on. */
  wallErrorMs: number;
  /** Whether the server acknowledges receipts. */
  acknowledges = true;
  /** Whether the server tells the time. */
  answersProbes = true;
  /** The keys with which the server signs. */
  signers: readonly SigningKey[] = [SERVER_KEY];
  horn: FakeHorn;
  disk: MemoryDisk;
  clock: FakeDeviceClock;
  device: Loudspeaker | undefined;
  private version = 0;
  private readonly link: SimulatedDeviceLink;

  constructor(private readonly options: BenchOptions = {}) {
    this.time = new FakeTime(options.startsAt ?? MORNING);
    this.wallErrorMs = options.wallErrorMs ?? 0;
    this.clock = this.newClock();
    this.disk = this.newDisk();
    this.horn = new FakeHorn(this.time, this.heard);
    this.network = new SimulatedNetwork(new FakeDeviceClock(this.time), options.faults ?? NO_FAULTS);
    this.link = new SimulatedDeviceLink(this.network);
  }

  /** Opens the server, publishes settings and switches the device on. */
  async start(settings: Partial<DeviceSettings> = {}): Promise<void> {
    const opened = this.link.open({
      receipts: (_communeId, _deviceId, envelope) => this.collect(envelope),
      presence: () => undefined,
      status: (_communeId, _deviceId, envelope) =>
        this.statuses.push(openEnvelope('status', envelope, () => publicKeyOf(deviceKeys.publicKey))),
      clockProbe: (_communeId, deviceId, probe) => {
        if (!this.answersProbes) return undefined;
        const { nonce } = clockProbeSchema.parse(JSON.parse(Buffer.from(probe).toString()));
        return sealEnvelope('clock-reply', { nonce, deviceId, serverAt: Math.floor(this.serverNow()) }, this.signers);
      },
    });
    await this.time.pass(6_000);
    await opened;
    await this.publishSettings(settings);
    await this.switchOn();
    await this.time.pass(8_000);
  }

  async switchOn(): Promise<void> {
    this.clock = this.newClock();
    this.disk = this.newDisk();
    this.horn = new FakeHorn(this.time, this.heard);
    const link = new SimulatedServerLink(this.network, IDENTITY);
    const open = link.open.bind(link);
    link.open = (address, listener) => {
      this.brokers.push(address.broker);
      return open(address, listener);
    };
    const switchedOn = Loudspeaker.switchOn({
      identity: IDENTITY,
      clock: this.clock,
      disk: this.disk,
      horn: this.horn,
      link,
      newId: randomUUID,
      note: (event, details) => this.notes.push(`${event} ${JSON.stringify(details ?? {})}`),
      failed: (error) => this.failures.push(error),
    });
    void switchedOn.then((device) => (this.device = device));
    await this.time.pass(0);
  }

  /** From one moment to the next there is no power. */
  async cutPower(): Promise<void> {
    this.horn.die();
    this.disk.die();
    this.clock.die();
    this.network.leave(DEVICE);
    await this.device?.cutPower();
    this.device = undefined;
  }

  async close(): Promise<void> {
    await this.device?.cutPower();
    await this.link.close();
  }

  serverNow(): number {
    return this.time.nowMs + this.serverAheadMs;
  }

  /** An entry of one minute, or as told; its sound can be fetched. */
  entry(airingId: string, startsAt: number, rest: Partial<ProgrammeEntry> = {}): ProgrammeEntry {
    const bytes = Buffer.from(`sound of ${airingId}`);
    this.network.offerSound(sha256Of(bytes), bytes);
    const durationMs = rest.durationMs ?? 60_000;
    return {
      airingId,
      rundownId: 'rundown-1',
      kind: 'item',
      title: airingId,
      messageClass: 'normal',
      startsAt,
      durationMs,
      lateLimitMs: 60_000,
      sounds: [{ sha256: sha256Of(bytes), bytes: bytes.length, durationMs }],
      controllerIds: [CONTROLLER],
      ...rest,
    };
  }

  programme(entries: readonly ProgrammeEntry[], rest: Partial<Programme> = {}): Programme {
    this.version += 1;
    return {
      protocol: 1,
      communeId: COMMUNE,
      zoneId: ZONE,
      epoch: 1,
      version: this.version,
      issuedAt: this.serverNow(),
      leaseUntil: this.serverNow() + 7 * 86_400_000,
      entries,
      cancelledAiringIds: [],
      stops: [],
      emergencies: [],
      standbySounds: [],
      ...rest,
    };
  }

  /** Publishes a new programme and gives the device time to fetch its sounds. */
  async publish(entries: readonly ProgrammeEntry[], rest: Partial<Programme> = {}, settleMs = 500): Promise<Programme> {
    const programme = this.programme(entries, rest);
    await this.send(sealEnvelope('programme', programme, this.signers));
    await this.time.pass(settleMs);
    return programme;
  }

  /** Publishes programme bytes as they are. */
  async send(envelope: Uint8Array): Promise<void> {
    await this.link.publishProgramme(COMMUNE, ZONE, envelope);
  }

  /** Says bytes where messages of that purpose are listened for, as they are. */
  async sendAs(purpose: 'programme' | 'settings' | 'urgent', envelope: Uint8Array): Promise<void> {
    if (purpose === 'programme') await this.link.publishProgramme(COMMUNE, ZONE, envelope);
    else if (purpose === 'settings') await this.link.publishSettings(COMMUNE, CONTROLLER, envelope);
    else await this.link.publishUrgent(COMMUNE, null, envelope);
  }

  async publishSettings(rest: Partial<DeviceSettings> = {}): Promise<void> {
    await this.sendAs('settings', sealEnvelope('settings', this.settings(rest), this.signers));
  }

  /** The settings of this box. */
  settings(rest: Partial<DeviceSettings> = {}): DeviceSettings {
    return {
      protocol: 1,
      communeId: COMMUNE,
      villageId: 'village-1',
      zoneId: ZONE,
      controllerId: CONTROLLER,
      deviceId: DEVICE,
      epoch: 1,
      version: 1,
      issuedAt: this.serverNow(),
      timeZone: 'Asia/Ho_Chi_Minh',
      quietHours: [{ from: '21:00', to: '05:00' }],
      extraQuiet: [],
      limits: { maxRundownMs: 2_700_000, maxDayMs: 5_400_000, minGapMs: 0, volumeBands: [] },
      volumePercent: 80,
      emergencyVolumePercent: 100,
      maxClockUncertaintyMs: 20_000,
      ...rest,
    };
  }

  /** Orders something now. */
  async order(order: UrgentOrder['order'], rest: Partial<UrgentOrder> = {}): Promise<UrgentOrder> {
    const urgent: UrgentOrder = {
      protocol: 1,
      orderId: randomUUID(),
      communeId: COMMUNE,
      zoneIds: null,
      issuedAt: this.serverNow(),
      expiresAt: this.serverNow() + 60_000,
      order,
      ...rest,
    };
    await this.shout(urgent);
    return urgent;
  }

  /** Says an order (again). */
  async shout(urgent: UrgentOrder): Promise<void> {
    await this.link.publishUrgent(COMMUNE, null, sealEnvelope('urgent', urgent, this.signers));
    await this.time.pass(5);
  }

  /** Says sealed bytes where drills, or self-tests, are listened for. */
  async say(where: 'drill' | 'self-test', envelope: Uint8Array): Promise<void> {
    if (where === 'drill') await this.link.publishDrill(COMMUNE, ZONE, envelope);
    else await this.link.publishSelfTest(COMMUNE, ZONE, envelope);
    await this.time.pass(400);
  }

  /** What the device would not believe or follow, in order: the purpose and why. */
  refusals(): readonly string[] {
    return this.receipts.flatMap((receipt) =>
      receipt.kind === 'message-refused' ? [`${receipt.purpose}: ${receipt.reason}`] : [],
    );
  }

  /** What the server heard about one airing, in order: the kind, with its reason. */
  wordsOn(airingId: string): readonly string[] {
    return this.receipts
      .filter((receipt) => 'airingId' in receipt && receipt.airingId === airingId)
      .map((receipt) => ('reason' in receipt ? `${receipt.kind}: ${receipt.reason}` : receipt.kind));
  }

  heardOf(airingId: string): readonly Heard[] {
    return this.heard.filter(({ playbackId }) => playbackId === playbackIdOf(airingId, CONTROLLER));
  }

  private collect(envelope: Uint8Array): void {
    const keys = (keyId: string) => (keyId === DEVICE ? publicKeyOf(deviceKeys.publicKey) : undefined);
    const { deviceEpoch, receipts } = openEnvelope('receipts', envelope, keys);
    if (this.deviceEpochs.at(-1) !== deviceEpoch) this.deviceEpochs.push(deviceEpoch);
    for (const receipt of receipts) if (!this.knows(deviceEpoch, receipt)) this.remember(deviceEpoch, receipt);
    if (!this.acknowledges) return;
    const sequence = Math.max(...receipts.map((receipt) => receipt.sequence), this.storedTo.get(deviceEpoch) ?? 0);
    this.storedTo.set(deviceEpoch, sequence);
    const ack = sealEnvelope('receipt-ack', { deviceId: DEVICE, deviceEpoch, sequence }, this.signers);
    if (this.network.isUp('server')) void this.link.acknowledge(COMMUNE, DEVICE, ack);
  }

  private readonly known = new Set<string>();
  /** Up to where the server has each journal of the device. */
  private readonly storedTo = new Map<string, number>();

  private knows(deviceEpoch: string, { sequence }: Receipt): boolean {
    return this.known.has(`${deviceEpoch} ${sequence}`);
  }

  private remember(deviceEpoch: string, receipt: Receipt): void {
    this.known.add(`${deviceEpoch} ${receipt.sequence}`);
    this.receipts.push(receipt);
  }

  private newClock(): FakeDeviceClock {
    return new FakeDeviceClock(this.time, this.wallErrorMs);
  }

  private newDisk(): MemoryDisk {
    const { writeMs = () => 0, survives = () => false } = this.options;
    return new MemoryDisk(this.platters, { time: this.time, writeMs, survives });
  }
}
