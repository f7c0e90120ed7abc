// Which planning of a commune began last: when two of them run at once, only that one writes.
import { migration } from './migration';
import { newColumn, nullable, text } from './new-table';

export const PLAN_RUNS_0024 = migration(24, 'plan-runs', [newColumn('plan_marks', 'runId', nullable(text))]);
