// Retractions and resendings on their way in and out.
import { BOOKING_STATES, MESSAGE_CLASSES, PLAYBACK_STATES, PROBLEM_CODES } from '#domain';
import { z } from 'zod';
import { start } from '../bookings/booking-shapes';
import { instant, localDateIn } from '../http/instants';
import { pageOf } from '../http/paging';
import { playback } from '../rundowns/rundown-shapes';

const id = z.string();
const givenId = z.string().min(1).max(100);

const listed = z
  .object({
    id,
    communeId: id,
    announcementId: id,
    bookingId: id.nullable().meta({ description: 'Null: every booking of the announcement' }),
    reason: z.string(),
    orderedBy: id,
    orderedAt: instant,
    correctionBookingIds: z.array(id),
  })
  .meta({ id: 'ListedRetraction' });

export const retractions = pageOf('RetractionPage', listed);

const pole = z
  .object({
    controllerId: id,
    name: z.string(),
    zoneId: id,
    villageId: id,
    sounding: z
      .enum(['sounding', 'sounded', 'doubtful'])
      .meta({ description: 'doubtful: nobody can say yet whether it played; late evidence decides' }),
    playbacks: z.array(playback).meta({ description: 'What it played: from when, for how long, how it ended' }),
    silenced: z.boolean().meta({ description: 'It was sounding and fell silent' }),
    corrections: z.array(
      z.object({
        bookingId: id,
        bookingState: z.enum(BOOKING_STATES),
        state: z.enum(PLAYBACK_STATES).nullable().meta({ description: 'Null: not planned yet' }),
      }),
    ),
    needsCorrection: z.boolean(),
  })
  .meta({ id: 'RetractedPole' });

export const retraction = listed
  .extend({ title: z.string(), poles: z.array(pole) })
  .meta({ id: 'Retraction', description: 'Pole by pole, as the evidence stands now' });

export const retractionScope = z
  .object({
    title: z.string(),
    messageClass: z.enum(MESSAGE_CLASSES).meta({ description: 'A correction has to weigh as much' }),
    poles: z.array(pole).meta({ description: 'Where it sounded, or may have' }),
    silences: z.int().meta({ description: 'Airings that sound or are about to, and would fall silent' }),
    cancels: z.int().meta({ description: 'Bookings that would end' }),
  })
  .meta({ id: 'RetractionScope' });

export const retractionOrdered = retraction
  .extend({
    published: z
      .boolean()
      .nullable()
      .meta({ description: 'False: the order to fall silent reached nobody at once. Null: nothing sounded' }),
    correctionRefused: z.enum(PROBLEM_CODES).nullable().meta({ description: 'Why no correction was proposed yet' }),
  })
  .meta({ id: 'RetractionOrdered' });

export const retractionRequest = z
  .strictObject({
    announcementId: givenId.optional(),
    bookingId: givenId.optional(),
    correctionAnnouncementId: givenId.optional(),
    reason: z.string().trim().min(1).max(500),
  })
  .refine(({ announcementId, bookingId }) => (announcementId === undefined) !== (bookingId === undefined), {
    message: 'name an announcement or one of its bookings',
    path: ['announcementId'],
  })
  .meta({
    id: 'RetractionRequest',
    examples: [{ bookingId: '0198…', correctionAnnouncementId: '0198…', reason: 'Nhầm ngày họp' }],
  });
export type RetractionRequestBody = z.output<typeof retractionRequest>;

export const correctionRequest = z.strictObject({ announcementId: givenId }).meta({ id: 'CorrectionRequest' });
export type CorrectionRequest = z.output<typeof correctionRequest>;

export const resendRequest = z
  .strictObject({
    date: localDateIn.meta({ description: 'The day of the booking that was not heard everywhere' }),
    start: start.optional().meta({ description: 'The next free minute unless told otherwise' }),
    on: localDateIn.optional().meta({ description: 'The day on which it is sent again; today unless told otherwise' }),
  })
  .meta({ id: 'ResendRequest', examples: [{ date: '2026-11-23' }] });
export type ResendRequestBody = z.output<typeof resendRequest>;
