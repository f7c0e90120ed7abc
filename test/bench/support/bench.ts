// What a bench is: figures, each beside a control of the same run, over a stage that is set up once. And how processor time is read.
import { existsSync, readFileSync } from 'node:fs';

/** What one round costs, in the unit of its figure. */
export type Cost = (round: number) => Promise<number>;

interface Wanted {
  /** `P1` to `P20` of the gates of speed, or the issue that asks for it. */
  readonly gate: string;
  readonly what: string;
  /** What it is measured beside. */
  readonly beside: string;
  /** Of the costs, such as `µs CPU per request`. */
  readonly unit: string;
  /** The greatest value that passes. Null: measured because it explains another figure. */
  readonly atMost: number | null;
  /** Why it is known to be missed. Whoever mends it takes the reason away. */
  readonly whyMissed?: string;
}

/** Times as much as the control. */
interface Ratio extends Wanted {
  readonly measure: 'ratio';
  readonly subject: Cost;
  readonly control: Cost;
}

/** By which power of the size the cost grows: 1 is as fast as the size, 0 is not at all. Its control is the smallest size. */
export interface Exponent extends Wanted {
  readonly measure: 'exponent';
  readonly sizes: readonly number[];
  costAt(size: number, round: number): Promise<number>;
}

/** Something counted, by how much of it there should be. Counted once: it does not vary. */
interface Count extends Wanted {
  readonly measure: 'count';
  readonly subject: Cost;
  readonly control: Cost;
}

export type Figure = Ratio | Exponent | Count;

/** A stage that stands. */
export interface OpenBench {
  readonly figures: readonly Figure[];
  close(): Promise<void>;
}

/** The default export of each `*.bench.ts`. */
export interface Bench {
  /** Rounds of each figure with the first one, which is dropped; eight when not given, never fewer than six. */
  readonly rounds?: number;
  /** Sets up the stage; a smaller one where it is to be quick. `sizes` are those of the command line: of what, the bench says. */
  open(isQuick: boolean, sizes?: readonly number[]): Promise<OpenBench>;
}

/** Processor time of this process and all its threads while something runs, in microseconds: waiting for others is not counted. */
export async function cpuUsOf(work: () => unknown): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return user + system;
}

/** Of the kernel: in which `/proc` counts processor time. */
const TICK_MS = 10;

/** Processor time of this process and of the children that ended while it worked, in milliseconds. */
export async function cpuMsWithChildren(work: () => Promise<unknown>): Promise<number> {
  const before = childrenMs();
  const ownUs = await cpuUsOf(work);
  return childrenMs() - before + ownUs / 1_000;
}

/** Processor time of all children that have ended, in milliseconds. */
function childrenMs(): number {
  if (!existsSync('/proc/self/stat')) throw new Error('only Linux tells what children cost');
  const [, fields] = /\) (.*)/.exec(readFileSync('/proc/self/stat', 'utf8'))!;
  const [user, system] = fields!.split(' ').slice(13, 15).map(Number);
  return (user! + system!) * TICK_MS;
}
