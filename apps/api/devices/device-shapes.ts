// What devices and technicians say and are told by the routes for devices.
import { z } from 'zod';
import { instant } from '../http/instants';

export const enrolmentCode = z
  .object({ code: z.string().meta({ description: 'Shown this once', example: '7KQ2-MX9B-HT4C' }), expiresAt: instant })
  .meta({ id: 'EnrolmentCode' });

export const enrolmentRequest = z
  .strictObject({
    code: z.string().min(1).max(100),
    publicKey: z.string().min(1).max(100).meta({ description: 'Ed25519, base64 of the raw 32 bytes' }),
  })
  .meta({ id: 'EnrolmentRequest' });
export type EnrolmentRequest = z.output<typeof enrolmentRequest>;

export const enrolledDevice = z
  .object({
    deviceId: z.string(),
    controllerId: z.string(),
    communeId: z.string(),
    zoneId: z.string(),
    credential: z.string().meta({ description: 'Said this once' }),
    serverKey: z.object({
      keyId: z.string(),
      publicKey: z.string(),
      serial: z.int().meta({ description: 'How many keys of the commune came before it' }),
      nextKeyDigest: z.string().optional().meta({ description: 'Of the only key that can follow it' }),
    }),
    mqttUrl: z.string(),
    mqttCertificate: z
      .string()
      .optional()
      .meta({ description: 'The only certificate (PEM) that the broker shows; left out where it speaks without TLS' }),
  })
  .meta({ id: 'EnrolledDevice' });
