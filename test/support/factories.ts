// Makers of values for tests: sensible as they are and fitting each other, so that a test says only what it is about.
import type { Approval, StoredReceipt } from '#application';
import {
  DEFAULT_RULES,
  type Airing,
  type Announcement,
  type Booking,
  type Commune,
  type Complaint,
  type Confirmation,
  type Controller,
  type Device,
  type EnrolmentCode,
  type GivenGrant,
  type Person,
  type Playback,
  type Recording,
  type Retraction,
  type Rendition,
  type Rundown,
  type Slot,
  type SpecialDay,
  type StopOrder,
  type TroubleSettlement,
  type Village,
  type Zone,
} from '#domain';

/** Sunday, 1 March 2026, 12:00 in Vietnam: the instant at which things in tests have been made. */
export const NOON = Date.parse('2026-03-01T05:00:00Z');

export function aCommune(own: Partial<Commune> = {}): Commune {
  return {
    id: 'commune-1',
    name: 'xã Mường Thải',
    province: 'Sơn La',
    phone: null,
    timeZone: 'Asia/Ho_Chi_Minh',
    approverRule: 'leader',
    quietHours: [{ from: '21:00', to: '05:00' }],
    epoch: 1,
    openingAnnouncementId: null,
    closingAnnouncementId: null,
    rules: DEFAULT_RULES,
    revision: 1,
    ...own,
  };
}

export function aVillage(own: Partial<Village> = {}): Village {
  return {
    id: 'village-1',
    communeId: 'commune-1',
    name: 'Suối Tàu',
    label: 'bản',
    households: 120,
    people: null,
    languages: ['vi', 'tai'],
    quietHours: null,
    limits: null,
    revision: 1,
    retiredAt: null,
    ...own,
  };
}

export function aZone(own: Partial<Zone> = {}): Zone {
  const place = { id: 'zone-1', communeId: 'commune-1', villageId: 'village-1', name: 'Suối Tàu 1' };
  return { ...place, revision: 1, retiredAt: null, ...own };
}

export function aController(own: Partial<Controller> = {}): Controller {
  return {
    id: 'controller-1',
    communeId: 'commune-1',
    zoneId: 'zone-1',
    name: 'Nhà văn hoá',
    volumePercent: 80,
    publicCode: `code-of-${own.id ?? 'controller-1'}`,
    position: null,
    revision: 1,
    retiredAt: null,
    ...own,
  };
}

export function aDevice(own: Partial<Device> = {}): Device {
  return {
    id: 'device-1',
    communeId: 'commune-1',
    controllerId: 'controller-1',
    publicKey: Buffer.alloc(32, 1).toString('base64'),
    credentialHash: 'c'.repeat(64),
    enrolledAt: NOON,
    retiredAt: null,
    online: true,
    lastSeenAt: NOON,
    programme: null,
    ...own,
  };
}

export function anEnrolmentCode(own: Partial<EnrolmentCode> = {}): EnrolmentCode {
  return {
    id: 'enrolment-code-1',
    communeId: 'commune-1',
    controllerId: 'controller-1',
    codeHash: 'e'.repeat(64),
    expiresAt: NOON + 3_600_000,
    usedAt: null,
    issuedBy: null,
    ...own,
  };
}

export function aSlot(own: Partial<Slot> = {}): Slot {
  const place = { id: 'slot-1', communeId: 'commune-1', name: 'Sáng', from: '05:30', to: '06:00' };
  return { ...place, revision: 1, retiredAt: null, ...own };
}

/** Tết of 2027, with a silent morning. */
export function aSpecialDay(own: Partial<SpecialDay> = {}): SpecialDay {
  return {
    id: 'special-day-1',
    communeId: 'commune-1',
    date: '2027-02-06',
    name: 'Mùng một Tết',
    quietHours: [{ from: '05:00', to: '09:00' }],
    seriesRest: true,
    ...own,
  };
}

