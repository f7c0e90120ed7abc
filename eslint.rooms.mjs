// The architecture as tables that the lint holds every import against: which room may call which, in which order the rooms inside a room
// stand, and which place owns which outside tool. Type imports count like all others.
import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, posix, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

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
  'libs/web':         ['domain'],
  'apps/field':       ['domain', 'application', 'words', 'web'],
  'apps/console':     ['domain', 'words', 'web'],
  'apps/api':         [...EVERY_LIB, 'field'],
  'apps/worker':      EVERY_LIB,
  'apps/controller':  EVERY_LIB,
  'apps/cli':         [...EVERY_LIB, 'api'],
  'apps/launcher':    [...EVERY_LIB, 'api', 'worker', 'controller'],
};

/**
 * The rooms inside a room, bottom up. A file may import from rooms on lines above its own, never from its own line's neighbours or from below.
 * `*` stands for every folder that is not named. Files at the root of the room are free, but for circles.
 */
// prettier-ignore
const INSIDE = {
  'libs/domain': [
    ['recordings', 'calendar'],
    ['people', 'places', 'announcements'],
    ['bookings', 'air'],
    ['approvals', 'planning', 'evidence'],
    ['preview'],
    ['emergencies'],
    ['audit'],
    ['desk', 'invariants'],
  ],
  'libs/application': [
    ['secrets'],
    ['ports'],
    ['acting'],
    ['wire', 'planning', 'recordings', 'announcements'],
    ['places', 'audit', 'keys'],
    ['people', 'emergencies', 'poles'],
    ['bookings', 'air', 'reports'],
    ['villages', 'retractions', 'desk', 'drills'],
    ['maintenance'],
  ],
  'libs/persistence': [['migrations'], ['tables'], ['stores']],
  'apps/api': [
    ['http', 'log'],
    ['complaints', 'delegations', 'devices', 'docs', 'health', 'keys', 'notices', 'people', 'places', 'recordings', 'sessions', 'simulator', 'stops', 'tls'],
    ['announcements', 'reports', 'tonight', 'why'],
    ['audit', 'bookings', 'emergencies'],
    ['approvals', 'drills', 'poles', 'rundowns', 'schedule'],
    ['board', 'links', 'needs', 'retractions', 'villages'],
    ['pages'],
  ],
  'apps/field': [['parts'], ['pages', 'islands']],
  'apps/console': [['parts'], ['screens'], ['shell']],
  'apps/console/screens': [['*']],
  'apps/console/screens/schedule': [['sheet'], ['moving'], ['grid'], ['forms'], ['entry']],
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
  otpauth: ['libs/passwords/totp-codes.ts'],
};

const roomOf = (path) => /^(?:libs|apps)\/[^/]+/.exec(path)?.[0];

/** The file that a relative import means; undefined when it is no source file of ours. */
function targetOf(file, source) {
  const path = posix.join(posix.dirname(file), source);
  const isFile = (each) => existsSync(join(ROOT, each)) && statSync(join(ROOT, each)).isFile();
  return [path, `${path}.ts`, `${path}.tsx`, `${path}/index.ts`].find((each) => /\.tsx?$/.test(each) && isFile(each));
}

/** Why a file of a room may not import that file of the same room; undefined when it may. */
function refusalInside(file, target) {
  for (const [room, lines] of Object.entries(INSIDE)) {
    if (!file.startsWith(`${room}/`) || !target.startsWith(`${room}/`)) continue;
    const [from, to] = [file, target].map((each) => each.slice(room.length + 1));
    if (!from.includes('/') || !to.includes('/')) continue;
    const [here, there] = [from, to].map((each) => each.split('/')[0]);
    if (here === there) continue;
    const lineOf = (name) => lines.findIndex((line) => line.includes(name) || line.includes('*'));
    const unknown = [here, there].find((name) => lineOf(name) === -1);
    if (unknown !== undefined) return `${room}/${unknown} has no place in INSIDE (eslint.rooms.mjs).`;
    if (lineOf(there) >= lineOf(here))
      return `${room}/${here} may not use ${room}/${there} (see INSIDE in eslint.rooms.mjs).`;
  }
  if (
    /\.controller$/.test(target.replace(/\.ts$/, '')) &&
    posix.dirname(file) !== posix.dirname(target) &&
    !/\.module\.ts$/.test(file)
  )
    return 'A controller is imported by its own folder and by the module alone.';
  return undefined;
}

