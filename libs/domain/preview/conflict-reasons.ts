// Why something finds no place, as a conflict that a person can act on. Every reason that an airing can have is answered for here; one that is
// forgotten does not compile.
import type { Airing } from '../air/air';
import { timeOf, stopsInForce, takesAir, touches } from '../planning/ground';
import type { PlanRequest } from '../planning/plan-zone';
import { hasNoPoles, type Occurrence } from '../planning/occurrences';
import { quietDuring } from '../calendar/quiet-hours';
import { localDateOf } from '../calendar/calendar';
import type { Instant, LocalDate } from '../calendar/time';
import type { DailyWindow } from '../calendar/daily-window';

/** Why the booking cannot be saved as it is, for one zone and day. */
export type BookingConflict = { readonly zoneId: string; readonly localDate: LocalDate } & (
  | { readonly kind: 'overlap'; readonly title: string; readonly startsAt: Instant; readonly endsAt: Instant }
  /** `endsAt` is the planned end of what is still on air. */
  | { readonly kind: 'emergency'; readonly title: string; readonly startsAt: Instant; readonly endsAt: Instant }
  | { readonly kind: 'overflow'; readonly byMs: number }
  | { readonly kind: 'rundown-cap' | 'day-cap'; readonly byMs: number; readonly maxMs: number }
  | { readonly kind: 'quiet-hours'; readonly window: DailyWindow }
  | { readonly kind: 'stopped'; readonly until: Instant }
  | { readonly kind: 'in-the-past'; readonly startsAt: Instant }
  | { readonly kind: 'too-soon'; readonly earliest: Instant }
  | { readonly kind: 'needs-late-reason'; readonly lockEndsAt: Instant }
  | { readonly kind: 'priority-order'; readonly bookingId: string; readonly title: string }
  /** The clocks change on that day: the time does not exist, or the slot is too short for it. */
  | { readonly kind: 'clock-change' }
  | { readonly kind: 'no-free-minute' }
);

/** A conflict with the name of the village that its zone belongs to. */
export type PlacedConflict = BookingConflict & { readonly village: string };

/** Where and on which day a conflict is. */
type ConflictPlace = Pick<BookingConflict, 'zoneId' | 'localDate'>;

/** Why the airing does not sound; empty when it has its place. */
export function conflictsOf(airing: Airing, occurrence: Occurrence, request: PlanRequest): readonly BookingConflict[] {
  // Without poles no other time would mend it: that is told as a warning.
  if (takesAir(airing) || hasNoPoles(occurrence)) return [];
  const told = explained(airing, occurrence, request);
  if (told.length > 0) return told;
  // The hours, the stop or the emergency for which it lost its time are gone, and so is the time to reach the poles.
  return [{ ...placeOf(occurrence, request), kind: 'too-soon', earliest: request.now + request.limits.leadMs }];
}

/** Empty when the reason that was kept does not hold any more. */
function explained(airing: Airing, occurrence: Occurrence, request: PlanRequest): readonly BookingConflict[] {
  const place = placeOf(occurrence, request);
  const { reason, reasonValues, startsAt } = airing;
  switch (reason) {
    case 'overlap':
      return overlapIn(reasonValues, place);
    case 'overflow':
      return overflowIn(reasonValues, place);
    case 'clock-change':
      return [{ ...place, kind: 'clock-change' }];
    case 'rundown-cap':
    case 'day-cap':
      return overrunIn(reason, reasonValues, place);
    case 'quiet-hours':
      return quietHoursAt(airing, occurrence, request);
    case 'stopped':
      return stopsAt(airing, occurrence, request);
    case 'emergency':
      return emergenciesAt(airing, occurrence, request);
    case 'too-soon':
    // Its poles came back too near its time.
    case 'no-poles':
      return [];
    case 'locked':
    case 'unapproved':
      return [{ ...place, kind: 'needs-late-reason', lockEndsAt: request.now + request.limits.lockMs }];
    // Taken off the air before, and so near its time that it does not come back.
    case 'booking-cancelled':
    case 'booking-declined':
    case 'booking-replaced':
    case 'day-cancelled':
    case 'announcement-voided':
    case 'special-day':
    case 'no-longer-due':
    case 'not-as-approved':
    // What no item is taken off for.
    case 'drill-cancelled':
    case 'emergency-over':
    case 'rundown-empty':
    case 'no-room':
    case null: {
      const stops = stopsAt(airing, occurrence, request);
      return stops.length > 0 ? stops : [{ ...place, kind: 'in-the-past', startsAt }];
    }
  }
}