export function aPerson(own: Partial<Person> = {}): Person {
  return {
    id: 'person-1',
    communeId: 'commune-1',
    name: 'Lò Thị Mai',
    login: own.id ?? 'person-1',
    passwordHash: null,
    pinHash: null,
    createdAt: NOON,
    blockedAt: null,
    lastActiveAt: null,
    pinShownTo: null,
    revision: 1,
    ...own,
  };
}

export function aGrant(own: Partial<GivenGrant> = {}): GivenGrant {
  return {
    from: null,
    givenBy: null,
    id: 'grant-1',
    communeId: 'commune-1',
    personId: 'person-1',
    role: 'operator',
    villageId: null,
    ...own,
  };
}

/** As it was received, nothing done yet. */
export function aRecording(own: Partial<Recording> = {}): Recording {
  return {
    id: 'recording-1',
    communeId: 'commune-1',
    sha256: 'a'.repeat(64),
    bytes: 480_000,
    fileName: 'thông báo.m4a',
    uploadedBy: 'person-1',
    receivedAt: NOON,
    draftId: null,
    trim: null,
    state: 'received',
    progress: 0,
    attempts: 0,
    refusal: null,
    warnings: [],
    original: null,
    rendition: null,
    removedAt: null,
    ...own,
  };
}

export function aRendition(own: Partial<Rendition> = {}): Rendition {
  return {
    profile: 'horn',
    sha256: 'b'.repeat(64),
    bytes: 240_000,
    durationMs: 60_000,
    measure: { durationMs: 60_000, loudnessLufs: -16.2, truePeakDbtp: -2.1, clippedShare: 0 },
    ...own,
  };
}

/** A draft by `person-1`. */
export function anAnnouncement(own: Partial<Announcement> = {}): Announcement {
  return {
    id: 'announcement-1',
    communeId: 'commune-1',
    title: 'Lịch tiêm chủng tháng 3',
    category: 'y-te',
    messageClass: 'normal',
    source: 'commune',
    versions: [{ language: 'vi', recordingId: 'recording-1', script: 'Mời bà con đến trạm y tế.' }],
    state: 'draft',
    createdBy: 'person-1',
    editors: ['person-1'],
    createdAt: NOON,
    revision: 1,
    note: null,
    wish: null,
    ...own,
  };
}

/** Proposed by `person-1` for one day in `slot-1`. */
export function aBooking(own: Partial<Booking> = {}): Booking {
  return {
    id: 'booking-1',
    communeId: 'commune-1',
    announcementId: 'announcement-1',
    zoneIds: ['zone-1'],
    controllerIds: ['controller-1'],
    start: { kind: 'slot', slotId: 'slot-1' },
    recurrence: { kind: 'once', date: '2026-03-02' },
    repeats: 1,
    lateLimitMs: 60_000,
    lateReason: null,
    cancelledDates: [],
    purpose: 'routine',
    precedence: 0,
    afterInterruption: 'restart',
    soonestAt: null,
    state: 'proposed',
    createdBy: 'person-1',
    createdAt: NOON,
    amendedBy: [],
    approvedBy: null,
    approvedAt: null,
    approvedDigest: null,
    revision: 1,
    ...own,
  };
}

/** Of `announcement-1`, by `person-2`. */
export function anApproval(own: Partial<Approval> = {}): Approval {
  return {
    id: 'approval-1',
    communeId: 'commune-1',
    subject: 'announcement',
    subjectId: 'announcement-1',
    digest: 'd'.repeat(64),
    approvedBy: 'person-2',
    approvedAt: NOON,
    basis: 'another-person',
    voidedAt: null,
    voidReason: null,
    ...own,
  };
}

/** The morning of the day after `NOON`. */
export function aRundown(own: Partial<Rundown> = {}): Rundown {
  const startsAt = own.startsAt ?? Date.parse('2026-03-02T05:30:00+07:00');
  return {
    id: 'rundown-1',
    communeId: 'commune-1',
    villageId: 'village-1',
    zoneId: 'zone-1',
    slotKey: 'slot-1',
    slotName: 'Sáng',
    localDate: '2026-03-02',
    startsAt,
    endsAt: startsAt + 1_800_000,
    ...own,
  };
}

