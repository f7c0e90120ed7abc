// What the machine checks about the code. The table of rooms below is the architecture: who may call whom, and which room owns which outside tool.
import { dirname, posix, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createNodeResolver, importX } from 'eslint-plugin-import-x';
import tseslint from 'typescript-eslint';

const ROOT = dirname(fileURLToPath(import.meta.url));

const ADAPTER = ['domain', 'protocol', 'application'];
const EVERY_LIB = [
  ...ADAPTER,
  ...[
    'loudspeaker',
    'data-folder',
    'persistence',
    'queue',
    'media',
    'devices',
    'passwords',
    'certificates',
    'words',
    'config',
  ],
];

/** Which rooms a room may call, by their doors. */
// prettier-ignore
const MAY_USE = {
  'libs/domain':      [],
  'libs/config':      [],
  'libs/protocol':    ['domain'],
  'libs/words':       ['domain'],
  'libs/loudspeaker': ['domain', 'protocol'],
  'libs/data-folder': ['domain', 'protocol', 'loudspeaker'],
  'libs/application': ['domain', 'protocol'],
  'libs/persistence': ADAPTER,
  'libs/queue':       ADAPTER,
  'libs/media':       ADAPTER,
  'libs/devices':     [...ADAPTER, 'loudspeaker'],
  'libs/passwords':   ADAPTER,
  'libs/certificates': ['domain'],
  'libs/client':      ['domain'],
  'apps/field':       ['domain', 'application', 'words', 'client'],
  'apps/console':     ['domain', 'words', 'client'],
  'apps/api':         [...EVERY_LIB, 'field'],
  'apps/worker':      EVERY_LIB,
  'apps/controller':  EVERY_LIB,
  'apps/cli':         [...EVERY_LIB, 'api'],
  'apps/launcher':    [...EVERY_LIB, 'api', 'worker', 'controller'],
};

/** Rooms that touch nothing outside: no package, no `node:`. */
const PURE = ['libs/domain'];

/** One place owns one outside tool: the only files that may import it. */
const OWNERS = {
  'fluent-ffmpeg': ['libs/media/ffmpeg-arguments.ts'],
  '@tus': ['libs/media/tus-uploads.ts'],
  bullmq: ['libs/queue/'],
  ioredis: ['libs/queue/'],
  typeorm: ['libs/persistence/'],
  sqlite3: ['libs/persistence/'],
  aedes: ['libs/devices/'],
  mqtt: ['libs/devices/', 'apps/controller/'],
  '@peculiar': ['libs/certificates/local-authority.ts'],
};

const roomOf = (path) => /^(?:libs|apps)\/[^/]+/.exec(path)?.[0];

/** Why this file may not import that; undefined when it may. Tests may call every room, but by its door like anyone. */
function refusal(file, source) {
  const room = roomOf(file);
  if (source.startsWith('.')) {
    const target = posix.join(posix.dirname(file), source);
    if (roomOf(target) === room || (file.endsWith('.spec.ts') && target.startsWith('test/support/'))) return undefined;
    return `'${source}' leaves the room ${room ?? 'test'}; call the other room by its door ('#name').`;
  }
  if (room === undefined) return undefined;
  if (source.startsWith('#')) {
    if (MAY_USE[room]?.includes(source.slice(1))) return undefined;
    return `${room} may not use '${source}' (see MAY_USE in eslint.config.mjs).`;
  }
  if (file.endsWith('.spec.ts')) return undefined;
  if (PURE.includes(room)) return `${room} is pure: it imports nothing from outside, not even '${source}'.`;
  const owners = OWNERS[source.split('/')[0]];
  if (owners === undefined || owners.some((owner) => file.startsWith(owner))) return undefined;
  return `'${source}' is owned by ${owners.join(' and ')} (see OWNERS in eslint.config.mjs).`;
}

const doors = {
  create(context) {
    const file = relative(ROOT, context.filename).split(sep).join(posix.sep);
    const check = ({ source }) => {
      if (typeof source?.value !== 'string') return;
      const message = refusal(file, source.value);
      if (message !== undefined) context.report({ node: source, message });
    };
    return {
      ImportDeclaration: check,
      ExportNamedDeclaration: check,
      ExportAllDeclaration: check,
      ImportExpression: check,
      TSImportType: check,
    };
  },
};

// prettier-ignore
const FORBIDDEN = {
  now:       { selector: "MemberExpression[object.name='Date'][property.name='now']", message: 'Time is an argument: ask a Clock. Only *-clock.ts reads the machine clock.' },
  today:     { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: 'Time is an argument: ask a Clock. Only *-clock.ts reads the machine clock.' },
  env:       { selector: "MemberExpression[object.name='process'][property.name='env']", message: 'Only libs/config reads the environment.' },
  swallowed: { selector: "CallExpression[callee.property.name='catch'] > ArrowFunctionExpression > :matches(Identifier.body[name='undefined'], BlockStatement.body[body.length=0])", message: 'An error is handled or told, never swallowed.' },
};
const forbid = (...names) => ['error', ...names.map((name) => FORBIDDEN[name])];

export default tseslint.config(
  { ignores: ['dist/', 'data/', 'coverage/', 'node_modules/', 'libs/client/api.gen.ts', 'test-results/'] },
  {
    files: ['**/*.{ts,tsx}'],
    extends: [tseslint.configs.recommended],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: ROOT } },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    plugins: { 'import-x': importX, rooms: { rules: { doors } } },
    settings: {
      'import-x/parsers': { '@typescript-eslint/parser': ['.ts', '.tsx'] },
      'import-x/resolver-next': [
        createNodeResolver({
          conditionNames: ['source', 'node', 'default'],
          extensions: ['.ts', '.tsx', '.js', '.json'],
        }),
      ],
    },
    rules: {
      'rooms/doors': 'error',
      'import-x/no-cycle': ['error', { ignoreExternal: true }],
      'no-restricted-syntax': forbid('now', 'today', 'env', 'swallowed'),
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
  { files: ['**/*-clock.ts'], rules: { 'no-restricted-syntax': forbid('env', 'swallowed') } },
  { files: ['libs/config/config.ts'], rules: { 'no-restricted-syntax': forbid('now', 'today', 'swallowed') } },
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
