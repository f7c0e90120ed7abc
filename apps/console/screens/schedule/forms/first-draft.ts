// What a new booking begins with when nobody chose a place for it: everywhere, once, in the first slot of the day.
import type { LocalDate } from '#domain';
import { zonesOf, type Schedule, type Unbooked } from '../sheet/schedule-data';
import type { Draft } from './booking-dialog';

export function firstDraft(schedule: Schedule, date: LocalDate, announcement: Unbooked | undefined): Draft {
  const [slot] = schedule.slots;
  return {
    announcementId: announcement?.id,
    zoneIds: zonesOf(schedule).map(({ id }) => id),
    start: slot ? { kind: 'slot', slotId: slot.id } : { kind: 'exact', at: '06:00' },
    recurrence: { kind: 'once', date },
  };
}
