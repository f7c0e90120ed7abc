// Who dealt with the trouble of a village and when, so that it leaves the desk until something new becomes known.
import { migration } from './migration';

export const TROUBLE_SETTLEMENTS_0026 = migration(26, 'trouble-settlements', {
  up: [
    `CREATE TABLE trouble_settlements (
      "id" text PRIMARY KEY NOT NULL,
      "communeId" text NOT NULL,
      "villageId" text NOT NULL,
      "slotKey" text NOT NULL,
      "localDate" text NOT NULL,
      "settledBy" text NOT NULL,
      "settledAt" integer NOT NULL,
      "note" text NOT NULL
    )`,
    `CREATE INDEX "trouble_settlements_by_communeId_localDate" ON trouble_settlements ("communeId", "localDate")`,
  ],
  down: ['DROP TABLE trouble_settlements'],
});
