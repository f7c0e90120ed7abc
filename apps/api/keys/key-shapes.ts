// The signing keys of a commune on their way out, and what is asked of them. No private key has a place here.
import { OVERLAP_DAYS } from '#domain';
import { z } from 'zod';
import { instant } from '../http/instants';

const boxBehind = z.strictObject({
  controllerId: z.string(),
  name: z.string(),
  standing: z.enum(['earlier', 'foreign']).meta({ description: '`foreign`: it has to be enrolled again' }),
  online: z.boolean(),
  lastSeenAt: instant.nullable(),
});

export const communeKeys = z
  .strictObject({
    keyId: z.string(),
    serial: z.int().meta({ description: 'How many keys of the commune came before it' }),
    since: instant,
    oldUntil: instant.nullable().meta({ description: 'Until when the key before counts, too' }),
    canChange: z.boolean().meta({ description: 'Whether the next key can be worked out on this machine' }),
    boxes: z.int(),
    behind: z.array(boxBehind).meta({ description: 'Boxes that do not hold the newest key' }),
    drillKeySince: instant.nullable(),
  })
  .meta({ id: 'CommuneKeys' });

export const keyChange = z
  .strictObject({
    serial: z.int().min(0).meta({ description: 'Of the newest key, as it was seen: nobody changes it twice' }),
    overlapDays: z
      .int()
      .min(OVERLAP_DAYS.least)
      .max(OVERLAP_DAYS.most)
      .nullable()
      .meta({ description: 'How long the old key counts beside the new one; null: it is in foreign hands' }),
  })
  .meta({ id: 'KeyChange' });
export type KeyChangeBody = z.infer<typeof keyChange>;
