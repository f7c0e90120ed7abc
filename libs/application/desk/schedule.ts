// The week of a commune as the desk works on it: what the planner itself plans at this moment, what became of what is past, and what waits
// for a place. Read only.
import {
  addDays,
  DAY_MS,
  daysBetween,
  instantOf,
  localDateOf,
  overlaps,
  Problem,
  quietStretches,
  scheduledZone,
  scheduleEntries,
  seesAll,
  type Actor,
  type Airing,
  type Announcement,
  type Booking,
  type BookedDay,
  type Commune,
  type EventKind,
  type Instant,
  type Interval,
  type LocalDate,
  type PlaybackState,
  type Rundown,
  type ScheduleEntry,
  type Slot,
  type SpecialDay,
  type StopOrder,
  type Village,
} from '#domain';
import { Injectable } from '@nestjs/common';
import { requireView } from '../acting/access';
import {
  airingsInReach,
  bookingInReach,
  ordersInReach,
  seesAnnouncement,
  seesBooking,
  sightOf,
  withinReach,
  type Sight,
} from '../acting/reach';
import { airRequests } from '../planning/plan-requests';
import { ItemFailures, type ItemFailure } from '../acting/item-failures';
import { asPlanned } from '../planning/planned-zones';
import { AirSettings } from '../ports/air-settings';
import { Clock } from '../ports/clock';
import type { StoreReads } from '../ports/stores';
import { UnitOfWork } from '../ports/unit-of-work';

/** Nobody books further ahead by hand, and every day more is planned in every zone. */
const MAX_DAYS_AHEAD = 186;

/** A booking as the schedule names it, with the people behind it. */
interface ScheduledBooking extends Pick<
  Booking,
  | 'id'
  | 'announcementId'
  | 'zoneIds'
  | 'start'
  | 'recurrence'
  | 'repeats'
  | 'cancelledDates'
  | 'lateReason'
  | 'precedence'
  | 'purpose'
  | 'state'
  | 'createdAt'
  | 'approvedAt'
  | 'revision'
> {
  readonly createdBy: string | null;
  readonly approvedBy: string | null;
}

/** An entry with how many of its playbacks stand in each state; none while they were not made. */
interface ToldEntry extends ScheduleEntry {
  readonly playbacks: Readonly<Partial<Record<PlaybackState, number>>>;
  /** How many of them were heard although they had been taken off the air. */
  readonly afterCancel: number;
}

/** One village as a row is named: its zones with the poles that stand in them, and its silence in the days asked for. */
interface ScheduledVillage {
  readonly village: Village;
  readonly zones: readonly { readonly id: string; readonly name: string; readonly controllers: number }[];
  readonly quiet: readonly Interval[];
}

interface ScheduleView {
  readonly commune: Commune;
  readonly now: Instant;
  readonly from: LocalDate;
  readonly days: number;
  /** What starts before this is frozen. */
  readonly lockEndsAt: Instant;
  readonly slots: readonly Slot[];
  readonly specialDays: readonly SpecialDay[];
  readonly stops: readonly StopOrder[];
  readonly villages: readonly ScheduledVillage[];
  readonly entries: readonly ToldEntry[];
  readonly bookings: readonly ScheduledBooking[];
  /** Zones that cannot be planned now: only what is kept of them is shown. */
  readonly notForecast: readonly (ItemFailure & { readonly zoneId: string })[];
}

/** An announcement that waits for a place in the schedule. */
interface UnbookedAnnouncement {
  readonly announcement: Announcement;
  readonly createdBy: string | null;
  /** Of all language versions; null while one of them is not ready. */
  readonly durationMs: number | null;
}

/** One thing that happened to a booking. */
interface BookingHappening {
  readonly sequence: number;
  readonly at: Instant;
  readonly kind: EventKind;
  /** Null: the system. */
  readonly who: string | null;
  readonly reason: string | null;
}

