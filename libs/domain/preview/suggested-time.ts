// When an announcement that nobody has booked would find room: the first slot in which all of its zones take it without any conflict.
import { forecastBooking, type Pieces, type PreviewedStart, type ZoneCandidate } from './booking-preview';
import { TrialDays } from './trial-days';
import { addDays, localDateOf } from '../calendar/calendar';
import { windowOn } from '../calendar/daily-window';
import { decisionEndsAt } from '../planning/ground';
import { type Instant, type LocalDate } from '../calendar/time';

/** How many days are looked through. */
const SUGGEST_DAYS = 7;

/** One slot of one day, with the start that each zone would get there. */
export interface SuggestedTime {
  readonly slotId: string;
  readonly slotName: string;
  readonly localDate: LocalDate;
  readonly starts: readonly PreviewedStart[];
}

/**
 * The first slot that takes the candidate in every zone and leaves the time to approve it; undefined when none of the next days does. Its
 * own start and days do not matter.
 */
export function* suggestTime(zones: readonly ZoneCandidate[]): Pieces<SuggestedTime | undefined> {
  const trialDays = new TrialDays();
  const earliest = Math.max(...zones.map(({ request }) => decisionEndsAt(request)));
  for (const { slotId, slotName, localDate } of slotsAhead(zones)) {
    const { starts, conflicts } = yield* forecastBooking(
      zones.map(({ request, candidate }) => {
        const booking = {
          ...candidate.booking,
          start: { kind: 'slot', slotId },
          recurrence: { kind: 'once', date: localDate },
        } as const;
        return { request, candidate: { ...candidate, booking } };
      }),
      { days: SUGGEST_DAYS + 1 },
      trialDays,
    );
    const reached = new Set(starts.map(({ zoneId }) => zoneId));
    const everywhere = zones.every(({ request }) => reached.has(request.zoneId));
    const inTime = starts.every(({ startsAt }) => startsAt >= earliest);
    if (conflicts.length === 0 && everywhere && inTime) {
      return { slotId, slotName, localDate, starts };
    }
  }
  return undefined;
}

/** Slots that are not over yet, by their start. */
function slotsAhead([first]: readonly ZoneCandidate[]): readonly Omit<SuggestedTime, 'starts'>[] {
  if (!first) return [];
  const { now, slots, timeZone } = first.request;
  const today = localDateOf(now, timeZone);
  return Array.from({ length: SUGGEST_DAYS }, (_, day) => addDays(today, day))
    .flatMap((localDate) => slots.map((slot) => ({ slot, localDate, window: windowOn(slot, localDate, timeZone) })))
    .filter(({ window }) => window.to > now)
    .sort((a, b) => a.window.from - b.window.from)
    .map(({ slot, localDate }) => ({ slotId: slot.id, slotName: slot.name, localDate }));
}

/** The same starts told by time: how many villages hear it when, the earliest first. A village counts once, at its first start. */
export function villagesByStart(
  { starts }: Pick<SuggestedTime, 'starts'>,
  villageOf: (zoneId: string) => string,
): readonly { readonly startsAt: Instant; readonly villageIds: readonly string[] }[] {
  const first = new Map<string, Instant>();
  for (const { zoneId, startsAt } of starts) {
    const villageId = villageOf(zoneId);
    first.set(villageId, Math.min(startsAt, first.get(villageId) ?? Infinity));
  }
  const times = [...new Set(first.values())].sort((a, b) => a - b);
  return times.map((startsAt) => ({
    startsAt,
    villageIds: [...first].filter(([, at]) => at === startsAt).map(([villageId]) => villageId),
  }));
}
