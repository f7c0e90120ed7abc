// What is asked of the air of a whole commune, or of many rundowns, each with one statement: rows are found, counted and left out in the database.
import type { EntityManager } from 'typeorm';
import type { AiredBetween, NextAiring, PlaybackCount, SilentAiring, SoundingAiring } from '#application';
import { MINUTE_MS, type Instant, type VillageSlot } from '#domain';
import { findMany } from '../rows';
import { AIRINGS, INCIDENT_SQL, OPEN_PLAYBACK_STATES_SQL } from '../tables/air';

/** The values of a list that is given as one parameter, however many they are. */
export const LISTED = '(SELECT value FROM json_each(?))';

/** What opens and closes a rundown, and says nothing. */
export const FRAME = `('opening', 'closing')`;

/** The zones of a commune that stand. */
const STANDING_ZONES = `(SELECT "id" FROM zones WHERE "communeId" = ? AND "retiredAt" IS NULL)`;

const SLOT = `"villageId", "slotKey", "localDate"`;

/** What people are told in a rundown. */
const ITEMS = `FROM airings WHERE "rundownId" = rundowns."id" AND "kind" NOT IN ${FRAME}`;

/** When the first item of a rundown begins that sounds at an instant, or may sound later. Wants the instant twice. Null: none does. */
const FIRST_AHEAD = `(SELECT min("startsAt") ${ITEMS} AND "state" IN ('planned', 'held') AND "startsAt" + "durationMs" > ?
  AND ("startsAt" > ?
    OR NOT EXISTS (SELECT 1 FROM playbacks WHERE "airingId" = airings."id")
    OR EXISTS (SELECT 1 FROM playbacks WHERE "airingId" = airings."id" AND "state" IN ${OPEN_PLAYBACK_STATES_SQL})))`;

/** True of rundowns of the next buổi phát of their village: those in which something sounds or may sound, with the others of their slot and day. */
export function ahead(communeId: string, now: Instant, from: Instant, to: Instant) {
  const condition = `"communeId" = ? AND ${FIRST_AHEAD} IS NOT NULL AND (${SLOT}) IN (
    SELECT ${SLOT} FROM (
      SELECT ${SLOT}, row_number() OVER (PARTITION BY "villageId" ORDER BY "firstAt", "id") AS place FROM (
        SELECT ${SLOT}, "id", ${FIRST_AHEAD} AS "firstAt"
        FROM rundowns WHERE "communeId" = ? AND "endsAt" > ? AND "startsAt" < ?)
      WHERE "firstAt" IS NOT NULL)
    WHERE place = 1)`;
  return { condition, values: [communeId, now, now, now, now, communeId, from, to] };
}

/** True of a warning that was called off before its first sound, and was silent: nobody heard of it. Its playbacks say so. */
const CALLED_OFF = `"kind" = 'emergency' AND "state" = 'cancelled' AND NOT EXISTS (
  SELECT 1 FROM playbacks WHERE "airingId" = airings."id"
    AND NOT (playbacks."state" = 'cancelled' AND "cancelledAt" <= airings."startsAt"))`;

/** True of rundowns of the buổi phát of their village that was over last: nothing of them sounds any more, or what people were told is past. */
export function behind(communeId: string, now: Instant, from: Instant, to: Instant) {
  const isBehind = `EXISTS (SELECT 1 ${ITEMS} AND (rundowns."endsAt" <= ? OR "startsAt" <= ?) AND NOT (${CALLED_OFF})) AND ${FIRST_AHEAD} IS NULL`;
  const condition = `"communeId" = ? AND ${isBehind} AND (${SLOT}) IN (
    SELECT ${SLOT} FROM (
      SELECT ${SLOT}, row_number() OVER (PARTITION BY "villageId" ORDER BY "startsAt" DESC, "id" DESC) AS place
      FROM rundowns WHERE "communeId" = ? AND "endsAt" > ? AND "startsAt" < ? AND ${isBehind})
    WHERE place = 1)`;
  return { condition, values: [communeId, now, now, now, now, communeId, from, to, now, now, now, now] };
}

/** True of rundowns in whose village, slot and day something in the interval may be an incident, and of those of the village slots named. */
export function inQuestion(communeId: string, from: Instant, to: Instant, named: readonly VillageSlot[]) {
  // Of two indexes by the same column SQLite would take the one that has all playbacks in it.
  const slots = named.map(({ villageId, slotKey, localDate }) => [villageId, slotKey, localDate]);
  const condition = `"communeId" = ? AND (${SLOT}) IN (
    SELECT ${SLOT} FROM rundowns WHERE "communeId" = ? AND "endsAt" > ? AND "startsAt" < ? AND EXISTS (
      SELECT 1 FROM playbacks INDEXED BY playbacks_by_rundownId_state WHERE "rundownId" = rundowns."id" AND ${INCIDENT_SQL})
    UNION ALL SELECT json_extract(value, '$[0]'), json_extract(value, '$[1]'), json_extract(value, '$[2]')
    FROM json_each(?))`;
  return { condition, values: [communeId, communeId, from, to, JSON.stringify(slots)] };
}

