// What saving a booking would do, answered before it is saved and by the same code that plans it.
import { alternativesTo, type BookingAlternative } from './booking-alternatives';
import {
  tryBooking,
  type BookingConflict,
  type PreviewedStart,
  type TrialTerms,
  type ZoneCandidate,
} from './booking-conflicts';
import type { MetPriority } from './booking-order';
import { soonestStart, waitsForItsStart, withSoonestAt } from './booking-soonest';
import { inTheWay, type GivingWay } from './booking-replacement';
import type { Pieces } from './pieces';
import { TrialDays } from './trial-days';
import { firstDateOf } from '../calendar/recurrence';
import type { Instant } from '../calendar/time';

export { WAYS_OUT, type BookingAlternative } from './booking-alternatives';
export type { BookingConflict, PlacedConflict, PreviewedStart, ZoneCandidate } from './booking-conflicts';
export { withoutThem } from './booking-replacement';
export { precedenceAmong, type BookingOrder, type MetPriority } from './booking-order';
export type { GivingWay } from './booking-replacement';
export type { Pieces } from './pieces';

/** How far ahead a preview looks unless it is asked otherwise. */
const PREVIEW_DAYS = 35;

/** What saving it would do, without the ways out. */
export interface BookingForecast {
  readonly starts: readonly PreviewedStart[];
  readonly conflicts: readonly BookingConflict[];
  /** The priorities whose rundowns it would share. */
  readonly met: readonly MetPriority[];
  /** For `soonest`: the start that it would be given now. Null: another kind of start, or no minute is free. */
  readonly soonestAt: Instant | null;
}

/** Every start, every conflict, and ways out that were themselves checked. */
export interface BookingPreview extends BookingForecast {
  /** Empty while there is no conflict. */
  readonly alternatives: readonly BookingAlternative[];
}

/** How to look at a booking. */
export type PreviewTerms = Partial<TrialTerms>;

/**
 * What saving this booking would do in each of its zones, as if it were approved now. The booking may be new or one of the items
 * already; what is held or planned keeps its place, and whatever would push it out is a conflict.
 */
export function* previewBooking(zones: readonly ZoneCandidate[], terms: PreviewTerms = {}): Pieces<BookingPreview> {
  const trialDays = new TrialDays();
  const forecast = yield* forecastBooking(zones, terms, trialDays);
  return { ...forecast, alternatives: yield* waysOut(zones, forecast.conflicts, terms, trialDays) };
}

/** Like `previewBooking`, but quick: nothing is looked for beyond the booking as it is asked for. */
export function* forecastBooking(
  zones: readonly ZoneCandidate[],
  terms: PreviewTerms = {},
  trialDays = new TrialDays(),
): Pieces<BookingForecast> {
  const [first] = zones;
  if (!first || !waitsForItsStart(first.candidate.booking)) {
    const trial = yield* tryBooking(zones, complete(terms), trialDays);
    return { ...trial, soonestAt: first?.candidate.booking.soonestAt ?? null };
  }
  const { booking } = first.candidate;
  const { zoneId, now, limits } = first.request;
  const refused = { zoneId, localDate: firstDateOf(booking.recurrence) };
  const nothing = { starts: [], met: [], soonestAt: null };
  if (booking.lateReason === null) {
    return { ...nothing, conflicts: [{ ...refused, kind: 'needs-late-reason', lockEndsAt: now + limits.lockMs }] };
  }
  const soonestAt = yield* soonestStart(zones, complete(terms), trialDays);
  if (soonestAt === undefined) return { ...nothing, conflicts: [{ ...refused, kind: 'no-free-minute' }] };
  const placed = zones.map((zone) => withSoonestAt(zone, soonestAt));
  return { ...(yield* tryBooking(placed, complete(terms), trialDays)), soonestAt };
}

/** Ways out of these conflicts; none when there are none. */
export function* waysOut(
  zones: readonly ZoneCandidate[],
  conflicts: readonly BookingConflict[],
  terms: PreviewTerms = {},
  trialDays = new TrialDays(),
): Pieces<readonly BookingAlternative[]> {
  return conflicts.length === 0 ? [] : yield* alternativesTo(zones, conflicts, complete(terms), trialDays);
}

/** What would have to give way to the booking, on which days. */
export function bookingsInTheWay(
  zones: readonly ZoneCandidate[],
  conflicts: readonly BookingConflict[],
  terms: PreviewTerms = {},
): Pieces<readonly GivingWay[]> {
  return inTheWay(zones, conflicts, complete(terms), new TrialDays());
}

function complete({ days = PREVIEW_DAYS, orderLater = false }: PreviewTerms): TrialTerms {
  return { days, orderLater };
}
