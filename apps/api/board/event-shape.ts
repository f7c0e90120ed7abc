// An event of the log on its way out: to those who watch, and with its link of the chain to those who audit.
import { EVENT_KINDS } from '#domain';
import { z } from 'zod';
import { instant, openValues } from '../door/instants';
import { pageOf, pageQuery } from '../door/paging';

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

const auditEvent = eventShape
  .extend({
    chainNumber: z
      .int()
      .nullable()
      .meta({ description: '1, 2, 3, … in the commune, without gaps. Null, like the hashes: older than the chain' }),
    previousHash: z.string().nullable().meta({ description: 'The `hash` of the event before' }),
    hash: z.string().nullable().meta({ description: 'SHA-256 over `previousHash` and the event, in hex' }),
  })
  .meta({ id: 'AuditEvent' });

export const auditPage = pageOf('AuditPage', auditEvent);

export const auditQuery = pageQuery.extend({
  subjectId: z.string().max(200).optional().meta({ description: 'Only what happened to this thing' }),
  kind: z.enum(EVENT_KINDS).optional().meta({ description: 'Only events of this kind' }),
});
export type AuditQuery = z.output<typeof auditQuery>;
