// The desk of a small commune with everything real but the world around it: a real database, the real acts, a clock that stands still, jobs
// that run when they are told to, and boxes that sign like real ones.
import {
  foundCommune,
  newId,
  type AnnouncementView,
  type BookingRequest,
  type BookingView,
  type CommunePlan,
  type FoundedCommune,
  type Job,
} from '#application';
import { SECOND_MS, type Actor, type MessageClass, type Zone } from '#domain';
import { generateKeys, openEnvelope, publicKeyOf, type Programme, type UrgentOrder } from '#protocol';
import { Readable } from 'node:stream';
import { temporaryDatabase, type TemporaryDatabase } from './database';
import { DeskActs } from './desk-acts';
import { AFTERNOON, DESK_COMMUNE } from './desk-commune';
import { DeskPorts } from './desk-ports';
import { Box } from './signing-box';

export class DeskWorld extends DeskActs {
  private constructor(
    ports: DeskPorts,
    readonly database: TemporaryDatabase,
    readonly founded: FoundedCommune,
    readonly zones: readonly Zone[],
    private readonly actors: ReadonlyMap<string, Actor>,
  ) {
    super(ports.acts(database), ports);
  }

  static async open(plan: CommunePlan = DESK_COMMUNE, ports = new DeskPorts()): Promise<DeskWorld> {
    const database = await temporaryDatabase();
    const { unitOfWork } = database;
    const founded = await unitOfWork.run((stores) => foundCommune(stores, plan, AFTERNOON));
    const actors = new Map<string, Actor>();
    for (const { id, name, login, communeId } of founded.people) {
      const grants = await unitOfWork.read.people.grantsOf(id);
      actors.set(login, { personId: id, name, communeId, grants, strength: 'password' });
    }
    const zones = await unitOfWork.read.places.zones(founded.commune.id);
    return new DeskWorld(ports, database, founded, zones, actors);
  }

  /** The same commune as a server finds it that starts from this copy of its database. */
  static async restored(before: DeskWorld, copy: Uint8Array): Promise<DeskWorld> {
    await before.close();
    const world = DeskWorld.over(before, await temporaryDatabase(copy));
    await world.clockWatch.atStart();
    await world.databaseAge.atStart();
    return world;
  }

  /** The same commune in another process, over this database; what waited in the queue is lost. */
  static over(before: DeskWorld, database: TemporaryDatabase): DeskWorld {
    before.jobs.waiting.clear();
    return new DeskWorld(before.ports, database, before.founded, before.zones, before.actors);
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
    return this.ports.renderer.sounds;
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
    this.ports.renderer.durations.set(recording.sha256, durationMs);
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
