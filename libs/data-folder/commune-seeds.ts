// From what the next signing keys of the communes are worked out: one file for each seed, beside the keys of the event log and like them in every
// backup. The dot in the name keeps it apart from those.
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { z } from 'zod';
import { DataFile } from './data-file';

/** The version in which each seed is written. */
export const COMMUNE_SEED_VERSION = 1;

const seedSchema = z.strictObject({ seed: z.string().regex(/^[0-9a-f]{64}$/), place: z.int().nonnegative() });
const SEED_FILE = /^communes\.[0-9a-f]{16}\.json$/;

/** The seeds in this folder, in the order in which they were made. */
export async function readCommuneSeeds(folder: string): Promise<readonly string[]> {
  if (!existsSync(folder)) return [];
  const names = (await readdir(folder)).filter((name) => SEED_FILE.test(name)).sort();
  const seeds = await Promise.all(names.map((name) => seedFile(name).read(folder)));
  return seeds
    .flatMap((each) => each ?? [])
    .sort((a, b) => a.place - b.place)
    .map(({ seed }) => seed);
}

/** Keeps one more seed in this folder, for its owner alone. */
export async function writeCommuneSeed(folder: string, seed: string): Promise<void> {
  const place = (await readCommuneSeeds(folder)).length;
  const name = createHash('sha256').update(seed).digest('hex').slice(0, 16);
  await seedFile(`communes.${name}.json`).write(folder, { seed, place });
}

function seedFile(name: string): DataFile<z.infer<typeof seedSchema>> {
  return new DataFile({ name, version: COMMUNE_SEED_VERSION, schema: seedSchema, remedy: 'Take it from a backup.' });
}