export function anAiring(own: Partial<Airing> = {}): Airing {
  return {
    id: 'airing-1',
    rundownId: 'rundown-1',
    communeId: 'commune-1',
    zoneId: 'zone-1',
    kind: 'item',
    restartOf: null,
    bookingId: 'booking-1',
    announcementId: 'announcement-1',
    title: 'Lịch tiêm chủng tháng 3',
    messageClass: 'normal',
    startsAt: Date.parse('2026-03-02T05:30:00+07:00'),
    durationMs: 60_000,
    lateLimitMs: 60_000,
    sounds: [{ sha256: 'b'.repeat(64), bytes: 240_000, durationMs: 60_000 }],
    controllerIds: ['controller-1'],
    state: 'planned',
    reason: null,
    reasonValues: {},
    ...own,
  };
}

export function aPlayback(own: Partial<Playback> = {}): Playback {
  return {
    id: 'playback-1',
    communeId: 'commune-1',
    airingId: 'airing-1',
    rundownId: 'rundown-1',
    controllerId: 'controller-1',
    state: 'planned',
    startedAt: null,
    playedMs: null,
    reason: null,
    cancelledAt: null,
    playedAfterCancel: false,
    deadlineAt: Date.parse('2026-03-03T05:30:00+07:00'),
    changedAt: NOON,
    ...own,
  };
}

/** Silences the whole commune for an hour from `NOON`. */
export function aStopOrder(own: Partial<StopOrder> = {}): StopOrder {
  return {
    id: 'stop-1',
    communeId: 'commune-1',
    zoneIds: null,
    reason: 'đám tang',
    orderedBy: 'person-1',
    from: NOON,
    until: NOON + 3_600_000,
    liftedAt: null,
    sparesEmergency: false,
    ...own,
  };
}

export function aConfirmation(own: Partial<Confirmation> = {}): Confirmation {
  return {
    id: 'confirmation-1',
    communeId: 'commune-1',
    villageId: 'village-1',
    slotKey: 'slot-1',
    localDate: '2026-03-02',
    airingId: null,
    since: 0,
    personId: 'person-1',
    answer: 'heard',
    note: '',
    at: NOON,
    ...own,
  };
}

export function aRetraction(own: Partial<Retraction> = {}): Retraction {
  return {
    id: 'retraction-1',
    communeId: 'commune-1',
    announcementId: 'announcement-1',
    bookingId: null,
    reason: 'nhầm ngày họp',
    orderedBy: 'person-1',
    orderedAt: NOON,
    correctionBookingIds: [],
    ...own,
  };
}

/** From below `controller-1`, still open. */
export function aComplaint(own: Partial<Complaint> = {}): Complaint {
  return {
    id: 'complaint-1',
    communeId: 'commune-1',
    controllerId: 'controller-1',
    topic: 'too-loud',
    text: 'Loa to quá, trẻ con giật mình.',
    at: NOON,
    answer: null,
    closedBy: null,
    closedAt: null,
    ...own,
  };
}

export function aReceipt(own: Partial<StoredReceipt> = {}): StoredReceipt {
  return {
    deviceId: 'device-1',
    deviceEpoch: 'boot-1',
    sequence: 1,
    communeId: 'commune-1',
    kind: 'played',
    playbackId: 'playback-1',
    deviceAt: NOON,
    receivedAt: NOON + 500,
    body: { startedAt: NOON, playedMs: 60_000 },
    ...own,
  };
}

/** `person-1` dealt with what was known of `aRundown` by then. */
export function aTroubleSettlement(own: Partial<TroubleSettlement> = {}): TroubleSettlement {
  return {
    id: 'settlement-1',
    communeId: 'commune-1',
    villageId: 'village-1',
    slotKey: 'slot-1',
    localDate: '2026-03-02',
    settledBy: 'person-1',
    settledAt: NOON,
    note: '',
    ...own,
  };
}
