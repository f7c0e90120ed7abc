// Approvals, and what was brought before more people because it waited too long. Nobody approves what they wrote or proposed, and what was
// approved is at most voided: the code says so, and the database refuses it as well.
import { migration } from './migration';
import { inKey, index, instant, key, newTable, nullable, text } from './new-table';
import { refuses } from './triggers';

const ONLY_VOIDED = 'an approval may only be voided';

/** Everything that stays as it was when the approval was given. */
const approved = (row: 'OLD' | 'NEW') =>
  ['id', 'communeId', 'subject', 'subjectId', 'digest', 'approvedBy', 'approvedAt', 'basis']
    .map((column) => `${row}."${column}"`)
    .join(', ');

export const APPROVALS_0010 = migration(10, 'baseline-approvals', [
  newTable(
    'approvals',
    {
      id: key,
      communeId: text,
      subject: text,
      subjectId: text,
      digest: text,
      approvedBy: text,
      approvedAt: instant,
      basis: text,
      voidedAt: nullable(instant),
      voidReason: nullable(text),
    },
    { indexes: [index('subjectId')] },
  ),
  // Each step of one waiting once.
  newTable('escalations', {
    subjectId: key,
    step: key,
    since: inKey(instant),
    communeId: text,
    at: instant,
  }),
  // Every other basis is a rule of the commune, told and reviewed; it must be named.
  refuses('approvals_by_another_person', {
    before: 'INSERT',
    on: 'approvals',
    when: ({ elements }) => `
      NEW."basis" NOT IN ('village-notice', 'break-glass', 'upstream') AND (EXISTS (
        SELECT 1 FROM announcements, ${elements('announcements."editors"', 'editor')}
        WHERE announcements."id" = NEW."subjectId" AND NEW."approvedBy" IN (editor.value, announcements."createdBy")
      ) OR EXISTS (
        SELECT 1 FROM bookings WHERE bookings."id" = NEW."subjectId" AND bookings."createdBy" = NEW."approvedBy"
      ))`,
    words: 'approval-self',
  }),
  refuses('approvals_are_only_voided', {
    before: 'UPDATE',
    on: 'approvals',
    when: ({ differsFrom }) => `OLD."voidedAt" IS NOT NULL OR (${approved('OLD')}) ${differsFrom} (${approved('NEW')})`,
    words: ONLY_VOIDED,
  }),
  refuses('approvals_are_never_deleted', { before: 'DELETE', on: 'approvals', words: ONLY_VOIDED }),
]);
