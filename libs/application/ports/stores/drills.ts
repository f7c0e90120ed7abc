// Drills, and the silent tests of every night with their results by controller.
import type { Drill, LocalDate, SelfTest, SelfTestResult } from '#domain';
import type { Page, PageRequest } from './paging';

export interface DrillReads {
  drill(id: string): Promise<Drill | undefined>;
  /** Newest first. */
  drills(communeId: string, page: PageRequest): Promise<Page<Drill>>;
  /** Planned or on air. */
  open(communeId: string): Promise<readonly Drill[]>;
}

export interface DrillStore extends DrillReads {
  insert(drill: Drill): Promise<void>;
  update(id: string, change: Partial<Drill>): Promise<void>;
}

export interface SelfTestReads {
  test(id: string): Promise<SelfTest | undefined>;
  /** Newest first. */
  testsOn(communeId: string, localDate: LocalDate): Promise<readonly SelfTest[]>;
  /** Those whose end was not told yet. */
  open(communeId: string): Promise<readonly SelfTest[]>;
  results(testId: string): Promise<readonly SelfTestResult[]>;
}

export interface SelfTestStore extends SelfTestReads {
  insert(test: SelfTest, results: readonly SelfTestResult[]): Promise<void>;
  update(id: string, change: Partial<SelfTest>): Promise<void>;
  putResult(result: SelfTestResult): Promise<void>;
}
