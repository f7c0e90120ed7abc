// Trying a series day by day. Where nothing reaches over midnight, what a booking does on one day does not depend on other days, and days that
// are alike come to the same: of months of a daily series in dozens of zones only a few days are really planned.
import { isExercise, type Airing } from '../air/air';
import { addDays, instantOf, localDateOf, msOfDay, wallTimeOf } from '../calendar/calendar';
import type { DailyWindow } from '../calendar/daily-window';
import { datesOf, type Recurrence } from '../calendar/recurrence';
import { DAY_MS, type Instant, type LocalDate } from '../calendar/time';
import { canonicalJson } from '../canonical-json';
import { conflictsOf, displacement, type BookingConflict } from './conflict-reasons';
import { stopsInForce, takesAir, timeOf } from '../planning/ground';
import { dueOccurrences, isOpen, isOver, lengthOfRepeats } from '../planning/occurrences';
import { planZone, type BookedItem, type PlanRequest } from '../planning/plan-zone';

/** One time at which the booking would sound. */
export interface PreviewedStart {
  readonly zoneId: string;
  readonly localDate: LocalDate;
  /** Counted from 0. */
  readonly repeat: number;
  readonly startsAt: Instant;
  readonly endsAt: Instant;
}

/** What trying the booking comes to. */
export interface TriedDays {
  /** How many times it is to sound, whether or not it finds a place. */
  readonly asked: number;
  readonly starts: readonly PreviewedStart[];
  /** Why the booking has no place itself. */
  readonly refused: readonly BookingConflict[];
  /** What it would push out. */
  readonly displaced: readonly BookingConflict[];
}

/**
 * Plans the zone with the booking, which is the only item of `itself`. `before`: what it plays without; `told`: the zone as it is now, of which
 * refusals speak.
 */
export function tryPlanned(
  without: PlanRequest,
  itself: PlanRequest,
  before: readonly Airing[],
  told: PlanRequest,
): TriedDays {
  const { now, zoneId } = without;
  const after = planZone({ ...without, items: [...without.items, ...itself.items] });
  const airings = new Map(after.airings.map((airing) => [airing.id, airing]));
  const wanted = dueOccurrences(itself)
    .filter((occurrence) => !isOver(occurrence, now))
    .flatMap((occurrence) =>
      occurrence.airingIds.map((id, repeat) => ({ occurrence, repeat, airing: airings.get(id)! })),
    );
  return {
    asked: wanted.length,
    starts: wanted
      .filter(({ airing }) => airing.state === 'planned')
      .map(({ occurrence: { localDate, durationMs }, repeat, airing: { startsAt } }) => {
        return { zoneId, localDate, repeat, startsAt, endsAt: startsAt + durationMs };
      }),
    refused: wanted.flatMap(({ occurrence, airing }) => conflictsOf(airing, occurrence, told)),
    displaced: pushedOut(before, airings).flatMap((airing) => displacement(airing, told)),
  };
}

/** Items that take air without the booking and would not with it, as they stood. */
function pushedOut(before: readonly Airing[], after: ReadonlyMap<string, Airing>): readonly Airing[] {
  return before
    .filter((airing) => airing.kind === 'item' && takesAir(airing))
    .flatMap((airing) => {
      const lost = after.get(airing.id);
      return lost?.state === 'dropped' ? { ...lost, startsAt: airing.startsAt } : [];
    });
}

/** The days of one question: a day that was planned once is not planned again for another zone or date that is like it. */
export class TrialDays {
  private readonly known = new Map<string, { readonly days: TriedDays; readonly date: LocalDate }>();
  private readonly kinds = new Map<string, number>();
  private readonly dates = new Map<Recurrence, ReadonlyMap<string, readonly LocalDate[]>>();

  /** The last day on which anything but bookings and hours decides what sounds: stops, emergencies, the show lock. */
  lastSpecialDate(request: PlanRequest): LocalDate {
    const { now, limits, timeZone, existing, setAside, emergencies } = request;
    const kept = existing.filter(
      (airing) => isExercise(airing) || airing.restartOf !== null || setAside.includes(airing.bookingId ?? ''),
    );
    const ends = [
      now + Math.max(limits.lockMs, limits.leadMs),
      ...kept.map((airing) => timeOf(airing).to),
      ...stopsInForce(request).map(({ to }) => to),
      ...emergencies.map(({ to }) => to),
    ];
    return localDateOf(Math.max(...ends), timeZone);
  }

