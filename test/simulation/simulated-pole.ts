// One box on its pole, in virtual time: the real brain over a disk, a clock, a horn and a link that can each go wrong.
import {
  EarlierCopies,
  FaultyHorn,
  FillableDisk,
  LinkManners,
  SimulatedServerLink,
  WrongClock,
  type FaultyDevice,
  type HornManner,
  type LinkManner,
  type SimulatedNetwork,
} from '#devices';
import {
  Loudspeaker,
  type DeviceClock,
  type DeviceDisk,
  type DeviceIdentity,
  type HornEnd,
  type HornRequest,
} from '#loudspeaker';
import type { LinkAddress, LinkListener } from '#loudspeaker';
import { FakeDeviceClock, type FakeTime } from '../support/fake-device-clock';
import { FakeHorn } from '../support/fake-horn';
import { MemoryDisk, MemoryPlatters } from '../support/memory-disk';
import type { SeededRandomness } from '../support/seeded-randomness';
import type { Records } from './records';

/** As the fleet does it: a box that switched itself off is switched on again. */
const RESTART_AFTER_MS = 3_000;
/** A write takes up to so long, and can be cut short. */
const LONGEST_WRITE_MS = 20;

/** The part of a box that a wrong box would have otherwise. */
export interface BoxParts {
  readonly disk: (disk: MemoryDisk, time: FakeTime) => DeviceDisk & { die(): void };
  readonly clock: (clock: DeviceClock) => DeviceClock;
}

/** What a pole lives in. */
interface Surroundings {
  readonly time: FakeTime;
  readonly network: SimulatedNetwork;
  readonly records: Records;
  readonly chance: SeededRandomness;
  readonly parts: BoxParts;
  /** What the links of poles do is another thing now. */
  readonly linksChanged: () => void;
}

/** Writes down what sounds, whatever the box says of it. */
class LoggedHorn extends FakeHorn {
  constructor(
    private readonly clock: FakeTime,
    private readonly box: SimulatedPole,
    private readonly records: Records,
  ) {
    super(clock);
  }

  override play(request: HornRequest): Promise<HornEnd> {
    const before = this.heard.length;
    const end = super.play(request);
    const heard = this.heard[before];
    if (heard) {
      const { playbackId, airingId } = request;
      const { controllerId, name: box } = this.box;
      const sha256s = request.sounds.map(({ sha256 }) => sha256);
      const startedAt = this.clock.nowMs;
      const sound = { ...{ controllerId, box, airingId, playbackId, startedAt, sha256s }, ...UNENDED };
      this.records.sounds.push(
        Object.defineProperties(sound, {
          endedAt: { get: () => heard.endedAt ?? null, enumerable: true },
          completed: { get: () => heard.completed, enumerable: true },
        }),
      );
      this.records.note(`${box} sounds ${airingId}`);
    }
    return end;
  }
}

const UNENDED = { endedAt: null, completed: false } as const;

/** The link of the box; notes what goes over it. */
class OverheardLink extends SimulatedServerLink {
  constructor(
    network: SimulatedNetwork,
    private readonly box: SimulatedPole,
    private readonly records: Records,
  ) {
    super(network, box.identity);
  }

  override open(address: LinkAddress, listener: LinkListener): Promise<void> {
    const heard = (channel: string, tell: (envelope: Uint8Array) => void) => (envelope: Uint8Array) => {
      if (this.box.isAble) this.records.reaches(this.box.controllerId, channel, envelope, address.zoneId);
      tell(envelope);
    };
    return super.open(address, {
      ...listener,
      programme: heard('programme', listener.programme),
      urgent: heard('urgent', listener.urgent),
    });
  }

  override sendReceipts(envelope: Uint8Array): Promise<void> {
    this.records.says(this.box.name, envelope);
    return super.sendReceipts(envelope);
  }
}

export class SimulatedPole implements FaultyDevice {
  readonly platters: MemoryPlatters;
  readonly link: LinkManners;
  private readonly past = new EarlierCopies<MemoryPlatters>();
  private clone: SimulatedPole | undefined;
  private isDiskFull = false;
  private wallErrorMs = 0;
  private driftPpm = 0;
  private running:
    | {
        readonly device: Promise<Loudspeaker>;
        readonly cut: () => void;
      }
    | undefined;
  private hornFault: HornManner | undefined;
  private isPowered = false;

  constructor(
    readonly name: string,
    readonly identity: DeviceIdentity,
    private readonly world: Surroundings,
    platters = new MemoryPlatters(),
  ) {
    this.platters = platters;
    this.link = new LinkManners(world.chance);
  }

