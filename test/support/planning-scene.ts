// The stage of the planning specs: bản Poọng of Mường Lát on Saturday 21 November 2026, with its three slots. A scene is a plan request in
// which a spec names only what it is about.
import {
  DAY_MS,
  instantOf,
  MINUTE_MS,
  planZone,
  SECOND_MS,
  wallTimeOf,
  type Airing,
  type BookedItem,
  type Booking,
  type BroadcastLimits,
  type Instant,
  type LocalDate,
  type PlanRequest,
  type Slot,
  type StopOrder,
  type WallTime,
  type ZonePlan,
} from '#domain';

export const ZONE = 'Asia/Ho_Chi_Minh';
export const TODAY = '2026-11-21';
export const TOMORROW = '2026-11-22';

const STANDING = { communeId: 'mường-lát', revision: 1, retiredAt: null };
export const MORNING: Slot = { ...STANDING, id: 'sáng', name: 'Sáng', from: '05:30', to: '06:30' };
export const NOON: Slot = { ...STANDING, id: 'trưa', name: 'Trưa', from: '11:00', to: '11:30' };
export const EVENING: Slot = { ...STANDING, id: 'chiều', name: 'Chiều', from: '17:00', to: '18:00' };

/** When the clock at the pole shows that time, today unless said otherwise. */
export function at(time: WallTime, date: LocalDate = TODAY): Instant {
  return instantOf(date, time, ZONE);
}

/** What a spec says of a booking; the rest is an approved notice of two minutes, once today in the evening slot. */
interface ItemSketch extends Partial<Omit<Booking, 'id'>> {
  readonly minutes?: number;
  readonly messageClass?: BookedItem['messageClass'];
  readonly controllers?: readonly string[];
}

export function item(title: string, sketch: ItemSketch = {}): BookedItem {
  const { minutes = 2, messageClass = 'normal', controllers = ['cụm-1', 'cụm-2'], ...change } = sketch;
  const booking: Booking = {
    id: title,
    communeId: 'mường-lát',
    announcementId: `tin ${title}`,
    zoneIds: ['poọng'],
    controllerIds: controllers,
    start: { kind: 'slot', slotId: EVENING.id },
    recurrence: { kind: 'once', date: TODAY },
    repeats: 1,
    lateLimitMs: MINUTE_MS,
    lateReason: null,
    cancelledDates: [],
    purpose: 'routine',
    precedence: 0,
    afterInterruption: 'restart',
    soonestAt: null,
    state: 'approved',
    createdBy: 'bí thư',
    createdAt: at('08:00', '2026-11-01'),
    amendedBy: [],
    approvedBy: 'chủ tịch',
    approvedAt: at('09:00', '2026-11-01'),
    approvedDigest: 'digest',
    revision: 1,
    ...change,
  };
  const sounds = [{ sha256: `sound of ${title}`, bytes: 1, durationMs: minutes * MINUTE_MS }];
  return { booking, announcementId: booking.announcementId, title, messageClass, sounds, controllerIds: controllers };
}

/** At that exact time. */
export function exactly(time: WallTime): Pick<Booking, 'start'> {
  return { start: { kind: 'exact', at: time } };
}

/** As much as fits: for specs that are not about the caps. */
export const UNCAPPED: BroadcastLimits = {
  maxRundownMs: DAY_MS,
  maxDayMs: DAY_MS,
  minGapMs: 2 * SECOND_MS,
  volumeBands: [],
};

/** A request at 12:00 today unless said otherwise: silence 21:00-05:00, lock 10 min, lead 20 s, gap 2 s, no caps, no signature sounds. */
export function scene(items: readonly BookedItem[], change: Partial<PlanRequest> = {}): PlanRequest {
  const booked = (change.items ?? items).flatMap(({ controllerIds }) => controllerIds);
  return {
    communeId: 'mường-lát',
    villageId: 'bản poọng',
    zoneId: 'poọng',
    timeZone: ZONE,
    quietHours: [{ from: '21:00', to: '05:00' }],
    broadcastLimits: UNCAPPED,
    specialDays: [],
    slots: [MORNING, NOON, EVENING],
    items,
    standing: [...new Set(['cụm-1', 'cụm-2', ...booked])],
    setAside: [],
    altered: new Set(),
    opening: null,
    closing: null,
    existing: [],
    existingRundowns: [],
    endedIds: new Set(),
    stops: [],
    emergencies: [],
    interruptions: [],
    now: at('12:00'),
    limits: { lockMs: 10 * MINUTE_MS, leadMs: 20 * SECOND_MS, horizonDays: 2 },
    idOf: (...parts) => parts.join('/'),
    ...change,
  };
}

export const OPENING = { sha256: 'nhạc hiệu', bytes: 1, durationMs: 10 * SECOND_MS };
export const CLOSING = { sha256: 'lời chào', bytes: 1, durationMs: 5 * SECOND_MS };
export const WITH_SIGNATURES: Partial<PlanRequest> = { opening: OPENING, closing: CLOSING };

/** The same zone later: what was planned is known, and only what is named has changed. */
export function later(time: WallTime, request: PlanRequest, change: Partial<PlanRequest> = {}): PlanRequest {
  const plan = planZone(request);
  return { ...request, existing: plan.airings, existingRundowns: plan.rundowns, now: at(time), ...change };
}

export function stop(from: WallTime, until: WallTime, change: Partial<StopOrder> = {}): StopOrder {
  return {
    id: 'stop',
    communeId: 'mường-lát',
    zoneIds: null,
    reason: 'đọc nhầm',
    orderedBy: 'cán bộ',
    from: at(from),
    until: at(until),
    liftedAt: null,
    sparesEmergency: false,
    ...change,
  };
}

/** The plan as people would read it aloud: `17:00:00 Họp bản`, with state and reason where it is not simply planned. */
export function aloud(plan: ZonePlan): readonly string[] {
  return plan.airings.map(lineOf);
}

function lineOf({ startsAt, title, kind, state, reason }: Airing): string {
  const name = kind === 'item' ? title : kind;
  const rest = state === 'planned' ? [] : [state, ...(reason ? [reason] : [])];
  return [wallTimeOf(startsAt, ZONE), name, ...rest].join(' ');
}
