// Many simulated devices in one process, each with its own folder, key, journal and horn. They enrol by themselves with the codes that were
// prepared for them, go on where they were when the fleet is started again, and one that cannot leaves the others alone.
import { FLEET_POLES, type Enrolled, type FleetPole } from '#data-folder';
import type { DeviceClock, Horn, Note } from '#loudspeaker';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { AirLog } from './air-log';
import { Device } from './device';
import { CodeRefused, enrol, isFreshCode, readEnrolment } from './enrolment';
import { SimulatedHorn } from './horns';

/** Where the fleet lives and whom it serves. */
interface FleetOptions {
  readonly dir: string;
  readonly serverUrl: string;
  /** Where the broker is now, which may be elsewhere than at the last start; undefined: where it was at the enrolment. */
  readonly mqttUrl?: string | undefined;
  /** How far the commune's time is ahead of the machine's. */
  readonly clockOffsetMs: number;
  readonly note: (controllerId: string) => Note;
}

/** One simulated pole, as the control sees it. */
interface FleetMember {
  readonly controllerId: string;
  readonly deviceId: string;
  readonly on: boolean;
}

const LOOK_AGAIN_MS = 1_000;
const RESTART_AFTER_MS = 3_000;
const AT_A_TIME = 4;

/** A box; `device` is undefined while it is off. `turn` keeps the switch from being turned twice at once. */
interface Box {
  readonly enrolled: Enrolled;
  device: Device | undefined;
  turn: Promise<void>;
}

export class Fleet {
  readonly airLog: AirLog;
  private readonly boxes = new Map<string, Box>();
  private readonly refused = new Set<string>();
  /** Boxes that cannot be switched on before a person has seen to them. */
  private readonly broken = new Set<string>();
  private readonly life = new AbortController();
  private readonly lastSound = new Map<string, string>();
  private listed: readonly FleetPole[] | undefined;
  private lastFault = '';
  private completed: () => void = () => undefined;
  private readonly complete = new Promise<void>((resolve) => (this.completed = resolve));
  private growing: Promise<void> = Promise.resolve();

  constructor(private readonly options: FleetOptions) {
    this.airLog = new AirLog(options.dir, options.clockOffsetMs);
  }

  /**
   * Switches on what is enrolled, then enrols the rest for as long as it takes, and whatever is listed later. Resolves after the first part.
   * Throws `DataFileError` when the list cannot be used.
   */
  async start(): Promise<void> {
    this.listed = await FLEET_POLES.read(this.options.dir).then((list) => list?.devices);
    for (const pole of this.listed ?? []) await this.adopt(pole);
    this.growing = this.grow();
  }

  /** Resolves when there was a list and every code of it was used or refused. */
  async enrolled(): Promise<void> {
    await Promise.race([this.complete, this.growing]);
  }

  members(): readonly FleetMember[] {
    return [...this.boxes].map(([controllerId, { enrolled, device }]) => ({
      controllerId,
      deviceId: enrolled.deviceId,
      on: device !== undefined,
    }));
  }

  /** The file that this pole is sounding or sounded last; undefined when there is none. */
  soundOf(controllerId: string): string | undefined {
    const sha256 = this.lastSound.get(controllerId);
    return sha256 && this.boxes.get(controllerId)?.device?.soundPath(sha256);
  }

  /** Turns the mains switch of one pole: off is a power cut, not an orderly end. False when there is no such pole. */
  async power(controllerId: string, on: boolean): Promise<boolean> {
    const box = this.boxes.get(controllerId);
    if (!box) return false;
    const turn = () => (on ? this.switchOn(box) : this.switchOff(box));
    box.turn = box.turn.then(turn, turn);
    await box.turn;
    return true;
  }

  async close(): Promise<void> {
    this.life.abort();
    await this.growing;
    const close = (box: Box) => box.device?.close();
    await Promise.all(
      [...this.boxes.values()].map((box) =>
        box.turn.then(
          () => close(box),
          () => close(box),
        ),
      ),
    );
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

  /** Looks at the list again; one that became unusable is told once, and the poles that are known go on. */
  private async readList(): Promise<void> {
    try {
      const list = await FLEET_POLES.read(this.options.dir);
      this.listed = list?.devices ?? this.listed;
    } catch (error) {
      const fault = error instanceof Error ? error.message : String(error);
      if (fault !== this.lastFault) this.options.note('fleet')('list.unusable', { error: fault });
      this.lastFault = fault;
    }
  }

  /** Poles whose codes are still to be used. */
  private missing(): Required<FleetPole>[] {
    return (this.listed ?? []).filter(
      (pole): pole is Required<FleetPole> =>
        pole.code !== undefined &&
        !this.boxes.has(pole.controllerId) &&
        !this.broken.has(pole.controllerId) &&
        !this.refused.has(pole.code),
    );
  }

  private async enrolOne({ controllerId, code }: Required<FleetPole>): Promise<void> {
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
      this.boxes.set(controllerId, { enrolled, device: undefined, turn: Promise.resolve() });
      await this.power(controllerId, true);
    } catch (error) {
      this.broken.add(controllerId);
      this.options.note(controllerId)('device.stays-off', {
        error: error instanceof Error ? error.message : String(error),
      });
    }
  }

  private async switchOn(box: Box): Promise<void> {
    if (box.device || this.life.signal.aborted) return;
    const { controllerId } = box.enrolled;
    const note = this.options.note(controllerId);
    box.device = await Device.switchOn({
      folder: this.folderOf(controllerId),
      enrolled: box.enrolled,
      serverUrl: this.options.serverUrl,
      ...(this.options.mqttUrl !== undefined && { mqttUrl: this.options.mqttUrl }),
      hornOf: (clock) => this.hornOf(controllerId, clock),
      note,
      failed: () => void this.restart(box).catch((error: unknown) => note('device.lost', { error: String(error) })),
    });
  }

  private async switchOff(box: Box): Promise<void> {
    const { device } = box;
    box.device = undefined;
    await device?.cutPower();
  }

  /** What a watchdog on the board would do. */
  private async restart(box: Box): Promise<void> {
    await this.power(box.enrolled.controllerId, false);
    await pause(RESTART_AFTER_MS, undefined, { signal: this.life.signal }).catch(ignoreAbort);
    await this.power(box.enrolled.controllerId, true);
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

function ignoreAbort(error: Error): void {
  if (error.name !== 'AbortError') throw error;
}
