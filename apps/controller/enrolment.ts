// How a box becomes a device: it makes its own key, trades the one-time code for a credential, and keeps both where only it can read them.
import { trustOnly, type DeviceIdentity } from '#loudspeaker';
import { generateKeys, privateKeyOf } from '#protocol';
import { chmod, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { z } from 'zod';

const answerSchema = z.object({
  deviceId: z.string(),
  controllerId: z.string(),
  communeId: z.string(),
  zoneId: z.string(),
  credential: z.string(),
  serverKey: z.object({ keyId: z.string(), publicKey: z.string() }),
  mqttUrl: z.string(),
});

const enrolledSchema = answerSchema.extend({ privateKeyPem: z.string() });

/** What a device keeps of its enrolment. */
export type Enrolled = z.infer<typeof enrolledSchema>;

/** The server does not take the code (any more); trying again will not help. */
export class CodeRefused extends Error {
  override readonly name = 'CodeRefused';
}

const FILE = 'identity.json';
const ANSWER_WITHIN_MS = 15_000;

/** The enrolment kept in the folder; undefined when the box is not enrolled. */
export async function readEnrolment(folder: string): Promise<Enrolled | undefined> {
  let text: string;
  try {
    text = await readFile(join(folder, FILE), 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
  return enrolledSchema.parse(JSON.parse(text));
}

/** Enrols the box and keeps the outcome. The folder appears only when everything is in it. Throws `CodeRefused`. */
export async function enrol(serverUrl: string, code: string, folder: string): Promise<Enrolled> {
  const { privateKeyPem, publicKey } = generateKeys();
  const response = await fetch(`${serverUrl}/device/v1/enrolments`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ code, publicKey }),
    signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
  });
  const body = await response.text();
  if (response.status >= 400 && response.status < 500 && response.status !== 429) {
    throw new CodeRefused(`${response.status} ${body}`);
  }
  if (response.status !== 201) throw new Error(`enrolment: ${response.status}`);
  const enrolled: Enrolled = { ...answerSchema.parse(JSON.parse(body)), privateKeyPem };
  const making = `${folder}.new`;
  await rm(making, { recursive: true, force: true });
  await mkdir(making, { recursive: true, mode: 0o700 });
  await mkdir(dirname(folder), { recursive: true });
  await writeFile(join(making, FILE), JSON.stringify(enrolled, null, 2), { mode: 0o600, flush: true });
  await chmod(join(making, FILE), 0o600);
  await rename(making, folder);
  return enrolled;
}

/** The identity that the brain works with. */
export function identityOf(enrolled: Enrolled): DeviceIdentity {
  const { communeId, zoneId, controllerId, deviceId, privateKeyPem, serverKey } = enrolled;
  const key = { keyId: deviceId, privateKey: privateKeyOf(privateKeyPem) };
  return { communeId, zoneId, controllerId, deviceId, key, trusts: trustOnly([serverKey]) };
}
