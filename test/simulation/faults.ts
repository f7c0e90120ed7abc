// Carries out a fault script on a simulated installation: when each fault begins and when it is over, what it does to the server, and how long
// afterwards nobody can blame pole or server for it.
import { onDevice, type Fault, type TimedPoleFault } from '#devices';
import { MINUTE_MS, SECOND_MS, type Interval } from '#domain';
import type { SimulatedPole } from './simulated-pole';
import { STORY_MS } from './story';

/** What a fault can be done to. */
export interface Patient {
  readonly poles: ReadonlyMap<string, SimulatedPole>;
  readonly server: {
    die(): void;
    dieAt(death: Extract<Fault, { readonly kind: 'server-killed' }>['commit']): void;
    keepCopy(atMs: number): Promise<void>;
    setDiskFull(isFull: boolean): void;
  };
  /** Starts the server, from that copy or as it was. */
  startServer(copyAtMs?: number): Promise<void>;
  stepServerClock(byMs: number): void;
}

/** Something that is done at a time of the run. */
export interface Moment {
  readonly atMs: number;
  readonly run: () => Promise<void> | void;
}

/** A box is itself again so long after its power-on, and so is a server after its start, with the beats in between. */
const WELL_AFTER_MS = 60 * SECOND_MS;
const POLES_HEARD_MS = 3 * MINUTE_MS;

const endOf = (fault: Fault) => Math.min(STORY_MS, 'forMs' in fault ? fault.atMs + fault.forMs : fault.atMs);

/** What has to be done, and when. */
export function momentsOf(fault: Fault, patient: Patient): readonly Moment[] {
  return 'pole' in fault ? momentsAtPoles(fault, patient) : momentsAtServer(fault, patient);
}

function momentsAtPoles(fault: TimedPoleFault, { poles }: Patient): readonly Moment[] {
  const hit = fault.pole === null ? [...poles.values()] : [poles.get(fault.pole)!];
  const done = hit.map((pole) => onDevice(fault, pole));
  const moments: Moment[] = [{ atMs: fault.atMs, run: () => each(done, ({ begin }) => begin()) }];
  if ('forMs' in fault) moments.push({ atMs: endOf(fault), run: () => each(done, ({ end }) => end()) });
  if (fault.kind !== 'older-journal') return moments;
  const copied = { atMs: Math.max(0, fault.atMs - fault.backMs), run: () => hit.forEach((pole) => pole.rememberNow()) };
  return [copied, ...moments];
}

async function each<T>(all: readonly T[], act: (one: T) => Promise<void>): Promise<void> {
  for (const one of all) await act(one);
}

function momentsAtServer(fault: Exclude<Fault, TimedPoleFault>, patient: Patient): readonly Moment[] {
  const { atMs } = fault;
  const { server } = patient;
  const lasting = (begin: Moment['run'], end: Moment['run']) => [
    { atMs, run: begin },
    { atMs: endOf(fault), run: end },
  ];
  switch (fault.kind) {
    case 'server-clock':
      return lasting(
        () => patient.stepServerClock(fault.jumpMs),
        () => patient.stepServerClock(-fault.jumpMs),
      );
    case 'server-killed':
      return lasting(
        () => server.dieAt(fault.commit),
        async () => {
          server.die();
          await patient.startServer();
        },
      );
    case 'server-disk-full':
      return lasting(
        () => server.setDiskFull(true),
        () => server.setDiskFull(false),
      );
    case 'older-database': {
      const copiedAtMs = Math.max(0, atMs - fault.backMs);
      const copy = { atMs: copiedAtMs, run: () => server.keepCopy(copiedAtMs) };
      const restored = async () => {
        server.die();
        await patient.startServer(copiedAtMs);
      };
      return [copy, ...lasting(() => server.die(), restored)];
    }
  }
}

/** What a fault excuses. `pole` null: every pole. */
interface Excuse {
  readonly pole: string | null;
  readonly unfit?: Interval;
  readonly apart?: Interval;
  readonly away?: Interval;
  readonly isForgetful?: boolean;
  readonly isDoubled?: boolean;
}

/** What nobody can be blamed for because of the fault; times count from the beginning of the run. */
export function excuseOf(fault: Fault): Excuse {
  const time = { from: fault.atMs - SECOND_MS, to: endOf(fault) + WELL_AFTER_MS };
  switch (fault.kind) {
    case 'power':
    case 'pole-disk-full':
    case 'horn':
      return { pole: fault.pole, unfit: time };
    case 'damaged-file':
    case 'older-journal':
      return { pole: fault.pole, unfit: time, isForgetful: true };
    case 'cloned-identity':
      return { pole: fault.pole, unfit: time, isDoubled: true };
    case 'link':
      return { pole: fault.pole, apart: time };
    case 'pole-clock':
      return { pole: fault.pole };
    case 'server-clock':
    case 'server-killed':
    case 'server-disk-full':
      return { pole: null, away: { ...time, to: endOf(fault) + POLES_HEARD_MS } };
    case 'older-database':
      return { pole: null, away: { from: fault.atMs - fault.backMs - SECOND_MS, to: endOf(fault) + POLES_HEARD_MS } };
  }
}
