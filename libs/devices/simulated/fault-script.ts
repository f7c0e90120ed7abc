// What goes wrong, and when: one small language for the simulation, the fleet of the demo and training. A script is data, so that a run that
// found something can be kept and lived through again.
import { z } from 'zod';

/** Raised when a script of before would mean something else. */
const FAULT_SCRIPT_VERSION = 1;

const fromTheStart = z.int().nonnegative();
const duration = z.int().positive();
/** A pole by its name. */
const pole = z.string().min(1);
const begins = { atMs: fromTheStart };
const lasts = { ...begins, forMs: duration };

const fault = z.discriminatedUnion('kind', [
  /** No power, and then again. */
  z.strictObject({ kind: z.literal('power'), pole, ...lasts }),
  /** What the way between a pole and the server does; `pole` null: to all of them. */
  z.strictObject({
    kind: z.literal('link'),
    pole: pole.nullable(),
    manner: z.enum(['down', 'slow', 'lossy', 'doubling', 'reordering']),
    ...lasts,
  }),
  /** The battery clock of a box is set, or runs so many millionths too fast; it is asked at the next power-on. */
  z.strictObject({ kind: z.literal('pole-clock'), pole, jumpMs: z.int(), driftPpm: z.int(), ...begins }),
  /** Nothing can be written any more; a box that notices switches itself off and on again. */
  z.strictObject({ kind: z.literal('pole-disk-full'), pole, ...lasts }),
  /** A power cut after which a file of the box is not what was written. */
  z.strictObject({ kind: z.literal('damaged-file'), pole, file: z.string().min(1), ...lasts }),
  /** The horn makes no sound and says so, or never comes to an end. */
  z.strictObject({ kind: z.literal('horn'), pole, manner: z.enum(['silent', 'hangs']), ...lasts }),
  /** A power cut after which the box has its memory as it was so long before. */
  z.strictObject({ kind: z.literal('older-journal'), pole, backMs: duration, ...lasts }),
  /** A second box with a copy of the memory, under the same identity. */
  z.strictObject({ kind: z.literal('cloned-identity'), pole, ...lasts }),
  /** Somebody sets the clock of the server, and later sets it right. */
  z.strictObject({ kind: z.literal('server-clock'), jumpMs: z.int(), ...lasts }),
  /** The server dies at one of its next commits, or between it and the answer, and is started again; null: at once. */
  z.strictObject({
    kind: z.literal('server-killed'),
    commit: z
      .strictObject({ number: z.int().positive(), moment: z.enum(['before', 'after']) })
      .readonly()
      .nullable(),
    ...lasts,
  }),
  z.strictObject({ kind: z.literal('server-disk-full'), ...lasts }),
  /** The server is started from a copy of its database that is so old. */
  z.strictObject({ kind: z.literal('older-database'), backMs: duration, ...lasts }),
]);

/** Everything that goes wrong in one run. Times count from its beginning. */
export const faultScriptSchema = z.strictObject({
  version: z.literal(FAULT_SCRIPT_VERSION),
  faults: z.array(fault.readonly()).readonly(),
});

export type Fault = z.infer<typeof fault>;
export type FaultScript = z.infer<typeof faultScriptSchema>;
