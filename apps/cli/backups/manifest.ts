// What a backup consists of: each file with its size and hash, so that a copy that was damaged or cut short is known before it is needed.
import { createHash } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { open, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { DataFile } from '#data-folder';
import { z } from 'zod';

/** Below the folder of the backup, whoever wrote the manifest. */
const pathSchema = z.string().refine((path) => !path.split('/').includes('..'), 'leads out of the backup');

const fileSchema = z
  .strictObject({ path: pathSchema, bytes: z.int().nonnegative(), sha256: z.string().regex(/^[0-9a-f]{64}$/) })
  .readonly();

/** One file of a backup. Its path is below the folder of the backup. */
export type BackupFile = z.infer<typeof fileSchema>;

/** Written last: a folder without it is no backup. */
export const MANIFEST = new DataFile({
  name: 'backup.json',
  version: 1,
  schema: z.strictObject({ madeAt: z.iso.datetime(), files: z.array(fileSchema).min(1).readonly() }),
  remedy: 'Take another backup.',
});

export const DATABASE_COPY = 'loa-lang.sqlite';

/** Size and hash of a file as it lies there. */
export async function fileAt(folder: string, path: string): Promise<BackupFile> {
  const hash = createHash('sha256');
  let bytes = 0;
  await pipeline(createReadStream(join(folder, path)), async (chunks: AsyncIterable<Buffer>) => {
    for await (const chunk of chunks) {
      hash.update(chunk);
      bytes += chunk.length;
    }
  });
  return { path, bytes, sha256: hash.digest('hex') };
}

/** The files of the backup. Throws when it is none, or when a file is missing or not as it was written. */
export async function verifiedFiles(folder: string): Promise<readonly BackupFile[]> {
  const manifest = await MANIFEST.read(folder);
  if (!manifest) throw new Error(`${folder} holds no backup: there is no ${MANIFEST.form.name}.`);
  for (const file of manifest.files) {
    const found = existsSync(join(folder, file.path)) ? await fileAt(folder, file.path) : undefined;
    if (found?.sha256 !== file.sha256 || found.bytes !== file.bytes)
      throw new Error(`${join(folder, file.path)} is ${found ? 'damaged' : 'missing'}. Take another backup.`);
  }
  return manifest.files;
}

/** The paths of all files below the folder, in order; none when it is not there. */
export async function filesBelow(folder: string): Promise<readonly string[]> {
  if (!existsSync(folder)) return [];
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  return files.map(({ parentPath, name }) => join(parentPath, name).slice(folder.length + 1)).sort();
}

/** Makes a file, or the names in a folder, durable. */
export async function sync(path: string): Promise<void> {
  const opened = await open(path, 'r');
  try {
    await opened.sync();
  } finally {
    await opened.close();
  }
}
