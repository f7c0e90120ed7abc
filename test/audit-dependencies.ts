// `npm run audit:dependencies`: licences and known weaknesses of the packages, those of production and all. Where the registry does not answer it says so
// and goes on: nobody is kept from mending something else. `npm run components`: what an installation consists of, as CycloneDX, on demand.
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { standingWeaknesses, unusualLicences, type Exception } from './support/dependencies';

const ROOT = join(__dirname, '..');
const ANSWER_WITHIN_MS = 60_000;
const execute = promisify(execFile);
const say = (line: string) => process.stdout.write(`${line}\n`);
const read = (name: string) => JSON.parse(readFileSync(join(ROOT, name), 'utf8')) as unknown;

/** What a program wrote, however it ended: an audit that finds something ends with 1. */
async function saidBy(program: string, args: readonly string[]): Promise<string> {
  const options = { cwd: ROOT, timeout: ANSWER_WITHIN_MS, maxBuffer: 64 * 2 ** 20 };
  return execute(program, args, options).then(
    ({ stdout }) => stdout,
    (error: { stdout?: string }) => error.stdout ?? '',
  );
}

async function audit(): Promise<boolean> {
  const exceptions = read('test/dependency-exceptions.json') as Exception[];
  const today = new Date(performance.timeOrigin).toISOString().slice(0, 10);
  const { packages } = read('package-lock.json') as { packages: Record<string, object> };
  const wrong = unusualLicences(packages, exceptions, today).map((each) => `licence: ${each}`);
  for (const [what, args] of [
    ['production', ['--omit=dev']],
    ['everything', []],
  ] as const) {
    const answer = parsed(await saidBy('npm', ['audit', '--json', ...args]));
    const found = standingWeaknesses(answer, exceptions, today);
    if (found === undefined) say(`weaknesses of ${what}: not known, the registry did not answer`);
    else say(`weaknesses of ${what}: ${found.length} that are high or worse`);
    wrong.push(...(found ?? []));
  }
  for (const each of new Set(wrong)) say(`✗ ${each}`);
  if (wrong.length === 0) say('no licence and no known weakness stands in the way');
  return wrong.length === 0;
}

function parsed(text: string): Parameters<typeof standingWeaknesses>[0] {
  try {
    return JSON.parse(text) as Parameters<typeof standingWeaknesses>[0];
  } catch {
    return {};
  }
}

/** The programs of the system that the server starts, and how each tells its version. */
const PROGRAMS: Readonly<Record<string, readonly string[]>> = {
  node: ['--version'],
  'redis-server': ['--version'],
  ffmpeg: ['-version'],
  ffprobe: ['-version'],
  bwrap: ['--version'],
};

async function components(): Promise<boolean> {
  const args = ['sbom', '--sbom-format', 'cyclonedx', '--omit', 'dev', '--package-lock-only'];
  const list = JSON.parse(await saidBy('npm', args)) as { components: object[] };
  for (const [name, asked] of Object.entries(PROGRAMS)) {
    const version = /\d+(\.\d+)+[-+~\w.]*/.exec(await saidBy(name, asked))?.[0] ?? 'not here';
    list.components.push({ type: 'application', name, version });
  }
  say(JSON.stringify(list, null, 2));
  return true;
}

(process.argv[2] === 'components' ? components() : audit()).then(
  (isWell) => {
    process.exitCode = isWell ? 0 : 1;
  },
  (error: unknown) => {
    say(String(error));
    process.exitCode = 1;
  },
);
