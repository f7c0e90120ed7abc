// What every route of bookings shares: how a booking goes out, and what stands in the way of one.
import type { BookingView } from '#application';
import type { Language } from '#words';
import { presentAnnouncement } from '../announcements/announcement-shapes';
import type { ConflictTexts } from './conflict-texts';

/** Refusals of whatever puts something on air. */
export const CONFLICTS = [
  'booking-conflict',
  'booking-overflow',
  'booking-clock-change',
  'booking-over-rundown-limit',
  'booking-over-day-limit',
  'booking-quiet-hours',
  'booking-in-the-past',
  'booking-too-soon',
  'booking-stopped',
  'booking-during-emergency',
  'booking-needs-late-reason',
  'booking-needs-order',
  'booking-no-free-minute',
] as const;

/** Refusals of days that we cannot keep. */
export const DAYS = ['booking-no-dates', 'special-day-unknown', 'recurrence-unsupported'] as const;

/** Refusals of places without a pole. */
export const PLACES = ['booking-no-zones', 'booking-no-controllers'] as const;

/** With its warnings and the refusals of recordings in words. */
export async function presentBooking<View extends BookingView>(texts: ConflictTexts, view: View, language: Language) {
  const warnings = await texts.warnings(view.communeId, view.warnings, language);
  return { ...view, announcement: presentAnnouncement(view.announcement, language), warnings };
}
