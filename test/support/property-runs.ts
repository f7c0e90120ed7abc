// How many random cases each property of the rules is tried with: enough to find faults, few enough to run on every change.
// `npm run properties -- --runs N` tries N times as many.

const TIMES = Number(process.env['PROPERTY_TIMES'] ?? 1);

/** Runs of one property. */
export const PROPERTY_RUNS = 300 * TIMES;

/** Runs of a property whose single case is a story of several plans. */
export const PLAN_RUNS = 25 * TIMES;

/** Random communes that are planned by the most simple planner as well. */
export const COMMUNE_RUNS = 25 * TIMES;

/** Runs of a property whose single case is a whole day of a device, or a database. */
const DAY_RUNS = 6 * TIMES;

/** A guard against hanging for such a property, not a measure of speed. */
export const DAY_PATIENCE_MS = 300_000 * TIMES;

/** What such a property is told: it tells the case that failed before the guard ends it. */
export const DAYS = { numRuns: DAY_RUNS, interruptAfterTimeLimit: DAY_PATIENCE_MS - 30_000 * TIMES } as const;

/** Random series that are held against an established calendar library. */
export const ORACLE_RUNS = 10_000 * TIMES;
