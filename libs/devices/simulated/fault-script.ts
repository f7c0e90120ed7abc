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

/** What can go wrong with one pole. */
const onPole = {
  /** No power, and then again. */
  power: z.strictObject({ kind: z.literal('power') }),
  /** What the way between a pole and the server does. */
  link: z.strictObject({
    kind: z.literal('link'),
    manner: z.enum(['down', 'slow', 'lossy', 'doubling', 'reordering']),
  }),
  /** The battery clock of a box is set, or runs so many millionths too fast; it is asked at the next power-on. */
  clock: z.strictObject({ kind: z.literal('pole-clock'), jumpMs: z.int(), driftPpm: z.int() }),
  /** Nothing can be written any more; a box that notices switches itself off and on again. */
  disk: z.strictObject({ kind: z.literal('pole-disk-full') }),
  /** A power cut after which a file of the box is not what was written. */
  file: z.strictObject({ kind: z.literal('damaged-file'), file: z.string().min(1) }),
  /** The horn makes no sound and says so, or never comes to an end. */
  horn: z.strictObject({ kind: z.literal('horn'), manner: z.enum(['silent', 'hangs']) }),
  /** A power cut after which the box has its memory as it was so long before. */
  journal: z.strictObject({ kind: z.literal('older-journal'), backMs: duration }),
  /** A second box with a copy of the memory, under the same identity. */
  identity: z.strictObject({ kind: z.literal('cloned-identity') }),
};

/** What can go wrong with the server. */
const onServer = {
  /** Somebody sets the clock of the server, and later sets it right. */
  clock: z.strictObject({ kind: z.literal('server-clock'), jumpMs: z.int(), ...lasts }),
  /** The server dies at one of its next commits, or between it and the answer, and is started again; null: at once. */
  killed: z.strictObject({
    kind: z.literal('server-killed'),
    commit: z
      .strictObject({ number: z.int().positive(), moment: z.enum(['before', 'after']) })
      .readonly()
      .nullable(),
    ...lasts,
  }),
  disk: z.strictObject({ kind: z.literal('server-disk-full'), ...lasts }),
  /** The server is started from a copy of its database that is so old. */
  database: z.strictObject({ kind: z.literal('older-database'), backMs: duration, ...lasts }),
};

const fault = z.discriminatedUnion('kind', [
  onPole.power.extend({ pole, ...lasts }),
  /** `pole` null: to all of them. */
  onPole.link.extend({ pole: pole.nullable(), ...lasts }),
  onPole.clock.extend({ pole, ...begins }),
  onPole.disk.extend({ pole, ...lasts }),
  onPole.file.extend({ pole, ...lasts }),
  onPole.horn.extend({ pole, ...lasts }),
  onPole.journal.extend({ pole, ...lasts }),
  onPole.identity.extend({ pole, ...lasts }),
  onServer.clock,
  onServer.killed,
  onServer.disk,
  onServer.database,
]);

/** Everything that goes wrong in one run. Times count from its beginning. */
export const faultScriptSchema = z.strictObject({
  version: z.literal(FAULT_SCRIPT_VERSION),
  faults: z.array(fault.readonly()).readonly(),
});

export type Fault = z.infer<typeof fault>;
/** A fault of one pole, without its times: what stands until it is mended. */
export type PoleFault = z.infer<(typeof onPole)[keyof typeof onPole]>;
/** A fault of a script that is done to poles. */
export type TimedPoleFault = Extract<Fault, { readonly pole: string | null }>;
export type LinkManner = z.infer<typeof onPole.link>['manner'];
export type HornManner = z.infer<typeof onPole.horn>['manner'];
export type FaultScript = z.infer<typeof faultScriptSchema>;
