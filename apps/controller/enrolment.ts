// How a box becomes a device: it makes its own key, trades the one-time code for a credential, and keeps both where only it can read them.
import { goesInClear } from '#config';
import { enrolmentAnswerSchema, IDENTITY, type Enrolled } from '#data-folder';
import type { DeviceIdentity } from '#loudspeaker';
import { generateKeys, privateKeyOf } from '#protocol';
import { createHash } from 'node:crypto';

/** The server does not take the code (any more); trying again will not help. */
export class CodeRefused extends Error {
  override readonly name = 'CodeRefused';
}

const ANSWER_WITHIN_MS = 15_000;

/** The enrolment kept in the folder; undefined when the box is not enrolled. Throws `DataFileError`. */
export function readEnrolment(folder: string): Promise<Enrolled | undefined> {
  return IDENTITY.read(folder);
}

/**
 * Enrols the box and keeps the outcome: until everything is known, the folder holds what it held. Throws `CodeRefused`, and another error where
 * the code would go to another machine in clear.
 */
export async function enrol(serverUrl: string, code: string, folder: string): Promise<Enrolled> {
  if (goesInClear(serverUrl)) throw new Error(`${serverUrl}: the code is said to another machine by https only`);
  const { privateKeyPem, publicKey } = generateKeys();
  const response = await fetch(`${serverUrl}/device/v1/enrolments`, {
    method: 'POST',
    // The code is for the server that was named, and for no other.
    redirect: 'manual',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ code, publicKey }),
    signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
  });
  const body = await response.text();
  if (response.status >= 400 && response.status < 500 && response.status !== 429) {
    throw new CodeRefused(`${response.status} ${body}`);
  }
  if (response.status !== 201) throw new Error(`enrolment: ${response.status}`);
  const answer = enrolmentAnswerSchema.parse(JSON.parse(body));
  const enrolled: Enrolled = { ...answer, privateKeyPem, codeSha256: sha256Of(code) };
  await IDENTITY.write(folder, enrolled);
  return enrolled;
}

/** Whether this code is another one than the box was enrolled with. */
export function isFreshCode(code: string | undefined, enrolled: Enrolled): boolean {
  return code !== undefined && enrolled.codeSha256 !== sha256Of(code);
}

/** The identity that the brain works with. */
export function identityOf(enrolled: Enrolled): DeviceIdentity {
  const { communeId, zoneId, controllerId, deviceId, privateKeyPem, serverKey } = enrolled;
  const key = { keyId: deviceId, privateKey: privateKeyOf(privateKeyPem) };
  return { communeId, zoneId, controllerId, deviceId, key, serverKey };
}

function sha256Of(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
