// The rules of the air: what communes and villages decide, why a booking was made and in which order it goes, by which right something was
// approved, what people are told. What was there before gets the values that were its meaning all along.
import { migration } from './migration';

/** The rules of communes from before this step. */
export const RULES_BEFORE = JSON.stringify({
  limits: { maxRundownMs: 2_700_000, maxDayMs: 5_400_000, minGapMs: 2_000, volumeBands: [] },
  emergencyVolumePercent: 100,
  escalateAfterMs: 14_400_000,
  villageNotices: { allowed: true, maxDurationMs: 180_000, windows: [{ from: '05:00', to: '21:00' }] },
  drill: { openingAnnouncementId: null, closingAnnouncementId: null },
  selfTestAt: '02:30',
});

const refuseSelf = `BEGIN SELECT RAISE(ABORT, 'approval-self'); END`;
const refuseChange = `BEGIN SELECT RAISE(ABORT, 'an approval may only be voided'); END`;

const byAnotherPerson = (unless = '', end = '') =>
  `CREATE TRIGGER approvals_by_another_person BEFORE INSERT ON approvals
     WHEN ${unless}EXISTS (
       SELECT 1 FROM announcements, json_each(announcements."editors") AS editor
       WHERE announcements."id" = NEW."subjectId" AND NEW."approvedBy" IN (editor.value, announcements."createdBy")
     ) OR EXISTS (
       SELECT 1 FROM bookings WHERE bookings."id" = NEW."subjectId" AND bookings."createdBy" = NEW."approvedBy"
     )${end}
     ${refuseSelf}`;

const onlyVoided = (columns: readonly string[]) => {
  const row = (name: string) => columns.map((column) => `${name}."${column}"`).join(', ');
  return `CREATE TRIGGER approvals_are_only_voided BEFORE UPDATE ON approvals
     WHEN OLD."voidedAt" IS NOT NULL OR (${row('OLD')})
       IS NOT (${row('NEW')})
     ${refuseChange}`;
};

const APPROVAL = ['id', 'communeId', 'subject', 'subjectId', 'digest', 'approvedBy', 'approvedAt'];

export const RULES_0010 = migration(10, 'rules', {
  up: [
    `ALTER TABLE communes ADD COLUMN "rules" text NOT NULL DEFAULT '${RULES_BEFORE}'`,
    `ALTER TABLE villages ADD COLUMN "limits" text`,
    `ALTER TABLE announcements ADD COLUMN "source" text NOT NULL DEFAULT 'commune'`,
    `ALTER TABLE bookings ADD COLUMN "purpose" text NOT NULL DEFAULT 'routine'`,
    `ALTER TABLE bookings ADD COLUMN "precedence" integer NOT NULL DEFAULT 0`,
    `ALTER TABLE bookings ADD COLUMN "afterInterruption" text NOT NULL DEFAULT 'restart'`,
    `ALTER TABLE bookings ADD COLUMN "soonestAt" integer`,
    `ALTER TABLE airings ADD COLUMN "restartOf" text`,
    `ALTER TABLE stop_orders ADD COLUMN "sparesEmergency" boolean NOT NULL DEFAULT 0`,
    `ALTER TABLE approvals ADD COLUMN "basis" text NOT NULL DEFAULT 'another-person'`,
    'DROP TRIGGER approvals_by_another_person',
    'DROP TRIGGER approvals_are_only_voided',
    // Every other basis is a rule of the commune, told and reviewed; it must be named.
    byAnotherPerson(`NEW."basis" NOT IN ('village-notice', 'break-glass', 'upstream') AND (`, ')'),
    onlyVoided([...APPROVAL, 'basis']),
    `CREATE TABLE notices (
      "id" text PRIMARY KEY NOT NULL,
      "communeId" text NOT NULL,
      "personId" text NOT NULL,
      "kind" text NOT NULL,
      "subjectId" text NOT NULL,
      "values" text NOT NULL,
      "at" integer NOT NULL,
      "readAt" integer
    )`,
    `CREATE INDEX "notices_by_personId_id" ON notices ("personId", "id")`,
    `CREATE INDEX "notices_by_subjectId" ON notices ("subjectId")`,
  ],
  down: [
    'DROP TABLE notices',
    'DROP TRIGGER approvals_by_another_person',
    'DROP TRIGGER approvals_are_only_voided',
    'ALTER TABLE approvals DROP COLUMN "basis"',
    'ALTER TABLE stop_orders DROP COLUMN "sparesEmergency"',
    'ALTER TABLE airings DROP COLUMN "restartOf"',
    'ALTER TABLE bookings DROP COLUMN "soonestAt"',
    'ALTER TABLE bookings DROP COLUMN "afterInterruption"',
    'ALTER TABLE bookings DROP COLUMN "precedence"',
    'ALTER TABLE bookings DROP COLUMN "purpose"',
    'ALTER TABLE announcements DROP COLUMN "source"',
    'ALTER TABLE villages DROP COLUMN "limits"',
    'ALTER TABLE communes DROP COLUMN "rules"',
    byAnotherPerson(),
    onlyVoided(APPROVAL),
  ],
});
