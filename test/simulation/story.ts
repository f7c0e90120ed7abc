// What happens in one run: what people do and what goes wrong, drawn from a seed. A story is data, so that one that found something is kept.
import { faultScriptSchema, type Fault, type FaultScript } from '#devices';
import { MINUTE_MS, SECOND_MS } from '#domain';
import { z } from 'zod';
import { SeededRandomness } from '../support/seeded-randomness';

/** The poles of a run, each in a zone of its own. */
export const POLES = ['Nà Khoang 1', 'Nà Khoang 3', 'Phìn Sử 1'] as const;

/** Everything happens in this time; what was broken is whole again at its end. */
export const STORY_MS = 22 * MINUTE_MS;

/** Raised when a story of before would be another one. */
const STORY_VERSION = 1;
/** People and the poles have been there for a while. */
const FIRST_MS = 1 * MINUTE_MS;

const number = z.int();
const place = z.string().nullable();
const durationMs = z.int().positive();
const minutes = z.int().positive();
const startsAtMs = z.int();

const act = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('book'), number, place, durationMs, startsAtMs, repeats: z.int() }),
  z.strictObject({ kind: z.literal('approve'), number }),
  z.strictObject({ kind: z.literal('cancel'), number }),
  z.strictObject({ kind: z.literal('stop'), number, place, minutes }),
  z.strictObject({ kind: z.literal('lift'), number }),
  z.strictObject({ kind: z.literal('emergency'), number, place, durationMs, minutes, breaksGlass: z.boolean() }),
  z.strictObject({ kind: z.literal('end-emergency'), number }),
  z.strictObject({ kind: z.literal('drill'), number, place, durationMs, startsAtMs }),
  z.strictObject({ kind: z.literal('cancel-drill'), number }),
  z.strictObject({ kind: z.literal('quiet-day'), startsAtMs, minutes }),
  z.strictObject({ kind: z.literal('confirm') }),
]);

export const storySchema = z.strictObject({
  version: z.literal(STORY_VERSION),
  /** Of ids, keys and the small chances: how long a write takes, which message is lost. */
  seed: z.int(),
  acts: z.array(z.strictObject({ atMs: z.int().nonnegative(), act })),
  script: faultScriptSchema,
});

export type Act = z.infer<typeof act>;
/** A village by its name; null: the whole commune. */
export type Place = string | null;
export type Story = z.infer<typeof storySchema>;
type TimedAct = Story['acts'][number];

const VILLAGES = ['Nà Khoang', 'Phìn Sử'] as const;
const FILES = ['journal', 'programme', 'settings', 'orders', 'time'] as const;

/** The story of a seed. */
export function drawStory(seed: number): Story {
  const chance = new SeededRandomness(seed);
  const acts = drawActs(chance);
  return { version: STORY_VERSION, seed, acts, script: drawScript(chance, startsOf(acts)) };
}

const startsOf = (acts: readonly TimedAct[]) =>
  acts.flatMap(({ act: each }) => ('startsAtMs' in each ? [each.startsAtMs] : []));

