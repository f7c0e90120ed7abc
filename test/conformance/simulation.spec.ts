// The whole installation in virtual time: people, server, poles and what goes wrong between them, drawn from seeds. Stories that found something
// once go first. `npm run simulate` lives through as many as one likes.
import { INVARIANTS } from '#domain';
import { keptStories } from '../simulation/corpus';
import { MUTANTS } from '../simulation/mutants';
import { live, type Outcome } from '../simulation/simulation';
import { drawStory } from '../simulation/story';

/** As many as the suite can afford. */
const SEEDS = [17];
/** A story in which much is booked and nobody is told to be silent. */
const BUSY_SEED = 1;
/** A guard against hanging, not a measure of speed. */
const PATIENCE_MS = 600_000;

it(
  'what found something once is mended',
  async () => {
    for (const { name, story } of await keptStories())
      expect([name, (await live(story)).violations]).toEqual([name, []]);
  },
  PATIENCE_MS,
);

it(
  'nothing that must hold is broken, whatever goes wrong, and one seed is one run',
  async () => {
    const outcomes: Outcome[] = [];
    for (const seed of SEEDS) {
      const outcome = await live(drawStory(seed));
      expect([`npm run simulate -- --seeds 1 --seed ${seed}`, outcome.violations]).toEqual([expect.anything(), []]);
      outcomes.push(outcome);
    }
    // The judge has something to judge.
    expect(Math.min(...outcomes.map(({ facts }) => facts.sounds.length))).toBeGreaterThan(0);

    const again = await live(drawStory(SEEDS[0]!));
    expect(again.diary).toEqual(outcomes[0]!.diary);
    expect(again.log).toEqual(outcomes[0]!.log);
  },
  PATIENCE_MS,
);

it(
  'the judge notices a programme that is never said',
  async () => {
    const mutant = MUTANTS.find(({ name }) => name === 'programmes are never said')!;
    const { violations } = await live(drawStory(BUSY_SEED), mutant);
    expect(violations.map(({ invariant }) => invariant)).toContain('P2');
  },
  PATIENCE_MS,
);

it('every invariant has a number of its own', () => {
  const numbers = INVARIANTS.map(({ number }) => number);
  expect(numbers).toEqual([...new Set(numbers)]);
});
