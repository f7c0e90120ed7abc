// Emergencies, the templates they are made from, and the reviews of what one person put on air alone.
import { migration } from './migration';
import { index, instant, json, key, newTable, nullable, text, whole } from './new-table';
import { refuses } from './triggers';

export const EMERGENCIES_0015 = migration(15, 'baseline-emergencies', [
  newTable(
    'emergencies',
    {
      id: key,
      communeId: text,
      announcementId: text,
      title: text,
      digest: text,
      zoneIds: json,
      controllerIds: json,
      plays: json,
      everyMs: whole,
      basis: text,
      reason: text,
      requestedBy: text,
      requestedAt: instant,
      confirmedBy: nullable(text),
      confirmedAt: nullable(instant),
      startsAt: nullable(instant),
      endsAt: instant,
      endedAt: nullable(instant),
      endedBy: nullable(text),
      endedZones: json,
      allClearAnnouncementId: nullable(text),
      allClearOf: nullable(text),
      state: text,
    },
    { indexes: [index('communeId', 'id'), index('communeId', 'endsAt')] },
  ),
  newTable(
    'emergency_templates',
    {
      id: key,
      communeId: text,
      name: text,
      announcementId: text,
      allClearAnnouncementId: nullable(text),
      villageIds: json,
      revision: whole,
    },
    { indexes: [index('communeId', 'name')] },
  ),
  newTable(
    'reviews',
    {
      id: key,
      communeId: text,
      subject: text,
      subjectId: text,
      actedBy: text,
      dueBy: instant,
      signedBy: nullable(text),
      signedAt: nullable(instant),
      verdict: nullable(text),
      note: text,
    },
    { indexes: [index('communeId', 'id'), index('subjectId')] },
  ),
  // The two-person rule stands here too: no act that forgets it can put an emergency on air.
  ...(['INSERT', 'UPDATE'] as const).map((before) =>
    refuses(`emergencies_need_two_people_on_${before.toLowerCase()}`, {
      before,
      on: 'emergencies',
      when: () => `NEW."basis" = 'two-people' AND NEW."allClearOf" IS NULL AND NEW."startsAt" IS NOT NULL
        AND (NEW."confirmedBy" IS NULL OR NEW."confirmedBy" = NEW."requestedBy")`,
      words: 'emergency-same-person',
    }),
  ),
  refuses('reviews_are_signed_by_another_person', {
    before: 'UPDATE',
    on: 'reviews',
    when: () => `OLD."signedBy" IS NOT NULL OR NEW."signedBy" = OLD."actedBy"`,
    words: 'a review is signed once, by another person',
  }),
]);
