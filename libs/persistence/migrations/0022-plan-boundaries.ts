// Until when a plan stands by itself: a commune in which nothing happens is not planned again every minute.
import { migration } from './migration';
import { instant, newColumn, nullable } from './new-table';

export const PLAN_BOUNDARIES_0022 = migration(22, 'plan-boundaries', [
  newColumn('plan_marks', 'standsUntil', nullable(instant)),
]);
