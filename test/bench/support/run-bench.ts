// Runs one bench in a process of its own, so that no bench pays for the memory of another: sets up its stage, measures its figures, says them,
// and keeps them. `node … run-bench.ts NAME [--quick] [--sizes 100,1000]`; ends with 1 where a gate is broken for which no reason is known.
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { cpus, loadavg, platform, release, totalmem } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { dependencies, devDependencies } from '../../../package.json';
import type { Bench } from './bench';
import { resultPath, verdictOf, type BenchResult, type Measured } from './results';
import { measure } from './rounds';

/** One of them is dropped. */
const [ROUNDS, QUICK_ROUNDS] = [8, 6];
const MOST_TRIES = 3;

const say = (line: string) => process.stdout.write(`${line}\n`);

function lineOf(measured: Measured): string {
  const { gate, what, beside, unit, value, least, greatest, rounds, atMost, subject, control, controlSpread } =
    measured;
  const gateOf = atMost === null ? '' : `, at most ${atMost}`;
  return (
    `${verdictOf(measured).padEnd(6)} ${gate.padEnd(9)} ${what}: ${measured.measure} ${value}${gateOf} (${least} to ${greatest} in ${rounds})` +
    `\n       ${subject} beside ${control} ${unit} (${beside}; varied ${controlSpread} times)`
  );
}

async function run(name: string, isQuick: boolean, sizes?: readonly number[]): Promise<BenchResult> {
  const { default: bench } = (await import(join(__dirname, '..', `${name}.bench.ts`))) as { default: Bench };
  const [loadBefore] = loadavg();
  const figures: Measured[] = [];
  const { figures: wanted, close } = await bench.open(isQuick, sizes);
  try {
    for (const figure of wanted) {
      const measured = await measure(
        figure,
        isQuick ? QUICK_ROUNDS : (bench.rounds ?? ROUNDS),
        isQuick ? 1 : MOST_TRIES,
      );
      say(lineOf(measured));
      figures.push(measured);
    }
  } finally {
    await close();
  }
  const cpu = cpus();
  return {
    schema: 1,
    name,
    commit: execFileSync('git', ['log', '-1', '--format=%h of %cs'], { encoding: 'utf8' }).trim(),
    machine: {
      cpu: cpu[0]!.model,
      cores: cpu.length,
      memoryGb: Math.round(totalmem() / 2 ** 30),
      system: `${platform()} ${release()}`,
      node: process.version,
      loadBefore: Number(loadBefore!.toFixed(1)),
      loadAfter: Number(loadavg()[0]!.toFixed(1)),
    },
    versions: { ...dependencies, ...devDependencies },
    figures,
  };
}

async function main(): Promise<void> {
  const options = { quick: { type: 'boolean', default: false }, sizes: { type: 'string' } } as const;
  const { values, positionals } = parseArgs({ options, allowPositionals: true });
  const [name] = positionals;
  const isQuick = values.quick;
  const result = await run(name!, isQuick, values.sizes?.split(',').map(Number));
  // What was measured on a small stage is no figure to keep, nor is what stayed void.
  const figures = result.figures.filter((each) => verdictOf(each) !== 'void');
  if (!isQuick && figures.length > 0) {
    writeFileSync(resultPath(name!), `${JSON.stringify({ ...result, figures }, undefined, 2)}\n`);
  }
  const broken = result.figures.filter((each) => verdictOf(each) === 'broken' && each.whyMissed === undefined);
  for (const { what } of broken) say(`broken by half: ${what}`);
  process.exitCode = broken.length > 0 ? 1 : 0;
}

void main();
