// The walk of `docs/`: what a person types, in order, and what must come back.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export const PROJECT = join(__dirname, '../..');

/** A line that the walk prints, and where it is promised. */
interface PromisedAnswer {
  readonly line: string;
  readonly where: string;
}

/** All parts of the walk as one. */
interface Walk {
  /** What the blocks say, as they stand. */
  readonly script: string;
  readonly answers: readonly PromisedAnswer[];
  /** The whole of the prose and the blocks. */
  readonly text: string;
}

const FIRST_PART = 'walk.md';

/** The parts in the order in which the first one lists them. */
export function readWalk(): Walk {
  const read = (name: string) => readFileSync(join(PROJECT, 'docs', name), 'utf8');
  const listed = [...read(FIRST_PART).matchAll(/^\d\. .*\]\((walk-[a-z]+\.md)\)/gm)].map(([, name]) => name!);
  const parts = [FIRST_PART, ...listed].map((name) => ({ name, text: read(name) }));
  const lines = parts.flatMap(({ name, text }) => typed(text).map(([line, at]) => ({ line, where: `${name}:${at}` })));
  return {
    script: lines.map(({ line }) => line).join('\n'),
    answers: lines.flatMap(({ line, where }) => {
      const promised = /^# -> (.*)$/.exec(line);
      return promised ? [{ line: promised[1]!, where }] : [];
    }),
    text: parts.map(({ text }) => text).join('\n'),
  };
}

/** The lines of the bash blocks, each with its number in the file. */
function typed(text: string): readonly (readonly [line: string, at: number])[] {
  let inBlock = false;
  return text.split('\n').flatMap((line, index) => {
    if (line.startsWith('```')) inBlock = line === '```bash';
    else if (inBlock) return [[line, index + 1] as const];
    return [];
  });
}
