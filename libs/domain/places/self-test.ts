// The silent test of the whole way to every pole, once a night: what is asked of a pole, and what its answer or its silence means.
import { instantOf, localDateOf } from '../calendar/calendar';
import type { Lifecycle } from '../lifecycle';
import { HOUR_MS, MINUTE_MS, type Instant, type LocalDate, type TimeZone, type WallTime } from '../calendar/time';
import type { SoundRef } from '../recordings/sound';

/** What a pole looks at. */
export const SELF_TEST_CHECKS = ['signature', 'clock', 'storage', 'sound', 'horn'] as const;
/** One of `SELF_TEST_CHECKS`. */
type SelfTestCheck = (typeof SELF_TEST_CHECKS)[number];

/** `ok`, or the reason why not, as the pole says it. */
export type SelfTestFindings = Readonly<Record<SelfTestCheck, string>>;

/** The one word for a check that was passed. */
export const CHECK_PASSED = 'ok';

/** One test of a commune. */
export interface SelfTest {
  readonly id: string;
  readonly communeId: string;
  readonly localDate: LocalDate;
  /** Who asked for it; null: the night did. */
  readonly orderedBy: string | null;
  readonly nonce: string;
  /** What each pole has to fetch; null: the commune has no sound yet. */
  readonly sound: SoundRef | null;
  readonly startedAt: Instant;
  readonly deadlineAt: Instant;
  /** When its end was written down and told. */
  readonly endedAt: Instant | null;
}

export const SELF_TEST_STATES = ['asked', 'passed', 'failed', 'no-answer'] as const;
export type SelfTestState = (typeof SELF_TEST_STATES)[number];
type SelfTestEvent = 'pass' | 'fail' | 'run_out';

/** What became of the test on one controller. */
export interface SelfTestResult {
  readonly id: string;
  readonly testId: string;
  readonly communeId: string;
  readonly controllerId: string;
  readonly state: SelfTestState;
  readonly findings: SelfTestFindings | null;
  readonly answeredAt: Instant | null;
}

/** An answer that was on its way for long corrects the silence. */
// prettier-ignore
export const SELF_TEST_LIFECYCLE: Lifecycle<SelfTestState, SelfTestEvent> = {
  asked:       { pass: 'passed', fail: 'failed', run_out: 'no-answer' },
  'no-answer': { pass: 'passed', fail: 'failed' },
  passed:      {},
  failed:      {},
};

/** A pole has so long to answer. */
export const SELF_TEST_DEADLINE_MS = 15 * MINUTE_MS;
/** After an outage a night's test is still made up for within this time. */
const LATE_START_MS = 2 * HOUR_MS;

/** The local date whose nightly test should have begun by now; undefined: none. */
export function selfTestDueOn(selfTestAt: WallTime | null, zone: TimeZone, now: Instant): LocalDate | undefined {
  if (selfTestAt === null) return undefined;
  // Before midnight is tested on the day itself, so the night before needs no look.
  const today = localDateOf(now, zone);
  const dueAt = instantOf(today, selfTestAt, zone);
  return dueAt <= now && now < dueAt + LATE_START_MS ? today : undefined;
}

/** The checks that were not passed, in their order. */
export function failedChecks(findings: SelfTestFindings): readonly SelfTestCheck[] {
  return SELF_TEST_CHECKS.filter((check) => findings[check] !== CHECK_PASSED);
}
