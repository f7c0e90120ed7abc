// The world around a DeskWorld: a clock that stands still, jobs that wait until they are taken, a link that remembers what was said, and sounds
// that are only names.
import {
  AirSettings,
  AudioStore,
  AuditKeys,
  AuditTrails,
  Breath,
  Clock,
  CommuneSeeds,
  DeviceLink,
  DiskReserve,
  JobQueue,
  NoSimulatedPoles,
  OutsideHeads,
  OneTimeCodes,
  PasswordHasher,
  SealingKey,
  SimulatedPoles,
  SoundRenderer,
  Timer,
  UnitOfWork,
  UploadFiles,
  Witness,
  type DeviceLinkListener,
  type Job,
  type RenderOutcome,
} from '#application';
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from '#domain';
import { TotpCodes } from '#passwords';
import { SqliteAuditTrails } from '#persistence';
import type { Readable } from 'node:stream';
import { Acts } from './composition';
import type { TemporaryDatabase } from './database';
import { AFTERNOON } from './desk-commune';
import { sha256Of as contentHashOf } from './memory-disk';
import { SealingKeyInMemory } from './sealing-key-in-memory';
import { SeedsInMemory } from './seeds-in-memory';
import { StandingClock } from './standing-clock';
import { AuditKeysInMemory, OutsideHeadsInMemory } from './audit-in-memory';
import { WitnessInMemory } from './witness-in-memory';

/** Takes jobs as the real queue does: the same job waits once. */
class WaitingJobs extends JobQueue {
  readonly waiting = new Map<string, Job>();

  override enqueue(job: Job): Promise<boolean> {
    this.waiting.set(JSON.stringify(job), job);
    return Promise.resolve(true);
  }

  take(): Job | undefined {
    const [first] = this.waiting;
    if (!first) return undefined;
    this.waiting.delete(first[0]);
    return first[1];
  }
}

/** Everything that was published, in order. */
class ListeningLink extends DeviceLink {
  readonly expelled: string[] = [];
  readonly said: { readonly channel: string; readonly to: string; readonly envelope: Uint8Array }[] = [];

  override open(_listener: DeviceLinkListener): Promise<void> {
    return Promise.resolve();
  }

  override publishProgramme(_communeId: string, zoneId: string, envelope: Uint8Array): Promise<void> {
    return this.say('programme', zoneId, envelope);
  }

  override publishSettings(_communeId: string, controllerId: string, envelope: Uint8Array): Promise<void> {
    return this.say('settings', controllerId, envelope);
  }

  override publishUrgent(communeId: string, zoneId: string | null, envelope: Uint8Array): Promise<void> {
    return this.say('urgent', zoneId ?? communeId, envelope);
  }

  override publishDrill(_communeId: string, zoneId: string, envelope: Uint8Array): Promise<void> {
    return this.say('drill', zoneId, envelope);
  }

  override publishSelfTest(_communeId: string, zoneId: string, envelope: Uint8Array): Promise<void> {
    return this.say('self-test', zoneId, envelope);
  }

  override acknowledge(_communeId: string, deviceId: string, envelope: Uint8Array): Promise<void> {
    return this.say('ack', deviceId, envelope);
  }

  override expel(deviceId: string): void {
    this.expelled.push(deviceId);
  }

  override close(): Promise<void> {
    return Promise.resolve();
  }

  private say(channel: string, to: string, envelope: Uint8Array): Promise<void> {
    this.said.push({ channel, to, envelope });
    return Promise.resolve();
  }
}

/** Says of every recording how long it is by its name, such as `30s.m4a`; never touches a byte. */
class RendererByName extends SoundRenderer {
  override readonly notHeld = [];
  readonly durations = new Map<string, number>();
  /** What was rendered, by its hash. */
  readonly sounds = new Map<string, Buffer>();

