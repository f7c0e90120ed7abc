// What the machine checks about the code. Who may call whom stands in `eslint.rooms.mjs`.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import tseslint from 'typescript-eslint';
import { rooms } from './eslint.rooms.mjs';

/** The tags in `LANGUAGES`, as a pattern: a language that is added there may not be compared with either. */
const TAGS = /LANGUAGES = \[(.*)\] as const/
  .exec(readFileSync(join(import.meta.dirname, 'libs/words/language.ts'), 'utf8'))[1]
  .replaceAll(/[' ]/g, '')
  .replaceAll(',', '|');

// prettier-ignore
const FORBIDDEN = {
  now:       { selector: "MemberExpression[object.name='Date'][property.name='now']", message: 'Time is an argument: ask a Clock. Only *-clock.ts reads the machine clock.' },
  today:     { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: 'Time is an argument: ask a Clock. Only *-clock.ts reads the machine clock.' },
  env:       { selector: "MemberExpression[object.name='process'][property.name='env']", message: 'Only libs/config reads the environment.' },
  language:  { selector: `BinaryExpression[operator=/^[!=]==$/] > Literal[value=/^(${TAGS})$/]`, message: 'What depends on the language is a table, `Record<Language, …>`: a further language must not compile where it was forgotten.' },
  swallowed: { selector: "CallExpression[callee.property.name='catch'] > ArrowFunctionExpression > :matches(Identifier.body[name='undefined'], BlockStatement.body[body.length=0])", message: 'An error is handled or told, never swallowed.' },
  plan:      { selector: "CallExpression[callee.property.name='enqueue'] > ObjectExpression > Property[key.name='name'] > Literal[value='plan']", message: 'Whoever changes what is planned says `air.wantPlan` in the unit of work; the job is asked for after the commit (planning/wanted-plans.ts).' },
};
const forbid = (...names) => ['error', ...names.map((name) => FORBIDDEN[name])];

export default tseslint.config(
  { ignores: ['dist/', 'data/', 'coverage/', 'node_modules/', 'libs/web/api.gen.ts', 'test-results/'] },
  {
    files: ['**/*.{ts,tsx}'],
    extends: [tseslint.configs.recommended],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    plugins: { rooms },
    rules: {
      'rooms/doors': 'error',
      'rooms/circles': 'error',
      'no-restricted-syntax': forbid('now', 'today', 'env', 'language', 'swallowed', 'plan'),
      'no-console': 'error',
      eqeqeq: 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/only-throw-error': 'error',
      '@typescript-eslint/prefer-promise-reject-errors': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', ignoreRestSiblings: true }],
    },
  },
  { files: ['**/*-clock.ts'], rules: { 'no-restricted-syntax': forbid('env', 'language', 'swallowed', 'plan') } },
  { files: ['libs/config/config.ts'], rules: { 'no-restricted-syntax': forbid('now', 'today', 'swallowed', 'plan') } },
  // After a commit that wants a plan, and where the tick finds that one is missing.
  {
    files: ['libs/application/planning/wanted-plans.ts', 'libs/application/maintenance/tick.ts'],
    rules: { 'no-restricted-syntax': forbid('now', 'today', 'env', 'language', 'swallowed') },
  },
  // Tests say their own instants, but they may hand a child process its environment.
  {
    files: ['test/**', '**/*.spec.ts', 'playwright.config.ts'],
    rules: { 'no-restricted-syntax': forbid('now', 'today', 'swallowed') },
  },
  // A page has no log but the browser's.
  {
    files: ['apps/field/islands/**', 'apps/console/**'],
    rules: { 'no-console': ['error', { allow: ['warn', 'error'] }] },
  },
  // The terminal is the launcher's and the command line's own surface.
  { files: ['apps/launcher/**', 'apps/cli/**'], rules: { 'no-console': 'off' } },
);
