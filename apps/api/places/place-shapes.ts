// Places on their way out.
import { z } from 'zod';
import { instant } from '../door/instants';
import { listOf } from '../door/paging';
import { rules, villageLimits } from './rules-shapes';

const id = z.string();
export const dailyWindow = z
  .object({ from: z.string(), to: z.string() })
  .meta({ id: 'DailyWindow', description: 'Wall time' });

export const commune = z
  .object({
    id,
    name: z.string(),
    province: z.string(),
    phone: z.string().nullable().meta({ description: 'Whom villages ring up; null: not entered yet' }),
    timeZone: z.string(),
    approverRule: z.enum(['leader', 'operator']),
    quietHours: z.array(dailyWindow),
    openingAnnouncementId: id.nullable(),
    closingAnnouncementId: id.nullable(),
    rules,
  })
  .meta({ id: 'Commune' });

export const village = z
  .object({
    id,
    communeId: id,
    name: z.string(),
    label: z.enum(['thôn', 'bản', 'khu phố']),
    households: z.int(),
    people: z.int().nullable().meta({ description: 'Null: nobody counted them' }),
    languages: z.array(z.string()),
    quietHours: z.array(dailyWindow).nullable().meta({ description: 'Null: the hours of the commune hold' }),
    limits: villageLimits,
  })
  .meta({ id: 'Village' });

const zone = z.object({ id, communeId: id, villageId: id, name: z.string() }).meta({ id: 'Zone' });

const device = z
  .object({
    id,
    enrolledAt: instant,
    online: z.boolean(),
    lastSeenAt: instant.nullable(),
    programme: z
      .object({ epoch: z.int(), version: z.int() })
      .nullable()
      .meta({ description: 'The newest programme it said it has' }),
  })
  .meta({ id: 'Device' });

const controller = z
  .object({
    id,
    communeId: id,
    zoneId: id,
    name: z.string(),
    volumePercent: z.number(),
    publicCode: z.string().meta({ description: 'The page of the pole for everybody stands at /pole/{publicCode}' }),
    position: z
      .object({ x: z.number(), y: z.number() })
      .nullable()
      .meta({ description: 'On the drawing of the commune, 0 to 1 from the left and the top; null: nobody said' }),
    device: device.nullable().meta({ description: 'Null: no box serves this pole' }),
  })
  .meta({ id: 'Controller' });

const slot = z
  .object({ id, communeId: id, name: z.string(), from: z.string(), to: z.string() })
  .meta({ id: 'Slot', description: 'A named daily window, in wall time' });

export const communes = listOf('CommuneList', commune);
export const villages = listOf('VillageList', village);
export const zones = listOf('ZoneList', zone);
export const controllers = listOf('ControllerList', controller);
export const slots = listOf('SlotList', slot);

export const signatureChoice = z
  .strictObject({
    openingAnnouncementId: z.string().min(1).max(100).nullable(),
    closingAnnouncementId: z.string().min(1).max(100).nullable(),
  })
  .meta({ id: 'SignatureChoice', description: 'Announcements that open and close every rundown; null: none' });
export type SignatureChoiceBody = z.output<typeof signatureChoice>;
