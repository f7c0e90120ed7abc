// Stop orders on their way in and out.
import { z } from 'zod';
import { instant } from '../http/instants';
import { listOf } from '../http/paging';

export const stopOrder = z
  .object({
    id: z.string(),
    communeId: z.string(),
    zoneIds: z.array(z.string()).nullable().meta({ description: 'Null: the whole commune' }),
    reason: z.string(),
    orderedBy: z.string(),
    from: instant,
    until: instant,
    liftedAt: instant.nullable(),
    sparesEmergency: z.boolean().meta({ description: "A village head's mute: an emergency sounds all the same" }),
  })
  .meta({ id: 'StopOrder' });

export const publishedStop = stopOrder
  .extend({
    published: z.boolean().meta({
      description: 'False: the order reached nobody at once; the poles hear of it with their next programme',
    }),
  })
  .meta({ id: 'PublishedStop' });

export const stopOrders = listOf('StopOrderList', stopOrder);

const givenId = z.string().min(1).max(100);

/** A day is the longest that one order silences a place. */
const MAX_MINUTES = 1_440;

export const stopRequest = z
  .strictObject({
    zoneIds: z
      .array(givenId)
      .min(1)
      .max(500)
      .nullable()
      .optional()
      .meta({ description: 'Null: the whole commune. May be left out when villages are named' }),
    villageIds: z.array(givenId).min(1).max(200).optional(),
    minutes: z.int().min(1).max(MAX_MINUTES).default(60),
    reason: z.string().trim().min(1).max(500),
  })
  .refine(({ zoneIds, villageIds }) => (zoneIds === null ? !villageIds : Boolean(zoneIds ?? villageIds)), {
    message: 'name zones or villages, or the whole commune with zoneIds null',
    path: ['zoneIds'],
  })
  .meta({ id: 'StopRequest', examples: [{ zoneIds: null, minutes: 60, reason: 'Phát nhầm bài' }] });
export type StopRequestBody = z.output<typeof stopRequest>;

export const muteRequest = z
  .strictObject({ reason: z.string().trim().max(500).default('') })
  .meta({ id: 'MuteRequest', examples: [{ reason: 'Có đám tang' }] });
export type MuteRequestBody = z.output<typeof muteRequest>;
