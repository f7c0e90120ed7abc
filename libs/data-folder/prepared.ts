// What the preparation of a start tells the launcher: no file, but one program's word for another, in one line of JSON.
import { z } from 'zod';

const preparedSchema = z
  .strictObject({
    /** How far the commune's time is ahead of the machine's. */
    clockOffsetMs: z.int().nonnegative(),
    communeId: z.string().nullable(),
    communeName: z.string().nullable(),
    /** Empty outside the demo. */
    accounts: z
      .array(z.strictObject({ name: z.string(), login: z.string(), password: z.string(), role: z.string() }).readonly())
      .readonly(),
  })
  .readonly();

/** What the launcher is told. */
export type Prepared = z.infer<typeof preparedSchema>;

/** The line that is printed. */
export function preparedLine(prepared: Prepared): string {
  return JSON.stringify(preparedSchema.parse(prepared));
}

/** Reads the last line of what was printed. Throws when it is none. */
export function readPrepared(printed: string): Prepared {
  return preparedSchema.parse(JSON.parse(printed.trim().split('\n').at(-1) ?? ''));
}
