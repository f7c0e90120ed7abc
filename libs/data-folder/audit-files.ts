// What guards the event log outside the database: one file for each key that signs it, and the heads that were signed last. The keys go into
// every backup; the heads may lie on another disk.
import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { z } from 'zod';
import { DataFile } from './data-file';

const keySchema = z.strictObject({
  keyId: z.string().regex(/^[\w-]+$/),
  privateKeyPem: z.string(),
  publicKey: z.base64(),
  createdAt: z.int(),
});
type AuditKeyFile = z.infer<typeof keySchema>;

const headSchema = z
  .strictObject({
    communeId: z.string(),
    chainNumber: z.int().nonnegative(),
    sequence: z.int().nonnegative(),
    hash: z.string(),
    olderEvents: z.int().nonnegative(),
    seals: z.int().nonnegative(),
    keptAt: z.int(),
  })
  .readonly();

/** The newest signed head of each commune's event log. */
export const AUDIT_HEADS = new DataFile({
  name: 'audit-heads.json',
  version: 1,
  schema: z.strictObject({
    heads: z.array(headSchema).readonly(),
    begunAt: z.int().optional(),
    keyId: z.string(),
    signature: z.base64(),
  }),
  remedy: 'Move it elsewhere, for whoever asks what happened, and begin anew: npm run cli -- audit begin.',
});

/** The version in which each key is written. */
export const AUDIT_KEY_VERSION = 1;

const KEY_FILE = /^[\w-]+\.json$/;

/** The keys in this folder. */
export async function readAuditKeys(folder: string): Promise<readonly AuditKeyFile[]> {
  if (!existsSync(folder)) return [];
  const names = (await readdir(folder)).filter((name) => KEY_FILE.test(name)).sort();
  const keys = await Promise.all(names.map((name) => keyFile(name).read(folder)));
  return keys.flatMap((key) => key ?? []);
}

/** Keeps one more key in this folder, for its owner alone. */
export function writeAuditKey(folder: string, key: AuditKeyFile): Promise<void> {
  return keyFile(`${key.keyId}.json`).write(folder, key);
}

function keyFile(name: string): DataFile<AuditKeyFile> {
  const remedy = 'Take it from a backup.';
  return new DataFile({ name, version: AUDIT_KEY_VERSION, schema: keySchema, remedy });
}
