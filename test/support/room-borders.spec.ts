// A table that nobody enforces is decoration: here its rules are broken on purpose, and the lint must bite at each.
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

const ROOT = join(__dirname, '../..');

/**
 * One program for all cases, because ESLint and its configuration are ES modules, which Jest cannot load. Types are asked for only by the rules
 * of typescript-eslint: the borders need none, and for each room all of the project would be compiled.
 */
const LINT = `
  import { ESLint } from 'eslint';
  import tseslint from 'typescript-eslint';
  const cases = JSON.parse(process.argv[1]);
  const whole = new ESLint();
  const withoutTypes = new ESLint({ overrideConfig: tseslint.configs.disableTypeChecked });
  const found = [];
  for (const [code, filePath, needsTypes] of cases) {
    const [{ messages }] = await (needsTypes ? whole : withoutTypes).lintText(code, { filePath });
    found.push(messages.map(({ ruleId, message }) => ruleId + ': ' + message));
  }
  process.stdout.write(JSON.stringify(found));
`;

/** What the lint says of each text, as if it stood in that (existing) file. */
async function lint(
  cases: readonly (readonly [code: string, file: string, needsTypes: boolean])[],
): Promise<string[][]> {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['--input-type=module', '-e', LINT, JSON.stringify(cases)],
    { cwd: ROOT },
  );
  return JSON.parse(stdout) as string[][];
}

// prettier-ignore
const BROKEN: readonly (readonly [what: string, file: string, code: string, rule: RegExp])[] = [
  ['the domain calls the application', 'libs/domain/recordings/sound.ts', "export * from '#application';", /^rooms\/doors: libs\/domain may not use/],
  ['the domain opens a file', 'libs/domain/recordings/sound.ts', "export * from 'node:fs';", /^rooms\/doors: libs\/domain is pure/],
  ['the domain calls a package', 'libs/domain/recordings/sound.ts', "export * from 'zod';", /^rooms\/doors: libs\/domain is pure/],
  ['an adapter calls another', 'libs/queue/jobs.ts', "export * from '#persistence';", /^rooms\/doors: libs\/queue may not use/],
  ['the application calls an adapter', 'libs/application/index.ts', "export type Q = import('#queue').Workers;", /^rooms\/doors: libs\/application may not use/],
  ['the settings call a room', 'libs/config/config.ts', "export const d = import('#domain');", /^rooms\/doors: libs\/config may not use/],
  ['a relative path enters another room', 'libs/queue/jobs.ts', "export * from '../domain/recordings/sound';", /^rooms\/doors: .* leaves the room libs\/queue/],
  ['a test passes by a door', 'test/medium/queue.spec.ts', "export * from '../../libs/queue/redis';", /^rooms\/doors: .* leaves the room test/],
  ['BullMQ is used outside its room', 'libs/config/config.ts', "export * from 'bullmq';", /^rooms\/doors: 'bullmq' is owned by/],
  ['a second file calls ffmpeg', 'libs/queue/jobs.ts', "export * from 'fluent-ffmpeg';", /^rooms\/doors: 'fluent-ffmpeg' is owned by/],
  ['two files import each other', 'libs/queue/redis.ts', "import { startWorkers } from './workers';\nexport const loop = startWorkers;", /^rooms\/circles/],
  ['two files import types of each other', 'libs/domain/calendar/time.ts', "import type { Recurrence } from './recurrence';\nexport type Rule = Recurrence;", /^rooms\/circles/],
  ['an inner room calls one above it', 'libs/domain/calendar/time.ts', "export * from '../planning/plan-zone';", /^rooms\/doors: libs\/domain\/calendar may not use libs\/domain\/planning/],
  ['an inner room takes a type from one above it', 'libs/application/acting/access.ts', "export type V = import('../desk/board').BoardView;", /^rooms\/doors: libs\/application\/acting may not use/],
  ['an inner room calls its neighbour', 'libs/application/people/people.ts', "export * from '../emergencies/stops';", /^rooms\/doors: libs\/application\/people may not use/],
  ['a screen calls another', 'apps/console/screens/needs/index.tsx', "export * from '../board/map-layout';", /^rooms\/doors: apps\/console\/screens\/needs may not use/],
  ['a controller calls that of another subject', 'apps/api/board/board-shapes.ts', "export * from '../stops/stops.controller';", /^rooms\/doors: A controller/],
  ['the machine clock is read', 'libs/queue/jobs.ts', 'export const at = Date.now();', /^no-restricted-syntax: Time is an argument/],
  ['the machine clock is read as a date', 'libs/queue/jobs.ts', 'export const at = new Date();', /^no-restricted-syntax: Time is an argument/],
  ['the environment is read', 'libs/queue/jobs.ts', 'export const home = process.env.HOME;', /^no-restricted-syntax: Only libs\/config/],
  ['an error is swallowed', 'libs/queue/jobs.ts', 'export const a = () => Promise.resolve().catch(() => undefined);', /^no-restricted-syntax: An error/],
  ['a language is chosen between two', 'libs/words/formats.ts', "export const isVietnamese = (language: string) => language === 'vi';", /^no-restricted-syntax: What depends on the language/],
  ['an act asks for a plan by itself', 'libs/application/drills/drills.ts', "import type { JobQueue } from '../ports/job-queue';\nexport const ask = (jobs: JobQueue, communeId: string) => jobs.enqueue({ name: 'plan', communeId });", /^no-restricted-syntax: Whoever changes what is planned/],
  ['a promise floats', 'apps/field/islands/leader.ts', 'Promise.resolve();', /^@typescript-eslint\/no-floating-promises/],
];

describe('the borders between the rooms', () => {
  let found: string[][] = [];

  beforeAll(async () => {
    const sound = [
      "export * from '#domain';\nexport * from './redis';\nexport * from 'bullmq';",
      'libs/queue/index.ts',
      false,
    ] as const;
    found = await lint([
      ...BROKEN.map(([, file, code, rule]) => [code, file, rule.source.startsWith('^@typescript-eslint')] as const),
      sound,
    ]);
  }, 300_000);

  it.each(BROKEN.map(([what, , , rule], index) => ({ what, rule, index })))('bites when $what', ({ rule, index }) => {
    expect(found[index]).toContainEqual(expect.stringMatching(rule));
  });

  it('lets pass what keeps to the table', () => {
    expect(found.at(-1)).toEqual([]);
  });
});
