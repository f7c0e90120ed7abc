// What every random property of the suite is told before it begins.
const { configureGlobal } = require('fast-check');

const TIMES = Number(process.env.PROPERTY_TIMES ?? 1);

configureGlobal({
  // Before the test's own guard: it ends with the case that failed, and not in the middle of making that case smaller.
  interruptAfterTimeLimit: 100_000 * TIMES,
  markInterruptAsFailure: true,
  // The one seed that `npm run properties` printed; without it every property chooses its own and prints it when it fails.
  ...(process.env.PROPERTY_SEED !== undefined && { seed: Number(process.env.PROPERTY_SEED) }),
});
