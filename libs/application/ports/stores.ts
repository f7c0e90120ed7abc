// What is kept, told by subject. Reads may be called anywhere; writes exist only on the stores that a unit of work hands out.
import type {
  Airing,
  Announcement,
  Booking,
  Commune,
  Confirmation,
  Controller,
  Device,
  DomainEvent,
  EnrolmentCode,
  EventKind,
  Grant,
  Instant,
  LocalDate,
  Person,
  Playback,
  Recording,
  Rundown,
  Slot,
  StopOrder,
  Village,
  Zone,
} from '#domain';

/** One page of a growing list, newest first. `nextCursor` null: nothing follows. */
export interface Page<T> {
  readonly items: readonly T[];
  readonly nextCursor: string | null;
}

/** Which page: at most `limit` rows older than `cursor`. */
export interface PageRequest {
  readonly limit: number;
  readonly cursor?: string | undefined;
}

export interface PlaceReads {
  communes(): Promise<readonly Commune[]>;
  commune(id: string): Promise<Commune | undefined>;
  village(id: string): Promise<Village | undefined>;
  villages(communeId: string): Promise<readonly Village[]>;
  zone(id: string): Promise<Zone | undefined>;
  zones(communeId: string): Promise<readonly Zone[]>;
  controller(id: string): Promise<Controller | undefined>;
  controllers(communeId: string): Promise<readonly Controller[]>;
  slot(id: string): Promise<Slot | undefined>;
  slots(communeId: string): Promise<readonly Slot[]>;
}

export interface PlaceStore extends PlaceReads {
  insertCommune(commune: Commune): Promise<void>;
  updateCommune(id: string, change: Partial<Commune>): Promise<void>;
  insertVillage(village: Village): Promise<void>;
  insertZone(zone: Zone): Promise<void>;
  insertController(controller: Controller): Promise<void>;
  insertSlot(slot: Slot): Promise<void>;
}

/** A signed-in browser. Only the hash of its secret is kept. */
export interface Session {
  readonly secretHash: string;
  readonly personId: string;
  readonly createdAt: Instant;
  readonly expiresAt: Instant;
}

/** A personal API token. Only the hash of its secret is kept. */
export interface ApiToken {
  readonly id: string;
  readonly personId: string;
  readonly name: string;
  readonly secretHash: string;
  readonly createdAt: Instant;
  readonly expiresAt: Instant | null;
  readonly lastUsedAt: Instant | null;
}

/** A code that lets a person set the first password once. */
export interface SignInCode {
  readonly codeHash: string;
  readonly personId: string;
  readonly expiresAt: Instant;
  readonly usedAt: Instant | null;
}

export interface PeopleReads {
  person(id: string): Promise<Person | undefined>;
  personByLogin(login: string): Promise<Person | undefined>;
  people(communeId: string): Promise<readonly Person[]>;
  grantsOf(personId: string): Promise<readonly Grant[]>;
  grants(communeId: string): Promise<readonly Grant[]>;
  session(secretHash: string): Promise<Session | undefined>;
  tokenBySecret(secretHash: string): Promise<ApiToken | undefined>;
  tokensOf(personId: string): Promise<readonly ApiToken[]>;
  signInCode(codeHash: string): Promise<SignInCode | undefined>;
}

export interface PeopleStore extends PeopleReads {
  insertPerson(person: Person): Promise<void>;
  updatePerson(id: string, change: Partial<Person>): Promise<void>;
  insertGrant(grant: Grant): Promise<void>;
  insertSession(session: Session): Promise<void>;
  deleteSession(secretHash: string): Promise<void>;
  deleteSessionsExpiredBefore(instant: Instant): Promise<void>;
  insertToken(token: ApiToken): Promise<void>;
  touchToken(id: string, lastUsedAt: Instant): Promise<void>;
  deleteToken(id: string): Promise<void>;
  insertSignInCode(code: SignInCode): Promise<void>;
  useSignInCode(codeHash: string, usedAt: Instant): Promise<void>;
}

export interface DeviceReads {
  device(id: string): Promise<Device | undefined>;
  /** Devices that are not retired. */
  devices(communeId: string): Promise<readonly Device[]>;
  deviceOfController(controllerId: string): Promise<Device | undefined>;
  enrolmentCode(codeHash: string): Promise<EnrolmentCode | undefined>;
}

export interface DeviceStore extends DeviceReads {
  insertDevice(device: Device): Promise<void>;
  updateDevice(id: string, change: Partial<Device>): Promise<void>;
  insertEnrolmentCode(code: EnrolmentCode): Promise<void>;
  /** Marks a code as used; false when it was used already. */
  useEnrolmentCode(id: string, usedAt: Instant): Promise<boolean>;
}

export interface RecordingReads {
  recording(id: string): Promise<Recording | undefined>;
  recordings(communeId: string, page: PageRequest): Promise<Page<Recording>>;
  byIds(ids: readonly string[]): Promise<readonly Recording[]>;
  /** Recordings still in state `received` or `rendering`, oldest first. */
  unfinished(): Promise<readonly Recording[]>;
}