  /** What the booking does on each of these days, in their order. All lie after `lastSpecialDate` in a zone whose days are apart. */
  tryDays(without: PlanRequest, candidate: BookedItem, dates: readonly LocalDate[]): TriedDays {
    return together(dates.length === 0 ? [] : this.each(without, candidate, dates));
  }

  private each(without: PlanRequest, candidate: BookedItem, dates: readonly LocalDate[]): readonly TriedDays[] {
    const span = { from: dates[0]!, before: addDays(dates.at(-1)!, 1) };
    const due = new Map<LocalDate, BookedItem[]>();
    for (const item of without.items) {
      if (without.setAside.includes(item.booking.id) || !isOpen(item)) continue;
      for (const date of this.datesOf(item, span, without)) {
        const there = due.get(date);
        if (there) there.push(item);
        else due.set(date, [item]);
      }
    }
    const { timeZone, quietHours, broadcastLimits, slots, opening, closing } = without;
    const place = this.kindOf(
      canonicalJson([
        timeZone,
        quietHours,
        broadcastLimits,
        slots,
        opening?.durationMs ?? null,
        closing?.durationMs ?? null,
      ]),
    );
    const kinds = new Map([...without.items, candidate].map((item) => [item, this.kindOf(textOf(item))]));
    return dates.map((date) => {
      const items = due.get(date) ?? [];
      const those = items.map((item) => kinds.get(item)!).sort((a, b) => a - b);
      const key = `${place} ${dayText(date, without)} ${kinds.get(candidate)} ${those.join()}`;
      const known = this.known.get(key);
      if (known) return moved(known.days, known.date, date, without);
      const days = tryDay(without, candidate, items, date);
      this.known.set(key, { days, date });
      return days;
    });
  }

  /** The days of one item in the span. Zones share their bookings, so that each is worked out once. */
  private datesOf({ booking }: BookedItem, span: { from: LocalDate; before: LocalDate }, request: PlanRequest) {
    const { recurrence, cancelledDates } = booking;
    const key = `${span.from} ${span.before} ${cancelledDates.join()}`;
    const known = this.dates.get(recurrence) ?? new Map<string, readonly LocalDate[]>();
    const found = known.get(key) ?? datesOf(recurrence, span, cancelledDates, request.specialDays);
    this.dates.set(recurrence, new Map([...known, [key, found]]));
    return found;
  }

  private kindOf(text: string): number {
    const kind = this.kinds.get(text) ?? this.kinds.size;
    this.kinds.set(text, kind);
    return kind;
  }
}

/** All of it, in its order. */
export function together(days: readonly TriedDays[]): TriedDays {
  return {
    asked: days.reduce((sum, { asked }) => sum + asked, 0),
    starts: days.flatMap(({ starts }) => starts),
    refused: days.flatMap(({ refused }) => refused),
    displaced: days.flatMap(({ displaced }) => displaced),
  };
}

/** Whether nothing in the zone, the booking included, reaches over midnight or so near that its silence does. */
export function daysAreApart(request: PlanRequest, candidate: BookedItem): boolean {
  const { slots, broadcastLimits, timeZone } = request;
  const { minGapMs } = broadcastLimits;
  const endsInTime = ({ from, to }: DailyWindow) => msOfDay(from) < msOfDay(to) && msOfDay(to) + minGapMs <= DAY_MS;
  const fits = ({ booking, sounds }: BookedItem) => {
    const { start, soonestAt, recurrence, repeats } = booking;
    if (start.kind === 'slot') return true;
    const lengthMs = lengthOfRepeats(
      repeats,
      sounds.reduce((sum, { durationMs }) => sum + durationMs, 0),
      minGapMs,
    );
    if (start.kind === 'exact') return msOfDay(start.at) + lengthMs + minGapMs <= DAY_MS;
    if (soonestAt === null) return true;
    const itsDay = recurrence.kind === 'once' && localDateOf(soonestAt, timeZone) === recurrence.date;
    return itsDay && msOfDay(wallTimeOf(soonestAt, timeZone)) + lengthMs + minGapMs <= DAY_MS;
  };
  return slots.every(endsInTime) && [...request.items, candidate].every(fits);
}

