// One run: a commune with its people, its server and its poles lives through a story in virtual time, everything is made whole, and what came of it
// is given to the checker.
import { SimulatedDeviceLink, SimulatedNetwork, type NetworkFaults } from '#devices';
import { MINUTE_MS, SECOND_MS, violationsOf, type Facts, type PoleLife, type Violation } from '#domain';
import type { DeviceIdentity } from '#loudspeaker';
import { clockProbeSchema, playbackIdOf, privateKeyOf } from '#protocol';
import { FakeDeviceClock, FakeTime } from '../support/fake-device-clock';
import { openPlain } from '../support/plain-sqlite';
import { lendRandomness, SeededRandomness } from '../support/seeded-randomness';
import { excuseOf, momentsOf, type Moment, type Patient } from './faults';
import { NO_WEAKNESS, type Weakness } from './mutants';
import { People } from './people';
import { Records } from './records';
import { SETTLE_MS, SimulatedServer } from './simulated-server';
import { SimulatedPole } from './simulated-pole';
import { POLES, STORY_MS, type Story } from './story';

const STEP_MS = 5 * SECOND_MS;
const BEAT_MS = MINUTE_MS;
const SERVER = 'server';
/** Boxes find in, take their first programme and their first time. */
const SETTLING_IN_MS = 40 * SECOND_MS;
/** Afterwards everything is whole for so long, and whatever is overdue is settled. */
const AFTERWARDS_MS = SETTLE_MS + 4 * MINUTE_MS;

/** What came of a run. */
export interface Outcome {
  readonly violations: readonly Violation[];
  readonly diary: readonly string[];
  /** Everything that the event log of the server says. */
  readonly log: readonly unknown[];
  readonly facts: Facts;
}

/** Lives through the story. The same story comes to the same, line by line. */
export async function live(story: Story, weakness: Weakness = NO_WEAKNESS): Promise<Outcome> {
  const giveBack = lendRandomness(story.seed);
  const undo = weakness.weaken?.();
  try {
    return await new Simulation(story, weakness).live();
  } finally {
    undo?.();
    giveBack();
  }
}

class Simulation implements Patient {
  readonly poles = new Map<string, SimulatedPole>();
  server!: SimulatedServer;
  private records!: Records;
  private people!: People;
  private time!: FakeTime;
  private network!: SimulatedNetwork;
  private link!: SimulatedDeviceLink;
  private startedAt = 0;
  private nextBeatAt = 0;
  private serverAheadMs = 0;
  private wasUp = true;
  private incoming: (() => Promise<unknown>)[] = [];
  private readonly chance: SeededRandomness;

  constructor(
    private readonly story: Story,
    private readonly weakness: Weakness,
  ) {
    this.chance = new SeededRandomness(story.seed + 1);
  }

  async live(): Promise<Outcome> {
    await this.open();
    try {
      for (const { atMs, run } of this.moments()) {
        await this.passTo(this.startedAt + atMs);
        await run();
        this.noticeDeath();
        await this.forward();
      }
      await this.passTo(this.startedAt + STORY_MS + AFTERWARDS_MS);
      await this.people.listen();
      const facts = await this.facts();
      const { communeId, database } = this.server.world;
      const log = await database.unitOfWork.read.events.after(communeId, 0, 10_000);
      return { violations: violationsOf(facts), diary: this.records.diary, log, facts };
    } finally {
      for (const pole of this.poles.values()) pole.powerOff();
      await this.server.close();
    }
  }

  async startServer(copyAtMs?: number): Promise<void> {
    if (!(await this.server.start(copyAtMs))) await this.server.start();
    this.wasUp = true;
    await this.openLink();
    this.setWires();
  }

  stepServerClock(byMs: number): void {
    this.serverAheadMs += byMs;
    this.server.world.clock.step(byMs);
  }

