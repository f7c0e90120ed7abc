// An event of the log on its way out: to those who watch, and with its link of the chain to those who audit.
import { EVENT_KINDS } from '#domain';
import { z } from 'zod';
import { instant, openValues } from '../http/instants';

export const eventShape = z
  .object({
    sequence: z.int(),
    communeId: z.string(),
    at: instant,
    kind: z.enum(EVENT_KINDS),
    actor: z.string().meta({ description: 'A person’s id, `device:<id>` or `system`' }),
    subjectId: z.string(),
    details: openValues,
  })
  .meta({ id: 'Event' });
