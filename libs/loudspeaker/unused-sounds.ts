// Throws away sounds that no programme has asked for in a week.
import { DAY_MS, type Instant } from '#domain';
import { z } from 'zod';
import { readKept, writeKept, type KeptFile } from './kept-json';
import type { DeviceDisk, Note } from './ports';
import type { Shelf } from './shelf';

/** How long a sound stays after the last programme that named it. */
const KEEP_UNUSED_MS = 7 * DAY_MS;

/** Hash -> since when it is unused. */
const unusedSchema = z.record(z.string(), z.int());

/** Since when sounds lie there that nothing asks for. */
export const UNUSED_SOUNDS_FILE: KeptFile<z.infer<typeof unusedSchema>> = {
  name: 'unused-sounds',
  version: 1,
  schema: unusedSchema,
};

/** Looks through the shelf once. `wanted` are the hashes of the current programme. */
export async function removeUnusedSounds(
  shelf: Shelf,
  disk: DeviceDisk,
  wanted: ReadonlySet<string>,
  now: Instant,
  note: Note,
): Promise<void> {
  const before = (await readKept(disk, UNUSED_SOUNDS_FILE, note)) ?? {};
  const after: Record<string, Instant> = {};
  for (const sha256 of shelf.hashes()) {
    if (wanted.has(sha256)) continue;
    const since = before[sha256] ?? now;
    if (now - since > KEEP_UNUSED_MS) await shelf.remove(sha256);
    else after[sha256] = since;
  }
  if (JSON.stringify(after) !== JSON.stringify(before)) await writeKept(disk, UNUSED_SOUNDS_FILE, after);
}
