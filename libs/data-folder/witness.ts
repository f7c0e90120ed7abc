// How far the database had come, kept outside of it: written by the server every few seconds, read by whatever starts, so that nobody goes on
// from an older copy, or from an empty database, as if it were the newest.
import { z } from 'zod';
import { DataFile } from './data-file';

const communeSchema = z
  .strictObject({
    communeId: z.string(),
    name: z.string(),
    epoch: z.int().positive(),
    /** The newest of its events. */
    sequence: z.int().nonnegative(),
    /** How many poles have a box. */
    poles: z.int().nonnegative(),
  })
  .readonly();

/** That the clock of this machine was right, by the word of a person. */
export const CLOCK_CONFIRMED = new DataFile({
  name: 'clock-confirmed.json',
  version: 1,
  schema: z.strictObject({ at: z.int() }),
  remedy: 'Remove it, and say anew what time it is (npm run cli -- clock confirm).',
});

/** In the data folder. */
export const WITNESS = new DataFile({
  name: 'witness.json',
  version: 1,
  schema: z.strictObject({
    communes: z.array(communeSchema).readonly(),
    /** A copy was brought back since, and no server has started from it yet. */
    restored: z.boolean(),
  }),
  remedy: 'Bring a backup back (npm run cli -- restore <folder>), or remove witness.json to go on as it is.',
});
