// The desk of a small commune with everything real but the world around it: a real database, the real acts, a clock that stands still, jobs
// that run when they are told to, and boxes that sign like real ones.
import {
  AirPlanner,
  AllClears,
  AirSettings,
  Announcements,
  AudioStore,
  AuditSealing,
  DeviceSettingsPublisher,
  Board,
  BookingCopies,
  Bookings,
  BookingPrecedence,
  BookingWrites,
  Confirmations,
  DeviceLink,
  Emergencies,
  EmergencyTemplates,
  EmergencyWatch,
  Drills,
  Enrolment,
  Escalations,
  Evidence,
  Exercises,
  foundCommune,
  Housekeeping,
  ItemFailures,
  JobQueue,
  newId,
  PoleAlerts,
  PolePresence,
  PoleReports,
  Poles,
  Programmes,
  VillageDays,
  VillageQuestions,
  Recordings,
  Reminders,
  Resends,
  Retractions,
  Reviews,
  Seals,
  SelfTests,
  BookingSeries,
  SlotSummaries,
  SoundRenderer,
  SpecialDays,
  Stops,
  Tick,
  UploadFiles,
  Uploads,
  UrgentPublisher,
  VillageNotices,
  WantedPlans,
  ApprovalCards,
  Explanations,
  type AnnouncementView,
  type BookingRequest,
  type BookingView,
  type CommunePlan,
  type DeviceLinkListener,
  type FoundedCommune,
  type Job,
  type RenderOutcome,
} from '#application';
import { HOUR_MS, DAY_MS, MINUTE_MS, SECOND_MS, type Actor, type Instant, type MessageClass, type Zone } from '#domain';
import {
  generateKeys,
  openEnvelope,
  PROTOCOL_VERSION,
  privateKeyOf,
  publicKeyOf,
  sealEnvelope,
  type Programme,
  type Receipt,
  type UrgentOrder,
} from '#protocol';
import { Readable } from 'node:stream';
import { sha256Of as contentHashOf } from './memory-disk';
import { StandingClock } from './standing-clock';
import { temporaryDatabase, type TemporaryDatabase } from './database';

/** Saturday, 21 November 2026, 16:00 in Vietnam. */
export const AFTERNOON = Date.parse('2026-11-21T16:00:00+07:00');

const PLAN: CommunePlan = {
  name: 'Bản Thử',
  province: 'tỉnh Thử',
  timeZone: 'Asia/Ho_Chi_Minh',
  approverRule: 'leader',
  quietHours: [{ from: '21:00', to: '05:00' }],
  slots: [
    { name: 'Sáng', from: '05:30', to: '06:30' },
    { name: 'Chiều', from: '17:00', to: '18:00' },
  ],
  villages: ['Nà Khoang', 'Phìn Sử'].map((name) => ({
    name,
    label: 'bản' as const,
    households: 100,
    languages: ['vi'],
    quietHours: null,
    zones: [
      { name: `${name} trên`, controllers: [`${name} 1`, `${name} 2`] },
      { name: `${name} dưới`, controllers: [`${name} 3`] },
    ],
  })),
  people: [
    { name: 'Ngân', login: 'ngan', role: 'recorder', village: 'Nà Khoang' },
    { name: 'Mai', login: 'mai', role: 'operator' },
    { name: 'Toàn', login: 'toan', role: 'leader' },
    { name: 'Duyên', login: 'duyen', role: 'leader' },
    { name: 'Inh', login: 'inh', role: 'village_head', village: 'Nà Khoang' },
    { name: 'Páo', login: 'pao', role: 'village_head', village: 'Phìn Sử' },
  ],
};

/** Takes jobs as the real queue does: the same job waits once. */
export class WaitingJobs extends JobQueue {
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
export class ListeningLink extends DeviceLink {
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

