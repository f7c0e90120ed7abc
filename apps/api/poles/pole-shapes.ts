// How poles are doing, on its way in and out.
import { AIRING_KINDS, MUTE_HOURS, PLAYBACK_STATES, POLE_CONDITIONS, SELF_TEST_STATES } from '#domain';
import { z } from 'zod';
import { eventShape } from '../audit/event-shape';
import { instant } from '../http/instants';

const id = z.string();
const programme = z.object({ epoch: z.int(), version: z.int() });
const named = z.object({
  id,
  kind: z.enum(AIRING_KINDS),
  title: z.string().meta({ description: 'Empty for a signature sound: its kind tells' }),
  startsAt: instant,
  durationMs: z.int(),
});

/** What a device last said of itself; also what the live stream tells between events. */
export const poleReport = z
  .object({
    controllerId: id,
    receivedAt: instant,
    uncertaintyMs: z.number().meta({ description: 'How wrong its clock may be' }),
    uptimeMs: z.number(),
    soundsWanted: z.int(),
    soundsHeld: z.int(),
    bytesWanted: z.int(),
    bytesHeld: z.int().meta({ description: 'With what has come of an unfinished sound' }),
    airingId: id.nullable(),
    volumePercent: z.number().meta({ description: 'With the hours of the day counted in' }),
  })
  .meta({ id: 'PoleReport', description: 'For the eye of the desk; never evidence' });

const pole = z.object({
  id,
  name: z.string(),
  zoneId: id,
  zone: z.string(),
  villageId: id,
  volumePercent: z.number(),
  position: z.object({ x: z.number(), y: z.number() }).nullable(),
  condition: z.enum(POLE_CONDITIONS),
  since: instant.nullable().meta({ description: 'Since when it is there, or away' }),
  device: z.object({ id, online: z.boolean(), enrolledAt: instant, programme: programme.nullable() }).nullable(),
  lastContactAt: instant.nullable(),
  wantedProgramme: programme.nullable().meta({ description: 'The newest of its zone' }),
  report: poleReport.nullable(),
  strip: z
    .array(z.object({ from: instant, to: instant, online: z.boolean() }))
    .meta({ description: 'When it was there in the last 24 hours' }),
  selfTest: z
    .object({ state: z.enum(SELF_TEST_STATES), answeredAt: instant.nullable(), failed: z.array(z.string()) })
    .nullable(),
  mutedUntil: instant.nullable().meta({ description: 'Nobody is told about its absences before' }),
  playing: named.nullable(),
  next: named.nullable(),
});

export const poleBoard = z
  .object({
    now: instant,
    tally: z
      .object({
        total: z.int(),
        well: z.int(),
        troubles: z.array(z.object({ condition: z.enum(POLE_CONDITIONS), count: z.int(), since: instant.nullable() })),
      })
      .meta({ description: 'All poles of the commune, also those that were not asked for' }),
    items: z.array(pole.meta({ id: 'Pole' })),
  })
  .meta({ id: 'PoleBoard' });

export const poleInFull = pole
  .extend({
    playbacks: z.array(
      z.object({
        id,
        airingId: id,
        title: z.string(),
        startsAt: instant,
        state: z.enum(PLAYBACK_STATES),
        startedAt: instant.nullable(),
        playedMs: z.number().nullable(),
        reason: z.string().nullable(),
        playedAfterCancel: z.boolean(),
      }),
    ),
    events: z.array(eventShape),
  })
  .meta({ id: 'PoleInFull' });

/** Ids in one query parameter, separated by commas. */
export const poleQuery = z.strictObject({
  controllerIds: z
    .string()
    .max(10_000)
    .transform((text) => text.split(',').filter((each) => each !== ''))
    .optional()
    .meta({ description: 'Only these, separated by commas' }),
});
export type PoleQuery = z.output<typeof poleQuery>;

export const poleMute = z
  .strictObject({
    controllerIds: z.array(z.string().min(1).max(100)).min(1).max(1_000),
    hours: z.literal([...MUTE_HOURS]),
  })
  .meta({ id: 'PoleMute', examples: [{ controllerIds: ['0198…'], hours: 4 }] });
export type PoleMuteBody = z.output<typeof poleMute>;

export const mutedUntil = z.object({ until: instant }).meta({ id: 'MutedUntil' });
