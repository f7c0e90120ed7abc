// Small things a device keeps for itself, as JSON. What cannot be read any more counts as not there: a device must always come up.
import type { z } from 'zod';
import type { DeviceDisk, Note } from './ports';

/** Reads what was kept under the name; undefined when there is nothing that fits the schema. */
export async function readKept<T>(
  disk: DeviceDisk,
  name: string,
  schema: z.ZodType<T>,
  note: Note,
): Promise<T | undefined> {
  const bytes = await disk.read(name);
  if (!bytes) return undefined;
  try {
    return schema.parse(JSON.parse(bytes.toString('utf8')));
  } catch (error) {
    note('kept.unreadable', { name, error: String(error) });
    return undefined;
  }
}

/** Keeps a value under the name; durable when it resolves. */
export function writeKept(disk: DeviceDisk, name: string, value: unknown): Promise<void> {
  return disk.replace(name, Buffer.from(JSON.stringify(value)));
}
