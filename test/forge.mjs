// `npm run forge [-- --count N] [--seed S]`: forged and altered messages in both directions, N instead of the two thousand of the usual suite,
// from one printed seed. None of them may be believed.
import { spawnSync } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const root = fileURLToPath(new URL('..', import.meta.url));
const { values } = parseArgs({ options: { count: { type: 'string', default: '2000' }, seed: { type: 'string' } } });
const [count, seed] = [Number(values.count), Number(values.seed ?? randomInt(2 ** 31))];
if (!Number.isInteger(count) || count < 1 || !Number.isInteger(seed)) {
  console.error('Usage: npm run forge -- [--count N] [--seed S], whole numbers, N from 1');
  process.exit(2);
}
console.log(`${count} forgeries, seed ${seed}`);
const { status } = spawnSync(
  process.execPath,
  [
    join(root, 'node_modules/jest/bin/jest.js'),
    ...['--runTestsByPath', 'test/conformance/forged-messages.spec.ts', `--testTimeout=${120_000 + 20 * count}`],
  ],
  { cwd: root, stdio: 'inherit', env: { ...process.env, FORGE_COUNT: String(count), FORGE_SEED: String(seed) } },
);
console.log(`seed ${seed}`);
process.exit(status ?? 1);
