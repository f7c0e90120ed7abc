// Trying bookings takes long where much is booked: it is done in pieces, and others get in between.
import {
  bookingsInTheWay,
  forecastBooking,
  previewBooking,
  suggestTime,
  waysOut,
  type Booking,
  type BookingAlternative,
  type BookingConflict,
  type BookingForecast,
  type GivingWay,
  type Instant,
  type Pieces,
  type PreviewTerms,
  type SuggestedTime,
  type ZoneCandidate,
} from '#domain';
import { Injectable } from '@nestjs/common';
import { isDeepStrictEqual } from 'node:util';
import {
  warningsOf,
  withBesides,
  withEarlier,
  zonesOf,
  type CheckedBooking,
  type ForecastBooking,
} from './booking-checks';
import { requirePlace } from './booking-refusals';
import { AirSettings } from '../ports/air-settings';
import { Breath } from '../ports/breath';
import type { StoreReads } from '../ports/stores';

/** A booking among everything else on air, and what saving it would do. */
export interface TriedBooking {
  readonly booking: Booking;
  readonly zones: readonly ZoneCandidate[];
  readonly forecast: BookingForecast;
}

/** What is not saved yet and counts as if it were. */
interface Unsaved {
  /** In the place of what is saved under its id. */
  readonly besides?: Booking | undefined;
  /** New ones that are saved before. */
  readonly earlier?: readonly ZoneCandidate[];
}

@Injectable()
export class BookingTrials {
  constructor(
    private readonly settings: AirSettings,
    private readonly breath: Breath,
  ) {}

  /** How near its start a booking cannot be moved any more. */
  get lockMs(): number {
    return this.settings.limits.lockMs;
  }

  /** The booking with everything else on air, zone by zone, where one of its poles stands. Throws Problem `recording-not-ready`. */
  zonesOf(stores: StoreReads, booking: Booking, now: Instant): Promise<readonly ZoneCandidate[]> {
    return zonesOf(stores, booking, now, this.settings.limits);
  }

  /**
   * What saving or approving the booking would do, with `besides` in the place of what is saved under its id. Throws Problem
   * `recording-not-ready` while a sound has no rendition.
   */
  async preview(
    stores: StoreReads,
    booking: Booking,
    now: Instant,
    terms: PreviewTerms = {},
    besides?: Booking,
  ): Promise<CheckedBooking> {
    const zones = await this.zonesOf(stores, booking, now);
    const around = besides ? zones.map((zone) => withBesides(zone, besides)) : zones;
    return { ...(await this.done(previewBooking(around, terms))), warnings: await warningsOf(stores, booking) };
  }

  /** Like `preview`, but quick: nothing is looked for beyond the booking as it stands. Throws Problem `recording-not-ready`. */
  async forecastWithWarnings(stores: StoreReads, booking: Booking, now: Instant): Promise<ForecastBooking> {
    const forecast = await this.forecast(await this.zonesOf(stores, booking, now));
    return { ...forecast, warnings: await warningsOf(stores, booking) };
  }

  /** What saving it would do. `zones`: the booking with everything else on air, by `zonesOf`. */
  forecast(zones: readonly ZoneCandidate[], terms: PreviewTerms = {}): Promise<BookingForecast> {
    return this.done(forecastBooking(zones, terms));
  }

  /** The booking tried, for `requireRoom`. Throws Problem `recording-not-ready`. */
  async tried(
    stores: StoreReads,
    booking: Booking,
    now: Instant,
    terms: PreviewTerms = {},
    { besides, earlier = [] }: Unsaved = {},
  ): Promise<TriedBooking> {
    const saved = await this.zonesOf(stores, booking, now);
    const around = besides ? saved.map((zone) => withBesides(zone, besides)) : saved;
    const zones = withEarlier(around, earlier);
    return { booking, zones, forecast: await this.forecast(zones, terms) };
  }

  /**
   * Passes with what the booking would do when it has its place; throws what `requirePlace` throws. `before`: how it was tried before the unit
   * of work; it is tried again where that was another booking.
   */
  async requireRoom(
    stores: StoreReads,
    booking: Booking,
    before: TriedBooking | undefined,
    again: () => Promise<TriedBooking>,
    terms: PreviewTerms = {},
  ): Promise<BookingForecast> {
    const isSame = before && isDeepStrictEqual({ ...before.booking, id: booking.id }, booking);
    const { zones, forecast } = isSame ? before : await again();
    await requirePlace(stores, booking, zones, forecast, terms);
    return forecast;
  }

  /** Ways out of these conflicts, each tried as a whole. */
  waysOut(
    zones: readonly ZoneCandidate[],
    conflicts: readonly BookingConflict[],
    terms: PreviewTerms,
  ): Promise<readonly BookingAlternative[]> {
    return this.done(waysOut(zones, conflicts, terms));
  }

  /** What would have to give way, on which days. */
  inTheWay(
    zones: readonly ZoneCandidate[],
    conflicts: readonly BookingConflict[],
    terms: PreviewTerms,
  ): Promise<readonly GivingWay[]> {
    return this.done(bookingsInTheWay(zones, conflicts, terms));
  }

  /** The first slot that takes it everywhere. */
  suggest(zones: readonly ZoneCandidate[]): Promise<SuggestedTime | undefined> {
    return this.done(suggestTime(zones));
  }

  private async done<T>(pieces: Pieces<T>): Promise<T> {
    for (;;) {
      const piece = pieces.next();
      if (piece.done) return piece.value;
      await this.breath.taken();
    }
  }
}
