// The event log on its way out to those who audit, and what it may be filtered by.
import {
  CHAIN_FAULTS,
  DECIDED_SUBJECTS,
  EVENT_KINDS,
  EVENT_SUBJECTS,
  RECORD_FAULTS,
  RECORD_KINDS,
  subjectOf,
  type EventKind,
} from '#domain';
import { LANGUAGES } from '#words';
import { z } from 'zod';
import { instant, instantIn } from '../http/instants';
import { listOf, pageOf, pageQuery } from '../http/paging';
import { eventShape } from './event-shape';

const auditEvent = eventShape
  .extend({
    actorName: z
      .string()
      .nullable()
      .meta({ description: 'The person, or the pole of the device; null for the system' }),
    chainNumber: z
      .int()
      .nullable()
      .meta({ description: '1, 2, 3, … in the commune, without gaps. Null, like the hashes: older than the chain' }),
    previousHash: z.string().nullable().meta({ description: 'The `hash` of the event before' }),
    hash: z.string().nullable().meta({ description: 'SHA-256 over `previousHash` and the event, in hex' }),
  })
  .meta({ id: 'AuditEvent' });

/** One line of an export. */
export const auditLine = auditEvent;

export const auditPage = pageOf('AuditPage', auditEvent);

export const auditActors = listOf('AuditActors', z.object({ actor: z.string(), name: z.string() }));

const filter = {
  subjectId: z.string().max(200).optional().meta({ description: 'Only what happened to this thing' }),
  kind: z.enum(EVENT_KINDS).optional().meta({ description: 'Only events of this kind' }),
  about: z.enum(EVENT_SUBJECTS).optional().meta({ description: 'Only events whose kind begins with this word' }),
  actor: z.string().max(200).optional().meta({ description: 'Only what this person or device did, or `system`' }),
  from: instantIn.optional(),
  to: instantIn.optional().meta({ description: 'Not included' }),
};

export const auditQuery = pageQuery.extend(filter);
export type AuditQuery = z.output<typeof auditQuery>;

export const auditExportQuery = z.strictObject({
  ...filter,
  lang: z.enum(LANGUAGES).optional().meta({ description: 'Instead of `Accept-Language`; for the headings of a table' }),
});
export type AuditExportQuery = z.output<typeof auditExportQuery>;

/** The kinds that are asked for; undefined: all. */
export function kindsOf({ kind, about }: Pick<AuditQuery, 'kind' | 'about'>): readonly EventKind[] | undefined {
  if (kind === undefined && about === undefined) return undefined;
  return EVENT_KINDS.filter(
    (each) => (kind === undefined || each === kind) && (about === undefined || subjectOf(each) === about),
  );
}

export const auditVerdict = z
  .object({
    isIntact: z.boolean(),
    events: z.int(),
    olderEvents: z.int().meta({ description: 'Rows older than the chain: nothing protects them' }),
    lastSeal: z
      .object({ chainNumber: z.int(), sealedAt: instant, keyId: z.string() })
      .nullable()
      .meta({ description: 'The last signature over the log' }),
    outsideHead: z
      .object({ chainNumber: z.int(), keptAt: instant })
      .nullable()
      .meta({ description: 'Up to where its head is kept outside of the database' }),
    unprovenSeals: z
      .object({ count: z.int(), before: instant })
      .nullable()
      .meta({ description: 'Signatures from before the log was begun anew, by a key that is gone' }),
    fault: z
      .object({
        fault: z.enum(CHAIN_FAULTS),
        chainNumber: z.int().nullable(),
        sequence: z.int().nullable(),
        kind: z.string().nullable(),
        at: instant.nullable(),
      })
      .nullable()
      .meta({ description: 'The first bad row' }),
    unbacked: z
      .array(z.object({ subject: z.enum(DECIDED_SUBJECTS), subjectId: z.string() }))
      .meta({ description: 'What stands in the tables about who approved or confirmed, and in no event' }),
    contradicted: z
      .array(
        z.object({
          kind: z.enum(RECORD_KINDS),
          id: z.string(),
          fault: z.enum(RECORD_FAULTS),
          fields: z.array(z.string()),
        }),
      )
      .meta({ description: 'Rows of the tables that are not what the log says of them' }),
    sentences: z.array(z.string()).meta({ description: 'The same in words, in the language asked for' }),
  })
  .meta({ id: 'AuditVerdict' });
