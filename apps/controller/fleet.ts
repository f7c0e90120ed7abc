// Many simulated devices in one process, each with its own folder, key, journal and horn. They enrol by themselves with the codes that were
// prepared for them, go on where they were when the fleet is started again, and one that cannot leaves the others alone.
import { FLEET_POLES, type FleetPole } from '#data-folder';
import { SeededChance, type PoleFault } from '#devices';
import type { PoleFaultName } from '#domain';
import type { DeviceClock, Horn, Note } from '#loudspeaker';
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { AirLog } from './air-log';
import { Box, CLONE } from './box';
import type { LinkOf } from './device';
import { CodeRefused, enrol, isFreshCode, readEnrolment } from './enrolment';
import { SimulatedHorn } from './horns';
import { ignoreAbort } from './ignore-abort';
import { NodeDeviceClock } from './node-device-clock';
import { StandingFaults } from './standing-faults';

/** Where the fleet lives and whom it serves. */
interface FleetOptions {
  readonly dir: string;
  readonly serverUrl: string;
  readonly linkOf: LinkOf;
  /** How far the commune's time is ahead of the machine's. */
  readonly clockOffsetMs: number;
  readonly note: (controllerId: string) => Note;
  /** At most so many poles, the first of the list; undefined: all. */
  readonly count?: number | undefined;
  /** Of everything that goes wrong by chance. */
  readonly seed: number;
}

/** One simulated pole, as the control sees it. */
interface FleetMember {
  readonly controllerId: string;
  readonly deviceId: string;
  readonly on: boolean;
  /** What is wrong with it now. */
  readonly faults: readonly PoleFaultName[];
}

const LOOK_AGAIN_MS = 1_000;
const AT_A_TIME = 4;

type Coded = FleetPole & { readonly code: string };

interface Member {
  readonly box: Box;
  readonly faults: StandingFaults;
}

export class Fleet {
  readonly airLog: AirLog;
  private readonly boxes = new Map<string, Member>();
  private readonly refused = new Set<string>();
  /** Boxes that cannot be switched on before a person has seen to them. */
  private readonly broken = new Set<string>();
  private readonly life = new AbortController();
  private readonly clock = new NodeDeviceClock();
  private readonly chance: SeededChance;
  private readonly lastSound = new Map<string, string>();
  private listed: readonly FleetPole[] | undefined;
  private lastFault = '';
  private completed: () => void = () => undefined;
  private readonly complete = new Promise<void>((resolve) => (this.completed = resolve));
  private growing: Promise<void> = Promise.resolve();

  constructor(private readonly options: FleetOptions) {
    this.airLog = new AirLog(options.dir, options.clockOffsetMs);
    this.chance = new SeededChance(options.seed);
  }

  /**
   * Switches on what is enrolled, then enrols the rest for as long as it takes, and whatever is listed later. Resolves after the first part.
   * Throws `DataFileError` when the list cannot be used.
   */
  async start(): Promise<void> {
    await this.removeClones();
    this.listed = await this.poles();
    for (const pole of this.listed ?? []) await this.adopt(pole);
    this.growing = this.grow();
  }

  /** Resolves when there was a list and every code of it was used or refused. */
  async enrolled(): Promise<void> {
    await Promise.race([this.complete, this.growing]);
  }

  members(): readonly FleetMember[] {
    return [...this.boxes].map(([controllerId, { box, faults }]) => ({
      controllerId,
      deviceId: box.enrolled.deviceId,
      on: box.isOn,
      faults: faults.names,
    }));
  }

  /** The file that this pole is sounding or sounded last; undefined when there is none. */
  soundOf(controllerId: string): string | undefined {
    const sha256 = this.lastSound.get(controllerId);
    return sha256 && this.boxes.get(controllerId)?.box.soundPath(sha256);
  }

  /** Turns the mains switch of one pole: off is a power cut, not an orderly end. False when there is no such pole. */
  async power(controllerId: string, on: boolean): Promise<boolean> {
    const box = this.boxes.get(controllerId)?.box;
    await (on ? box?.powerOn() : box?.powerOff());
    return box !== undefined;
  }

  /** Does something to a pole, or mends it. False when there is no such pole. */
  async setFault(controllerId: string, fault: PoleFault, isOn: boolean): Promise<boolean> {
    const faults = this.boxes.get(controllerId)?.faults;
    await (isOn ? faults?.begin(fault) : faults?.end(fault));
    return faults !== undefined;
  }

