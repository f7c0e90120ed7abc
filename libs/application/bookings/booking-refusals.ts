// Why a booking is not saved, in a way that a person can act on, wherever it was asked for.
import { Problem, type Booking, type BookingConflict, type BookingForecast } from '#domain';
import type { PreviewTerms, ProblemCode, ZoneCandidate } from '#domain';
import { inPlaces, type ConflictsInPlaces } from './placed-conflicts';
import type { StoreReads } from '../ports/stores';

/** The worst first: what a person should mend before anything else. */
const CODE_OF: Readonly<Record<BookingConflict['kind'], ProblemCode>> = {
  'in-the-past': 'booking-in-the-past',
  'quiet-hours': 'booking-quiet-hours',
  'needs-late-reason': 'booking-needs-late-reason',
  'too-soon': 'booking-too-soon',
  stopped: 'booking-stopped',
  emergency: 'booking-during-emergency',
  overlap: 'booking-conflict',
  'clock-change': 'booking-clock-change',
  overflow: 'booking-overflow',
  'rundown-cap': 'booking-over-rundown-limit',
  'day-cap': 'booking-over-day-limit',
  'no-free-minute': 'booking-no-free-minute',
  'priority-order': 'booking-needs-order',
};

/** A booking that was refused inside a unit of work. Ways out are looked for afterwards, when nobody waits for them any more. */
export class Collision extends Problem {
  constructor(
    code: ProblemCode,
    readonly booking: Booking,
    readonly found: readonly BookingConflict[],
    readonly placed: ConflictsInPlaces,
    readonly terms: PreviewTerms,
  ) {
    super(code, { ...placed, alternatives: [] });
  }
}

/**
 * Passes when the booking has its place, as `forecast` says. Throws the Problem of the worst conflict, with all of them by village, and
 * `booking-no-controllers` when none of its poles stands any more.
 */
export async function requirePlace(
  stores: StoreReads,
  booking: Booking,
  zones: readonly ZoneCandidate[],
  { conflicts }: BookingForecast,
  terms: PreviewTerms = {},
): Promise<void> {
  if (zones.length === 0) throw new Problem('booking-no-controllers');
  const worst = worstOf(conflicts);
  if (!worst) return;
  const placed = await inPlaces(stores, booking.communeId, conflicts);
  throw new Collision(CODE_OF[worst], booking, conflicts, placed, terms);
}

function worstOf(conflicts: readonly BookingConflict[]): BookingConflict['kind'] | undefined {
  const kinds = new Set(conflicts.map(({ kind }) => kind));
  return (Object.keys(CODE_OF) as BookingConflict['kind'][]).find((kind) => kinds.has(kind));
}
