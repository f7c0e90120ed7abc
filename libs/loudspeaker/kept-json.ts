// Small things a device keeps for itself, as JSON with a version. What cannot be read any more counts as not there: a device must always come up.
import { z } from 'zod';
import type { DeviceDisk, Note } from './ports';

/** One such thing: whoever writes it and whoever reads it after the next power-on share its name, version and schema. */
export interface KeptFile<T extends object> {
  readonly name: string;
  /** Written into the file. A file without one is of the time before versions were written, and counts as version 1. */
  readonly version: number;
  readonly schema: z.ZodType<T>;
}

const versioned = z.looseObject({ version: z.int().positive().default(1) });

/** Reads what was kept; undefined when there is nothing that fits the schema, or when a newer program wrote it. */
export async function readKept<T extends object>(
  disk: DeviceDisk,
  { name, version, schema }: KeptFile<T>,
  note: Note,
): Promise<T | undefined> {
  const bytes = await disk.read(name);
  if (!bytes) return undefined;
  try {
    const { version: written, ...value } = versioned.parse(JSON.parse(bytes.toString('utf8')));
    if (written > version) throw new Error(`a newer program wrote it (version ${written}; this one knows ${version})`);
    return schema.parse(value);
  } catch (error) {
    note('kept.unreadable', { name, error: String(error) });
    return undefined;
  }
}

/** Keeps a value; durable when it resolves. */
export function writeKept<T extends object>(
  disk: DeviceDisk,
  { name, version }: KeptFile<T>,
  value: NoInfer<T>,
): Promise<void> {
  return disk.replace(name, Buffer.from(JSON.stringify({ version, ...value })));
}
