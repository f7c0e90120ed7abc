// A booking is what the log says of it: what was changed, put in or taken away behind our back in the database is nobody's wish.
import type { Booking } from '../bookings/booking';
import type { EventKind } from './events';
import type { Said } from './record-kinds';
import { otherwise } from './said-and-kept';

/** What says how bookings stand; an announcement that is changed takes the approval of its bookings along. */
export const BOOKING_EVENTS: readonly EventKind[] = [
  'booking.proposed',
  'booking.approved',
  'village-notice.aired',
  'booking.declined',
  'booking.cancelled',
  'booking.missed',
  'booking.finished',
  'booking.replaced',
  'booking.day-cancelled',
  'booking.order-decided',
  'booking.amended',
  'announcement.voided',
];

/** What of the booking is not what was said of it: null where all is. One of which nothing was said was put in by nobody. */
export function bookingOtherwise(booking: Booking, said: Said | undefined): Partial<Booking> | null {
  if (!said) return booking;
  const fields = otherwise(said, { ...booking });
  if (fields.length === 0) return null;
  return Object.fromEntries(Object.entries(booking).filter(([field]) => fields.includes(field)));
}
