// One Jest configuration, a project for each kind: what a test needs decides where it stands (see CONTRIBUTING.md).
const { readFileSync } = require('node:fs');

const swc = JSON.parse(readFileSync(`${__dirname}/.swcrc`, 'utf8'));
delete swc.$schema;

const shared = {
  rootDir: __dirname,
  testEnvironment: '<rootDir>/test/support/one-realm-environment.cjs',
  runtime: '<rootDir>/test/support/one-realm-runtime.cjs',
  // `source` makes `#domain` and the other rooms resolve to their TypeScript, never to a stale build.
  testEnvironmentOptions: { customExportConditions: ['source', 'node', 'node-addons', 'require', 'default'] },
  setupFiles: [
    '<rootDir>/test/support/precedence.js',
    '<rootDir>/test/support/property-seed.js',
    '<rootDir>/test/support/another-day.js',
  ],
  transform: { '^.+\\.ts$': ['@swc/jest', swc] },
};

const project = (displayName, testMatch, rest = {}) => ({ ...shared, displayName, testMatch, ...rest });

module.exports = {
  // One for each core of a small machine, and one for the end-to-end tests, which mostly wait for broadcasts.
  maxWorkers: 3,
  // A worker that has grown spends its time on tidying up.
  workerIdleMemoryLimit: '800MB',
  testSequencer: '<rootDir>/test/support/longest-first.cjs',
  // A guard against hanging, not a measure of speed: shared machines stall.
  testTimeout: 120_000,
  projects: [
    project('unit', ['<rootDir>/{apps,libs}/**/*.spec.ts', '<rootDir>/test/support/**/*.spec.ts']),
    project('conformance', ['<rootDir>/test/conformance/**/*.spec.ts']),
    project('medium', ['<rootDir>/test/medium/**/*.spec.ts']),
    project('e2e', ['<rootDir>/test/e2e/**/*.spec.ts'], { globals: { WAITS_FOR_BROADCASTS: true } }),
  ],
};
