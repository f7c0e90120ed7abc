// Rundowns, airings and playbacks in tables. They come and go by the thousand, so they are put as one statement.
import { Between, IsNull, LessThanOrEqual, MoreThan, type EntityManager } from 'typeorm';
import type {
  AiredBetween,
  AirStore,
  NamedPlaybacks,
  NextAiring,
  Page,
  PageRequest,
  PlanMark,
  PlaybackCount,
  PlaybackOutcome,
  PoleOfZone,
  RundownItem,
  SilentAiring,
  SoundingAiring,
} from '#application';
import {
  type Airing,
  type Confirmation,
  type Instant,
  type LocalDate,
  type PlanFailure,
  type Playback,
  type PlaybackState,
  type Retraction,
  type Rundown,
  type StopOrder,
  type TroubleSettlement,
  type VillageSlot,
} from '#domain';
import type { CommitNotes } from '../commit-notes';
import { findMany, findOne, findPage, insertRow, putRow, updateRow } from '../rows';
import { anyOf, oneOfSql, putRows } from '../sqlite';
import {
  AIRINGS,
  CONFIRMATIONS,
  OPEN_PLAYBACK_STATES_SQL,
  PLAN_FAILURES,
  PLAN_MARKS,
  PLAYBACKS,
  RETRACTIONS,
  RUNDOWNS,
  STOP_ORDERS,
  TROUBLE_SETTLEMENTS,
} from '../tables/air';
import {
  ahead,
  airedBetween,
  airingsWithoutPoles,
  behind,
  FRAME,
  inQuestion,
  LISTED,
  nextAirings,
  playbackCounts,
  soundingAirings,
} from './air-in-one';

export class TableAirStore implements AirStore {
  constructor(
    private readonly manager: EntityManager,
    private readonly notes: CommitNotes,
  ) {}

  rundown(id: string): Promise<Rundown | undefined> {
    return findOne(this.manager, RUNDOWNS, { id });
  }

  rundowns(communeId: string, from: Instant, to: Instant): Promise<readonly Rundown[]> {
    return this.rundownsWhere(`"communeId" = ?`, [communeId], from, to);
  }

  async firstRundown(communeId: string): Promise<Rundown | undefined> {
    const [first] = await this.manager.find(RUNDOWNS, { where: { communeId }, order: { endsAt: 'ASC' }, take: 1 });
    return first;
  }

  rundownsOfZone(zoneId: string, from: Instant, to: Instant): Promise<readonly Rundown[]> {
    return this.rundownsWhere(`"zoneId" = ?`, [zoneId], from, to);
  }

  rundownsOfVillage(villageId: string, from: Instant, to: Instant): Promise<readonly Rundown[]> {
    return this.rundownsWhere(`"villageId" = ?`, [villageId], from, to);
  }

  async rundownsNearest(communeId: string, now: Instant, from: Instant, to: Instant) {
    const [next, last] = [ahead(communeId, now, from, to), behind(communeId, now, from, to)];
    return {
      next: await this.rundownsWhere(next.condition, next.values, from, to),
      last: await this.rundownsWhere(last.condition, last.values, from, to),
    };
  }

  rundownsInQuestion(
    communeId: string,
    from: Instant,
    to: Instant,
    named: readonly VillageSlot[],
  ): Promise<readonly Rundown[]> {
    const { condition, values } = inQuestion(communeId, from, to, named);
    return this.rundownsWhere(condition, values, from, to);
  }

  airing(id: string): Promise<Airing | undefined> {
    return findOne(this.manager, AIRINGS, { id });
  }

  airingsByIds(ids: readonly string[]): Promise<readonly Airing[]> {
    return this.manager.findBy(AIRINGS, { id: anyOf(ids) });
  }

