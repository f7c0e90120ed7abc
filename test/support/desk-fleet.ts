// Real brains on a desk: the poles of a DeskWorld as devices in virtual time, over the network in memory. What the desk says reaches them, what
// they sign reaches the desk, and the desk keeps house every minute.
import { SimulatedDeviceLink, SimulatedNetwork, SimulatedServerLink } from '#devices';
import { Loudspeaker, type DeviceIdentity } from '#loudspeaker';
import { clockProbeSchema, privateKeyOf } from '#protocol';
import { randomUUID } from 'node:crypto';
import type { DeskWorld } from './desk-world';
import type { Box } from './signing-box';
import { FakeDeviceClock, FakeTime } from './fake-device-clock';
import { FakeHorn, type Heard } from './fake-horn';
import { MemoryDisk, MemoryPlatters } from './memory-disk';

const STEP_MS = 5_000;
const MINUTE_MS = 60_000;

/** One pole. */
interface FleetPole {
  readonly box: Box;
  readonly horn: FakeHorn;
  /** What was heard of it: the air log. */
  readonly heard: Heard[];
  /** Pulls the plug. */
  readonly switchOff: () => Promise<void>;
  /** Puts it in again: the same box, with what lies on its disk. */
  readonly switchOn: () => Promise<void>;
}

export class DeskFleet {
  readonly time: FakeTime;
  readonly poles = new Map<string, FleetPole>();
  /** What the desk says on these channels is lost on its way, while the link stays up. */
  readonly lost = new Set<string>();
  private readonly network: SimulatedNetwork;
  private readonly link: SimulatedDeviceLink;
  private taking: Promise<void>[] = [];
  private heardOfDesk = 0;
  private sinceBeatMs = 0;
  private deskAheadMs = 0;

  private constructor(private world: DeskWorld) {
    this.time = new FakeTime(world.clock.now());
    this.network = new SimulatedNetwork(new FakeDeviceClock(this.time));
    this.link = new SimulatedDeviceLink(this.network);
  }

  /** Enrols these controllers by name and switches them on. */
  static async open(world: DeskWorld, names: readonly string[]): Promise<DeskFleet> {
    const fleet = new DeskFleet(world);
    const opened = fleet.link.open({
      receipts: (communeId, deviceId, envelope) =>
        void fleet.taking.push(fleet.world.evidence.accept(communeId, deviceId, envelope)),
      presence: (_communeId, deviceId, online) => void fleet.taking.push(fleet.world.presences.note(deviceId, online)),
      status: (communeId, deviceId, envelope) =>
        void fleet.taking.push(fleet.world.poleReports.take(communeId, deviceId, envelope)),
      clockProbe: (communeId, deviceId, probe) => {
        fleet.windDesk();
        const { nonce } = clockProbeSchema.parse(JSON.parse(Buffer.from(probe).toString()));
        return fleet.world.seals.sealClockReply(communeId, deviceId, nonce);
      },
    });
    await fleet.time.pass(10);
    await opened;
    await world.seals.load();
    for (const name of names) await fleet.add(name);
    await fleet.pass(2 * MINUTE_MS);
    return fleet;
  }

  /** From now on this desk answers: the server was started anew. */
  async servedBy(world: DeskWorld): Promise<void> {
    await Promise.all(this.taking.splice(0));
    this.world = world;
    await world.seals.load();
  }

  /** Lets time pass for poles and desk alike. */
  async pass(durationMs: number): Promise<void> {
    const until = this.time.nowMs + durationMs;
    while (this.time.nowMs < until) {
      const stepMs = Math.min(STEP_MS, until - this.time.nowMs);
      await this.forward();
      await this.time.pass(stepMs);
      this.windDesk();
      await Promise.all(this.taking.splice(0));
      this.sinceBeatMs += stepMs;
      if (this.sinceBeatMs < MINUTE_MS) continue;
      this.sinceBeatMs = 0;
      await this.world.tick.beat();
      await this.world.work();
    }
    await this.forward();
  }

  /** Somebody sets the clock of the desk; that of the poles goes on as it did. */
  setDeskClock(aheadMs: number): void {
    this.world.clock.step(aheadMs - this.deskAheadMs);
    this.deskAheadMs = aheadMs;
  }

  async close(): Promise<void> {
    for (const { switchOff } of this.poles.values()) await switchOff();
    await this.link.close();
  }

  private windDesk(): void {
    this.world.clock.pass(this.time.nowMs + this.deskAheadMs - this.world.clock.now());
  }

  /** Carries what the desk said since to the poles. */
  private async forward(): Promise<void> {
    for (const [sha256, bytes] of this.world.sounds) this.network.offerSound(sha256, bytes);
    const { communeId } = this.world;
    const said = this.world.link.said.slice(this.heardOfDesk);
    this.heardOfDesk += said.length;
    for (const { channel, to, envelope } of said.filter((each) => !this.lost.has(each.channel))) {
      if (channel === 'programme') await this.link.publishProgramme(communeId, to, envelope);
      if (channel === 'settings') await this.link.publishSettings(communeId, to, envelope);
      if (channel === 'urgent') await this.link.publishUrgent(communeId, to === communeId ? null : to, envelope);
      if (channel === 'drill') await this.link.publishDrill(communeId, to, envelope);
      if (channel === 'self-test') await this.link.publishSelfTest(communeId, to, envelope);
      if (channel === 'ack') await this.link.acknowledge(communeId, to, envelope);
    }
  }

  /** Enrols this controller by name and switches it on. */
  async add(name: string): Promise<void> {
    const { world } = this;
    const box = await world.enrol(name);
    const { deviceId, controllerId } = box;
    const controller = world.founded.controllers.find(({ id }) => id === controllerId)!;
    const identity: DeviceIdentity = {
      communeId: world.communeId,
      zoneId: controller.zoneId,
      controllerId,
      deviceId,
      key: { keyId: deviceId, privateKey: privateKeyOf(box.privateKeyPem) },
      serverKey: await world.seals.publicKeyOf(world.communeId),
    };
    await this.power(name, box, identity, [], new MemoryPlatters());
  }

  private async power(
    name: string,
    box: Box,
    identity: DeviceIdentity,
    heard: Heard[],
    platters: MemoryPlatters,
  ): Promise<void> {
    const { time } = this;
    const { deviceId } = identity;
    const [clock, horn] = [new FakeDeviceClock(time), new FakeHorn(time, heard)];
    const disk = new MemoryDisk(platters, { time, writeMs: () => 0, survives: () => false });
    const switchedOn = Loudspeaker.switchOn({
      identity,
      clock,
      disk,
      horn,
      link: new SimulatedServerLink(this.network, identity),
      newId: randomUUID,
      note: () => undefined,
      failed: (error) => void this.taking.push(Promise.reject(error as Error)),
    });
    await time.pass(0);
    const device = await switchedOn;
    const switchOff = async () => {
      horn.die();
      disk.die();
      clock.die();
      this.network.leave(deviceId);
      await device.cutPower();
    };
    const switchOn = () => this.power(name, box, identity, heard, platters);
    this.poles.set(name, { box, horn, heard, switchOff, switchOn });
  }
}
