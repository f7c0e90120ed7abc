// The one seed that `npm run properties` printed; without it every property chooses its own and prints it when it fails.
if (process.env.PROPERTY_SEED !== undefined) {
  require('fast-check').configureGlobal({ seed: Number(process.env.PROPERTY_SEED) });
}