  airingsOfRundowns<Name extends keyof Airing>(
    rundownIds: readonly string[],
    names?: readonly Name[],
  ): Promise<readonly Airing[]> {
    const condition = `WHERE "rundownId" IN ${LISTED} ORDER BY "startsAt", "id"`;
    // What is read less of is less in the types of the port.
    return findMany(this.manager, AIRINGS, condition, [JSON.stringify(rundownIds)], names as readonly (keyof Airing)[]);
  }

  itemsOfRundowns(rundownIds: readonly string[]): Promise<readonly RundownItem[]> {
    return findMany(
      this.manager,
      AIRINGS,
      `WHERE "rundownId" IN ${LISTED} AND "kind" NOT IN ${FRAME} ORDER BY "startsAt", "id"`,
      [JSON.stringify(rundownIds)],
      ['id', 'rundownId', 'bookingId', 'title', 'startsAt', 'durationMs', 'state', 'reason'],
    );
  }

  airingsOfBooking(bookingId: string): Promise<readonly Airing[]> {
    return this.manager.find(AIRINGS, { where: { bookingId }, order: { startsAt: 'ASC', id: 'ASC' } });
  }

  nextAirings(communeId: string, now: Instant, to: Instant): Promise<readonly NextAiring[]> {
    return nextAirings(this.manager, communeId, now, to);
  }

  soundingAirings(communeId: string, from: Instant, to: Instant): Promise<readonly SoundingAiring[]> {
    return soundingAirings(this.manager, communeId, from, to);
  }

  airingsWithoutPoles(communeId: string, from: Instant, to: Instant): Promise<readonly SilentAiring[]> {
    return airingsWithoutPoles(this.manager, communeId, from, to);
  }

  airingsOfZone(zoneId: string, from: Instant, to: Instant): Promise<readonly Airing[]> {
    return findMany(
      this.manager,
      AIRINGS,
      `WHERE "zoneId" = ? AND "startsAt" >= ? AND "startsAt" < ? ORDER BY "startsAt", "id"`,
      [zoneId, from, to],
    );
  }

  airedBetween(zoneIds: readonly string[], from: Instant, to: Instant): Promise<AiredBetween> {
    return airedBetween(this.manager, zoneIds, from, to);
  }

  playbacksByIds(ids: readonly string[]): Promise<readonly Playback[]> {
    return this.manager.findBy(PLAYBACKS, { id: anyOf(ids) });
  }

  async playbacksOfAirings<Name extends keyof Playback>(
    airingIds: readonly string[],
    names?: readonly Name[],
  ): Promise<readonly Playback[]> {
    if (airingIds.length === 0) return [];
    const [condition, values] = [`WHERE "airingId" IN ${LISTED}`, [JSON.stringify(airingIds)]];
    return findMany(this.manager, PLAYBACKS, condition, values, names as readonly (keyof Playback)[]);
  }

  playbacksOfRundowns(rundownIds: readonly string[]): Promise<readonly Playback[]> {
    return findMany(this.manager, PLAYBACKS, `WHERE "rundownId" IN ${LISTED}`, [JSON.stringify(rundownIds)]);
  }

  playbackCounts(rundownIds: readonly string[]): Promise<readonly PlaybackCount[]> {
    return playbackCounts(this.manager, rundownIds);
  }

  overduePlaybacks(communeId: string, now: Instant, limit: number): Promise<readonly Playback[]> {
    return this.manager.find(PLAYBACKS, {
      where: { communeId, deadlineAt: LessThanOrEqual(now), state: oneOfSql(OPEN_PLAYBACK_STATES_SQL) },
      order: { deadlineAt: 'ASC' },
      take: limit,
    });
  }

  stops(communeId: string, now: Instant): Promise<readonly StopOrder[]> {
    return this.manager.find(STOP_ORDERS, {
      where: { communeId, until: MoreThan(now), liftedAt: IsNull() },
      order: { id: 'ASC' },
    });
  }

  stop(id: string): Promise<StopOrder | undefined> {
    return findOne(this.manager, STOP_ORDERS, { id });
  }

