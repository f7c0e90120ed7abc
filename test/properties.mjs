// `npm run properties [-- NAME …] [--runs N] [--seed S]`: every property of the code, or those in files of which the path holds a name, N times as
// often as in the usual suite, from one printed seed.
import { spawnSync } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const root = fileURLToPath(new URL('..', import.meta.url));
const { values, positionals: names } = parseArgs({
  options: { runs: { type: 'string', default: '1' }, seed: { type: 'string' } },
  allowPositionals: true,
});
const [runs, seed] = [Number(values.runs), Number(values.seed ?? randomInt(2 ** 31))];
if (!Number.isInteger(runs) || runs < 1 || !Number.isInteger(seed)) {
  console.error('Usage: npm run properties -- [NAME …] [--runs N] [--seed S], whole numbers, N from 1');
  process.exit(2);
}

const specs = ['apps', 'libs', 'test']
  .flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name)),
  )
  .filter((path) => path.endsWith('.spec.ts') && (names.length === 0 || names.some((name) => path.includes(name))))
  .filter((path) => readFileSync(join(root, path), 'utf8').includes("from 'fast-check'"))
  .sort();
console.log(`${specs.length} files with properties, ${runs} times the usual runs, seed ${seed}`);
const { status } = spawnSync(
  process.execPath,
  [join(root, 'node_modules/jest/bin/jest.js'), '--runTestsByPath', ...specs, `--testTimeout=${30_000 * runs}`],
  { cwd: root, stdio: 'inherit', env: { ...process.env, PROPERTY_TIMES: String(runs), PROPERTY_SEED: String(seed) } },
);
console.log(`seed ${seed}`);
process.exit(status ?? 1);
