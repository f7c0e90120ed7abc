// `npm run bench [-- NAME …] [--quick] [--sizes 100,1000]`: measures what the gates of speed ask for, each bench in a process of its own. Quick is a part of them
// on small stages, for every change: it keeps nothing and fails only where a gate is broken by half.
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

/** What `--quick` measures: under four minutes on two cores. */
const QUICK = [
  'conflict-check',
  'growth',
  'plan-unchanged',
  'queue-jobs',
  'receipts',
  'requests',
  'rule-days',
  'slots',
];

const root = fileURLToPath(new URL('../..', import.meta.url));
const here = join(root, 'test/bench');
const { values, positionals } = parseArgs({
  options: { quick: { type: 'boolean' }, sizes: { type: 'string' } },
  allowPositionals: true,
});
const all = readdirSync(here).flatMap((file) => /^(.*)\.bench\.ts$/.exec(file)?.[1] ?? []);
const unknown = positionals.filter((name) => !all.includes(name));
if (unknown.length > 0) {
  console.error(`No bench ${unknown.join(', ')}. There are: ${all.join(', ')}`);
  process.exit(2);
}

const named = positionals.length > 0 ? positionals : values.quick ? QUICK : all;
const failed = named.filter((name) => {
  const started = performance.now();
  console.log(`\n== ${name}`);
  const { status } = spawnSync(
    process.execPath,
    [
      ...['--conditions=source', '--require', './test/support/typescript.cjs'],
      ...['test/bench/support/run-bench.ts', name, ...(values.quick ? ['--quick'] : [])],
      ...(values.sizes ? ['--sizes', values.sizes] : []),
    ],
    { cwd: root, stdio: 'inherit' },
  );
  console.log(`== ${name}: ${Math.round((performance.now() - started) / 1_000)} s`);
  return status !== 0;
});
if (failed.length > 0) console.log(`\nfailed: ${failed.join(', ')}`);
process.exit(failed.length > 0 ? 1 : 0);
