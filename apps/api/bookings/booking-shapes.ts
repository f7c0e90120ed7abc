// Bookings on their way in and out.
import { BOOKING_STATES, COPY_PATTERNS, MAX_DATES, MAX_REPEATS, MAX_RFC5545_LENGTH, WAYS_OUT } from '#domain';
import { CANCEL_KNOWLEDGE } from '#application';
import { z } from 'zod';
import { announcement, approval } from '../announcements/announcement-shapes';
import { instant, localDate, localDateIn, wallTime } from '../http/instants';
import { duplicateOk } from '../http/meant-twice';
import { pageOf } from '../http/paging';
import { problemShape } from '../http/problem-answer';

const id = z.string();
const givenId = z.string().min(1).max(100);

export const start = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('slot'), slotId: givenId }),
    z.strictObject({ kind: z.literal('exact'), at: wallTime }),
    z.strictObject({ kind: z.literal('soonest') }),
  ])
  .meta({
    id: 'BookedStart',
    description: 'Somewhere in a slot, at an exact second of wall time, or in the next free minute once it is approved',
  });

const weekday = z.literal([1, 2, 3, 4, 5, 6, 7]);
const monthDay = z.union([z.int().min(1).max(31), z.literal(-1)]);
/** The recurrences whose days have that shape. */
function recurrencesOf(day: z.ZodISODate) {
  const span = { from: day, until: day.meta({ description: 'The last day, inclusive' }) };
  return [
    z.strictObject({ kind: z.literal('once'), date: day }),
    z.strictObject({ kind: z.literal('daily'), ...span }),
    z.strictObject({ kind: z.literal('weekdays'), ...span }),
    z.strictObject({ kind: z.literal('weekly'), days: z.array(weekday).min(1).max(7), ...span }),
    z.strictObject({ kind: z.literal('monthly'), days: z.array(monthDay).min(1).max(32), ...span }),
    z.strictObject({ kind: z.literal('dates'), dates: z.array(day).min(1).max(MAX_DATES) }),
    z.strictObject({ kind: z.literal('special'), name: z.string().trim().min(1).max(100), ...span }),
  ] as const;
}

export const recurrence = z
  .discriminatedUnion('kind', recurrencesOf(localDate))
  .meta({ id: 'Recurrence', description: 'On which days; Monday is 1, -1 the last day of a month' });

const requestedRecurrence = z
  .discriminatedUnion('kind', [
    ...recurrencesOf(localDateIn),
    z.strictObject({ kind: z.literal('rfc5545'), text: z.string().min(1).max(MAX_RFC5545_LENGTH) }),
  ])
  .meta({
    id: 'RequestedRecurrence',
    description: 'On which days; or DTSTART, RRULE, RDATE and EXDATE as another calendar writes them (RFC 5545)',
  });

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
    precedence: z.int().meta({ description: 'Order inside its class: lower goes first, then who asked first' }),
    soonestAt: instant.nullable().meta({ description: 'For `soonest`: the start that the approval gave it' }),
    state: z.enum(BOOKING_STATES),
    createdBy: id,
    createdAt: instant,
    amendedBy: z.array(id).meta({ description: 'Who changed it since; none of them may approve it' }),
    approvedBy: id.nullable(),
    approvedAt: instant.nullable(),
    approvedDigest: z.string().nullable(),
    revision: z.int(),
  })
  .meta({ id: 'ListedBooking' });

const warnedPlace = z.object({ villageId: id, detail: z.string().meta({ description: 'The warning in words' }) });

const warning = z
  .discriminatedUnion('kind', [
    warnedPlace.extend({
      kind: z.literal('language-missing'),
      language: z.string().meta({ description: 'The main language of the village' }),
      hears: z.array(z.string()).meta({ description: 'What the village will hear instead' }),
    }),
    warnedPlace.extend({
      kind: z.literal('no-poles'),
      zoneId: id,
      zone: z.string().meta({ description: 'Where none of the booked poles stands: nobody plays it there' }),
    }),
  ])
  .meta({ id: 'BookingWarning', description: 'Nothing is refused for it; it is told before the approval' });

const takenOff = z
  .object({
    mayStillBeginUntil: instant.nullable().meta({ description: 'Of all poles, the last; null: every pole knows' }),
    poles: z.array(
      z.object({
        controllerId: id,
        name: z.string(),
        village: z.string(),
        knows: z.enum(CANCEL_KNOWLEDGE).meta({
          description:
            'Only `taken` is certain: its device has acknowledged it. `offline`: it may begin it all the same',
        }),
        mayStillBeginUntil: instant.nullable(),
      }),
    ),
  })
  .meta({ id: 'TakingOff', description: 'How far a cancel has come, pole by pole' });

export const booking = bookingListed
  .extend({
    announcement,
    digest: z.string().nullable().meta({ description: 'What an approval must name; null while a sound is not ready' }),
    warnings: z.array(warning),
    rfc5545: z
      .string()
      .nullable()
      .meta({ description: 'The series as other calendars read it; null while it has no day' }),
    takenOff: takenOff.nullable().optional().meta({
      description:
        'What poles may still begin although it has ended; null: nothing. Told where a booking is read or ended',
    }),
  })
  .meta({ id: 'Booking' });

export const bookings = pageOf('BookingPage', bookingListed);

const order = z
  .enum(['before', 'after'])
  .meta({ id: 'BookingOrder', description: 'Where it goes among the priorities that it meets in its rundowns' });