/** One day, planned by itself: far enough ahead that only bookings and hours decide. */
function tryDay(without: PlanRequest, candidate: BookedItem, items: readonly BookedItem[], date: LocalDate): TriedDays {
  const { limits, timeZone } = without;
  const itsMidnight = instantOf(date, '00:00', timeZone);
  const day: PlanRequest = {
    ...without,
    now: itsMidnight - DAY_MS - Math.max(limits.lockMs, limits.leadMs),
    limits: { ...limits, horizonDays: 2 + Math.ceil(Math.max(limits.lockMs, limits.leadMs) / DAY_MS) },
    setAside: [],
    existing: [],
    existingRundowns: [],
    endedIds: new Set(),
    stops: [],
    emergencies: [],
    interruptions: [],
    items: items.map((item) => onDay(item, date)),
  };
  return tryPlanned(day, { ...day, items: [onDay(candidate, date)] }, planZone(day).airings, without);
}

function onDay(item: BookedItem, date: LocalDate): BookedItem {
  return { ...item, booking: { ...item.booking, recurrence: { kind: 'once', date }, cancelledDates: [] } };
}

/** Everything of an item that decides about its day. */
function textOf({ booking, title, messageClass, sounds, controllerIds }: BookedItem): string {
  const { id, state, start, soonestAt, repeats, precedence, lateReason, createdAt } = booking;
  const lengthMs = sounds.reduce((sum, { durationMs }) => sum + durationMs, 0);
  const own = { id, state, start, soonestAt, repeats, precedence, lateReason, createdAt, title, messageClass };
  return canonicalJson({ ...own, lengthMs, isHeard: controllerIds.length > 0 });
}

/** What sets a date apart from others: silence of its own, or clocks that change. */
function dayText(date: LocalDate, { specialDays, timeZone }: PlanRequest): string {
  const near = [addDays(date, -1), date];
  const silence = specialDays
    .filter(({ date: special, quietHours }) => near.includes(special) && quietHours.length > 0)
    .map(({ date: special, quietHours }) => [near.indexOf(special), quietHours]);
  const midnights = [...near, addDays(date, 1), addDays(date, 2)].map((each) => instantOf(each, '00:00', timeZone));
  const isPlain = midnights.every((midnight, index) => index === 0 || midnight - midnights[index - 1]! === DAY_MS);
  return `${silence.length > 0 ? canonicalJson(silence) : ''}${isPlain ? '' : date}`;
}

/** The same on another date, or in another zone. */
function moved(days: TriedDays, from: LocalDate, to: LocalDate, { zoneId, timeZone }: PlanRequest): TriedDays {
  const byMs = instantOf(to, '00:00', timeZone) - instantOf(from, '00:00', timeZone);
  const conflict = (each: BookingConflict): BookingConflict => ({ ...later(each, byMs), zoneId, localDate: to });
  return {
    asked: days.asked,
    starts: days.starts.map((start) => {
      const { startsAt, endsAt } = start;
      return { ...start, zoneId, localDate: to, startsAt: startsAt + byMs, endsAt: endsAt + byMs };
    }),
    refused: days.refused.map(conflict),
    displaced: days.displaced.map(conflict),
  };
}

/** Only times of that day move; what is said of now, or of hours, stays. */
function later(conflict: BookingConflict, byMs: number): BookingConflict {
  switch (conflict.kind) {
    case 'overlap':
    case 'emergency':
      return { ...conflict, startsAt: conflict.startsAt + byMs, endsAt: conflict.endsAt + byMs };
    case 'in-the-past':
      return { ...conflict, startsAt: conflict.startsAt + byMs };
    default:
      return conflict;
  }
}
