// Lives through a fault script with the fleet, in real time. What a fleet cannot do is refused by name before anything begins.
import { DataFileError } from '#data-folder';
import { faultScriptSchema, nameOfFault, type Fault, type FaultScript, type TimedPoleFault } from '#devices';
import type { DeviceClock, Note } from '#loudspeaker';
import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { MEMORY_FILES } from './box-memory';
import type { Fleet } from './fleet';

/** The script in this file. Throws `DataFileError`. */
export async function readFaultScript(path: string): Promise<FaultScript> {
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    throw new DataFileError(String(error));
  });
  try {
    return faultScriptSchema.parse(JSON.parse(text));
  } catch (error) {
    throw new DataFileError(
      `${path} cannot be used: ${error instanceof z.ZodError ? z.prettifyError(error) : String(error)}`,
    );
  }
}

/** Begins the script: its times count from now. Throws `DataFileError`. Returns a way to begin nothing more of it. */
export function runFaults(script: FaultScript, fleet: Fleet, clock: DeviceClock, note: Note): () => void {
  requirePossible(script, fleet);
  const startMs = clock.monotonicMs();
  const cancels = script.faults.filter(isOfPoles).flatMap((fault) => {
    const poles = polesOf(fault, fleet);
    const at = (atMs: number, act: (pole: string) => Promise<unknown>) =>
      clock.at(startMs + Math.max(0, atMs), () => {
        for (const pole of poles)
          act(pole).catch((error: unknown) => note('fault.failed', { pole, kind: fault.kind, error: String(error) }));
      });
    const moments = [at(fault.atMs, (pole) => fleet.setFault(pole, fault, true))];
    if ('forMs' in fault) moments.push(at(fault.atMs + fault.forMs, (pole) => fleet.setFault(pole, fault, false)));
    if (fault.kind === 'older-journal') moments.push(at(fault.atMs - fault.backMs, (pole) => fleet.remember(pole)));
    return moments;
  });
  return () => cancels.forEach((cancel) => cancel());
}

function requirePossible({ faults }: FaultScript, fleet: Fleet): void {
  const refusals = faults.flatMap((fault, index) => {
    const why = isOfPoles(fault)
      ? (whyNot(fault, fleet) ?? whyTwice(fault, faults.slice(0, index), fleet))
      : 'the server is none of the fleet; only the simulation can do this';
    return why === undefined ? [] : [`fault ${index + 1} (${fault.kind}): ${why}`];
  });
  if (refusals.length > 0) throw new DataFileError(`this script is not for the fleet:\n${refusals.join('\n')}`);
}

function whyNot(fault: TimedPoleFault, fleet: Fleet): string | undefined {
  const poles = polesOf(fault, fleet);
  if (poles.length === 0) return `the fleet has no pole “${fault.pole}”`;
  if (poles.length > 1 && fault.pole !== null)
    return `${poles.length} poles are called “${fault.pole}”; say its zone too, as in “Nà Khoang trên · ${fault.pole}”`;
  if (fault.kind === 'damaged-file' && !MEMORY_FILES.includes(fault.file))
    return `a box has no file “${fault.file}”, only ${MEMORY_FILES.join(', ')}`;
  return undefined;
}

/** One fault stands once: mending the first would mend the second. */
function whyTwice(fault: TimedPoleFault, before: readonly Fault[], fleet: Fleet): string | undefined {
  const poles = polesOf(fault, fleet);
  const first = before.findIndex(
    (other) =>
      isOfPoles(other) &&
      nameOfFault(other) === nameOfFault(fault) &&
      other.atMs < endOf(fault) &&
      fault.atMs < endOf(other) &&
      polesOf(other, fleet).some((pole) => poles.includes(pole)),
  );
  return first === -1 ? undefined : `fault ${first + 1} does the same to the same pole meanwhile`;
}

const endOf = (fault: TimedPoleFault) => ('forMs' in fault ? fault.atMs + fault.forMs : Infinity);

function polesOf({ pole }: TimedPoleFault, fleet: Fleet): readonly string[] {
  return pole === null ? fleet.members().map(({ controllerId }) => controllerId) : fleet.named(pole);
}

function isOfPoles(fault: Fault): fault is TimedPoleFault {
  return 'pole' in fault;
}
