// An emergency on its way out to those who confirm it, follow it, and end it.
import { ALARM_STATES } from '#domain';
import type { EmergencyLive } from '#application';
import type { Language } from '#words';
import { z } from 'zod';
import { announcement, presentAnnouncement } from '../announcements/announcement-shapes';
import { instant } from '../http/instants';
import { emergency, emergencyConsequence } from './emergency-shapes';

const id = z.string();

const alarmedVillage = z
  .object({
    villageId: id,
    name: z.string(),
    label: z.enum(['thôn', 'bản', 'khu phố']),
    controllers: z.int(),
    offline: z.int().meta({ description: 'Those of them that nothing reaches now' }),
    ...(Object.fromEntries(ALARM_STATES.map((state) => [state, z.int()])) as Record<
      (typeof ALARM_STATES)[number],
      z.ZodInt
    >),
  })
  .meta({
    id: 'AlarmedVillage',
    description:
      'How many poles sound, have sounded, did not, sent no word in time, were called off before they could, or have not said yet',
  });

export const emergencyLive = emergency
  .extend({
    announcement,
    requestedByName: z.string(),
    confirmedByName: z.string().nullable(),
    confirmBy: instant.nullable().meta({ description: 'Null: it does not wait for a second person' }),
    confirmers: z.array(z.string()).meta({ description: 'Names of those who may confirm it' }),
    verdict: z
      .enum(['ok', 'emergency-same-person', 'emergency-request-expired', 'not-allowed', 'approval-self'])
      .nullable()
      .meta({ description: 'Whether the one who asks may confirm it, or the code of why not' }),
    consequence: emergencyConsequence.nullable(),
    villages: z.array(alarmedVillage),
    allClearSaid: z.boolean().meta({ description: 'To its end; one that gave way to another warning was not' }),
    gaveWayTo: z.array(z.string()).meta({ description: 'Titles of the emergencies that took its place' }),
  })
  .meta({ id: 'EmergencyLive' });

export const openEmergencies = z
  .object({
    items: z.array(emergencyLive),
    justOver: z
      .array(emergencyLive)
      .meta({ description: 'Over for less than an hour: to be repeated, or declared over' }),
  })
  .meta({ id: 'OpenEmergencies', description: 'The newest first' });

/** With the words for recordings that were refused. */
export function presentLive(live: EmergencyLive, language: Language) {
  return { ...live, announcement: presentAnnouncement(live.announcement, language) };
}
