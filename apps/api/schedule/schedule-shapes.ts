// The schedule of the desk on its way out: days of all zones, what waits for a place, and what happened to one booking.
import { AIRING_KINDS, BOOKING_PURPOSES, BOOKING_STATES, EVENT_KINDS, MESSAGE_CLASSES, PLAYBACK_STATES } from '#domain';
import { z } from 'zod';
import { notForecast } from '../bookings/not-forecast';
import { recurrence, start } from '../bookings/booking-shapes';
import { instant, localDate, localDateIn } from '../http/instants';
import { listOf } from '../http/paging';
import { slots, village } from '../places/place-shapes';
import { specialDays } from '../places/special-day-shapes';
import { stopOrders } from '../stops/stop-shapes';

const id = z.string();

/** Longer than a month is no schedule to look at. */
const MAX_DAYS = 31;

export const scheduleQuery = z.strictObject({
  from: localDateIn.optional().meta({ description: 'The first day; today unless it is said' }),
  days: z.coerce.number().int().min(1).max(MAX_DAYS).default(1),
});
export type ScheduleQuery = z.output<typeof scheduleQuery>;

const row = z
  .object({
    village,
    zones: z.array(z.object({ id, name: z.string(), controllers: z.int() })),
    quiet: z.array(z.object({ from: instant, to: instant })).meta({ description: 'Silence within the days asked for' }),
  })
  .meta({ id: 'ScheduledVillage' });

const entry = z
  .object({
    kind: z.enum(AIRING_KINDS),
    bookingId: id.nullable().meta({
      description: 'Null: nobody booked it, such as an emergency, or it is of a village at which one may not look',
    }),
    announcementId: id.nullable(),
    title: z.string(),
    messageClass: z.enum(MESSAGE_CLASSES),
    localDate: localDate.meta({ description: 'The day that was booked; what one day of a series is called by' }),
    repeat: z.int().meta({ description: 'Counted from 0' }),
    slotKey: z.string().meta({ description: 'A slot’s id, or `at-HH:MM:SS` outside every slot' }),
    slotName: z.string(),
    startsAt: instant,
    endsAt: instant,
    state: z.enum(['held', 'planned', 'cancelled', 'dropped']),
    reason: z.string().nullable(),
    reasonText: z.string().nullable().meta({ description: 'Why it does not go on air, in words' }),
    air: z
      .array(z.object({ zoneId: id, airingId: id, rundownId: id }))
      .meta({ description: 'Where it sounds at this instant' }),
    playbacks: z.partialRecord(z.enum(PLAYBACK_STATES), z.int()).meta({ description: 'What the poles say so far' }),
    afterCancel: z.int().meta({ description: 'How many began it after it had been cancelled' }),
  })
  .meta({ id: 'ScheduleEntry', description: 'The same sound at the same instant in one or more zones' });

const booking = z
  .object({
    id,
    announcementId: id,
    zoneIds: z.array(id),
    start,
    recurrence,
    repeats: z.int(),
    cancelledDates: z.array(localDate),
    lateReason: z.string().nullable(),
    precedence: z.int(),
    purpose: z.enum(BOOKING_PURPOSES),
    state: z.enum(BOOKING_STATES),
    createdBy: z.string().nullable().meta({ description: 'A name' }),
    createdAt: instant,
    approvedBy: z.string().nullable().meta({ description: 'A name' }),
    approvedAt: instant.nullable(),
    revision: z.int().meta({ description: 'Goes back as `If-Match`' }),
  })
  .meta({ id: 'ScheduledBooking' });

export const schedule = z
  .object({
    now: instant,
    from: localDate,
    days: z.int(),
    timeZone: z.string(),
    lockEndsAt: instant.meta({ description: 'What starts before this is frozen' }),
    slots: slots.shape.items,
    specialDays: specialDays.shape.items,
    stops: stopOrders.shape.items,
    villages: z.array(row),
    entries: z.array(entry),
    bookings: z.array(booking),
    notForecast: z
      .array(notForecast.extend({ zoneId: id }))
      .meta({ description: 'Zones that cannot be planned now: only what is kept of them is shown' }),
  })
  .meta({ id: 'Schedule', description: 'Planned at this moment by the planner itself; the past as it was kept' });

const unbooked = z
  .object({
    id,
    title: z.string(),
    category: z.string(),
    messageClass: z.enum(MESSAGE_CLASSES),
    state: z.enum(['submitted', 'approved']),
    createdBy: z.string().nullable().meta({ description: 'A name' }),
    createdAt: instant,
    languages: z.array(z.string()),
    recordingIds: z.array(id),
    durationMs: z.number().nullable().meta({ description: 'Null while a sound is not ready' }),
  })
  .meta({ id: 'UnbookedAnnouncement' });

export const unbookedList = listOf('UnbookedAnnouncementList', unbooked);

export const history = listOf(
  'BookingHistory',
  z
    .object({
      sequence: z.int(),
      at: instant,
      kind: z.enum(EVENT_KINDS),
      who: z.string().nullable().meta({ description: 'A name; null: the system' }),
      text: z.string(),
      reason: z.string().nullable(),
    })
    .meta({ id: 'BookingHappening' }),
);
