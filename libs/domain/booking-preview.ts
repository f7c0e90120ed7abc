// What saving a booking would do, answered before it is saved and by the same code that plans it.
import { alternativesTo, type BookingAlternative } from './booking-alternatives';
import { tryBooking, type BookingConflict, type PreviewedStart, type ZoneCandidate } from './booking-conflicts';

export type { BookingAlternative } from './booking-alternatives';
export type { BookingConflict, PreviewedStart, ZoneCandidate } from './booking-conflicts';

/** How far ahead a preview looks unless it is asked otherwise. */
export const PREVIEW_DAYS = 35;

/** Every start, every conflict, and ways out that were themselves checked. */
export interface BookingPreview {
  readonly starts: readonly PreviewedStart[];
  readonly conflicts: readonly BookingConflict[];
  /** Empty while there is no conflict. */
  readonly alternatives: readonly BookingAlternative[];
}

/**
 * What saving this booking would do in each of its zones, as if it were approved now. The booking may be new or one of the items
 * already; what is held or planned keeps its place, and whatever would push it out is a conflict.
 */
export function previewBooking(zones: readonly ZoneCandidate[], days: number = PREVIEW_DAYS): BookingPreview {
  const { starts, conflicts } = tryBooking(zones, days);
  return { starts, conflicts, alternatives: conflicts.length === 0 ? [] : alternativesTo(zones, conflicts, days) };
}
