// A change that somebody thinks of on its way in, and what would come of it on its way out.
import { MAX_DATES } from '#domain';
import { z } from 'zod';
import { instant, localDateIn, wallTime } from '../http/instants';
import { limits } from './rules-shapes';

const id = z.string().min(1).max(100);
const quietHours = z.array(z.strictObject({ from: wallTime, to: wallTime })).max(10);

export const changeInMind = z
  .discriminatedUnion('kind', [
    z.strictObject({
      kind: z.literal('commune'),
      quietHours: quietHours.optional(),
      limits: limits.partial().optional(),
    }),
    z.strictObject({
      kind: z.literal('village'),
      villageId: id,
      quietHours: quietHours.nullable().optional(),
      limits: limits.partial().nullable().optional(),
    }),
    z.strictObject({
      kind: z.literal('controller'),
      controllerId: id,
      zoneId: id.nullable().meta({ description: 'Where it would stand; null: it would be taken down' }),
    }),
    z.strictObject({ kind: z.literal('slot'), slotId: id, from: wallTime, to: wallTime }),
    z.strictObject({
      kind: z.literal('special-days'),
      dates: z.array(localDateIn).min(1).max(MAX_DATES),
      quietHours,
      seriesRest: z.boolean(),
    }),
  ])
  .meta({
    id: 'ChangeInMind',
    examples: [{ kind: 'commune', quietHours: [{ from: '20:00', to: '05:30' }] }],
  });

const concerned = z
  .object({
    bookingId: z.string(),
    title: z.string(),
    firstStartsAt: instant,
    starts: z.int().meta({ description: 'How many starts it loses or has to begin at another time' }),
  })
  .meta({ id: 'ConcernedBooking' });

export const planChange = z
  .object({
    lost: z.array(concerned),
    moved: z.array(concerned),
    silentZones: z
      .array(z.string())
      .meta({ description: 'Names of zones that would lose their last pole although something is to sound there' }),
  })
  .meta({ id: 'PlanChange', description: 'As far ahead as is planned. What is frozen or sounding keeps its place' });
