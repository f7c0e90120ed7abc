// A whole api over a real database and a real folder of sound, in one process: two communes with their people, a clock that stands still,
// a queue and a device link that only remember, and a renderer that a test answers for.
import { createHash, randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { createApi, openLog, ApiModule } from '#api';
import {
  AirSettings,
  AudioStore,
  AuditKeys,
  AuditTrails,
  CommuneSeeds,
  Breath,
  Clock,
  DeviceLink,
  DiskReserve,
  foundCommune,
  issueSignInCode,
  JobQueue,
  NoSimulatedPoles,
  OneTimeCodes,
  OutsideHeads,
  PasswordHasher,
  Recordings,
  SealingKey,
  SimulatedPoles,
  SoundRenderer,
  Timer,
  UnitOfWork,
  UploadFiles,
  Witness,
  type CommunePlan,
  type FoundedCommune,
  type Job,
  type RenderOutcome,
  type SimulatedPole,
  type StoredSound,
} from '#application';
import { readConfig, type Config } from '#config';
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS, type DecodingBound, type PoleFaultName, type Role } from '#domain';
import { FolderAudioStore, TusUploads } from '#media';
import { TotpCodes } from '#passwords';
import { SqliteAuditTrails } from '#persistence';
import { Module } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { AuditKeysInMemory, OutsideHeadsInMemory } from './audit-in-memory';
import { compositionOf } from './composition';
import { temporaryDatabase } from './database';
import type { DiskOfDatabase } from './disk-of-database';
import { dyingAfter } from './dying-process';
import { BreathOfTest, NobodyWaits } from './desk-ports';
import { SealingKeyInMemory } from './sealing-key-in-memory';
import { StandingClock } from './standing-clock';
import { SeedsInMemory } from './seeds-in-memory';
import { WitnessInMemory } from './witness-in-memory';

/** Monday, 23 November 2026, 08:00 in Vietnam. */
export const MORNING = Date.parse('2026-11-23T01:00:00Z');

export const PASSWORD = 'gà gáy sáng sớm';

class RememberingQueue extends JobQueue {
  readonly asked: Job[] = [];

  override enqueue(job: Job): Promise<boolean> {
    this.asked.push(job);
    return Promise.resolve(true);
  }
}

class RememberingLink extends DeviceLink {
  readonly expelled: string[] = [];
  readonly urgent: { readonly communeId: string; readonly zoneId: string | null }[] = [];

  override async open(): Promise<void> {}
  override async publishProgramme(): Promise<void> {}
  override async publishSettings(): Promise<void> {}
  override async publishDrill(): Promise<void> {}
  override async publishSelfTest(): Promise<void> {}
  override async acknowledge(): Promise<void> {}
  override async close(): Promise<void> {}

  override expel(deviceId: string): void {
    this.expelled.push(deviceId);
  }

  override publishUrgent(communeId: string, zoneId: string | null): Promise<void> {
    this.urgent.push({ communeId, zoneId });
    return Promise.resolve();
  }
}

/** Every pole is simulated, and has the faults that it was told to have. */
class ObedientPoles extends SimulatedPoles {
  private readonly faults: Map<string, readonly PoleFaultName[]>;

  constructor(controllerIds: readonly string[]) {
    super();
    this.faults = new Map(controllerIds.map((id) => [id, []]));
  }

  override async poles(): Promise<readonly SimulatedPole[]> {
    return [...this.faults].map(([controllerId, faults]) => ({ controllerId, on: true, faults }));
  }

  override async setFault(controllerId: string, fault: PoleFaultName, on: boolean): Promise<void> {
    const others = this.faults.get(controllerId)!.filter((each) => each !== fault);
    this.faults.set(controllerId, on ? [...others, fault] : others);
  }
}

/** Passwords without the cost: how they are hashed is another room's matter. */
class PlainPasswords extends PasswordHasher {
  override hash(password: string): Promise<string> {
    return Promise.resolve(`plain:${password}`);
  }

  override verify(hash: string | null, password: string): Promise<boolean> {
    return Promise.resolve(hash === `plain:${password}`);
  }
}

class AnsweredRenderer extends SoundRenderer {
  override notHeld: readonly DecodingBound[] = [];
  outcome: RenderOutcome | undefined;

  override render(): Promise<RenderOutcome> {
    if (!this.outcome) throw new Error('no outcome was said for this rendering');
    return Promise.resolve(this.outcome);
  }
}

const AIR = {
  limits: { lockMs: 10 * MINUTE_MS, leadMs: 20 * SECOND_MS, horizonDays: 7 },
  leaseMs: 7 * DAY_MS,
  settleMs: 24 * HOUR_MS,
} satisfies AirSettings;