export interface RecordingStore extends RecordingReads {
  insert(recording: Recording): Promise<void>;
  update(id: string, change: Partial<Recording>): Promise<void>;
}

export interface AnnouncementReads {
  announcement(id: string): Promise<Announcement | undefined>;
  announcements(communeId: string, page: PageRequest): Promise<Page<Announcement>>;
  byIds(ids: readonly string[]): Promise<readonly Announcement[]>;
}

export interface AnnouncementStore extends AnnouncementReads {
  insert(announcement: Announcement): Promise<void>;
  /** Writes and raises `revision` by one. */
  update(id: string, change: Partial<Announcement>): Promise<void>;
}

/** Who approved what, bound to its digest. Voided, never deleted. */
export interface Approval {
  readonly id: string;
  readonly communeId: string;
  readonly subject: 'announcement' | 'booking';
  readonly subjectId: string;
  readonly digest: string;
  readonly approvedBy: string;
  readonly approvedAt: Instant;
  readonly voidedAt: Instant | null;
  readonly voidReason: string | null;
}

export interface BookingReads {
  booking(id: string): Promise<Booking | undefined>;
  bookings(communeId: string, page: PageRequest): Promise<Page<Booking>>;
  /** Everything that holds or takes air: `proposed` and `approved`. */
  open(communeId: string): Promise<readonly Booking[]>;
  byIds(ids: readonly string[]): Promise<readonly Booking[]>;
  ofAnnouncement(announcementId: string): Promise<readonly Booking[]>;
  approvals(subjectId: string): Promise<readonly Approval[]>;
}

export interface BookingStore extends BookingReads {
  insert(booking: Booking): Promise<void>;
  /** Writes and raises `revision` by one. */
  update(id: string, change: Partial<Booking>): Promise<void>;
  insertApproval(approval: Approval): Promise<void>;
  voidApprovals(subjectId: string, at: Instant, reason: string): Promise<void>;
}

/** How far the plan of a commune lags behind what people changed. */
export interface PlanMark {
  readonly communeId: string;
  /** Rises with every change that concerns the plan. */
  readonly wanted: number;
  /** The value of `wanted` that the last planning saw. */
  readonly done: number;
  readonly plannedAt: Instant | null;
}

export interface AirReads {
  rundown(id: string): Promise<Rundown | undefined>;
  /** Rundowns of a commune that overlap [from, to), by start. */
  rundowns(communeId: string, from: Instant, to: Instant): Promise<readonly Rundown[]>;
  rundownsOfZone(zoneId: string, from: Instant, to: Instant): Promise<readonly Rundown[]>;
  airing(id: string): Promise<Airing | undefined>;
  airingsByIds(ids: readonly string[]): Promise<readonly Airing[]>;
  airingsOfRundowns(rundownIds: readonly string[]): Promise<readonly Airing[]>;
  airingsOfBooking(bookingId: string): Promise<readonly Airing[]>;
  /** Airings of a zone that start in [from, to). */
  airingsOfZone(zoneId: string, from: Instant, to: Instant): Promise<readonly Airing[]>;
  playbacksByIds(ids: readonly string[]): Promise<readonly Playback[]>;
  playbacksOfAirings(airingIds: readonly string[]): Promise<readonly Playback[]>;
  playbacksOfRundowns(rundownIds: readonly string[]): Promise<readonly Playback[]>;
  /** Playbacks of a commune that are still open although their deadline has passed. */
  overduePlaybacks(communeId: string, now: Instant, limit: number): Promise<readonly Playback[]>;
  /** Stop orders of a commune with `until` after `now` and not lifted. */
  stops(communeId: string, now: Instant): Promise<readonly StopOrder[]>;
  stop(id: string): Promise<StopOrder | undefined>;
  confirmations(communeId: string, from: LocalDate, to: LocalDate): Promise<readonly Confirmation[]>;
  planMark(communeId: string): Promise<PlanMark>;
}

export interface AirStore extends AirReads {
  /** Inserts or replaces by id. */
  putRundowns(rundowns: readonly Rundown[]): Promise<void>;
  putAirings(airings: readonly Airing[]): Promise<void>;
  putPlaybacks(playbacks: readonly Playback[]): Promise<void>;
  insertStop(stop: StopOrder): Promise<void>;
  updateStop(id: string, change: Partial<StopOrder>): Promise<void>;
  /** Inserts, or replaces the same person's earlier word about the same village, slot and date. */
  putConfirmation(confirmation: Confirmation): Promise<void>;
  /** Notes that the plan of the commune must be made again. */
  wantPlan(communeId: string): Promise<void>;
  planDone(communeId: string, seen: number, plannedAt: Instant): Promise<void>;
}

/** The current programme of a zone, signed, as every device of it may fetch it. */
export interface IssuedProgramme {
  readonly zoneId: string;
  readonly communeId: string;
  readonly epoch: number;
  readonly version: number;
  /** Digest of what it says, without version and times: equal content is not issued again. */
  readonly contentDigest: string;
  readonly envelope: Uint8Array;
  readonly issuedAt: Instant;
  readonly leaseUntil: Instant;
}