  private async open(): Promise<void> {
    this.server = await SimulatedServer.open(() => this.records);
    const { world } = this.server;
    this.time = new FakeTime(world.clock.now());
    this.network = new SimulatedNetwork(new FakeDeviceClock(this.time), this.networkFaults());
    this.link = new SimulatedDeviceLink(this.network);
    this.records = new Records(() => this.time.nowMs, world.zones);
    this.startedAt = this.time.nowMs + SETTLING_IN_MS;
    this.people = new People(this.server, this.records, () => this.time.nowMs, this.startedAt);
    await this.openLink();
    await world.seals.load();
    await this.people.settleIn();
    for (const name of POLES) await this.addPole(name);
    this.nextBeatAt = this.time.nowMs + STEP_MS;
    await this.passTo(this.startedAt);
  }

  private async openLink(): Promise<void> {
    this.network.leave(SERVER);
    const heard = (what: string, take: () => Promise<unknown>) =>
      void this.incoming.push(() => this.server.attempt(what, take));
    const own = () => this.server.world;
    const opened = this.link.open({
      receipts: (communeId, deviceId, envelope) =>
        heard('receipts', () => own().evidence.accept(communeId, deviceId, envelope)),
      presence: (_communeId, deviceId, online) => heard('presence', () => own().presences.note(deviceId, online)),
      status: (communeId, deviceId, envelope) =>
        heard('status', () => own().poleReports.take(communeId, deviceId, envelope)),
      clockProbe: (communeId, deviceId, probe) => {
        if (!this.server.isUp) return undefined;
        this.windServer();
        const { nonce } = clockProbeSchema.parse(JSON.parse(Buffer.from(probe).toString()));
        return own().seals.sealClockReply(communeId, deviceId, nonce);
      },
    });
    await this.time.pass(100);
    await opened;
  }

  private async addPole(name: string): Promise<void> {
    const { world } = this.server;
    const { deviceId, controllerId, privateKeyPem } = await world.enrol(name);
    const { zoneId } = world.founded.controllers.find(({ id }) => id === controllerId)!;
    const identity: DeviceIdentity = {
      ...{ communeId: world.communeId, zoneId, controllerId, deviceId },
      key: { keyId: deviceId, privateKey: privateKeyOf(privateKeyPem) },
      serverKey: await world.seals.publicKeyOf(world.communeId),
    };
    const { time, network, records, chance } = this;
    const lent = { time, network, records, chance, parts: this.weakness, linksChanged: () => this.setWires() };
    const pole = new SimulatedPole(name, identity, lent);
    this.poles.set(name, pole);
    pole.powerOn();
  }

  /** Everything that the story says, in order; of what is at one time, faults that end go first. */
  private moments(): readonly Moment[] {
    const acts = this.story.acts.map(({ atMs, act }) => ({ atMs, run: () => this.let(() => this.people.act(act)) }));
    const faults = this.story.script.faults.flatMap((fault) => momentsOf(fault, this));
    return [...faults, ...acts].sort((one, other) => one.atMs - other.atMs);
  }

  /** Nobody does anything at a desk that shows a wrong time. */
  private async let(act: () => Promise<void>): Promise<void> {
    if (this.serverAheadMs === 0) await act();
  }

  private async passTo(instant: number): Promise<void> {
    while (this.time.nowMs < instant) {
      await this.forward();
      await this.time.pass(
        Math.min(STEP_MS, instant - this.time.nowMs, Math.max(1, this.nextBeatAt - this.time.nowMs)),
      );
      this.windServer();
      for (let next = this.incoming.shift(); next; next = this.incoming.shift()) await next();
      if (this.time.nowMs >= this.nextBeatAt) {
        this.nextBeatAt += BEAT_MS;
        await this.server.beat();
      }
      this.noticeDeath();
    }
    await this.forward();
  }

  private windServer(): void {
    const { clock } = this.server.world;
    clock.pass(this.time.nowMs + this.serverAheadMs - clock.now());
  }

