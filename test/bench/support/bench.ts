// What a bench is: figures, each beside a control of the same run, over a stage that is set up once.

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
  /** Sets up the stage; a smaller one where it is to be quick. */
  open(isQuick: boolean): Promise<OpenBench>;
}

/** Processor time of this process and all its threads while something runs, in microseconds: waiting for others is not counted. */
export async function cpuUsOf(work: () => unknown): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return user + system;
}