/** What is there already keeps its time: an item that would be pushed out is in the way. */
export function displacement(airing: Airing, { timeZone }: PlanRequest): readonly BookingConflict[] {
  const { zoneId, title, startsAt, reason, reasonValues } = airing;
  const place = { zoneId, localDate: localDateOf(startsAt, timeZone) };
  const room = reason === 'overflow' ? overflowIn(reasonValues, place) : [];
  const caps = reason === 'rundown-cap' || reason === 'day-cap' ? overrunIn(reason, reasonValues, place) : [];
  const told = [...room, ...caps];
  return told.length > 0 ? told : [{ ...place, kind: 'overlap', title, startsAt, endsAt: timeOf(airing).to }];
}

function placeOf({ localDate }: Occurrence, { zoneId }: PlanRequest): ConflictPlace {
  return { zoneId, localDate };
}

function overlapIn(
  { title, startsAt, endsAt }: Airing['reasonValues'],
  place: ConflictPlace,
): readonly BookingConflict[] {
  if (typeof startsAt !== 'number' || typeof endsAt !== 'number') return [];
  return [{ ...place, kind: 'overlap', title: String(title ?? ''), startsAt, endsAt }];
}

function overflowIn({ byMs }: Airing['reasonValues'], place: ConflictPlace): readonly BookingConflict[] {
  return typeof byMs === 'number' ? [{ ...place, kind: 'overflow', byMs }] : [];
}

function overrunIn(
  kind: 'rundown-cap' | 'day-cap',
  { byMs, maxMs }: Airing['reasonValues'],
  place: ConflictPlace,
): readonly BookingConflict[] {
  return typeof byMs === 'number' && typeof maxMs === 'number' ? [{ ...place, kind, byMs, maxMs }] : [];
}

/** The time that an exact start asks for; anywhere in a slot. */
function timeAskedFor(airing: Airing, { anchoredAt, frame }: Occurrence) {
  return anchoredAt === null ? frame.window : timeOf(airing);
}

function quietHoursAt(airing: Airing, occurrence: Occurrence, request: PlanRequest): readonly BookingConflict[] {
  const { quietHours, timeZone, specialDays } = request;
  const quiet = quietDuring(timeAskedFor(airing, occurrence), quietHours, timeZone, specialDays);
  return quiet ? [{ ...placeOf(occurrence, request), kind: 'quiet-hours', window: quiet.window }] : [];
}

function stopsAt(airing: Airing, occurrence: Occurrence, request: PlanRequest): readonly BookingConflict[] {
  const time = timeAskedFor(airing, occurrence);
  const ends = stopsInForce(request).flatMap((stop) => (touches(time, [stop]) ? stop.to : []));
  return ends.length > 0 ? [{ ...placeOf(occurrence, request), kind: 'stopped', until: Math.max(...ends) }] : [];
}

/** What is over already is in nobody's way. */
function emergenciesAt(airing: Airing, occurrence: Occurrence, request: PlanRequest): readonly BookingConflict[] {
  const { from, to } = timeAskedFor(airing, occurrence);
  return emergencyConflicts({ from: Math.max(from, request.now), to }, placeOf(occurrence, request), request);
}

/** The emergencies that hold the air of the zone in that time. */
export function emergencyConflicts(
  time: { readonly from: Instant; readonly to: Instant },
  place: ConflictPlace,
  { emergencies }: PlanRequest,
): readonly BookingConflict[] {
  return emergencies
    .filter((emergency) => touches(time, [emergency]))
    .map(
      ({ title, from: startsAt, to: endsAt }) => ({ ...place, kind: 'emergency', title, startsAt, endsAt }) as const,
    );
}
