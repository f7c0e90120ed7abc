// How a booking is saved: in one unit of work in which the air is read once, and refused in a way that a person can act on, wherever it was
// asked for.
import { forecastBooking, Problem, waysOut, type Booking, type BookingConflict, type BookingForecast } from '#domain';
import type { PreviewTerms, ProblemCode, ZoneCandidate } from '#domain';
import { Injectable } from '@nestjs/common';
import { zonesOf } from './booking-checks';
import { inPlaces, type ConflictsInPlaces } from './placed-conflicts';
import { AirSettings } from '../ports/air-settings';
import { Clock } from '../ports/clock';
import type { StoreReads, Stores } from '../ports/stores';
import { UnitOfWork } from '../ports/unit-of-work';

/** The worst first: what a person should mend before anything else. */
const CODE_OF: Readonly<Record<BookingConflict['kind'], ProblemCode>> = {
  'in-the-past': 'booking-in-the-past',
  'quiet-hours': 'booking-quiet-hours',
  'needs-late-reason': 'booking-needs-late-reason',
  'too-soon': 'booking-too-soon',
  stopped: 'booking-stopped',
  emergency: 'booking-during-emergency',
  overlap: 'booking-conflict',
  overflow: 'booking-overflow',
  'rundown-cap': 'booking-over-rundown-limit',
  'day-cap': 'booking-over-day-limit',
  'no-free-minute': 'booking-no-free-minute',
  'priority-order': 'booking-needs-order',
};

/** A booking that was refused inside a unit of work. Ways out are looked for afterwards, when nobody waits for them any more. */
class Collision extends Problem {
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
 * Passes with what the booking would do when it has its place. `zones`: the booking with everything else on air, by `zonesOf`. Throws the
 * Problem of the worst conflict, with all of them by village, and `booking-no-controllers` when none of its poles stands any more.
 */
export async function requireRoom(
  stores: StoreReads,
  booking: Booking,
  zones: readonly ZoneCandidate[],
  terms: PreviewTerms = {},
): Promise<BookingForecast> {
  if (zones.length === 0) throw new Problem('booking-no-controllers');
  const forecast = forecastBooking(zones, terms);
  const worst = worstOf(forecast.conflicts);
  if (!worst) return forecast;
  const placed = await inPlaces(stores, booking.communeId, forecast.conflicts);
  throw new Collision(CODE_OF[worst], booking, forecast.conflicts, placed, terms);
}

/** The unit of work of whoever saves a booking that a person chose the time of. */
@Injectable()
export class BookingWrites {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly settings: AirSettings,
  ) {}

  /** Like `UnitOfWork.run`; what `requireRoom` refuses in it is refused with ways out, which are looked for outside. */
  async run<T>(act: (stores: Stores) => Promise<T>): Promise<T> {
    try {
      return await this.unitOfWork.run(act);
    } catch (refusal) {
      if (!(refusal instanceof Collision)) throw refusal;
      const { code, booking, found, placed, terms } = refusal;
      const zones = await zonesOf(this.unitOfWork.read, booking, this.clock.now(), this.settings.limits);
      throw new Problem(code, { ...placed, alternatives: waysOut(zones, found, terms) });
    }
  }
}

function worstOf(conflicts: readonly BookingConflict[]): BookingConflict['kind'] | undefined {
  const kinds = new Set(conflicts.map(({ kind }) => kind));
  return (Object.keys(CODE_OF) as BookingConflict['kind'][]).find((kind) => kinds.has(kind));
}
