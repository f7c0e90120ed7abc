// What a box remembers besides its sounds, to be copied, brought back and damaged while it has no power.
import { DEVICE_FILES } from '#loudspeaker';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The content of each file; null: there was none. */
export type BoxMemory = ReadonlyMap<string, Buffer | null>;

/** The files that there can be. */
export const MEMORY_FILES: readonly string[] = DEVICE_FILES.map(({ name }) => name);

export async function copyMemory(folder: string): Promise<BoxMemory> {
  const files = MEMORY_FILES.map(async (name) => [name, await readOrNull(join(folder, name))] as const);
  return new Map(await Promise.all(files));
}

export async function bringBackMemory(folder: string, memory: BoxMemory): Promise<void> {
  for (const [name, content] of memory) {
    if (content === null) await rm(join(folder, name), { force: true });
    else await writeFile(join(folder, name), content, { mode: 0o600 });
  }
}

/** Turns one bit of the file, at that place from 0 to below 1. */
export async function damageFile(folder: string, file: string, place: number): Promise<void> {
  const path = join(folder, file);
  const content = await readOrNull(path);
  if (content === null || content.length === 0) return;
  const bit = Math.floor(place * content.length * 8);
  content[bit >> 3]! ^= 1 << (bit & 7);
  await writeFile(path, content, { mode: 0o600 });
}

async function readOrNull(path: string): Promise<Buffer | null> {
  try {
    return await readFile(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}