const ROLES: readonly { readonly role: Role; readonly login: string; readonly village?: string }[] = [
  { role: 'recorder', login: 'ghi' },
  { role: 'operator', login: 'mai' },
  { role: 'leader', login: 'lanh-dao' },
  { role: 'village_head', login: 'truong-ban', village: 'Suối Tàu' },
  { role: 'technician', login: 'tho' },
  { role: 'admin', login: 'quan-tri' },
  { role: 'deputy', login: 'duyet-thay' },
  { role: 'upstream', login: 'cap-tren' },
];

function planOf(name: string, suffix: string): CommunePlan {
  return {
    name,
    province: 'Sơn La',
    timeZone: 'Asia/Ho_Chi_Minh',
    approverRule: 'leader',
    quietHours: [{ from: '21:00', to: '05:00' }],
    slots: [
      { name: 'Sáng', from: '05:30', to: '06:30' },
      { name: 'Chiều', from: '17:00', to: '18:00' },
    ],
    villages: ['Suối Tàu', 'Nậm Pẻn'].map((village) => ({
      name: village,
      label: 'bản',
      households: 120,
      languages: ['vi'],
      quietHours: null,
      zones: [{ name: village, controllers: [`${village} 1`, `${village} 2`] }],
    })),
    people: ROLES.map(({ role, login, village }) => ({
      name: `${login} ${name}`,
      login: login + suffix,
      role,
      village,
    })),
  };
}

export type Answer = Awaited<ReturnType<NestFastifyApplication['inject']>>;

/** A request as a browser of our own page or a program would send it. */
export interface Ask {
  readonly as?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

export class ApiBench {
  /** How often the process died in the middle of a request. */
  deaths = 0;

  private constructor(
    readonly app: NestFastifyApplication,
    readonly config: Config,
    readonly clock: StandingClock,
    readonly queue: RememberingQueue,
    readonly link: RememberingLink,
    readonly renderer: AnsweredRenderer,
    readonly passwords: PasswordHasher,
    readonly sealingKey: SealingKeyInMemory,
    readonly sounds: FolderAudioStore,
    readonly unitOfWork: UnitOfWork,
    readonly disk: DiskOfDatabase,
    /** The commune of the tests, and another that must never be seen from it. */
    readonly home: FoundedCommune,
    readonly foreign: FoundedCommune,
    private readonly cleanUp: () => Promise<void>,
  ) {}

  /** `lines`: gets what the server logs, where a spec looks at that. */
  static async open(environment: Readonly<Record<string, string>> = {}, lines?: string[]): Promise<ApiBench> {
    const folder = await mkdtemp(join(tmpdir(), 'loa-api-'));
    const database = await temporaryDatabase();
    const { unitOfWork, disk } = database;
    const config = readConfig({
      LOA_DATA_DIR: folder,
      LOA_LOG_LEVEL: 'fatal',
      // Days go by in many specs, and who is signed in is not their matter.
      LOA_SESSION_IDLE_HOURS: '336',
      ...environment,
    });
    const clock = new StandingClock(MORNING);
    const queue = new RememberingQueue();
    const link = new RememberingLink();
    const renderer = new AnsweredRenderer();
    const sounds = await new FolderAudioStore(config.media.soundsDir).open(MORNING);
    const passwords = new PlainPasswords();
    const sealingKey = new SealingKeyInMemory();
    const passwordHash = await passwords.hash(PASSWORD);
    const [home, foreign] = await unitOfWork.run(async (stores) => {
      const founded = [
        await foundCommune(stores, planOf('xã Mường Thải', ''), MORNING - DAY_MS),
        await foundCommune(stores, planOf('xã Cốc San', '-2'), MORNING - DAY_MS),
      ] as const;
      for (const { people } of founded) {
        for (const { id } of people) await stores.people.updatePerson(id, { passwordHash });
      }
      return founded;
    });
    const poles = [home, foreign].flatMap(({ controllers }) => controllers.map(({ id }) => id));
    const simulatedPoles = config.mode === 'demo' ? new ObedientPoles(poles) : new NoSimulatedPoles();
    const composition = compositionOf([
      { provide: UnitOfWork, useValue: unitOfWork },
      { provide: Clock, useValue: clock },
      { provide: Timer, useValue: new NobodyWaits() },
      { provide: Breath, useValue: new BreathOfTest() },
      { provide: AudioStore, useValue: sounds },
      { provide: JobQueue, useValue: queue },
      { provide: DeviceLink, useValue: link },
      { provide: PasswordHasher, useValue: passwords },
      { provide: OneTimeCodes, useValue: new TotpCodes() },
      { provide: SealingKey, useValue: sealingKey },
      { provide: SoundRenderer, useValue: renderer },
      { provide: TusUploads, useValue: await TusUploads.open(join(config.media.soundsDir, 'uploads'), unitOfWork) },
      { provide: UploadFiles, useExisting: TusUploads },
      { provide: Witness, useValue: new WitnessInMemory() },
      { provide: DiskReserve, useValue: disk },
      { provide: AuditTrails, useValue: new SqliteAuditTrails(database.path) },
      { provide: AuditKeys, useValue: new AuditKeysInMemory() },
      { provide: CommuneSeeds, useValue: new SeedsInMemory() },
      { provide: OutsideHeads, useValue: new OutsideHeadsInMemory() },
      { provide: AirSettings, useValue: AIR },
      { provide: SimulatedPoles, useValue: simulatedPoles },
    ]);
    @Module({ imports: [composition, ApiModule.with({ config, readiness: {} })] })
    class Root {}
    const log = lines ? openLog(config.logs, { write: (line) => lines.push(line) }) : openLog(config.logs);
    const app = await createApi(Root, config, log);
    return new ApiBench(
      app,
      config,
      clock,
      queue,
      link,
      renderer,
      passwords,
      sealingKey,
      sounds,
      unitOfWork,
      disk,
      home,
      foreign,
      async () => {
        await app.close();
        await database.remove();
        await rm(folder, { recursive: true });
      },
    );
  }

