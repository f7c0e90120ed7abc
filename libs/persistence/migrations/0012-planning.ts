// How far planning lags behind, and what of a commune cannot be planned.
import { migration } from './migration';
import { instant, key, newTable, nullable, text, whole } from './new-table';

export const PLANNING_0012 = migration(12, 'baseline-planning', [
  newTable('plan_marks', {
    communeId: key,
    wanted: whole,
    done: whole,
    plannedAt: nullable(instant),
    failures: whole,
  }),
  newTable('plan_failures', {
    communeId: key,
    part: key,
    subjectId: key,
    reason: text,
    since: instant,
    lastAt: instant,
    times: whole,
    toldAt: nullable(instant),
  }),
]);
