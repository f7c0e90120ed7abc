// What a box keeps of its enrolment: who it is, its key, and whom it believes. Written and read by the box; read by whoever prepares the next start.
import { z } from 'zod';
import { DataFile } from './data-file';

/** What the server says when it takes the one-time code. */
export const enrolmentAnswerSchema = z.object({
  deviceId: z.string(),
  controllerId: z.string(),
  communeId: z.string(),
  zoneId: z.string(),
  credential: z.string(),
  serverKey: z.object({
    keyId: z.string(),
    publicKey: z.string(),
    /** How many keys of the commune came before it; left out: none. */
    serial: z.int().nonnegative().optional(),
    /** Of the only key that can follow it. */
    nextKeyDigest: z.string().optional(),
  }),
  mqttUrl: z.string(),
  /** The only certificate (PEM) that the broker may show; left out where it speaks without TLS, or is one of the owner's. */
  mqttCertificate: z.string().optional(),
});

const identitySchema = enrolmentAnswerSchema.extend({
  privateKeyPem: z.string(),
  /** SHA-256 of the code that was traded for it; tells a fresh code from the used one. */
  codeSha256: z.string().optional(),
});

/** What a device keeps of its enrolment. */
export type Enrolled = z.infer<typeof identitySchema>;

/** In the folder of the box. */
export const IDENTITY = new DataFile({
  name: 'identity.json',
  version: 1,
  schema: identitySchema,
  remedy:
    'Bring back the file, or remove it and give the box a new code (a simulated box gets one at the next start by itself).',
});
