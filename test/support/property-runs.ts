// How many random cases each property of the rules is tried with: enough to find faults, few enough to run on every change.

/** Runs of one property. */
export const PROPERTY_RUNS = 300;

/** Runs of a property whose single case is a story of several plans. */
export const PLAN_RUNS = 25;

/** Random series that are held against an established calendar library. */
export const ORACLE_RUNS = 10_000;