function drawActs(chance: SeededRandomness): TimedAct[] {
  const acts: TimedAct[] = [];
  const anyPlace = () => chance.pick<Place>([null, ...VILLAGES]);
  const between = (fromMs: number, toMs: number) => chance.whole(fromMs, toMs);
  const bookings = chance.whole(2, 6);
  for (let own = 1; own <= bookings; own += 1) {
    const bookedAt = between(FIRST_MS, 10 * MINUTE_MS);
    const startsAtMs = Math.round(between(bookedAt + 2 * MINUTE_MS, 20 * MINUTE_MS) / SECOND_MS) * SECOND_MS;
    const length = chance.pick([10, 20, 40]) * SECOND_MS;
    const repeats = chance.chance(0.2) ? 2 : 1;
    acts.push({
      atMs: bookedAt,
      act: { kind: 'book', number: own, place: anyPlace(), durationMs: length, startsAtMs, repeats },
    });
    if (chance.chance(0.9))
      acts.push({ atMs: bookedAt + between(1, 90) * SECOND_MS, act: { kind: 'approve', number: own } });
    if (chance.chance(0.25)) {
      const atMs = chance.chance(0.6) ? startsAtMs + between(-8_000, 15_000) : between(bookedAt, 18 * MINUTE_MS);
      acts.push({ atMs, act: { kind: 'cancel', number: own } });
    }
  }
  const seldom = (share: number, draw: () => void) => chance.chance(share) && draw();
  seldom(0.25, () => {
    const atMs = between(3 * MINUTE_MS, 17 * MINUTE_MS);
    acts.push({ atMs, act: { kind: 'stop', number: 1, place: anyPlace(), minutes: chance.whole(1, 4) } });
    if (chance.chance(0.5)) acts.push({ atMs: atMs + between(5_000, 90_000), act: { kind: 'lift', number: 1 } });
  });
  seldom(0.3, () => {
    const atMs = between(3 * MINUTE_MS, 17 * MINUTE_MS);
    const order = { number: 1, place: anyPlace(), durationMs: 20 * SECOND_MS, minutes: chance.whole(1, 4) };
    acts.push({ atMs, act: { kind: 'emergency', ...order, breaksGlass: chance.chance(0.5) } });
    if (chance.chance(0.5))
      acts.push({ atMs: atMs + between(20_000, 120_000), act: { kind: 'end-emergency', number: 1 } });
  });
  seldom(0.2, () => {
    const atMs = between(2 * MINUTE_MS, 6 * MINUTE_MS);
    const startsAtMs = Math.round(between(atMs + 6 * MINUTE_MS, 19 * MINUTE_MS) / SECOND_MS) * SECOND_MS;
    acts.push({ atMs, act: { kind: 'drill', number: 1, place: anyPlace(), durationMs: 15 * SECOND_MS, startsAtMs } });
    if (chance.chance(0.3))
      acts.push({ atMs: between(atMs, startsAtMs + 5_000), act: { kind: 'cancel-drill', number: 1 } });
  });
  seldom(0.15, () => {
    const startsAtMs = between(6, 18) * MINUTE_MS;
    acts.push({
      atMs: between(FIRST_MS, 5 * MINUTE_MS),
      act: { kind: 'quiet-day', startsAtMs, minutes: chance.whole(1, 4) },
    });
  });
  acts.push({ atMs: between(15 * MINUTE_MS, STORY_MS), act: { kind: 'confirm' } });
  return acts.sort((one, other) => one.atMs - other.atMs);
}

/** Few faults, most of them near something that is to sound. */
function drawScript(chance: SeededRandomness, starts: readonly number[]): FaultScript {
  const count = chance.pick([0, 1, 1, 2, 2, 3, 4]);
  const faults = Array.from({ length: count }, () => drawFault(chance, starts));
  return { version: 1, faults: faults.sort((one, other) => one.atMs - other.atMs) };
}

function drawFault(chance: SeededRandomness, starts: readonly number[]): Fault {
  const near = starts.length > 0 && chance.chance(0.6);
  const drawn = near ? chance.pick(starts) + chance.whole(-20_000, 30_000) : chance.whole(FIRST_MS, 18 * MINUTE_MS);
  const atMs = Math.min(Math.max(FIRST_MS, drawn), 18 * MINUTE_MS);
  const forMs = chance.pick([2, 8, 20, 60, 150]) * SECOND_MS;
  const pole = chance.pick(POLES);
  const lasts = { atMs, forMs };
  switch (chance.whole(0, 16)) {
    case 0:
    case 1:
    case 2:
      return { kind: 'power', pole, ...lasts };
    case 3:
    case 4:
      return { kind: 'link', pole: chance.chance(0.3) ? null : pole, manner: 'down', ...lasts };
    case 5:
    case 6:
      return {
        ...{ kind: 'link', pole: chance.chance(0.3) ? null : pole },
        manner: chance.pick(['slow', 'lossy', 'doubling', 'reordering'] as const),
        ...{ atMs, forMs: forMs * 2 },
      } as Fault;
    case 7:
      return { kind: 'pole-clock', pole, jumpMs: chance.pick([-900_000, -5_000, 5_000, 900_000]), driftPpm: 0, atMs };
    case 8:
      return { kind: 'pole-disk-full', pole, ...lasts };
    case 9:
      return { kind: 'damaged-file', pole, file: chance.pick(FILES), ...lasts };
    case 10:
      return { kind: 'horn', pole, manner: chance.pick(['silent', 'hangs'] as const), ...lasts };
    case 11:
      return { kind: 'older-journal', pole, backMs: chance.pick([10, 60, 240]) * SECOND_MS, ...lasts };
    case 12:
      return { kind: 'server-clock', jumpMs: chance.pick([-3_600_000, -10_000, 10_000, 3_600_000]), ...lasts };
    case 13:
    case 14: {
      const commit = { number: chance.whole(1, 5), moment: chance.pick(['before', 'after'] as const) };
      return { kind: 'server-killed', commit: chance.chance(0.8) ? commit : null, ...lasts };
    }
    default:
      return chance.chance(0.5)
        ? { kind: 'older-database', backMs: chance.pick([30, 120, 300]) * SECOND_MS, ...lasts }
        : { kind: 'server-disk-full', ...lasts };
  }
}