  override publishUrgent(communeId: string, zoneIds: readonly string[] | null, envelope: Uint8Array): Promise<void> {
    return this.say('urgent', zoneIds?.join() ?? communeId, envelope);
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

/** A receipt without what the box adds to each. */
export type Unnumbered = Receipt extends infer R
  ? R extends Receipt
    ? Omit<R, 'sequence' | 'at' | 'uncertaintyMs' | 'uptimeMs'>
    : never
  : never;

/** A box that was enrolled, able to sign. */
export class Box {
  private sequence = 0;

  constructor(
    readonly deviceId: string,
    readonly controllerId: string,
    private readonly communeId: string,
    readonly privateKeyPem: string,
    readonly deviceEpoch = 'epoch-1',
  ) {}

  /** Signs receipts, numbered as they come. */
  sign(at: Instant, receipts: readonly Unnumbered[]): Uint8Array {
    return this.signNumbered(
      receipts.map((receipt) => {
        this.sequence += 1;
        return { ...receipt, sequence: this.sequence, at, uncertaintyMs: 5, uptimeMs: 1_000 } as Receipt;
      }),
    );
  }

  /** Signs exactly these receipts. */
  signNumbered(receipts: readonly Receipt[], privateKeyPem = this.privateKeyPem): Uint8Array {
    const { communeId, controllerId, deviceId, deviceEpoch } = this;
    const batch = { protocol: PROTOCOL_VERSION, communeId, controllerId, deviceId, deviceEpoch, receipts } as const;
    return sealEnvelope('receipts', batch, { keyId: deviceId, privateKey: privateKeyOf(privateKeyPem) });
  }
}

export class DeskWorld {
  readonly clock = new StandingClock(AFTERNOON);
  readonly jobs = new WaitingJobs();
  readonly link = new ListeningLink();
  readonly settings: AirSettings = {
    limits: { lockMs: 10 * MINUTE_MS, leadMs: 20 * SECOND_MS, horizonDays: 7 },
    leaseMs: 7 * DAY_MS,
    settleMs: 24 * HOUR_MS,
  };
  readonly seals: Seals;
  readonly programmes: Programmes;
  readonly bindings: DeviceSettingsPublisher;
  readonly planner: AirPlanner;
  readonly recordings: Recordings;
  readonly announcements: Announcements;
  readonly bookings: Bookings;
  readonly orders: BookingPrecedence;
  readonly series: BookingSeries;
  readonly copies: BookingCopies;
  readonly specialDays: SpecialDays;
  readonly stops: Stops;
  readonly retractions: Retractions;
  readonly resends: Resends;
  readonly villages: VillageDays;
  readonly questions: VillageQuestions;
  readonly villageNotices: VillageNotices;
  readonly emergencies: Emergencies;
  readonly emergencyTemplates: EmergencyTemplates;
  readonly allClears: AllClears;
  readonly emergencyWatch: EmergencyWatch;
  readonly waitingApprovals: ApprovalCards;
  readonly reviews: Reviews;
  readonly evidence: Evidence;
  readonly enrolment: Enrolment;
  readonly confirmations: Confirmations;
  readonly board: Board;
  readonly slotSummaries: SlotSummaries;
  readonly escalations: Escalations;
  readonly drills: Drills;
  readonly selfTests: SelfTests;
  readonly tick: Tick;
  readonly presences: PolePresence;
  readonly poleReports: PoleReports;
  readonly poleAlerts: PoleAlerts;
  readonly poles: Poles;
  readonly whys: Explanations;
  private readonly renderer = new RendererByName();

  private constructor(
    readonly database: TemporaryDatabase,
    readonly founded: FoundedCommune,
    readonly zones: readonly Zone[],
    private readonly actors: ReadonlyMap<string, Actor>,
  ) {
    const { unitOfWork } = database;
    const { clock, jobs, link, settings } = this;
    new WantedPlans(unitOfWork, jobs);
    this.seals = new Seals(unitOfWork, clock);
    this.programmes = new Programmes(unitOfWork, settings, this.seals, link);
    this.bindings = new DeviceSettingsPublisher(unitOfWork, clock, this.seals, link);
    this.planner = new AirPlanner(unitOfWork, clock, settings, this.programmes, jobs);
    this.recordings = new Recordings(unitOfWork, clock, new SoundsInMemory(), this.renderer, jobs);
    this.announcements = new Announcements(unitOfWork, clock);
    const writes = new BookingWrites(unitOfWork, clock, settings);
    this.bookings = new Bookings(unitOfWork, clock, settings, writes);
    this.orders = new BookingPrecedence(writes, clock, settings);
    this.series = new BookingSeries(unitOfWork, clock, settings, writes);
    this.copies = new BookingCopies(unitOfWork, clock, settings);
    this.specialDays = new SpecialDays(unitOfWork, clock);
    const voice = new UrgentPublisher(unitOfWork, clock, this.seals, link);
    this.stops = new Stops(unitOfWork, clock, voice);
    this.retractions = new Retractions(unitOfWork, clock, settings, voice, writes);
    this.resends = new Resends(writes, clock, settings);
    this.villageNotices = new VillageNotices(unitOfWork, clock, settings);
    this.villages = new VillageDays(unitOfWork, clock);
    this.questions = new VillageQuestions(unitOfWork, clock);
    this.emergencies = new Emergencies(unitOfWork, clock, voice);
    this.emergencyTemplates = new EmergencyTemplates(unitOfWork, clock);
    this.allClears = new AllClears(unitOfWork, clock, voice);
    this.emergencyWatch = new EmergencyWatch(unitOfWork, clock);
    this.waitingApprovals = new ApprovalCards(unitOfWork, clock, settings, new ItemFailures());
    this.reviews = new Reviews(unitOfWork, clock);
    this.evidence = new Evidence(unitOfWork, clock, this.seals, link);
    this.enrolment = new Enrolment(unitOfWork, clock, this.seals, this.bindings);
    this.confirmations = new Confirmations(unitOfWork, clock);
    this.board = new Board(unitOfWork, clock);
    this.slotSummaries = new SlotSummaries(unitOfWork, clock);
    const auditSealing = new AuditSealing(unitOfWork, clock, this.seals);
    this.escalations = new Escalations(unitOfWork, clock);
    this.drills = new Drills(unitOfWork, clock, settings, this.seals, link);
    this.selfTests = new SelfTests(unitOfWork, clock, this.seals, link);
    const exercises = new Exercises(this.drills, this.selfTests);
    const uploads = new Uploads(unitOfWork, clock, new NoUploadFiles(), this.recordings);
    this.presences = new PolePresence(unitOfWork, clock);
    this.poleReports = new PoleReports(unitOfWork, clock);
    this.poleAlerts = new PoleAlerts(unitOfWork, clock);
    this.poles = new Poles(unitOfWork, clock);
    this.whys = new Explanations(unitOfWork, clock, settings);
    const reminders = new Reminders(this.slotSummaries, this.escalations, this.presences, this.poleAlerts);
    const housekeeping = new Housekeeping(this.bindings, reminders, auditSealing, exercises, uploads);
    this.tick = new Tick(unitOfWork, clock, jobs, this.programmes, housekeeping);
  }

  static async open(): Promise<DeskWorld> {
    const database = await temporaryDatabase();
    const { unitOfWork } = database;
    const founded = await unitOfWork.run((stores) => foundCommune(stores, PLAN, AFTERNOON));
    const actors = new Map<string, Actor>();
    for (const { id, name, login, communeId } of founded.people) {
      const grants = await unitOfWork.read.people.grantsOf(id);
      actors.set(login, { personId: id, name, communeId, grants, strength: 'password' });
    }
    return new DeskWorld(database, founded, await unitOfWork.read.places.zones(founded.commune.id), actors);
  }

  close(): Promise<void> {
    return this.database.remove();
  }

  get communeId(): string {
    return this.founded.commune.id;
  }

  /** Somebody who was granted nothing here. */
  get stranger(): Actor {
    return { personId: newId(AFTERNOON), name: 'Người lạ', communeId: 'elsewhere', grants: [], strength: 'password' };
  }

  person(login: string): Actor {
    return this.actors.get(login)!;
  }

  villageId(name: string): string {
    return this.zones.find((zone) => zone.name === `${name} trên`)!.villageId;
  }

  controllerId(name: string): string {
    return this.founded.controllers.find((controller) => controller.name === name)!.id;
  }

  async slotId(name: string): Promise<string> {
    const slots = await this.database.unitOfWork.read.places.slots(this.communeId);
    return slots.find((slot) => slot.name === name)!.id;
  }

  /** Every sound that was rendered, by its hash. */
  get sounds(): ReadonlyMap<string, Buffer> {
    return this.renderer.sounds;
  }

  /** Works until nothing waits any more. */
  async work(): Promise<void> {
    for (let job = this.jobs.take(); job; job = this.jobs.take()) await this.do(job);
  }

  /** An announcement of that length, recorded by `ngan`, rendered and handed in. */
  async announcement(
    title: string,
    durationMs = 30 * SECOND_MS,
    messageClass: MessageClass = 'normal',
  ): Promise<AnnouncementView> {
    const ngan = this.person('ngan');
    const recording = await this.recordings.receive(ngan, this.communeId, `${title}.m4a`, Readable.from(['sound']));
    this.renderer.durations.set(recording.sha256, durationMs);
    await this.work();
    const draft = await this.announcements.create(ngan, this.communeId, {
      title,
      category: 'khác',
      messageClass,
      versions: [{ language: 'vi', recordingId: recording.id, script: title }],
    });
    return this.announcements.submit(ngan, draft.id);
  }

  /** What `mai` asks for: the announcement in the whole commune, today, unless told otherwise. */
  request(announcement: AnnouncementView, own: Partial<BookingRequest> = {}): BookingRequest {
    return {
      announcementId: announcement.id,
      wholeCommune: own.villageIds === undefined && own.zoneIds === undefined,
      start: { kind: 'exact', at: '17:10:00' },
      recurrence: { kind: 'once', date: '2026-11-21' },
      ...own,
    };
  }

  /** Proposed by `mai`, approved by `toan`, planned and delivered. */
  async onAir(announcement: AnnouncementView, own: Partial<BookingRequest> = {}): Promise<BookingView> {
    const proposed = await this.bookings.propose(this.person('mai'), this.communeId, this.request(announcement, own));
    const approved = await this.bookings.approve(this.person('toan'), proposed.id, proposed.digest!);
    await this.work();
    return approved;
  }

  async enrol(controllerName: string): Promise<Box> {
    const controller = this.founded.controllers.find(({ name }) => name === controllerName)!;
    const technician: Actor = {
      ...this.person('toan'),
      grants: [{ id: 'g', communeId: this.communeId, personId: 'luc', role: 'technician', villageId: null }],
    };
    const { code } = await this.enrolment.issueCode(technician, controller.id);
    const { privateKeyPem, publicKey } = generateKeys();
    const { deviceId } = await this.enrolment.enrol(code, publicKey);
    return new Box(deviceId, controller.id, this.communeId, privateKeyPem);
  }

  /** The newest programme that was published for the zone. */
  async programme(zoneName: string): Promise<Programme | undefined> {
    const zone = this.zones.find(({ name }) => name === zoneName)!;
    const said = this.link.said.findLast(({ channel, to }) => channel === 'programme' && to === zone.id);
    return said && openEnvelope('programme', said.envelope, await this.trust());
  }

  async urgentOrders(): Promise<readonly UrgentOrder[]> {
    const trust = await this.trust();
    return this.link.said
      .filter(({ channel }) => channel === 'urgent')
      .map(({ envelope }) => openEnvelope('urgent', envelope, trust));
  }

  /** The last sequence that was acknowledged to the box. */
  async acknowledged(box: Box): Promise<number | undefined> {
    const said = this.link.said.findLast(({ channel, to }) => channel === 'ack' && to === box.deviceId);
    return said && openEnvelope('receipt-ack', said.envelope, await this.trust()).sequence;
  }

  private async trust() {
    const { publicKey } = await this.seals.publicKeyOf(this.communeId);
    return () => publicKeyOf(publicKey);
  }

  private async do(job: Job): Promise<void> {
    if (job.name === 'render') await this.recordings.render(job.recordingId);
    else if (job.name === 'plan') await this.planner.plan(job.communeId);
    else if (job.name === 'deliver') await this.programmes.deliver(job.zoneId);
    else await this.evidence.settle(job.communeId);
  }
}
