// Places on their way in and out.
import { VILLAGE_LABELS } from '#domain';
import { z } from 'zod';
import { instant, wallTime } from '../http/instants';
import { listOf } from '../http/paging';
import { rules, villageLimits } from './rules-shapes';

const id = z.string();
const revision = z.int().meta({ description: 'Rises with every edit; also the ETag' });
const name = z.string().trim().min(1).max(80);
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
    revision,
  })
  .meta({ id: 'Commune' });

export const village = z
  .object({
    id,
    communeId: id,
    name: z.string(),
    label: z.enum(VILLAGE_LABELS),
    households: z.int(),
    people: z.int().nullable().meta({ description: 'Null: nobody counted them' }),
    languages: z.array(z.string()),
    quietHours: z.array(dailyWindow).nullable().meta({ description: 'Null: the hours of the commune hold' }),
    limits: villageLimits,
    revision,
  })
  .meta({ id: 'Village' });

export const zone = z.object({ id, communeId: id, villageId: id, name: z.string(), revision }).meta({ id: 'Zone' });

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

const pole = z.object({
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
  revision,
});

/** A pole by itself, as an edit answers it. */
export const editedController = pole.meta({ id: 'EditedController' });

const controller = pole
  .extend({
    device: device.nullable().meta({ description: 'Null: no box serves this pole' }),
  })
  .meta({ id: 'Controller' });

export const slot = z
  .object({ id, communeId: id, name: z.string(), from: z.string(), to: z.string(), revision })
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

const language = z.string().regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/);
const villageFields = {
  name,
  label: z.enum(VILLAGE_LABELS),
  households: z.int().min(0).max(100_000),
  people: z.int().min(0).max(1_000_000).nullable().meta({ description: 'Null: nobody counted them' }),
  languages: z.array(language).min(1).max(10).meta({ description: 'BCP 47, the main language first' }),
};

export const villageDraft = z.strictObject({ ...villageFields, people: villageFields.people.default(null) }).meta({
  id: 'VillageDraft',
  examples: [{ name: 'Nậm Pẻn', label: 'bản', households: 84, languages: ['tai', 'vi'] }],
});
export type VillageDraftBody = z.output<typeof villageDraft>;

export const villageChange = z
  .strictObject({
    ...villageFields,
    quietHours: z
      .array(z.strictObject({ from: wallTime, to: wallTime }))
      .max(8)
      .nullable()
      .meta({ description: 'Null: the hours of the commune hold' }),
    limits: villageLimits,
  })
  .partial()
  .meta({ id: 'VillageChange', description: 'What is left out stays as it is' });
export type VillageChangeBody = z.output<typeof villageChange>;

export const named = z.strictObject({ name }).meta({ id: 'PlaceName' });
export type NamedBody = z.output<typeof named>;

export const controllerChange = z
  .strictObject({ name, volumePercent: z.int().min(1).max(100), zoneId: z.string().min(1).max(100) })
  .partial()
  .meta({
    id: 'ControllerChange',
    description: 'In another zone it takes part in no booking that was approved without it',
  });
export type ControllerChangeBody = z.output<typeof controllerChange>;

export const slotDraft = z
  .strictObject({ name, from: wallTime, to: wallTime })
  .meta({ id: 'SlotDraft', examples: [{ name: 'Sáng', from: '05:30', to: '06:30' }] });
export type SlotDraftBody = z.output<typeof slotDraft>;
export const slotChange = slotDraft.partial().meta({ id: 'SlotChange' });
export type SlotChangeBody = z.output<typeof slotChange>;
