// The schedule as the screen works on it: asked from the server, with its zones named as people name them.
import { api, ask, type Schema } from '#web';
import type { LocalDate } from '#domain';
import { useServerQuery } from '../../../parts/queries';
import { isShown } from './entry-state';
import type { RowZone } from './rows';

export type Schedule = Schema<'Schedule'>;
export type Entry = Schema<'ScheduleEntry'>;
export type ScheduledBooking = Schema<'ScheduledBooking'>;
export type Unbooked = Schema<'UnbookedAnnouncement'>;

/** So many days from that one on, kept fresh by what happens. */
export function useSchedule(communeId: string, from: LocalDate, days: number) {
  return useServerQuery(['rundowns', 'schedule', communeId, from, days], () =>
    ask(api.GET('/api/v1/communes/{id}/schedule', { params: { path: { id: communeId }, query: { from, days } } })),
  );
}

/** What waits for a place. */
export function useUnbooked(communeId: string) {
  return useServerQuery(['announcements', 'unbooked', communeId], () =>
    ask(api.GET('/api/v1/communes/{id}/unbooked-announcements', { params: { path: { id: communeId } } })),
  );
}

/** Every zone, named by its village where the village has no other. */
export function zonesOf({ villages }: Pick<Schedule, 'villages'>): readonly RowZone[] {
  return villages.flatMap(({ village, zones }) =>
    zones.map(({ id, name, controllers }) => ({
      id,
      name: zones.length === 1 ? `${village.label} ${village.name}` : name,
      village: `${village.label} ${village.name}`,
      villageId: village.id,
      controllers,
    })),
  );
}

/** What has a place on the screen; repeats of one broadcast stand as one. */
export function shownEntries({ entries }: Pick<Schedule, 'entries'>): readonly Entry[] {
  return entries.filter((entry) => isShown(entry) && entry.repeat === 0);
}

/** The booking behind an entry. */
export function bookingOf({ bookings }: Pick<Schedule, 'bookings'>, entry: Entry): ScheduledBooking | undefined {
  return bookings.find(({ id }) => id === entry.bookingId);
}

/** Whether it is still open to changes: booked, not over, not frozen. */
export function isMovable(schedule: Schedule, entry: Entry): boolean {
  const booking = bookingOf(schedule, entry);
  if (!booking || (booking.state !== 'proposed' && booking.state !== 'approved')) return false;
  if (entry.state !== 'held' && entry.state !== 'planned') return false;
  return Date.parse(entry.startsAt) > Date.parse(schedule.lockEndsAt);
}
