// On which days more decides than bookings and hours, and whether days can be looked at one by one at all.
import { isExercise } from '../air/air';
import { localDateOf, msOfDay, wallTimeOf } from '../calendar/calendar';
import type { DailyWindow } from '../calendar/daily-window';
import { DAY_MS, type LocalDate } from '../calendar/time';
import { stopsInForce, timeOf } from '../planning/ground';
import { lengthOfRepeats } from '../planning/occurrences';
import type { BookedItem, PlanRequest } from '../planning/plan-zone';

/** The last day on which anything but bookings and hours decides what sounds: stops, emergencies, the show lock. */
export function lastSpecialDate(request: PlanRequest): LocalDate {
  const { now, limits, timeZone, existing, setAside, emergencies } = request;
  const aside = new Set(setAside);
  const kept = existing.filter(
    (airing) => isExercise(airing) || airing.restartOf !== null || aside.has(airing.bookingId ?? ''),
  );
  const ends = [
    now + Math.max(limits.lockMs, limits.leadMs),
    ...kept.map((airing) => timeOf(airing).to),
    ...stopsInForce(request).map(({ to }) => to),
    ...emergencies.map(({ to }) => to),
  ];
  return localDateOf(Math.max(...ends), timeZone);
}

/** Whether no slot of the zone reaches over midnight, or so near that its silence does. */
export function slotsAreApart({ slots, broadcastLimits: { minGapMs } }: PlanRequest): boolean {
  return slots.every(({ from, to }: DailyWindow) => msOfDay(from) < msOfDay(to) && msOfDay(to) + minGapMs <= DAY_MS);
}

/** Whether the item stays on its days with the silence after it. */
export function isApartItem({ booking, sounds }: BookedItem, request: PlanRequest): boolean {
  const { timeZone, broadcastLimits } = request;
  const { minGapMs } = broadcastLimits;
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
}
