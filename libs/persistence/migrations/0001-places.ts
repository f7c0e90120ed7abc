// The tree of places: commune, village, zone, controller. Whatever is edited carries a revision; whatever is retired stays, with the instant.
import { migration } from './migration';
import { index, instant, json, key, newTable, nullable, refersTo, text, unique, whole } from './new-table';

export const PLACES_0001 = migration(1, 'baseline-places', [
  newTable('communes', {
    id: key,
    name: text,
    province: text,
    phone: nullable(text),
    timeZone: text,
    approverRule: text,
    quietHours: json,
    epoch: whole,
    openingAnnouncementId: nullable(text),
    closingAnnouncementId: nullable(text),
    rules: json,
    revision: whole,
  }),
  newTable(
    'villages',
    {
      id: key,
      communeId: text,
      name: text,
      label: text,
      households: whole,
      languages: json,
      quietHours: nullable(json),
      limits: nullable(json),
      people: nullable(whole),
      revision: whole,
      retiredAt: nullable(instant),
    },
    { indexes: [index('communeId')], references: [refersTo('communes', 'communeId')] },
  ),
  newTable(
    'zones',
    { id: key, communeId: text, villageId: text, name: text, revision: whole, retiredAt: nullable(instant) },
    { indexes: [index('communeId')], references: [refersTo('villages', 'villageId')] },
  ),
  newTable(
    'controllers',
    {
      id: key,
      communeId: text,
      zoneId: text,
      name: text,
      volumePercent: whole,
      publicCode: text,
      position: nullable(json),
      revision: whole,
      retiredAt: nullable(instant),
    },
    {
      indexes: [index('communeId'), unique('publicCode')],
      references: [refersTo('zones', 'zoneId')],
    },
  ),
]);
