// Drills and self-tests in tables.
import { In, IsNull, type EntityManager } from 'typeorm';
import type { DrillStore, Page, PageRequest, SelfTestStore } from '#application';
import type { Drill, LocalDate, SelfTest, SelfTestResult } from '#domain';
import { findOne, findPage, insertRow, putRow, updateRow } from '../rows';
import { DRILLS, SELF_TEST_RESULTS, SELF_TESTS } from '../tables/drills';

export class TableDrillStore implements DrillStore {
  constructor(private readonly manager: EntityManager) {}

  drill(id: string): Promise<Drill | undefined> {
    return findOne(this.manager, DRILLS, { id });
  }

  drills(communeId: string, page: PageRequest): Promise<Page<Drill>> {
    return findPage(this.manager, DRILLS, { communeId }, page, 'id');
  }

  open(communeId: string): Promise<readonly Drill[]> {
    const state = In(['planned', 'on_air']);
    return this.manager.find(DRILLS, { where: { communeId, state }, order: { startsAt: 'ASC', id: 'ASC' } });
  }

  insert(drill: Drill): Promise<void> {
    return insertRow(this.manager, DRILLS, drill);
  }

  update(id: string, change: Partial<Drill>): Promise<void> {
    return updateRow(this.manager, DRILLS, { id }, change);
  }
}

export class TableSelfTestStore implements SelfTestStore {
  constructor(private readonly manager: EntityManager) {}

  test(id: string): Promise<SelfTest | undefined> {
    return findOne(this.manager, SELF_TESTS, { id });
  }

  testsOn(communeId: string, localDate: LocalDate): Promise<readonly SelfTest[]> {
    return this.manager.find(SELF_TESTS, { where: { communeId, localDate }, order: { id: 'DESC' } });
  }

  open(communeId: string): Promise<readonly SelfTest[]> {
    return this.manager.find(SELF_TESTS, { where: { communeId, endedAt: IsNull() }, order: { id: 'ASC' } });
  }

  results(testId: string): Promise<readonly SelfTestResult[]> {
    return this.manager.find(SELF_TEST_RESULTS, { where: { testId }, order: { controllerId: 'ASC' } });
  }

  async insert(test: SelfTest, results: readonly SelfTestResult[]): Promise<void> {
    await insertRow(this.manager, SELF_TESTS, test);
    for (const result of results) await insertRow(this.manager, SELF_TEST_RESULTS, result);
  }

  update(id: string, change: Partial<SelfTest>): Promise<void> {
    return updateRow(this.manager, SELF_TESTS, { id }, change);
  }

  putResult(result: SelfTestResult): Promise<void> {
    return putRow(this.manager, SELF_TEST_RESULTS, result, ['id']);
  }
}
