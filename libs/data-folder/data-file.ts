// A JSON file of the data folder, as its writer and its readers share it: one name, one schema, one version. What one start writes through it
// the next start can read; what cannot be read is told in words, with what to do.
import { mkdir, open, readFile, rename } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { z } from 'zod';

/** How a program ends that met a file which it cannot use: starting it again would change nothing. */
export const UNUSABLE_FILE_EXIT_CODE = 78;

/** A file that is there and cannot be used. The message names the file, what is wrong with it, and what to do. */
export class DataFileError extends Error {
  override readonly name = 'DataFileError';
}

/** What a file is. */
interface DataFileForm<T extends object> {
  /** Its name in its folder. */
  readonly name: string;
  /** Written into the file. A file without one is of the time before versions were written, and counts as version 1. */
  readonly version: number;
  readonly schema: z.ZodType<T>;
  /** What a person does about a file that cannot be used: one sentence. */
  readonly remedy: string;
}

const versioned = z.looseObject({ version: z.int().positive().default(1) });

export class DataFile<T extends object> {
  constructor(readonly form: DataFileForm<T>) {}

  /** What stands in the file of this folder; undefined when there is none. Throws `DataFileError`. */
  async read(folder: string): Promise<T | undefined> {
    const path = join(folder, this.form.name);
    let text: string;
    try {
      text = await readFile(path, 'utf8');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
      throw error;
    }
    return this.parse(text, path);
  }

  /** Replaces the file, for its owner alone: after a crash or a power cut the old one is there whole, or the new one. */
  async write(folder: string, value: T): Promise<void> {
    // What does not fit the schema would stop the next start: better this one.
    const { version, schema, name } = this.form;
    const text = `${JSON.stringify({ version, ...schema.parse(value) }, null, 2)}\n`;
    await replaceFile(join(folder, name), text);
  }

  private parse(text: string, path: string): T {
    const { version, schema } = this.form;
    let json: unknown;
    try {
      json = JSON.parse(text);
    } catch {
      throw this.unusable(path, text === '' ? 'it is empty' : 'it is no JSON, or was cut off');
    }
    const outer = versioned.safeParse(json);
    if (!outer.success) throw this.unusable(path, faultOf(outer.error));
    const { version: written, ...value } = outer.data;
    if (written > version)
      throw this.unusable(path, `a newer Loa Làng wrote it (version ${written}; this one knows ${version})`);
    const read = schema.safeParse(value);
    if (!read.success) throw this.unusable(path, faultOf(read.error));
    return read.data;
  }

  private unusable(path: string, fault: string): DataFileError {
    return new DataFileError(`${path} cannot be used: ${fault}. ${this.form.remedy}`);
  }
}

/** The first fault in one line: where, and what was expected. */
function faultOf({ issues }: z.ZodError): string {
  const [first] = issues;
  const where = first?.path.map(String).join('.') ?? '';
  return where === '' ? `${first?.message}` : `${where}: ${first?.message}`;
}

/** Temporary file, fsync, rename, fsync of the folder. */
async function replaceFile(path: string, text: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const unfinished = `${path}.new`;
  const file = await open(unfinished, 'w', 0o600);
  try {
    await file.chmod(0o600);
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(unfinished, path);
  const folder = await open(dirname(path), 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