  confirmations(communeId: string, from: LocalDate, to: LocalDate): Promise<readonly Confirmation[]> {
    return findMany(
      this.manager,
      CONFIRMATIONS,
      `WHERE "communeId" = ? AND "localDate" BETWEEN ? AND ? ORDER BY "localDate", "id"`,
      [communeId, from, to],
    );
  }

  settlements(communeId: string, from: LocalDate, to: LocalDate): Promise<readonly TroubleSettlement[]> {
    return this.manager.find(TROUBLE_SETTLEMENTS, {
      where: { communeId, localDate: Between(from, to) },
      order: { id: 'ASC' },
    });
  }

  retraction(id: string): Promise<Retraction | undefined> {
    return findOne(this.manager, RETRACTIONS, { id });
  }

  retractions(communeId: string, page: PageRequest): Promise<Page<Retraction>> {
    return findPage(this.manager, RETRACTIONS, { communeId }, page, 'id');
  }

  async planMark(communeId: string): Promise<PlanMark> {
    const mark = await findOne(this.manager, PLAN_MARKS, { communeId });
    return mark ?? { communeId, wanted: 0, done: 0, plannedAt: null, standsUntil: null, failures: 0, runId: null };
  }

  planFailures(communeId: string): Promise<readonly PlanFailure[]> {
    return this.manager.find(PLAN_FAILURES, {
      where: { communeId },
      order: { since: 'ASC', part: 'ASC', subjectId: 'ASC' },
    });
  }

  putRundowns(rundowns: readonly Rundown[]): Promise<void> {
    return putRows(this.manager, RUNDOWNS, rundowns, 'replace');
  }

  putAirings(airings: readonly Airing[]): Promise<void> {
    return putRows(this.manager, AIRINGS, airings, 'replace');
  }

  putPlaybacks(playbacks: readonly Playback[]): Promise<void> {
    return putRows(this.manager, PLAYBACKS, playbacks, 'replace');
  }

  async putOutcomes(outcomes: readonly PlaybackOutcome[]): Promise<void> {
    if (outcomes.length === 0) return;
    const rows = outcomes.map(({ id, state, startedAt, playedMs, reason, playedAfterCancel, changedAt }) => [
      ...[id, state, startedAt, playedMs, reason, playedAfterCancel ? 1 : 0, changedAt],
    ]);
    const columns = ['state', 'startedAt', 'playedMs', 'reason', 'playedAfterCancel', 'changedAt'];
    const changes = columns.map((name, place) => `"${name}" = json_extract(outcome.value, '$[${place + 1}]')`);
    await this.manager.query(
      `UPDATE playbacks SET ${changes.join()} FROM json_each(?) AS outcome
       WHERE playbacks."id" = json_extract(outcome.value, '$[0]')`,
      [JSON.stringify(rows)],
    );
  }

  async movePlaybacks(
    named: readonly NamedPlaybacks[],
    from: readonly PlaybackState[],
    to: PlaybackState,
    now: Instant,
  ): Promise<readonly Pick<Playback, 'id' | 'communeId' | 'airingId' | 'controllerId'>[]> {
    const lists = named.map(({ controllerId, playbackIds }) => [controllerId, playbackIds]);
    return this.manager.query(
      `WITH named AS MATERIALIZED (
         SELECT DISTINCT json_extract(pole.value, '$[0]') AS "pole", playback.value AS "playback"
         FROM json_each(?) AS pole, json_each(pole.value, '$[1]') AS playback)
       UPDATE playbacks SET "state" = ?, "changedAt" = ? FROM named
       WHERE "id" = named."playback" AND "controllerId" = named."pole" AND "state" IN (SELECT value FROM json_each(?))
       RETURNING "id", "communeId", "airingId", "controllerId"`,
      [JSON.stringify(lists), to, now, JSON.stringify(from)],
    );
  }

