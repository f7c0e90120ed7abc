// `npm run simulate -- [--seeds N] [--seed S] [--mutants] [--diary]`: lives through N stories from seed S on and says what of the invariants did
// not hold. With --mutants it says which wrong behaviours are noticed.
import { parseArgs } from 'node:util';
import { INVARIANTS, type Violation } from '#domain';
import { keepStory } from './corpus';
import { MUTANTS } from './mutants';
import { live } from './simulation';
import { drawStory, type Story } from './story';

/** A mutant is given up after so many stories in which it was not noticed. */
const STORIES_FOR_MUTANT = 5;

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '20' },
    seed: { type: 'string', default: '1' },
    mutants: { type: 'boolean', default: false },
    diary: { type: 'boolean', default: false },
  },
});
const [seeds, first] = [Number(values.seeds), Number(values.seed)];

async function main(): Promise<number> {
  if (!Number.isInteger(seeds) || seeds < 1 || !Number.isInteger(first)) {
    say('Usage: npm run simulate -- [--seeds N] [--seed S] [--mutants] [--diary], whole numbers, N from 1');
    return 2;
  }
  return values.mutants ? tryMutants() : tryStories();
}

async function tryStories(): Promise<number> {
  const startedMs = performance.now();
  let failed = 0;
  for (let seed = first; seed < first + seeds; seed += 1) {
    const story = drawStory(seed);
    const { violations, diary } = await live(story);
    if (values.diary) diary.forEach(say);
    if (violations.length > 0) {
      failed += 1;
      tell(story, violations);
      say(`  kept as ${await keepStory(story)}`);
    }
    const perSecond = ((seed - first + 1) * 1_000) / (performance.now() - startedMs);
    if ((seed - first + 1) % 10 === 0) say(`${seed - first + 1} of ${seeds}, ${perSecond.toFixed(2)} seeds a second`);
  }
  say(`${seeds} seeds from ${first}: ${failed} with violations, of ${INVARIANTS.length} invariants`);
  return failed === 0 ? 0 : 1;
}

function tell({ seed, script }: Story, violations: readonly Violation[]): void {
  say(`seed ${seed} (${script.faults.map(({ kind }) => kind).join(', ') || 'no fault'}):`);
  for (const { invariant, what } of violations) {
    say(`  ${invariant} ${INVARIANTS.find(({ number }) => number === invariant)!.sentence} ${what}`);
  }
  say(`  again: npm run simulate -- --seeds 1 --seed ${seed} --diary`);
}

async function tryMutants(): Promise<number> {
  let missed = 0;
  for (const mutant of MUTANTS) {
    let noticed: { readonly seed: number; readonly by: string } | undefined;
    let lived = 0;
    for (let seed = first; lived < STORIES_FOR_MUTANT && !noticed; seed += 1) {
      const story = drawStory(seed);
      if (mutant.shows?.(story) === false) continue;
      lived += 1;
      const { violations } = await live(story, mutant);
      const by = [...new Set(violations.map(({ invariant }) => invariant))].join(', ');
      if (by !== '') noticed = { seed, by };
    }
    if (!noticed) missed += 1;
    say(`${noticed ? `noticed with seed ${noticed.seed} by ${noticed.by}` : 'NOT NOTICED'}: ${mutant.name}`);
  }
  say(`${MUTANTS.length - missed} of ${MUTANTS.length} mutants are noticed`);
  return missed === 0 ? 0 : 1;
}

void main().then((status) => (process.exitCode = status));