@Injectable()
export class Schedule {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly settings: AirSettings,
    private readonly failures: ItemFailures,
  ) {}

  /**
   * So many days of all zones, from that day on: whoever looks at some villages alone is told of the others what goes on air there, which
   * anybody may hear. Throws Problem `bad-request` for days too far ahead.
   */
  async span(actor: Actor, communeId: string, from: LocalDate, days: number): Promise<ScheduleView> {
    requireView(actor, communeId);
    const { read } = this.unitOfWork;
    const now = this.clock.now();
    const commune = (await read.places.commune(communeId))!;
    const window = daysAt(from, days, commune);
    const aheadDays = daysBetween(localDateOf(now, commune.timeZone), from) + days;
    if (aheadDays > MAX_DAYS_AHEAD) throw new Problem('bad-request', { field: 'from', maxDays: MAX_DAYS_AHEAD });
    const [slots, specialDays, stops] = await Promise.all([
      read.places.slots(communeId),
      read.places.specialDays(communeId),
      read.air.stops(communeId, now),
    ]);
    const air = await this.airOf(commune, window, now, aheadDays);
    const { sight, airings } = await this.toldOf(actor, communeId, air.airings);
    const entries = await withPlaybacks(read, scheduleEntries(airings, air.rundowns, air.bookedDays), sight);
    return {
      commune,
      now,
      from,
      days,
      lockEndsAt: now + this.settings.limits.lockMs,
      slots: [...slots].sort((a, b) => (a.from + a.id < b.from + b.id ? -1 : 1)),
      specialDays: specialDays.filter(({ date }) => date >= from && daysBetween(from, date) < days),
      stops: await ordersInReach(read, actor, communeId, stops, ({ orderedBy }) => [orderedBy]),
      villages: await this.villagesOf(commune, window, specialDays),
      entries,
      bookings: await bookingsOf(read, actor, commune.id, entries),
      notForecast: air.notForecast.filter(({ zoneId }) => sight(zoneId)),
    };
  }

  /** What is handed in or approved and stands in no booking that holds or held air, newest first, as far as a grant of the actor reaches. */
  async unbooked(actor: Actor, communeId: string): Promise<readonly UnbookedAnnouncement[]> {
    requireView(actor, communeId);
    const { read } = this.unitOfWork;
    const { openingAnnouncementId, closingAnnouncementId, rules } = (await read.places.commune(communeId))!;
    const signatures = new Set([openingAnnouncementId, closingAnnouncementId, ...Object.values(rules.drill)]);
    const free = (await read.announcements.unbooked(communeId)).filter(({ id }) => !signatures.has(id));
    const waiting = await withinReach(free, (each) => seesAnnouncement(read, actor, each));
    const recordings = await read.recordings.byIds(
      waiting.flatMap(({ versions }) => versions.map(({ recordingId }) => recordingId)),
    );
    const lengths = new Map(recordings.map(({ id, rendition }) => [id, rendition?.durationMs]));
    const names = await namesIn(read, communeId);
    return waiting.map((announcement) => {
      const parts = announcement.versions.map(({ recordingId }) => lengths.get(recordingId));
      const ready = parts.every((part) => part !== undefined);
      return {
        announcement,
        createdBy: names.get(announcement.createdBy) ?? null,
        durationMs: ready ? parts.reduce((sum, part) => sum + part, 0) : null,
      };
    });
  }

  /** Everything that happened to the booking, newest first. Throws Problem `not-found`. */
  async history(actor: Actor, bookingId: string): Promise<readonly BookingHappening[]> {
    const { read } = this.unitOfWork;
    const { communeId } = await bookingInReach(read, actor, bookingId);
    const names = await namesIn(read, communeId);
    return [...(await read.events.ofSubject(communeId, bookingId))]
      .sort((a, b) => b.sequence - a.sequence)
      .map(({ sequence, at, kind, actor: who, details }) => ({
        sequence,
        at,
        kind,
        who: names.get(who) ?? null,
        reason: ('reason' in details && details.reason) || null,
      }));
  }

  /** What of the air the actor is told, and at which places they may look. */
  private async toldOf(actor: Actor, communeId: string, airings: readonly Airing[]) {
    const { read } = this.unitOfWork;
    const sight = await sightOf(read, actor, communeId);
    if (seesAll(actor, communeId)) return { sight, airings };
    const told = await airingsInReach(read, actor, communeId, airings);
    const [own, others] = [told.filter(({ zoneId }) => sight(zoneId)), told.filter(({ zoneId }) => !sight(zoneId))];
    const bookings = await read.bookings.byIds([...new Set(others.flatMap(({ bookingId }) => bookingId ?? []))]);
    const seen = new Set((await withinReach(bookings, (each) => seesBooking(read, actor, each))).map(({ id }) => id));
    const elsewhere = others.flatMap((airing) => {
      if (seen.has(airing.bookingId ?? '')) return [airing];
      return isPublic(airing) ? [{ ...airing, bookingId: null, announcementId: null }] : [];
    });
    return { sight, airings: [...own, ...elsewhere] };
  }

  /** Every village with its silence. Where that cannot be worked out none is drawn, and the zones say that they cannot be planned. */
  private async villagesOf(
    commune: Commune,
    window: Interval,
    specialDays: readonly SpecialDay[],
  ): Promise<readonly ScheduledVillage[]> {
    const { places } = this.unitOfWork.read;
    const [villages, zones, controllers] = await Promise.all([
      places.villages(commune.id),
      places.zones(commune.id),
      places.controllers(commune.id),
    ]);
    return Promise.all(
      villages.map(async (village) => {
        const { value: quiet } = await this.failures.tried('village-silence', village.id, () =>
          quietStretches(village.quietHours ?? commune.quietHours, window, commune.timeZone, specialDays),
        );
        return {
          village,
          zones: zones
            .filter(({ villageId }) => villageId === village.id)
            .map(({ id, name }) => ({
              id,
              name,
              controllers: controllers.filter(({ zoneId }) => zoneId === id).length,
            })),
          quiet: (quiet ?? []).map(({ from, to }) => ({
            from: Math.max(from, window.from),
            to: Math.min(to, window.to),
          })),
        };
      }),
    );
  }

  /** What is kept of the past and of emergencies as it is kept; the rest as it is planned now. */
  private async airOf(commune: Commune, window: Interval, now: Instant, aheadDays: number) {
    const { read } = this.unitOfWork;
    const kept = await read.air.rundowns(commune.id, window.from, window.to);
    const airings = new Map<string, Airing>();
    const rundowns = new Map<string, Rundown>(kept.map((rundown) => [rundown.id, rundown]));
    const bookedDays = new Map<string, BookedDay>();
    const notForecast: ScheduleView['notForecast'][number][] = [];
    for (const airing of await read.air.airingsOfRundowns([...rundowns.keys()])) airings.set(airing.id, airing);
    if (window.to > now - DAY_MS) {
      const { limits } = this.settings;
      const horizonDays = Math.max(limits.horizonDays, aheadDays);
      const known = await read.air.planFailures(commune.id);
      for (const request of await airRequests(read, commune.id, now, { ...limits, horizonDays })) {
        const { zoneId } = request;
        const { value: zone, failure } = await asPlanned(request, known, this.failures, scheduledZone);
        if (failure) notForecast.push({ ...failure, zoneId });
        if (!zone) continue;
        for (const rundown of zone.plan.rundowns) rundowns.set(rundown.id, rundown);
        for (const airing of zone.plan.airings) airings.set(airing.id, airing);
        for (const [id, day] of zone.bookedDays) bookedDays.set(id, day);
      }
    }
    const inWindow = [...airings.values()].filter(({ startsAt, durationMs }) =>
      overlaps(window, { from: startsAt, to: startsAt + durationMs }),
    );
    return { airings: inWindow, rundowns: [...rundowns.values()], bookedDays, notForecast };
  }
}

