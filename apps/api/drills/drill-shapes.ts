// Drills on their way in and out. Every answer is marked `exercise`, so that no screen can show one as the real thing.
import { DRILL_STATES, PLAYBACK_STATES } from '#domain';
import { z } from 'zod';
import { conflict } from '../bookings/booking-shapes';
import { instant, instantIn } from '../http/instants';
import { pageOf } from '../http/paging';

const givenId = z.string().min(1).max(100);
const exercise = z.literal(true).meta({ description: 'A drill, never the real thing' });

export const drillRequest = z
  .strictObject({
    announcementId: givenId.meta({ description: 'What is practised; the spoken opening and end are added by rule' }),
    wholeCommune: z.boolean().optional(),
    villageIds: z.array(givenId).max(200).optional(),
    zoneIds: z.array(givenId).max(500).optional(),
    startsAt: instantIn,
    reason: z.string().trim().min(1).max(500),
  })
  .meta({
    id: 'DrillRequest',
    description: 'Zones are the union of what is picked',
    examples: [
      {
        announcementId: '0198…',
        wholeCommune: true,
        startsAt: '2026-11-23T09:00:00+07:00',
        reason: 'Diễn tập đầu mùa mưa',
      },
    ],
  });
export type DrillRequestBody = z.output<typeof drillRequest>;

export const drillScope = z
  .object({
    exercise,
    notice: z.string().meta({ description: 'DIỄN TẬP, in words' }),
    title: z.string(),
    startsAt: instant,
    endsAt: instant.meta({ description: 'By then it has ended everywhere' }),
    villages: z.array(z.string()),
    households: z.int(),
    controllers: z.int(),
    offlineControllerIds: z.array(z.string()),
    conflicts: z.array(conflict),
  })
  .meta({ id: 'DrillScope' });

const listedDrill = z
  .object({
    exercise,
    notice: z.string(),
    id: z.string(),
    communeId: z.string(),
    announcementId: z.string(),
    title: z.string(),
    zoneIds: z.array(z.string()),
    controllerIds: z.array(z.string()),
    startsAt: instant,
    expiresAt: instant.meta({ description: 'No pole begins it after this' }),
    endsAt: instant,
    reason: z.string(),
    orderedBy: z.string(),
    orderedAt: instant,
    state: z.enum(DRILL_STATES),
  })
  .meta({ id: 'ListedDrill' });

export const drill = listedDrill
  .extend({
    results: z
      .array(
        z.object({
          zoneId: z.string(),
          zone: z.string(),
          controllerId: z.string(),
          controller: z.string(),
          state: z.enum(PLAYBACK_STATES),
          startedAt: instant.nullable(),
          playedMs: z.int().nullable(),
          reason: z.string().nullable(),
        }),
      )
      .meta({ description: 'One for each controller, from its signed evidence' }),
  })
  .meta({ id: 'Drill' });

export const drills = pageOf('DrillPage', listedDrill);