  override render(sha256: string): Promise<RenderOutcome> {
    const durationMs = this.durations.get(sha256);
    if (durationMs === undefined) throw new Error(`nobody said how long ${sha256} is`);
    const measure = { durationMs, loudnessLufs: -16, truePeakDbtp: -2, clippedShare: 0 };
    const sound = Buffer.from(`rendered from ${sha256}`);
    this.sounds.set(contentHashOf(sound), sound);
    const content = { sha256: contentHashOf(sound), bytes: sound.length };
    const rendition = { profile: 'test', ...content, durationMs, measure };
    const waveform = { durationMs, peaks: [50] };
    const waveforms = { original: waveform, rendition: waveform };
    return Promise.resolve({ kind: 'ready', rendition, original: measure, warnings: [], waveforms });
  }
}

class SoundsInMemory extends AudioStore {
  readonly removed: string[] = [];
  private count = 0;

  override async receive(source: Readable): Promise<{ sha256: string; bytes: number }> {
    let bytes = 0;
    for await (const chunk of source) bytes += (chunk as Buffer).length;
    this.count += 1;
    return { sha256: this.count.toString(16).padStart(64, '0'), bytes };
  }

  override adopt(): never {
    throw new Error('not in this world');
  }
  override size(): never {
    throw new Error('not in this world');
  }
  override read(): never {
    throw new Error('not in this world');
  }
  override localPath(): never {
    throw new Error('not in this world');
  }
  override remove(sha256: string): Promise<void> {
    this.removed.push(sha256);
    return Promise.resolve();
  }
  override freeBytes(): Promise<number> {
    return Promise.resolve(Infinity);
  }
  override temporaryPath(): never {
    throw new Error('not in this world');
  }
}

/** In this world nobody sends in pieces. */
class NoUploadFiles extends UploadFiles {
  override size(): Promise<undefined> {
    return Promise.resolve(undefined);
  }
  override read(): never {
    throw new Error('not in this world');
  }
  override remove(): Promise<void> {
    return Promise.resolve();
  }
}

/** In this world nobody signs in by a password. */
class NoPasswords extends PasswordHasher {
  override hash(): never {
    throw new Error('not in this world');
  }
  override verify(): never {
    throw new Error('not in this world');
  }
}

/** Whoever would wait goes on as soon as everything else that can go on has. */
export class NobodyWaits extends Timer {
  override wait(): Promise<void> {
    return new Promise((resolve) => setImmediate(resolve));
  }
}

/** Nobody else has to go first, or whoever the test lets. */
export class BreathOfTest extends Breath {
  meanwhile: () => Promise<void> = () => Promise.resolve();

  override taken(): Promise<void> {
    return this.meanwhile();
  }
}

export class DeskPorts {
  readonly breath = new BreathOfTest();
  readonly witness = new WitnessInMemory();
  readonly auditKeys = new AuditKeysInMemory();
  readonly seeds = new SeedsInMemory();
  readonly outsideHeads = new OutsideHeadsInMemory();
  readonly clock = new StandingClock(AFTERNOON);
  readonly jobs = new WaitingJobs();
  readonly link = new ListeningLink();
  readonly renderer = new RendererByName();
  readonly settings: AirSettings = {
    limits: { lockMs: 10 * MINUTE_MS, leadMs: 20 * SECOND_MS, horizonDays: 7 },
    leaseMs: 7 * DAY_MS,
    settleMs: 24 * HOUR_MS,
  };

  /** Every act over these ports and that database. */
  acts({ unitOfWork, path, disk }: TemporaryDatabase): Acts {
    return new Acts([
      [UnitOfWork, unitOfWork],
      [Clock, this.clock],
      [Timer, new NobodyWaits()],
      [Breath, this.breath],
      [AirSettings, this.settings],
      [JobQueue, this.jobs],
      [DeviceLink, this.link],
      [SoundRenderer, this.renderer],
      [AudioStore, new SoundsInMemory()],
      [UploadFiles, new NoUploadFiles()],
      [PasswordHasher, new NoPasswords()],
      [OneTimeCodes, new TotpCodes()],
      [SealingKey, new SealingKeyInMemory()],
      [Witness, this.witness],
      [DiskReserve, disk],
      [AuditTrails, new SqliteAuditTrails(path)],
      [AuditKeys, this.auditKeys],
      [CommuneSeeds, this.seeds],
      [OutsideHeads, this.outsideHeads],
      [SimulatedPoles, new NoSimulatedPoles()],
    ]);
  }
}
