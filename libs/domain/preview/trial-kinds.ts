// Which bookings are alike while a booking is tried: numbers in the place of what decides about a day, so that days and zones are compared
// quickly. Zones share their bookings, so that each is looked at once.
import type { Booking } from '../bookings/booking';
import { addDays, localDateOf } from '../calendar/calendar';
import { datesOf } from '../calendar/recurrence';
import type { LocalDate } from '../calendar/time';
import { canonicalJson } from '../canonical-json';
import type { BookedItem, PlanRequest } from '../planning/plan-zone';

/** No booking is looked at further ahead than this. */
export const MAX_DAYS_AHEAD = 366;

/** Something booked by what decides about one of its days, and by what decides about all of them. */
interface Kinds {
  readonly ofDay: number;
  readonly ofSeries: number;
}

export class TrialKinds {
  private readonly numbers = new Map<string, number>();
  private readonly items = new WeakMap<BookedItem, Kinds>();
  private readonly bookings = new WeakMap<Booking, Kinds>();
  private readonly dates = new WeakMap<Booking, ReadonlySet<LocalDate>>();

  /** The number of that text. */
  of(text: string): number {
    const known = this.numbers.get(text) ?? this.numbers.size;
    this.numbers.set(text, known);
    return known;
  }

  /** Equal for items that do the same on a day on which both are due. */
  ofItem(item: BookedItem): number {
    return this.ofWhole(item).ofDay;
  }

  /** Equal for items that do the same on all days. */
  ofSeries(item: BookedItem): number {
    return this.ofWhole(item).ofSeries;
  }

  /** The days on which the booking is due, from yesterday on. */
  datesOf(booking: Booking, { now, timeZone, specialDays }: PlanRequest): ReadonlySet<LocalDate> {
    const known = this.dates.get(booking);
    if (known) return known;
    const today = localDateOf(now, timeZone);
    const span = { from: addDays(today, -1), before: addDays(today, MAX_DAYS_AHEAD + 2) };
    const dates = new Set(datesOf(booking.recurrence, span, booking.cancelledDates, specialDays));
    this.dates.set(booking, dates);
    return dates;
  }

  private ofWhole(item: BookedItem): Kinds {
    const known = this.items.get(item);
    if (known) return known;
    const { ofDay, ofSeries } = this.ofBooking(item.booking);
    const kinds = { ofDay: this.of(itemText(ofDay, item)), ofSeries: this.of(itemText(ofSeries, item)) };
    this.items.set(item, kinds);
    return kinds;
  }

  private ofBooking(booking: Booking): Kinds {
    const known = this.bookings.get(booking);
    if (known) return known;
    const { id, state, start, soonestAt, repeats, precedence, lateReason, createdAt } = booking;
    const own = { id, state, start, soonestAt, repeats, precedence, lateReason, createdAt };
    const ofDay = this.of(canonicalJson(own));
    const { recurrence, cancelledDates } = booking;
    const kinds = { ofDay, ofSeries: this.of(canonicalJson([ofDay, recurrence, cancelledDates])) };
    this.bookings.set(booking, kinds);
    return kinds;
  }
}

function itemText(booking: number, { title, messageClass, sounds, controllerIds }: BookedItem): string {
  const lengthMs = sounds.reduce((sum, { durationMs }) => sum + durationMs, 0);
  return `item ${booking} ${messageClass} ${lengthMs} ${controllerIds.length > 0} ${title}`;
}