  get controllerId(): string {
    return this.identity.controllerId;
  }

  /** Whether what it hears can be written down. */
  get isAble(): boolean {
    return this.running !== undefined && !this.isDiskFull;
  }

  powerOn(): void {
    if (this.isPowered) return;
    this.isPowered = true;
    this.world.records.note(`${this.name} has power`);
    this.start();
  }

  powerOff(): void {
    if (!this.isPowered) return;
    this.isPowered = false;
    this.world.records.note(`${this.name} has no power`);
    this.halt();
  }

  /** Keeps a copy of the memory as it is. */
  rememberNow(): void {
    this.past.keep(this.world.time.nowMs, copyOf(this.platters));
  }

  forget(backMs: number): void {
    const copy = this.past.asOf(this.world.time.nowMs - backMs);
    if (!copy) return;
    for (const part of ['files', 'partial', 'sounds'] as const) {
      this.platters[part].clear();
      for (const [name, bytes] of copy[part]) this.platters[part].set(name, bytes);
    }
  }

  damage(file: string): void {
    const bytes = this.platters.files.get(file);
    if (!bytes || bytes.length === 0) return;
    const damaged = Buffer.from(bytes);
    damaged[this.world.chance.whole(0, damaged.length)]! ^= 1 << this.world.chance.whole(0, 8);
    this.platters.files.set(file, damaged);
  }

  setCloned(isCloned: boolean): void {
    this.clone?.powerOff();
    this.clone = isCloned
      ? new SimulatedPole(`${this.name}'`, this.identity, this.world, copyOf(this.platters))
      : undefined;
    this.clone?.powerOn();
  }

  setLink(manner: LinkManner, isOn: boolean): void {
    this.link.set(manner, isOn);
    this.world.linksChanged();
  }

  setClock(jumpMs: number, driftPpm: number): void {
    this.wallErrorMs += jumpMs;
    this.driftPpm = driftPpm;
  }

  setDiskFull(isFull: boolean): void {
    this.isDiskFull = isFull;
    // Who could not write may have to start anew, now that it can.
    if (!isFull && this.isPowered && !this.running) this.start();
  }

  setHorn(fault: HornManner | undefined): void {
    this.hornFault = fault;
  }

  private start(): void {
    const { time, network, records, chance, parts } = this.world;
    const clock = new FakeDeviceClock(time);
    const horn = new LoggedHorn(time, this, records);
    const manners = { time, writeMs: () => chance.whole(0, LONGEST_WRITE_MS), survives: () => chance.chance(0.5) };
    const disk = parts.disk(new MemoryDisk(this.platters, manners), time);
    let isOver = false;
    const again = (error: unknown) => {
      if (isOver) return;
      isOver = true;
      records.note(`${this.name} switches itself off: ${String(error)}`);
      this.halt();
      time.at(time.nowMs + RESTART_AFTER_MS, () => this.startAgain());
    };
    const device = Loudspeaker.switchOn({
      identity: this.identity,
      clock: parts.clock(new WrongClock(clock, this.wallErrorMs, this.driftPpm)),
      disk: new FillableDisk(disk, () => this.isDiskFull),
      horn: new FaultyHorn(horn, () => this.hornFault),
      link: new OverheardLink(network, this, records),
      newId: () => chance.uuid(),
      note: (event) => records.note(`${this.name}: ${event}`),
      failed: again,
    });
    const cut = () => {
      isOver = true;
      horn.die();
      disk.die();
      clock.die();
      network.leave(this.identity.deviceId);
    };
    this.running = { device, cut };
    device.catch(again);
  }

  private startAgain(): void {
    if (this.isPowered && !this.running && !this.isDiskFull) this.start();
  }

  private halt(): void {
    const running = this.running;
    this.running = undefined;
    if (!running) return;
    running.cut();
    // A box that was cut while it started never comes to an end: nobody waits for it.
    running.device
      .then((device) => device.cutPower())
      .catch((error: unknown) => this.world.records.note(`${this.name} did not start: ${String(error)}`));
  }
}

function copyOf({ files, partial, sounds }: MemoryPlatters): MemoryPlatters {
  const copy = new MemoryPlatters();
  for (const [name, bytes] of files) copy.files.set(name, Buffer.from(bytes));
  for (const [name, bytes] of partial) copy.partial.set(name, Buffer.from(bytes));
  for (const [name, bytes] of sounds) copy.sounds.set(name, Buffer.from(bytes));
  return copy;
}