function daysAt(from: LocalDate, days: number, { timeZone }: Commune): Interval {
  return { from: instantOf(from, '00:00', timeZone), to: instantOf(addDays(from, days), '00:00', timeZone) };
}

/** What anybody may hear who stands below the pole. */
function isPublic({ kind, state }: Airing): boolean {
  return kind === 'item' && state === 'planned';
}

async function withPlaybacks(
  stores: StoreReads,
  entries: readonly ScheduleEntry[],
  sight: Sight,
): Promise<readonly ToldEntry[]> {
  const ids = entries.flatMap(({ air }) => air.filter(({ zoneId }) => sight(zoneId)).map(({ airingId }) => airingId));
  const states = new Map<string, PlaybackState[]>();
  const late = new Map<string, number>();
  for (const { airingId, state, playedAfterCancel } of await stores.air.playbacksOfAirings(ids)) {
    states.set(airingId, [...(states.get(airingId) ?? []), state]);
    if (playedAfterCancel) late.set(airingId, (late.get(airingId) ?? 0) + 1);
  }
  return entries.map((entry) => {
    const counts: Partial<Record<PlaybackState, number>> = {};
    for (const { airingId } of entry.air) {
      for (const state of states.get(airingId) ?? []) counts[state] = (counts[state] ?? 0) + 1;
    }
    const afterCancel = entry.air.reduce((sum, { airingId }) => sum + (late.get(airingId) ?? 0), 0);
    return { ...entry, playbacks: counts, afterCancel };
  });
}

async function bookingsOf(
  stores: StoreReads,
  actor: Actor,
  communeId: string,
  entries: readonly ScheduleEntry[],
): Promise<readonly ScheduledBooking[]> {
  const names = await namesIn(stores, communeId);
  const ids = new Set(entries.flatMap(({ bookingId }) => bookingId ?? []));
  const bookings = await withinReach(await stores.bookings.byIds([...ids]), (each) => seesBooking(stores, actor, each));
  return bookings.map((booking) => ({
    ...booking,
    createdBy: names.get(booking.createdBy) ?? null,
    approvedBy: booking.approvedBy === null ? null : (names.get(booking.approvedBy) ?? null),
  }));
}

async function namesIn({ people }: StoreReads, communeId: string): Promise<ReadonlyMap<string, string>> {
  return new Map((await people.people(communeId)).map(({ id, name }) => [id, name]));
}
