// The figures of the README, made from what is kept in bench/results and from nothing else.
import { GATES } from './gates';
import { verdictOf, type BenchResult, type Measured } from './results';

const [BEGIN, END] = ['<!-- figures: npm run bench:table -->', '<!-- end of figures -->'];
const HEAD = ['gate', 'what', 'beside', 'figure', 'rounds', 'at most', ''];

/** The README with these results between its two marks. Throws where the marks are missing. */
export function withFigures(readme: string, results: readonly BenchResult[]): string {
  const [begin, end] = [readme.indexOf(BEGIN), readme.indexOf(END)];
  if (begin === -1 || end < begin) throw new Error('README.md has no place for figures');
  return `${readme.slice(0, begin + BEGIN.length)}\n\n${figuresOf(results)}\n\n${readme.slice(end)}`;
}

function figuresOf(results: readonly BenchResult[]): string {
  const figures = results.flatMap((result) => result.figures);
  const others = figures.filter(({ gate }) => !(gate in GATES));
  const rows = Object.entries(GATES).flatMap(([gate, { what, whyNot }]) => {
    const own = figures.filter((figure) => figure.gate === gate);
    return own.length > 0 ? own.map(rowOf) : [[gate, what, '', 'not measured', '', '', whyNot ?? 'not run yet']];
  });
  return [...new Set(results.map(machineOf)), '', ...aligned([HEAD, ...rows, ...others.map(rowOf)])].join('\n');
}

/** Where and of what a bench was measured. */
function machineOf({ commit, machine }: BenchResult): string {
  const { cpu, cores, memoryGb, node } = machine;
  return `Measured at ${commit} on ${cores} cores (${cpu}, ${memoryGb} GB), node ${node}.`;
}

function rowOf(measured: Measured): readonly string[] {
  const { gate, what, beside, measure, value, least, greatest, rounds, atMost, whyMissed } = measured;
  const figure = measure === 'exponent' ? `power ${value}` : `${value} x`;
  const verdict = verdictOf(measured);
  const missed = `**missed**: ${whyMissed ?? 'no reason is known yet'}`;
  const said = { told: 'no gate', void: 'void: the control was unsteady', met: 'met', missed, broken: missed }[verdict];
  const range = rounds === 1 ? 'counted' : `${least} to ${greatest}`;
  return [gate, what, beside, figure, range, atMost === null ? '' : String(atMost), said];
}

/** As prettier writes a table. */
function aligned(rows: readonly (readonly string[])[]): readonly string[] {
  const widths = HEAD.map((_, column) => Math.max(3, ...rows.map((row) => row[column]!.length)));
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  const [head, ...rest] = rows.map((row) => line(row.map((cell, column) => cell.padEnd(widths[column]!))));
  return [head!, line(widths.map((width) => '-'.repeat(width))), ...rest];
}
