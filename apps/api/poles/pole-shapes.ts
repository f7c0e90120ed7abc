// How poles are doing, on its way in and out.
import { AIRING_KINDS, MUTE_HOURS, PLAYBACK_STATES, POLE_CONDITIONS, SELF_TEST_STATES } from '#domain';
import type { NamedAiring, Poles } from '#application';
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

const namedPole = z.object({ id, name: z.string(), zone: z.string() });

const villagePoles = z
  .object({
    villageId: id,
    poles: z.int(),
    well: z.int(),
    condition: z.enum(POLE_CONDITIONS).meta({ description: 'Of the pole that is doing worst' }),
    since: instant.nullable(),
    lastContactAt: instant.nullable(),
    quietestPercent: z.number(),
    loudestPercent: z.number(),
    soundsHeld: z.int(),
    soundsWanted: z.int(),
    bytesHeld: z.int().meta({ description: '0 while no sound is missing' }),
    bytesWanted: z.int(),
    playing: z.int().nullable().meta({ description: 'Its place among `airings`' }),
    next: z.int().nullable().meta({ description: 'Its place among `airings`' }),
    knownSince: instant
      .nullable()
      .meta({ description: 'Since when of the last 24 hours it is known which were there; null: of all of them' }),
    away: z
      .array(z.object({ from: instant, to: instant }))
      .meta({ description: 'When at least one of them was away in the last 24 hours' }),
  })
  .meta({ id: 'VillagePoles' });

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
    outages: z
      .array(
        z.object({
          since: instant,
          controllerIds: z.array(id),
          poles: z.array(namedPole).meta({ description: 'The first of them' }),
        }),
      )
      .meta({ description: 'Who is away and not muted, by when they went; the latest first' }),
    muted: z
      .array(namedPole.extend({ mutedUntil: instant }))
      .meta({ description: 'Who is away while nobody is told of it; the first of them' }),
    airings: z.array(named.omit({ id: true })).meta({ description: 'What villages play now or next, each once' }),
    villages: z
      .array(villagePoles)
      .meta({ description: 'One row for each village that was asked about and not all of whose poles are in `items`' }),
    items: z.array(pole.meta({ id: 'Pole' })),
  })
  .meta({ id: 'PoleBoard' });

/** What is heard in many villages at once is said once: the rows name it by its place. */
export function presentPoleBoard({ villages, ...board }: Awaited<ReturnType<Poles['board']>>) {
  const places = new Map<string, number>();
  const airings: NamedAiring[] = [];
  const placeOf = (airing: NamedAiring | null) => {
    if (!airing) return null;
    const { kind, title, startsAt, durationMs } = airing;
    const key = JSON.stringify([kind, title, startsAt, durationMs]);
    if (!places.has(key)) places.set(key, airings.push(airing) - 1);
    return places.get(key)!;
  };
  const rows = villages.map((row) => ({ ...row, playing: placeOf(row.playing), next: placeOf(row.next) }));
  return { ...board, airings, villages: rows };
}

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
const ids = z
  .string()
  .max(10_000)
  .transform((text) => text.split(',').filter((each) => each !== ''))
  .optional();

export const poleQuery = z.strictObject({
  overview: z
    .stringbool()
    .optional()
    .meta({ description: 'Every village in one row; poles only where they are few or named' }),
  controllerIds: ids.meta({ description: 'Only these, separated by commas' }),
  zoneIds: ids.meta({ description: 'Only those of these zones' }),
  villageIds: ids.meta({ description: 'Only those of these villages' }),
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