/** The current settings of a controller, signed. */
export interface IssuedSettings {
  readonly controllerId: string;
  readonly communeId: string;
  readonly version: number;
  readonly contentDigest: string;
  readonly envelope: Uint8Array;
}

/** What one device has proven so far. */
export interface EvidenceMark {
  readonly deviceId: string;
  readonly deviceEpoch: string;
  /** Everything up to here is stored; the next receipt is this plus one. */
  readonly sequence: number;
}

/** One accepted receipt with the envelope's place, kept as it came. */
export interface StoredReceipt {
  readonly deviceId: string;
  readonly deviceEpoch: string;
  readonly sequence: number;
  readonly communeId: string;
  readonly kind: string;
  readonly playbackId: string | null;
  readonly deviceAt: Instant;
  readonly receivedAt: Instant;
  readonly body: Readonly<Record<string, unknown>>;
}

export interface DeliveryReads {
  programme(zoneId: string): Promise<IssuedProgramme | undefined>;
  programmes(communeId: string): Promise<readonly IssuedProgramme[]>;
  settings(controllerId: string): Promise<IssuedSettings | undefined>;
  allSettings(communeId: string): Promise<readonly IssuedSettings[]>;
  evidenceMark(deviceId: string, deviceEpoch: string): Promise<EvidenceMark | undefined>;
  receiptsOfPlayback(playbackId: string): Promise<readonly StoredReceipt[]>;
}

export interface DeliveryStore extends DeliveryReads {
  putProgramme(programme: IssuedProgramme): Promise<void>;
  putSettings(settings: IssuedSettings): Promise<void>;
  insertReceipts(receipts: readonly StoredReceipt[]): Promise<void>;
  putEvidenceMark(mark: EvidenceMark): Promise<void>;
}

export interface EventReads {
  /** Events of a commune after a sequence number, oldest first. */
  after(communeId: string, sequence: number, limit: number): Promise<readonly DomainEvent[]>;
  /** Newest first; the cursor is a sequence number. */
  latest(communeId: string, page: PageRequest): Promise<Page<DomainEvent>>;
  ofSubject(communeId: string, subjectId: string): Promise<readonly DomainEvent[]>;
  lastSequence(communeId: string): Promise<number>;
}

/** What is written into the event log; the store adds the sequence. */
export interface NewEvent {
  readonly communeId: string;
  readonly at: Instant;
  readonly kind: EventKind;
  readonly actor: string;
  readonly subjectId: string;
  readonly details?: Readonly<Record<string, unknown>>;
}

export interface EventStore extends EventReads {
  append(event: NewEvent): Promise<void>;
}

/** A commune's signing key. */
export interface CommuneKey {
  readonly communeId: string;
  readonly keyId: string;
  readonly privateKeyPem: string;
  readonly publicKey: string;
  readonly createdAt: Instant;
}

/** The answer given to a request that carried an Idempotency-Key. `status` null: still running. */
export interface IdempotentAnswer {
  readonly personId: string;
  readonly key: string;
  readonly requestHash: string;
  readonly startedAt: Instant;
  readonly status: number | null;
  readonly body: string | null;
}

export interface InstallationReads {
  /** Milliseconds the demo clock runs ahead of the machine; 0 in a real installation. */
  clockOffsetMs(): Promise<number>;
  communeKey(communeId: string): Promise<CommuneKey | undefined>;
  idempotentAnswer(personId: string, key: string): Promise<IdempotentAnswer | undefined>;
}

export interface InstallationStore extends InstallationReads {
  setClockOffsetMs(offsetMs: number): Promise<void>;
  insertCommuneKey(key: CommuneKey): Promise<void>;
  putIdempotentAnswer(answer: IdempotentAnswer): Promise<void>;
  deleteIdempotentAnswer(personId: string, key: string): Promise<void>;
  deleteIdempotentAnswersBefore(instant: Instant): Promise<void>;
}

/** Everything that can be read. */
export interface StoreReads {
  readonly places: PlaceReads;
  readonly people: PeopleReads;
  readonly devices: DeviceReads;
  readonly recordings: RecordingReads;
  readonly announcements: AnnouncementReads;
  readonly bookings: BookingReads;
  readonly air: AirReads;
  readonly delivery: DeliveryReads;
  readonly events: EventReads;
  readonly installation: InstallationReads;
}

/** Everything that can be written, inside a unit of work. Its reads see its own writes. */
export interface Stores extends StoreReads {
  readonly places: PlaceStore;
  readonly people: PeopleStore;
  readonly devices: DeviceStore;
  readonly recordings: RecordingStore;
  readonly announcements: AnnouncementStore;
  readonly bookings: BookingStore;
  readonly air: AirStore;
  readonly delivery: DeliveryStore;
  readonly events: EventStore;
  readonly installation: InstallationStore;
}