export const bookingRequest = z
  .strictObject({
    announcementId: givenId,
    wholeCommune: z.boolean().optional(),
    villageIds: z.array(givenId).max(200).optional(),
    zoneIds: z.array(givenId).max(500).optional(),
    start,
    recurrence: requestedRecurrence,
    repeats: z.int().min(1).max(MAX_REPEATS).default(1),
    lateLimitMs: z.int().min(0).max(3_600_000).optional(),
    lateReason: z.string().trim().min(1).max(500).nullable().optional(),
    replaces: z
      .array(givenId)
      .max(20)
      .optional()
      .meta({ description: 'Bookings that give way, as a way out names them' }),
    order: order.optional(),
    duplicateOk: duplicateOk('the same announcement is booked there at the same time and days'),
  })
  .refine(({ start, recurrence }) => start.kind !== 'soonest' || recurrence.kind === 'once', {
    path: ['recurrence'],
    error: 'soonest-is-once',
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

export const conflict = z
  .looseObject({
    kind: z.string(),
    zoneId: id,
    localDate,
    village: z.string(),
    detail: z.string().meta({ description: 'The conflict in words' }),
  })
  .meta({ id: 'BookingConflict' });

const alternative = z
  .object({
    kind: z.enum(WAYS_OUT),
    start,
    recurrence,
    repeats: z.int(),
    replaces: z.array(id),
    givingWay: z.array(z.object({ bookingId: id, title: z.string(), localDates: z.array(localDate) })),
    firstStartsAt: instant,
  })
  .meta({
    id: 'BookingAlternative',
    description:
      'The same booking otherwise, without any conflict when it was tried; `start`, `recurrence`, `repeats` and `replaces` go back as they are',
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
    warnings: z.array(warning),
    soonestAt: instant.nullable().meta({ description: 'For `soonest`: the start that it would get now' }),
  })
  .meta({ id: 'BookingPreview' });

export const bookingApproval = approval.extend({ order: order.optional() }).meta({
  id: 'BookingApproval',
  description: 'The digest of what was seen and heard; and who goes first, where that was left open',
});
export type BookingApproval = z.output<typeof bookingApproval>;

export const precedenceRequest = z
  .strictObject({ precedence: z.int().min(-1_000).max(1_000) })
  .meta({ id: 'Precedence', examples: [{ precedence: -1 }] });
export type PrecedenceRequest = z.output<typeof precedenceRequest>;

export const reasonRequest = z
  .strictObject({ reason: z.string().trim().min(1).max(500) })
  .meta({ id: 'Reason', examples: [{ reason: 'Cuộc họp dời sang tuần sau' }] });
export type ReasonRequest = z.output<typeof reasonRequest>;

export const cancelledDay = z
  .strictObject({ date: localDateIn, reason: z.string().trim().min(1).max(500) })
  .meta({ id: 'CancelledDay' });
export type CancelledDay = z.output<typeof cancelledDay>;

const change = {
  start: start.optional(),
  recurrence: requestedRecurrence.optional(),
  zoneIds: z
    .array(givenId)
    .min(1)
    .max(500)
    .optional()
    .meta({ description: 'Other zones; their poles are frozen anew' }),
  repeats: z.int().min(1).max(MAX_REPEATS).optional(),
  lateLimitMs: z.int().min(0).max(3_600_000).optional(),
  lateReason: z.string().trim().min(1).max(500).nullable().optional(),
};

/** One day may move to another one, but stays one day. */
const changeOfDay = {
  ...change,
  recurrence: z.strictObject({ kind: z.literal('once'), date: localDateIn }).optional(),
};

export const bookingChange = z
  .discriminatedUnion('scope', [
    z.strictObject({ scope: z.literal('all'), ...change }),
    z.strictObject({ scope: z.literal('following'), date: localDateIn, ...change }),
    z.strictObject({ scope: z.literal('this'), date: localDateIn, ...changeOfDay }),
  ])
  .meta({
    id: 'BookingChange',
    description: 'What changes for all days, for those from a day on, or for one day; what is absent stays',
    examples: [{ scope: 'following', date: '2026-12-01', start: { kind: 'exact', at: '17:30' } }],
  });
export type BookingChangeBody = z.output<typeof bookingChange>;

export const changePreview = bookingPreview
  .extend({
    approval: z
      .enum(['none-yet', 'kept', 'lost', 'kept-for-other-days'])
      .meta({ description: 'What saving it does to the approval: what is new or other needs one of its own' }),
  })
  .meta({ id: 'ChangePreview' });

export const amendedBooking = booking
  .extend({
    successor: booking.nullable().meta({ description: 'The proposal that took over days of it; null: none did' }),
  })
  .meta({ id: 'AmendedBooking' });

export const copyRequest = z
  .strictObject({ like: z.enum(COPY_PATTERNS), date: localDateIn })
  .meta({ id: 'BookingCopyRequest', examples: [{ like: 'last-week', date: '2026-11-30' }] });
export type CopyRequest = z.output<typeof copyRequest>;

export const copiedDay = z
  .object({
    proposed: z.array(booking),
    refused: z.array(
      z.object({ copyOf: id, title: z.string(), problem: problemShape }).meta({
        id: 'RefusedCopy',
        description: 'What could not be copied, with the refusal that proposing it would meet',
      }),
    ),
  })
  .meta({ id: 'CopiedDay' });
