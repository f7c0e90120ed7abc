// One line of the air log: written by the simulated horns, read by people and tests that hold every receipt against it.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

/** In the folder of the fleet. */
export const AIR_LOG_FILE = 'air-log.jsonl';
/** Lines without one are of the time before versions were written. */
export const AIR_LOG_VERSION = 1;

const lineSchema = z
  .strictObject({
    version: z.literal(AIR_LOG_VERSION).default(AIR_LOG_VERSION),
    event: z.enum(['start', 'end']),
    /** The instant in the time of the commune, which may be a demo time. */
    at: z.iso.datetime(),
    atMs: z.int(),
    /** The same instant on the machine's own clock. */
    hostMs: z.int(),
    controllerId: z.string(),
    playbackId: z.string(),
    airingId: z.string(),
    /** SHA-256 of what sounds, in order. */
    sounds: z.array(z.string()).readonly(),
    /** At the start: false and 0. */
    completed: z.boolean(),
    playedMs: z.int().nonnegative(),
  })
  .readonly();

/** One line. A start without an end was cut short by the end of the process. */
export type AirLogLine = z.infer<typeof lineSchema>;

/** The line as it stands in the file. */
export function airLogLine(line: Omit<AirLogLine, 'version'>): string {
  return `${JSON.stringify(lineSchema.parse(line))}\n`;
}

/** All whole lines of the log in this folder; a last one that is still being written is left out. Throws when a line is none. */
export function readAirLog(folder: string): readonly AirLogLine[] {
  const path = join(folder, AIR_LOG_FILE);
  if (!existsSync(path)) return [];
  const lines = readFileSync(path, 'utf8').split('\n').slice(0, -1);
  return lines.filter(Boolean).map((line) => lineSchema.parse(JSON.parse(line)));
}