  async movePlannedPlaybacks(
    poles: readonly PoleOfZone[],
    from: readonly PlaybackState[],
    to: PlaybackState,
    now: Instant,
  ): Promise<void> {
    const pairs = poles.map(({ zoneId, controllerId }) => [zoneId, controllerId]);
    await this.manager.query(
      `UPDATE playbacks SET "state" = ?, "changedAt" = ?
       WHERE "state" IN (SELECT value FROM json_each(?)) AND "id" IN (
         SELECT playback."id" FROM json_each(?) AS pole
         CROSS JOIN airings AS airing ON airing."zoneId" = json_extract(pole.value, '$[0]') AND airing."startsAt" >= ?
         CROSS JOIN playbacks AS playback
           ON playback."airingId" = airing."id" AND playback."controllerId" = json_extract(pole.value, '$[1]')
         WHERE airing."state" = 'planned' AND airing."kind" <> 'drill'
           AND EXISTS (SELECT 1 FROM json_each(airing."controllerIds") WHERE value = playback."controllerId"))`,
      [to, now, JSON.stringify(from), JSON.stringify(pairs), now],
    );
  }

  insertStop(stop: StopOrder): Promise<void> {
    return insertRow(this.manager, STOP_ORDERS, stop);
  }

  updateStop(id: string, change: Partial<StopOrder>): Promise<void> {
    return updateRow(this.manager, STOP_ORDERS, { id }, change);
  }

  putConfirmation(confirmation: Confirmation): Promise<void> {
    const question = ['personId', 'villageId', 'slotKey', 'localDate', 'airingId', 'since'] as const;
    return putRow(this.manager, CONFIRMATIONS, confirmation, question);
  }

  async deleteConfirmation(id: string): Promise<void> {
    await this.manager.delete(CONFIRMATIONS, { id });
  }

  insertSettlement(settlement: TroubleSettlement): Promise<void> {
    return insertRow(this.manager, TROUBLE_SETTLEMENTS, settlement);
  }

  insertRetraction(retraction: Retraction): Promise<void> {
    return insertRow(this.manager, RETRACTIONS, retraction);
  }

  updateRetraction(id: string, change: Partial<Retraction>): Promise<void> {
    return updateRow(this.manager, RETRACTIONS, { id }, change);
  }

  async wantPlan(communeId: string): Promise<void> {
    const mark = await this.planMark(communeId);
    await putRow(this.manager, PLAN_MARKS, { ...mark, wanted: mark.wanted + 1 }, ['communeId']);
    this.notes.wantedPlans.add(communeId);
  }

  async planBegun(communeId: string, runId: string): Promise<PlanMark> {
    const mark = { ...(await this.planMark(communeId)), runId };
    await putRow(this.manager, PLAN_MARKS, mark, ['communeId']);
    return mark;
  }

  async planDone(communeId: string, seen: number, plannedAt: Instant, standsUntil: Instant): Promise<void> {
    const mark = await this.planMark(communeId);
    const done = Math.max(mark.done, seen);
    await putRow(this.manager, PLAN_MARKS, { ...mark, done, plannedAt, standsUntil }, ['communeId']);
  }

  async putPlanFailures(communeId: string, failures: readonly PlanFailure[]): Promise<void> {
    if (failures.length === 0) return;
    for (const failure of failures) {
      await putRow(this.manager, PLAN_FAILURES, failure, ['communeId', 'part', 'subjectId']);
    }
    const mark = await this.planMark(communeId);
    await putRow(this.manager, PLAN_MARKS, { ...mark, failures: mark.failures + failures.length }, ['communeId']);
  }

  async deletePlanFailure({ communeId, part, subjectId }: PlanFailure): Promise<void> {
    await this.manager.delete(PLAN_FAILURES, { communeId, part, subjectId });
  }

  private rundownsWhere(condition: string, values: readonly (string | number)[], from: Instant, to: Instant) {
    return findMany(
      this.manager,
      RUNDOWNS,
      `WHERE ${condition} AND "endsAt" > ? AND "startsAt" < ? ORDER BY "startsAt", "id"`,
      [...values, from, to],
    );
  }
}
