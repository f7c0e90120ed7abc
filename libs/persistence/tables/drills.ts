// Drills, and the silent tests of every night.
import type { Drill, SelfTest, SelfTestResult } from '#domain';
import { index, instant, json, key, nullable, table, text } from './table';

export const DRILLS = table<Drill>(
  'drills',
  {
    id: key,
    communeId: text,
    announcementId: text,
    title: text,
    zoneIds: json,
    controllerIds: json,
    startsAt: instant,
    expiresAt: instant,
    endsAt: instant,
    reason: text,
    orderedBy: text,
    orderedAt: instant,
    state: text,
  },
  { indices: [index('drills', 'communeId', 'id'), index('drills', 'communeId', 'state')] },
);

export const SELF_TESTS = table<SelfTest>(
  'self_tests',
  {
    id: key,
    communeId: text,
    localDate: text,
    orderedBy: nullable(text),
    nonce: text,
    sound: nullable(json),
    startedAt: instant,
    deadlineAt: instant,
    endedAt: nullable(instant),
  },
  { indices: [index('self_tests', 'communeId', 'localDate')] },
);

export const SELF_TEST_RESULTS = table<SelfTestResult>(
  'self_test_results',
  {
    id: key,
    testId: text,
    communeId: text,
    controllerId: text,
    state: text,
    findings: nullable(json),
    answeredAt: nullable(instant),
  },
  { indices: [index('self_test_results', 'testId')] },
);