  /** Keeps a copy of what the pole remembers now. */
  async remember(controllerId: string): Promise<void> {
    await this.boxes.get(controllerId)?.box.remember();
  }

  /** The poles of the list at which a box hangs. */
  served(): readonly FleetPole[] {
    return (this.listed ?? []).filter(({ controllerId }) => this.boxes.has(controllerId));
  }

  async close(): Promise<void> {
    this.life.abort();
    await this.growing;
    await Promise.all([...this.boxes.values()].map(({ box }) => box.close()));
    this.airLog.close();
  }

  private async grow(): Promise<void> {
    while (!this.life.signal.aborted) {
      await this.readList();
      const queue = this.missing();
      const worker = async () => {
        for (let next = queue.shift(); next && !this.life.signal.aborted; next = queue.shift())
          await this.enrolOne(next);
      };
      await Promise.all(Array.from({ length: AT_A_TIME }, worker));
      if (this.listed && this.missing().length === 0) this.completed();
      await pause(LOOK_AGAIN_MS, undefined, { signal: this.life.signal }).catch(ignoreAbort);
    }
  }

  private async poles(): Promise<readonly FleetPole[] | undefined> {
    return polesIn(this.options);
  }

  /** Second boxes of a fleet that was killed. */
  private async removeClones(): Promise<void> {
    const names = await readdir(this.options.dir);
    const clones = names.filter((name) => name.endsWith(CLONE));
    for (const name of clones) await rm(join(this.options.dir, name), { recursive: true });
  }

  /** Looks at the list again; one that became unusable is told once, and the poles that are known go on. */
  private async readList(): Promise<void> {
    try {
      this.listed = (await this.poles()) ?? this.listed;
    } catch (error) {
      const fault = error instanceof Error ? error.message : String(error);
      if (fault !== this.lastFault) this.options.note('fleet')('list.unusable', { error: fault });
      this.lastFault = fault;
    }
  }

  /** Poles whose codes are still to be used. */
  private missing(): Coded[] {
    return (this.listed ?? []).filter(
      (pole): pole is Coded =>
        pole.code !== undefined &&
        !this.boxes.has(pole.controllerId) &&
        !this.broken.has(pole.controllerId) &&
        !this.refused.has(pole.code),
    );
  }

  private async enrolOne({ controllerId, code }: Coded): Promise<void> {
    try {
      await enrol(this.options.serverUrl, code, this.folderOf(controllerId));
    } catch (error) {
      if (error instanceof CodeRefused) this.refused.add(code);
      const kind = error instanceof CodeRefused ? 'device.not-enrolled' : 'device.not-yet-enrolled';
      return this.options.note(controllerId)(kind, { error: String(error) });
    }
    await this.adopt({ controllerId, code });
  }

  /** Switches on a box that has its identity. One that cannot be switched on says why, and the others go on. */
  private async adopt({ controllerId, code }: FleetPole): Promise<void> {
    try {
      const enrolled = await readEnrolment(this.folderOf(controllerId));
      if (!enrolled || isFreshCode(code, enrolled)) return;
      const box = new Box(enrolled, this.folderOf(controllerId), {
        linkOf: this.options.linkOf,
        hornOf: (clock) => this.hornOf(controllerId, clock),
        note: this.options.note(controllerId),
        chance: this.chance,
        clock: this.clock,
        life: this.life.signal,
      });
      this.boxes.set(controllerId, { box, faults: new StandingFaults(box) });
      await box.powerOn();
    } catch (error) {
      this.broken.add(controllerId);
      this.options.note(controllerId)('device.stays-off', {
        error: error instanceof Error ? error.message : String(error),
      });
    }
  }

  private hornOf(controllerId: string, clock: DeviceClock): Horn {
    return new SimulatedHorn(clock, controllerId, this.airLog, ({ sounds }) => {
      const last = sounds.at(-1);
      if (last) this.lastSound.set(controllerId, last.sha256);
    });
  }

  private folderOf(controllerId: string): string {
    return join(this.options.dir, controllerId);
  }
}

/** The poles that the fleet of these settings serves; undefined while there is no list. Throws `DataFileError`. */
export async function polesIn({
  dir,
  count,
}: Pick<FleetOptions, 'dir' | 'count'>): Promise<readonly FleetPole[] | undefined> {
  return (await FLEET_POLES.read(dir))?.devices.slice(0, count);
}