/** Why this file may not import that; undefined when it may. Tests may call every room, but by its door like anyone. */
function refusal(file, source) {
  const room = roomOf(file);
  if (source.startsWith('.')) {
    const path = posix.join(posix.dirname(file), source);
    if (roomOf(path) !== room) {
      if (file.endsWith('.spec.ts') && path.startsWith('test/support/')) return undefined;
      return `'${source}' leaves the room ${room ?? 'test'}; call the other room by its door ('#name').`;
    }
    const target = targetOf(file, source);
    return room === undefined || target === undefined || file.endsWith('.spec.ts')
      ? undefined
      : refusalInside(file, target);
  }
  if (room === undefined) return undefined;
  if (source.startsWith('#')) {
    if (MAY_USE[room]?.includes(source.slice(1))) return undefined;
    return `${room} may not use '${source}' (see MAY_USE in eslint.rooms.mjs).`;
  }
  if (file.endsWith('.spec.ts')) return undefined;
  if (PURE.includes(room)) return `${room} is pure: it imports nothing from outside, not even '${source}'.`;
  const owners = OWNERS[source.split('/')[0]];
  if (owners === undefined || owners.some((owner) => file.startsWith(owner))) return undefined;
  return `'${source}' is owned by ${owners.join(' and ')} (see OWNERS in eslint.rooms.mjs).`;
}

const imported = new Map();

/** Which files of its own room a file on disk imports, by value or by type. */
function importsOf(file) {
  const known = imported.get(file);
  if (known) return known;
  const text = readFileSync(join(ROOT, file), 'utf8');
  const sources = [...text.matchAll(/(?:\bfrom\s*|\bimport\s*\(\s*|^import\s*)'(\.[^']*)'/gm)].map(
    ([, source]) => source,
  );
  const targets = sources.map((source) => targetOf(file, source)).filter((target) => target !== undefined);
  imported.set(file, targets);
  return targets;
}

/** The way by imports from one file to another, both included; undefined when there is none. */
function wayBetween(from, to) {
  const seen = new Set([from]);
  const ways = [[from]];
  for (let way = ways.pop(); way; way = ways.pop()) {
    if (way.at(-1) === to) return way;
    for (const next of importsOf(way.at(-1))) {
      if (seen.has(next)) continue;
      seen.add(next);
      ways.push([...way, next]);
    }
  }
  return undefined;
}

const eachImport = (check) => ({
  ImportDeclaration: check,
  ExportNamedDeclaration: check,
  ExportAllDeclaration: check,
  ImportExpression: check,
  TSImportType: check,
});

const pathIn = (context) => relative(ROOT, context.filename).split(sep).join(posix.sep);

export const rooms = {
  rules: {
    doors: {
      create: (context) =>
        eachImport(({ source }) => {
          if (typeof source?.value !== 'string') return;
          const message = refusal(pathIn(context), source.value);
          if (message !== undefined) context.report({ node: source, message });
        }),
    },
    circles: {
      create: (context) =>
        eachImport(({ source }) => {
          if (typeof source?.value !== 'string' || !source.value.startsWith('.')) return;
          const file = pathIn(context);
          const target = targetOf(file, source.value);
          const way = target && wayBetween(target, file);
          if (way) context.report({ node: source, message: `These files import each other: ${way.join(' > ')}.` });
        }),
    },
  },
};
