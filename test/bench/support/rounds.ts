// Measures one figure: subject and control in turn, the first round dropped, the median of what the pairs say.
import type { Exponent, Figure } from './bench';
import { MOST_CONTROL_SPREAD, type Measured } from './results';
import { exponentOf, median, spreadOf } from './statistics';

/** What one round says. */
interface Round {
  readonly subject: number;
  readonly control: number;
  readonly value: number;
}

/** Measures it, and once more where the control was unsteady, up to that many times. What stays unsteady is told as it is. */
export async function measure(figure: Figure, rounds: number, mostTries: number): Promise<Measured> {
  for (let tries = 1; ; tries += 1) {
    const measured = { ...(await measuredOnce(figure, rounds)), tries };
    if (measured.controlSpread <= MOST_CONTROL_SPREAD || tries === mostTries) return measured;
  }
}

async function measuredOnce(figure: Figure, rounds: number): Promise<Omit<Measured, 'tries'>> {
  const { gate, what, beside, unit, atMost, whyMissed } = figure;
  const all: Round[] = [];
  const [first, count] = figure.measure === 'count' ? [0, 1] : [1, rounds];
  for (let round = 0; round < count; round += 1) all.push(await roundOf(figure, round));
  const kept = all.slice(first);
  const values = kept.map(({ value }) => value);
  return {
    ...{ gate, what, beside, unit, measure: figure.measure, atMost },
    ...(whyMissed !== undefined && { whyMissed }),
    value: rounded(median(values)),
    least: rounded(Math.min(...values)),
    greatest: rounded(Math.max(...values)),
    rounds: kept.length,
    subject: rounded(median(kept.map(({ subject }) => subject))),
    control: rounded(median(kept.map(({ control }) => control))),
    controlSpread: rounded(spreadOf(kept.map(({ control }) => control))),
    ...(figure.measure === 'exponent' && { sizes: [...figure.sizes] }),
  };
}

async function roundOf(figure: Figure, round: number): Promise<Round> {
  if (figure.measure === 'exponent') return growthOf(figure, round);
  // Whoever goes second finds a machine that the first one has warmed or tired.
  const [subject, control] =
    round % 2 === 0
      ? [await figure.subject(round), await figure.control(round)]
      : [await figure.control(round), await figure.subject(round)].reverse();
  return { subject: subject!, control: control!, value: subject! / control! };
}

async function growthOf({ sizes, costAt }: Exponent, round: number): Promise<Round> {
  const costs = [];
  for (const size of round % 2 === 0 ? sizes : [...sizes].reverse())
    costs.push({ size, cost: await costAt(size, round) });
  costs.sort((a, b) => a.size - b.size);
  return { subject: costs.at(-1)!.cost, control: costs[0]!.cost, value: exponentOf(costs) };
}

/** Three digits say all that such a figure knows. */
function rounded(value: number): number {
  return Number(value.toPrecision(3));
}