  /** Carries what the server said since to whoever is there. */
  private async forward(): Promise<void> {
    const { communeId, sounds, seals } = this.server.world;
    for (const [sha256, bytes] of sounds) this.network.offerSound(sha256, bytes);
    for (const { channel, to, envelope } of this.server.takeSaid()) {
      this.records.orders(channel, envelope);
      const said = this.weakness.said ? await this.weakness.said({ channel, envelope }, communeId, seals) : envelope;
      if (!said) continue;
      if (channel === 'programme') await this.link.publishProgramme(communeId, to, said);
      if (channel === 'settings') await this.link.publishSettings(communeId, to, said);
      if (channel === 'urgent') await this.link.publishUrgent(communeId, to === communeId ? null : to, said);
      if (channel === 'drill') await this.link.publishDrill(communeId, to, said);
      if (channel === 'self-test') await this.link.publishSelfTest(communeId, to, said);
      if (channel === 'ack') await this.link.acknowledge(communeId, to, said);
    }
  }

  /** The broker dies with the server. */
  private noticeDeath(): void {
    if (this.server.isUp || !this.wasUp) return;
    this.wasUp = false;
    this.setWires();
  }

  private setWires(): void {
    for (const { identity, link } of this.poles.values()) {
      const isDown = !this.server.isUp || link.has('down');
      if (isDown) this.network.cutWire(identity.deviceId);
      else this.network.mendWire(identity.deviceId);
    }
  }

  private networkFaults(): NetworkFaults {
    const linkOf = (from: string, to: string) => {
      const device = to === SERVER ? from : to;
      return [...this.poles.values()].find(({ identity }) => identity.deviceId === device)?.link;
    };
    return {
      copies: (from, to) => linkOf(from, to)?.copies() ?? 1,
      delayMs: (from, to) => linkOf(from, to)?.delayMs() ?? this.chance.whole(1, 40),
    };
  }

  private async facts(): Promise<Facts> {
    const { world, path } = this.server;
    const { air } = world.database.unitOfWork.read;
    const rundowns = await air.rundowns(world.communeId, this.startedAt - STORY_MS, this.time.nowMs + STORY_MS);
    const ids = rundowns.map(({ id }) => id);
    const known = new Set([...this.poles.values()].map(({ controllerId }) => controllerId));
    const playbacks = (await air.playbacksOfRundowns(ids)).filter(({ controllerId }) => known.has(controllerId));
    const { faults } = this.story.script;
    const excuses = faults.map(excuseOf);
    const times = (name: 'unfit' | 'apart' | 'away', poleName: string | null) =>
      excuses
        .filter(({ pole }) => pole === null || pole === poleName)
        .flatMap((excuse) => excuse[name] ?? [])
        .map(({ from, to }) => ({ from: this.startedAt + from, to: this.startedAt + to }));
    const lives = [...this.poles.values()].map(({ name, controllerId, identity }): PoleLife => {
      const own = excuses.filter(({ pole }) => pole === name);
      return {
        ...{ controllerId, zoneId: identity.zoneId, unfit: times('unfit', name), apart: times('apart', name) },
        isForgetful: own.some(({ isForgetful }) => isForgetful),
        isDoubled: own.some(({ isDoubled }) => isDoubled),
      };
    });
    const { sounds, ordered, issued, reached, said, failures } = this.records;
    return {
      now: this.time.nowMs,
      playbackIdOf,
      clockToleranceMs: faults.some(({ kind }) => kind.endsWith('clock')) ? 21 * SECOND_MS : 0,
      ...{ sounds, ordered, issued, reached, said, failures, playbacks, poles: lives },
      kept: await this.keptReceipts(path),
      airings: await air.airingsOfRundowns(ids),
      wills: [...this.people.wills.values()],
      serverAway: times('away', null),
      isRestored: faults.some(({ kind }) => kind === 'older-database'),
      quiet: this.people.quiet,
      askedAbout: this.people.asked,
      logFault: await this.server.logFault(world.person('toan')),
    };
  }

  private async keptReceipts(path: string): Promise<Facts['kept']> {
    const plain = await openPlain(path);
    const rows = await plain.all<Facts['kept'][number] & { readonly deviceId: string }>(
      'SELECT deviceId, deviceEpoch, sequence, kind, playbackId FROM receipts ORDER BY deviceId, deviceEpoch, sequence',
    );
    await plain.close();
    const poles = [...this.poles.values()];
    return rows.map(({ deviceId, ...row }) => {
      const pole = poles.find(({ identity }) => identity.deviceId === deviceId)!;
      return { ...row, controllerId: pole.controllerId };
    });
  }
}
