// Lives through a fault script with the fleet, in real time. What a fleet cannot do is refused by name before anything begins.
import type { Config } from '#config';
import { DataFileError, type FleetPole } from '#data-folder';
import { faultScriptSchema, nameOfFault, type Fault, type FaultScript, type TimedPoleFault } from '#devices';
import type { DeviceClock, Note } from '#loudspeaker';
import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { MEMORY_FILES } from './box-memory';
import { polesIn, type Fleet } from './fleet';

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

/** Passes when the fleet of these settings can live through its script, if there is one. Before anything is started. Throws `DataFileError`. */
export async function requirePossibleFaults(settings: Config['fleet']): Promise<void> {
  if (settings.faultsFile === undefined) return;
  const script = await readFaultScript(settings.faultsFile);
  requirePossible(script, (await polesIn(settings)) ?? []);
}

/** Begins the script: its times count from now. Throws `DataFileError`. Returns a way to begin nothing more of it. */
export function runFaults(script: FaultScript, fleet: Fleet, clock: DeviceClock, note: Note): () => void {
  const served = fleet.served();
  requirePossible(script, served);
  const startMs = clock.monotonicMs();
  const cancels = script.faults.filter(isOfPoles).flatMap((fault) => {
    const poles = polesOf(fault, served);
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

function requirePossible({ faults }: FaultScript, fleet: readonly FleetPole[]): void {
  const refusals = faults.flatMap((fault, index) => {
    const why = isOfPoles(fault)
      ? (whyNot(fault, fleet) ?? whyTwice(fault, faults.slice(0, index), fleet))
      : 'the server is none of the fleet; only the simulation can do this';
    return why === undefined ? [] : [`fault ${index + 1} (${fault.kind}): ${why}`];
  });
  if (refusals.length > 0) throw new DataFileError(`this script is not for the fleet:\n${refusals.join('\n')}`);
}

function whyNot(fault: TimedPoleFault, fleet: readonly FleetPole[]): string | undefined {
  const poles = polesOf(fault, fleet);
  if (poles.length === 0) return `the fleet has no pole “${fault.pole}”`;
  if (poles.length > 1 && fault.pole !== null)
    return `${poles.length} poles are called “${fault.pole}”; say its zone too, as in “Nà Khoang trên · ${fault.pole}”`;
  if (fault.kind === 'damaged-file' && !MEMORY_FILES.includes(fault.file))
    return `a box has no file “${fault.file}”, only ${MEMORY_FILES.join(', ')}`;
  return undefined;
}

/** One fault stands once: mending the first would mend the second. */
function whyTwice(fault: TimedPoleFault, before: readonly Fault[], fleet: readonly FleetPole[]): string | undefined {
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

/** All poles, or those with this name, with its zone or without, or with this id: none, one, or several of one name. */
function polesOf({ pole }: TimedPoleFault, fleet: readonly FleetPole[]): readonly string[] {
  const isMeant = ({ controllerId, name }: FleetPole) =>
    pole === null || controllerId === pole || name === pole || name?.endsWith(` · ${pole}`);
  return fleet.filter(isMeant).map(({ controllerId }) => controllerId);
}

function isOfPoles(fault: Fault): fault is TimedPoleFault {
  return 'pole' in fault;
}
