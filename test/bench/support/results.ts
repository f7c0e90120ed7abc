// What a run of a bench came to, as it is kept in bench/results and read again by the table of the README.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const FOLDER = join(__dirname, '../../../bench/results');

const Measured = z.strictObject({
  gate: z.string(),
  what: z.string(),
  beside: z.string(),
  unit: z.string(),
  measure: z.enum(['ratio', 'exponent', 'count']),
  atMost: z.number().nullable(),
  whyMissed: z.string().optional(),
  /** Median of the rounds that count, and between which values they lie. */
  value: z.number(),
  least: z.number(),
  greatest: z.number(),
  rounds: z.int(),
  /** Times that it was measured, because the control was too unsteady before. */
  tries: z.int(),
  /** Median costs, in `unit`; of an exponent those of its greatest and its smallest size. */
  subject: z.number(),
  control: z.number(),
  controlSpread: z.number(),
  sizes: z.array(z.int()).optional(),
});

const BenchResult = z.strictObject({
  schema: z.literal(1),
  name: z.string(),
  /** Of the program that was measured, with its day. */
  commit: z.string(),
  machine: z.strictObject({
    cpu: z.string(),
    cores: z.int(),
    memoryGb: z.number(),
    system: z.string(),
    node: z.string(),
    loadBefore: z.number(),
    loadAfter: z.number(),
  }),
  versions: z.record(z.string(), z.string()),
  figures: z.array(Measured),
});

/** One figure that was measured. */
export type Measured = z.infer<typeof Measured>;

/** All figures of one run of a bench, and where they were measured. */
export type BenchResult = z.infer<typeof BenchResult>;

/** The file of a bench. */
export const resultPath = (name: string) => join(FOLDER, `${name}.json`);

/** Every run that is kept, by name. Throws for a file of another form. */
export function keptResults(): readonly BenchResult[] {
  const files = readdirSync(FOLDER).filter((file) => file.endsWith('.json'));
  return files.sort().map((file) => BenchResult.parse(JSON.parse(readFileSync(join(FOLDER, file), 'utf8'))));
}

/** A control that varies more than this says nothing. */
export const MOST_CONTROL_SPREAD = 2;

/** `broken` is missed by half: what `--quick` refuses. */
type Verdict = 'told' | 'void' | 'met' | 'missed' | 'broken';

/**
 * A ratio or a count is broken beyond one and a half times its gate; an exponent when it lies more than half a power above its gate. What is
 * void is never broken.
 */
export function verdictOf({ measure, value, atMost, controlSpread }: Measured): Verdict {
  if (controlSpread > MOST_CONTROL_SPREAD) return 'void';
  if (atMost === null) return 'told';
  if (value <= atMost) return 'met';
  return value > (measure === 'exponent' ? atMost + 0.5 : atMost * 1.5) ? 'broken' : 'missed';
}