export async function airedBetween(
  manager: EntityManager,
  zoneIds: readonly string[],
  from: Instant,
  to: Instant,
): Promise<AiredBetween> {
  const where = `"zoneId" IN (SELECT value FROM json_each(?)) AND "startsAt" >= ? AND "startsAt" < ?
    AND "kind" = 'item' AND "state" = 'planned'`;
  const values = [JSON.stringify(zoneIds), from, to];
  const quarters = await manager.query<{ quarter: number }[]>(
    `SELECT DISTINCT "startsAt" / ${15 * MINUTE_MS} AS quarter FROM airings WHERE ${where}`,
    values,
  );
  const [longest] = await manager.query<{ ms: number | null }[]>(
    `SELECT max("durationMs") AS ms FROM airings WHERE ${where}`,
    values,
  );
  const announcements = await manager.query<{ id: string }[]>(
    `SELECT DISTINCT "announcementId" AS id FROM airings WHERE ${where} AND "announcementId" IS NOT NULL`,
    values,
  );
  return {
    quarters: quarters.map(({ quarter }) => quarter * 15 * MINUTE_MS),
    longestMs: longest?.ms ?? 0,
    announcementIds: announcements.map(({ id }) => id),
  };
}

export async function nextAirings(
  manager: EntityManager,
  communeId: string,
  now: Instant,
  to: Instant,
): Promise<readonly NextAiring[]> {
  // Beside a least value SQLite gives the other columns of its row.
  const rows = await manager.query<(Omit<NextAiring, 'controllerIds'> & { controllerIds: string })[]>(
    `SELECT "id", "kind", "title", min("startsAt") AS "startsAt", "durationMs", "zoneId", "controllerIds" FROM airings
     WHERE "zoneId" IN ${STANDING_ZONES} AND "startsAt" > ? AND "startsAt" < ?
       AND "state" = 'planned' AND "kind" NOT IN ${FRAME} GROUP BY "zoneId", "controllerIds"`,
    [communeId, now, to],
  );
  return rows.map((row) => ({ ...row, controllerIds: JSON.parse(row.controllerIds) as string[] }));
}

export function soundingAirings(
  manager: EntityManager,
  communeId: string,
  from: Instant,
  to: Instant,
): Promise<readonly SoundingAiring[]> {
  return manager.query(
    `SELECT airing."id", airing."kind", airing."title", airing."startsAt", airing."durationMs", playback."controllerId"
     FROM airings AS airing CROSS JOIN playbacks AS playback ON playback."airingId" = airing."id"
     WHERE airing."zoneId" IN ${STANDING_ZONES} AND airing."startsAt" >= ? AND airing."startsAt" < ?
       AND playback."state" = 'playing' ORDER BY airing."startsAt", airing."id"`,
    [communeId, from, to],
  );
}

export function airingsWithoutPoles(
  manager: EntityManager,
  communeId: string,
  from: Instant,
  to: Instant,
): Promise<readonly SilentAiring[]> {
  return findMany(
    manager,
    AIRINGS,
    `WHERE "zoneId" IN ${STANDING_ZONES} AND "startsAt" >= ? AND "startsAt" < ? AND "reason" = 'no-poles' ORDER BY "startsAt", "id"`,
    [communeId, from, to],
    ['zoneId', 'title', 'startsAt'],
  );
}

export async function playbackCounts(
  manager: EntityManager,
  rundownIds: readonly string[],
): Promise<readonly PlaybackCount[]> {
  const rows = await manager.query<readonly (Omit<PlaybackCount, 'playedAfterCancel'> & { late: number })[]>(
    `SELECT playback."rundownId", airing."kind", playback."state", playback."reason", max(playback."playedMs") AS "playedMs",
       playback."playedAfterCancel" AS late, count(*) AS count
     FROM playbacks AS playback JOIN airings AS airing ON airing."id" = playback."airingId"
     WHERE playback."rundownId" IN ${LISTED} AND (airing."kind" NOT IN ${FRAME} OR playback."playedAfterCancel")
     GROUP BY 1, 2, 3, 4, late, coalesce(playback."playedMs", 0) > 0`,
    [JSON.stringify(rundownIds)],
  );
  return rows.map(({ late, ...count }) => ({ ...count, playedAfterCancel: Boolean(late) }));
}
