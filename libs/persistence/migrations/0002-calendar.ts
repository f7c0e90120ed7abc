// The slots of the day in a commune, and the days of the year on which they do not hold.
import { migration } from './migration';
import { flag, index, instant, json, key, newTable, nullable, refersTo, text, unique, whole } from './new-table';

export const CALENDAR_0002 = migration(2, 'baseline-calendar', [
  newTable(
    'slots',
    { id: key, communeId: text, name: text, from: text, to: text, revision: whole, retiredAt: nullable(instant) },
    { indexes: [index('communeId')], references: [refersTo('communes', 'communeId')] },
  ),
  newTable(
    'special_days',
    { id: key, communeId: text, date: text, name: text, quietHours: json, seriesRest: flag },
    {
      indexes: [unique('communeId', 'date', 'name')],
      references: [refersTo('communes', 'communeId')],
    },
  ),
]);
