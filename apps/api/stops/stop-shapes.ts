// Stop orders on their way in and out.
import { z } from 'zod';
import { instant } from '../door/instants';
import { listOf } from '../door/paging';

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

/** A day is the longest that one order silences a place. */
const MAX_MINUTES = 1_440;

export const stopRequest = z
  .strictObject({
    zoneIds: z.array(z.string().min(1).max(100)).min(1).max(500).nullable(),
    minutes: z.int().min(1).max(MAX_MINUTES).default(60),
    reason: z.string().trim().min(1).max(500),
  })
  .meta({ id: 'StopRequest', examples: [{ zoneIds: null, minutes: 60, reason: 'Phát nhầm bài' }] });
export type StopRequestBody = z.output<typeof stopRequest>;
