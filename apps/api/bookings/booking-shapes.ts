// Bookings on their way in and out.
import { BOOKING_STATES, MAX_REPEATS } from '#domain';
import { z } from 'zod';
import { announcement } from '../announcements/announcement-shapes';
import { instant, localDate, wallTime } from '../door/instants';
import { pageOf } from '../door/paging';

const id = z.string();
const givenId = z.string().min(1).max(100);

const start = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('slot'), slotId: givenId }),
    z.strictObject({ kind: z.literal('exact'), at: wallTime }),
  ])
  .meta({ id: 'BookedStart', description: 'Somewhere in a slot, or at an exact second of wall time' });

const weekday = z.literal([1, 2, 3, 4, 5, 6, 7]);
const span = { from: localDate, until: localDate.meta({ description: 'The last day, inclusive' }) };

const recurrence = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('once'), date: localDate }),
    z.strictObject({ kind: z.literal('daily'), ...span }),
    z.strictObject({ kind: z.literal('weekdays'), ...span }),
    z.strictObject({ kind: z.literal('weekly'), days: z.array(weekday).min(1).max(7), ...span }),
  ])
  .meta({ id: 'Recurrence', description: 'On which days; Monday is 1' });

const bookingListed = z
  .object({
    id,
    communeId: id,
    announcementId: id,
    zoneIds: z.array(id),
    controllerIds: z.array(id).meta({ description: 'Frozen when it was booked' }),
    start,
    recurrence,
    repeats: z.int(),
    lateLimitMs: z.int(),
    lateReason: z.string().nullable(),
    cancelledDates: z.array(localDate),
    state: z.enum(BOOKING_STATES),
    createdBy: id,
    createdAt: instant,
    approvedBy: id.nullable(),
    approvedAt: instant.nullable(),
    approvedDigest: z.string().nullable(),
    revision: z.int(),
  })
  .meta({ id: 'ListedBooking' });

export const booking = bookingListed
  .extend({
    announcement,
    digest: z.string().nullable().meta({ description: 'What an approval must name; null while a sound is not ready' }),
  })
  .meta({ id: 'Booking' });

export const bookings = pageOf('BookingPage', bookingListed);

export const bookingRequest = z
  .strictObject({
    announcementId: givenId,
    wholeCommune: z.boolean().optional(),
    villageIds: z.array(givenId).max(200).optional(),
    zoneIds: z.array(givenId).max(500).optional(),
    start,
    recurrence,
    repeats: z.int().min(1).max(MAX_REPEATS).default(1),
    lateLimitMs: z.int().min(0).max(3_600_000).optional(),
    lateReason: z.string().trim().min(1).max(500).nullable().optional(),
  })
  .meta({
    id: 'BookingRequest',
    description: 'Zones are the union of what is picked',
    examples: [
      {
        announcementId: '0198…',
        wholeCommune: true,
        start: { kind: 'slot', slotId: '0198…' },
        recurrence: { kind: 'once', date: '2026-11-23' },
      },
    ],
  });
export type BookingRequestBody = z.output<typeof bookingRequest>;

const conflict = z
  .looseObject({
    kind: z.string(),
    zoneId: id,
    localDate,
    village: z.string(),
    detail: z.string().meta({ description: 'The conflict in words' }),
  })
  .meta({ id: 'BookingConflict' });

const alternative = z.object({ start, recurrence, firstStartsAt: instant }).meta({
  id: 'BookingAlternative',
  description: 'The same booking at another time, without any conflict when it was tried',
});

export const bookingPreview = z
  .object({
    starts: z.array(
      z
        .object({ zoneId: id, localDate, repeat: z.int(), startsAt: instant, endsAt: instant })
        .meta({ id: 'PreviewedStart' }),
    ),
    conflicts: z.array(conflict),
    alternatives: z.array(alternative),
  })
  .meta({ id: 'BookingPreview' });

export const reasonRequest = z
  .strictObject({ reason: z.string().trim().min(1).max(500) })
  .meta({ id: 'Reason', examples: [{ reason: 'Cuộc họp dời sang tuần sau' }] });
export type ReasonRequest = z.output<typeof reasonRequest>;

export const cancelledDay = z
  .strictObject({ date: localDate, reason: z.string().trim().min(1).max(500) })
  .meta({ id: 'CancelledDay' });
export type CancelledDay = z.output<typeof cancelledDay>;
