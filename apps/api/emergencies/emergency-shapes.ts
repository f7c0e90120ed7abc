// Emergencies and their templates on their way in and out.
import { EMERGENCY_BASES, EMERGENCY_STATES, MAX_EMERGENCY_MINUTES } from '#domain';
import { z } from 'zod';
import { newAnnouncement } from '../announcements/announcement-shapes';
import { instant } from '../http/instants';
import { listOf, pageOf } from '../http/paging';

const id = z.string();
const givenId = z.string().min(1).max(100);
const picked = z.array(givenId).min(1).max(500).optional();

const place = {
  wholeCommune: z.boolean().optional(),
  villageIds: picked,
  zoneIds: picked,
};

const order = z.strictObject({
  templateId: givenId.optional(),
  announcementId: givenId.optional().meta({ description: 'Instead of a template: approved, or only handed in' }),
  ...place,
  minutes: z.int().min(1).max(MAX_EMERGENCY_MINUTES).meta({ description: 'How long it is repeated' }),
  reason: z.string().trim().max(500).default(''),
});

const EXAMPLE = { templateId: '0198…', wholeCommune: true, minutes: 10, reason: 'Nước suối dâng nhanh' };

export const emergencyRequest = order.meta({ id: 'EmergencyRequest', examples: [EXAMPLE] });
export type EmergencyRequestBody = z.output<typeof emergencyRequest>;

const named = z.object({ id, name: z.string() });

export const emergencyConsequence = z
  .object({
    villages: z.array(
      z.object({
        villageId: id,
        name: z.string(),
        households: z.int(),
        people: z.int().nullable(),
        controllers: z.int(),
        offlineControllers: z.array(named).meta({ description: 'Would not hear the order now; they join when back' }),
        missingLanguages: z.array(z.string()).meta({ description: 'Spoken there, and nothing is recorded in it' }),
        stoppedUntil: instant.nullable().meta({ description: 'A stop silences it there so long; lift it first' }),
      }),
    ),
    households: z.int(),
    people: z.int().nullable().meta({ description: 'Null: not known of every village that it reaches' }),
    controllers: z.int(),
    offline: z.int(),
    interrupts: z.array(
      z.object({
        airingId: id,
        zoneId: id,
        title: z.string(),
        startsAt: instant,
        endsAt: instant,
        onAirNow: z.boolean(),
      }),
    ),
    repeats: z.int(),
    everyMs: z.int().meta({ description: 'From the start of one repeat to the start of the next' }),
    startsAt: instant,
    endsAt: instant,
  })
  .meta({ id: 'EmergencyConsequence' });

export const emergency = z
  .object({
    id,
    communeId: id,
    announcementId: id,
    title: z.string(),
    digest: z.string(),
    zoneIds: z.array(id),
    controllerIds: z.array(id),
    everyMs: z.int(),
    basis: z.enum(EMERGENCY_BASES),
    reason: z.string(),
    requestedBy: id,
    requestedAt: instant,
    confirmedBy: id.nullable(),
    confirmedAt: instant.nullable(),
    startsAt: instant.nullable().meta({ description: 'Null: not on air yet' }),
    endsAt: instant.meta({ description: 'The planned end' }),
    endedAt: instant.nullable(),
    endedBy: id.nullable(),
    endedZones: z
      .array(z.object({ zoneId: id, at: instant, gaveWayTo: id.optional() }))
      .meta({ description: 'Where another took its place before its time' }),
    allClearAnnouncementId: id.nullable(),
    allClearOf: id.nullable(),
    state: z
      .enum(EMERGENCY_STATES)
      .meta({ description: 'closed: somebody said of another one about the same that it is over' }),
  })
  .meta({ id: 'Emergency' });

export const emergencyView = emergency
  .extend({
    consequence: emergencyConsequence,
    published: z
      .boolean()
      .nullable()
      .meta({ description: 'False: the order reached nobody at once; null: it waits for the second person' }),
  })
  .meta({ id: 'EmergencyView' });

export const emergencies = pageOf('EmergencyPage', emergency);
export const endedEmergencies = listOf('EndedEmergencies', emergency);

export const emergencyEnd = z
  .strictObject({ allClear: z.boolean().default(false) })
  .meta({ id: 'EmergencyEnd', examples: [{ allClear: true }] });
export type EmergencyEnd = z.output<typeof emergencyEnd>;

export const withdrawalQuery = z.strictObject({
  isOver: z
    .enum(['yes', 'no'])
    .default('no')
    .transform((text) => text === 'yes')
    .meta({ description: 'It is over: closes the other requests about the same as well' }),
});
export type WithdrawalQuery = z.output<typeof withdrawalQuery>;

export const emergencyTemplate = z
  .object({
    id,
    communeId: id,
    name: z.string(),
    announcementId: id,
    allClearAnnouncementId: id.nullable(),
    villageIds: z.array(id).meta({ description: 'Chosen beforehand. Empty: the whole commune' }),
    revision: z.int().meta({ description: 'Rises with every edit; also the ETag' }),
  })
  .meta({ id: 'EmergencyTemplate' });
export const emergencyTemplates = listOf('EmergencyTemplateList', emergencyTemplate);

const templateFields = {
  name: z.string().trim().min(1).max(200).meta({ description: 'The danger, as people choose it' }),
  announcementId: givenId,
  allClearAnnouncementId: givenId.nullable(),
  villageIds: z.array(givenId).max(500).meta({ description: 'Chosen beforehand. Empty: the whole commune' }),
};

export const newTemplate = z
  .strictObject({
    ...templateFields,
    allClearAnnouncementId: templateFields.allClearAnnouncementId.default(null),
    villageIds: templateFields.villageIds.default([]),
  })
  .meta({
    id: 'NewEmergencyTemplate',
    examples: [{ name: 'Lũ ống, lũ quét', announcementId: '0198…', allClearAnnouncementId: '0198…' }],
  });
export type NewTemplate = z.output<typeof newTemplate>;

export const templateChange = z
  .strictObject(templateFields)
  .partial()
  .meta({ id: 'EmergencyTemplateChange', description: 'What is left out stays as it is' });
export type TemplateChange = z.output<typeof templateChange>;

export const announcementFromAbove = newAnnouncement
  .extend({ source: z.enum(['province', 'civil_defence']) })
  .meta({ id: 'AnnouncementFromAbove' });
export type AnnouncementFromAbove = z.output<typeof announcementFromAbove>;