  /** Ends everything and removes what it kept. */
  close(): Promise<void> {
    return this.cleanUp();
  }

  /** Signs in and returns the cookie. */
  async signIn(login: string): Promise<string> {
    const answer = await this.ask('POST', '/api/v1/session', { body: { login, password: PASSWORD } });
    if (answer.statusCode !== 201) throw new Error(`${login} could not sign in: ${answer.body}`);
    return String(answer.headers['set-cookie']).split(';')[0]!;
  }

  /**
   * Sends one request again and again with one key: the process dies after each of its units of work in turn, until one is answered.
   * `deaths` counts how often it died.
   */
  async askDying(method: 'POST' | 'PUT' | 'PATCH' | 'DELETE', url: string, asked: Ask): Promise<Answer> {
    const headers = { 'idempotency-key': randomUUID(), ...asked.headers };
    let answer: Answer | undefined;
    const ask = async () => (answer = await this.ask(method, url, { ...asked, headers }));
    for (let count = 1; await dyingAfter(this.unitOfWork, count, ask); count += 1) this.deaths += 1;
    return answer!;
  }

  /** Sends one request. `as` is a cookie of `signIn`; with it the request looks like one of our own page. */
  ask(
    method: 'GET' | 'HEAD' | 'OPTIONS' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
    url: string,
    { as, headers, body }: Ask = {},
  ): Promise<Answer> {
    return this.app.inject({
      method,
      url,
      headers: { ...(as !== undefined && { cookie: as, 'sec-fetch-site': 'same-origin' }), ...headers },
      ...(body !== undefined && { payload: body as object }),
    });
  }

  /** A one-time code by which that person sets a password. */
  codeFor(personId: string): Promise<string> {
    return this.unitOfWork.run((stores) => issueSignInCode(stores, personId, this.clock.now()));
  }

  /** Keeps bytes in the sound store. */
  keep(bytes: Buffer): Promise<StoredSound> {
    return this.sounds.receive(Readable.from([bytes]), bytes.length);
  }

  /** Does the `render` job of a recording, with that outcome. */
  render(recordingId: string, outcome: RenderOutcome): Promise<void> {
    this.renderer.outcome = outcome;
    return this.app.get(Recordings).render(recordingId);
  }

  /** A recording that is ready, as if it had been rendered to these bytes. */
  async readyRecording(as: string, rendition: Buffer = Buffer.from('bản phát')): Promise<string> {
    const sent = await this.ask('POST', `/api/v1/communes/${this.home.commune.id}/recordings?fileName=a.m4a`, {
      as,
      headers: { 'content-type': 'audio/mp4' },
      body: Buffer.from('bản ghi'),
    });
    const { id } = sent.json<{ id: string }>();
    const measure = { durationMs: 60_000, loudnessLufs: -16, truePeakDbtp: -2, clippedShare: 0 };
    await this.render(id, {
      kind: 'ready',
      rendition: { profile: 'horn-mp3-64', ...(await this.keep(rendition)), durationMs: 60_000, measure },
      original: measure,
      warnings: [],
      waveforms: {
        original: { durationMs: 60_000, peaks: [0, 40, 80] },
        rendition: { durationMs: 60_000, peaks: [0, 50, 100] },
      },
    });
    return id;
  }

  /** SHA-256 as the store counts it. */
  static sha256(bytes: Buffer): string {
    return createHash('sha256').update(bytes).digest('hex');
  }
}
