// One Jest configuration, a project for each kind: what a test needs decides where it stands (see CONTRIBUTING.md).
const { readFileSync } = require('node:fs');

const swc = JSON.parse(readFileSync(`${__dirname}/.swcrc`, 'utf8'));
delete swc.$schema;

const shared = {
  rootDir: __dirname,
  testEnvironment: 'node',
  // `source` makes `#domain` and the other rooms resolve to their TypeScript, never to a stale build.
  testEnvironmentOptions: { customExportConditions: ['source', 'node', 'node-addons', 'require', 'default'] },
  // Handed to each file by name: looked up in the sandbox, each use of them costs as much as a small function.
  sandboxInjectedGlobals: ['JSON', 'Map', 'Math', 'Object'],
  setupFiles: [
    '<rootDir>/test/support/precedence.js',
    '<rootDir>/test/support/property-seed.js',
    '<rootDir>/test/support/another-day.js',
  ],
  transform: { '^.+\\.(t|j|mj)s$': ['@swc/jest', swc] },
  // ESM-only packages are compiled like our own code: Jest's CommonJS mode cannot `require` them.
  transformIgnorePatterns: [
    '/node_modules/(?!(@nestjs|@tus|srvx|@fastify/cookie|aedes|aedes-[^/]+|file-type|strtok3|token-types|uint8array-extras|@tokenizer|@borewit|load-esm|cookie|rrule-temporal|temporal-polyfill|temporal-spec)/)',
  ],
};

const project = (displayName, testMatch, rest = {}) => ({ ...shared, displayName, testMatch, ...rest });

module.exports = {
  // One for each core of a small machine, and one for the end-to-end tests, which mostly wait for broadcasts.
  maxWorkers: 3,
  // Every file leaves its modules behind in its worker; one that has grown spends its time on tidying up.
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
