// The schedule of some days as a desk looks at it: what sounds alike in several zones stands as one entry, under the day that was booked.
import type { Airing, Rundown } from '../air/air';
import { saysSomething } from '../air/air';
import { planZone, type PlanRequest, type ZonePlan } from '../planning/plan-zone';
import { dueOccurrences } from '../planning/occurrences';
import { timeOf } from '../planning/ground';
import type { Instant, LocalDate } from '../calendar/time';

/** The day under which an airing was booked, and which of its repeats it is, counted from 0. */
export interface BookedDay {
  readonly localDate: LocalDate;
  readonly repeat: number;
}

/** One zone as it is planned at this moment. */
interface ScheduledZone {
  readonly plan: ZonePlan;
  /** By the id of the airing; of what is no longer asked for nothing is known. */
  readonly bookedDays: ReadonlyMap<string, BookedDay>;
}

/** The same sound at the same instant in one or more zones. */
export interface ScheduleEntry extends BookedDay {
  readonly kind: Airing['kind'];
  readonly bookingId: string | null;
  readonly announcementId: string | null;
  readonly title: string;
  readonly messageClass: Airing['messageClass'];
  /** Of its rundown: a slot, or the exact time outside every slot. */
  readonly slotKey: string;
  readonly slotName: string;
  readonly startsAt: Instant;
  readonly endsAt: Instant;
  readonly state: Airing['state'];
  readonly reason: string | null;
  readonly reasonValues: Airing['reasonValues'];
  /** Where it sounds, by zone. */
  readonly air: readonly { readonly zoneId: string; readonly airingId: string; readonly rundownId: string }[];
}

/** Plans the zone by the planner itself, and remembers which day each airing was booked for. */
export function scheduledZone(request: PlanRequest): ScheduledZone {
  const bookedDays = new Map(
    dueOccurrences(request).flatMap(({ airingIds, localDate }) =>
      airingIds.map((id, repeat) => [id, { localDate, repeat }] as const),
    ),
  );
  return { plan: planZone(request), bookedDays };
}

/** Entries by start. Opening and closing are left out: they come and go with their rundown. */
export function scheduleEntries(
  airings: readonly Airing[],
  rundowns: readonly Rundown[],
  bookedDays: ReadonlyMap<string, BookedDay>,
): readonly ScheduleEntry[] {
  const rundownOf = new Map(rundowns.map((rundown) => [rundown.id, rundown]));
  const entries = new Map<string, ScheduleEntry>();
  for (const airing of airings.filter(saysSomething)) {
    const rundown = rundownOf.get(airing.rundownId);
    if (!rundown) continue;
    const entry = entryOf(airing, rundown, bookedDays.get(airing.id));
    const { air, ...alike } = entry;
    const key = JSON.stringify(alike);
    const known = entries.get(key);
    entries.set(key, known ? { ...known, air: [...known.air, ...air] } : entry);
  }
  return [...entries.values()].sort((a, b) => a.startsAt - b.startsAt || (a.title < b.title ? -1 : 1));
}

function entryOf(airing: Airing, { slotKey, slotName, localDate }: Rundown, booked?: BookedDay): ScheduleEntry {
  const { kind, bookingId, announcementId, title, messageClass, state, reason, reasonValues } = airing;
  const { from, to } = timeOf(airing);
  return {
    kind,
    bookingId,
    announcementId,
    title,
    messageClass,
    slotKey,
    slotName,
    ...(booked ?? { localDate, repeat: 0 }),
    startsAt: from,
    endsAt: to,
    state,
    reason,
    reasonValues,
    air: [{ zoneId: airing.zoneId, airingId: airing.id, rundownId: airing.rundownId }],
  };
}
