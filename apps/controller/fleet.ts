// Many simulated devices in one process, each with its own folder, key, journal and horn. They enrol by themselves with the codes that the
// server prepared, and go on where they were when the fleet is started again.
import type { DeviceClock, Horn, Note } from '#loudspeaker';
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import { AirLog } from './air-log';
import { Device } from './device';
import { CodeRefused, enrol, readEnrolment, type Enrolled } from './enrolment';
import { SimulatedHorn } from './horns';

/** Where the fleet lives and whom it serves. */
export interface FleetOptions {
  readonly dir: string;
  readonly serverUrl: string;
  /** How far the commune's time is ahead of the machine's. */
  readonly clockOffsetMs: number;
  readonly note: (controllerId: string) => Note;
}

/** One simulated pole, as the control sees it. */
export interface FleetMember {
  readonly controllerId: string;
  readonly deviceId: string;
  readonly on: boolean;
}

const codesSchema = z.object({ devices: z.array(z.object({ controllerId: z.string(), code: z.string() })) });
const CODES = 'enrolment.json';
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
  private readonly life = new AbortController();
  private readonly lastSound = new Map<string, string>();
  private enrolling: Promise<void> = Promise.resolve();

  constructor(private readonly options: FleetOptions) {
    this.airLog = new AirLog(join(options.dir, 'air-log.jsonl'), options.clockOffsetMs);
  }

  /** Switches on what is enrolled, then enrols the rest for as long as it takes. Resolves after the first part. */
  async start(): Promise<void> {
    const names = await readdir(this.options.dir);
    for (const name of names.sort()) await this.adopt(name);
    this.enrolling = this.enrolRest();
  }

  /** Resolves when every code was used or refused. */
  async enrolled(): Promise<void> {
    await this.enrolling;
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
    await this.enrolling;
    await Promise.all([...this.boxes.values()].map((box) => box.turn.then(() => box.device?.close())));
    this.airLog.close();
  }

  private async enrolRest(): Promise<void> {
    while (!this.life.signal.aborted) {
      const missing = await this.missing();
      if (missing?.length === 0) return;
      const queue = [...(missing ?? [])];
      const worker = async () => {
        for (let next = queue.shift(); next && !this.life.signal.aborted; next = queue.shift())
          await this.enrolOne(next);
      };
      await Promise.all(Array.from({ length: AT_A_TIME }, worker));
      if ((await this.missing())?.length === 0) return;
      await pause(LOOK_AGAIN_MS, undefined, { signal: this.life.signal }).catch(ignoreAbort);
    }
  }

  /** Codes that are still to be used; undefined while the server has prepared none. */
  private async missing(): Promise<readonly { controllerId: string; code: string }[] | undefined> {
    let text: string;
    try {
      text = await readFile(join(this.options.dir, CODES), 'utf8');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
      throw error;
    }
    const { devices } = codesSchema.parse(JSON.parse(text));
    return devices.filter(({ controllerId, code }) => !this.boxes.has(controllerId) && !this.refused.has(code));
  }

  private async enrolOne({
    controllerId,
    code,
  }: {
    readonly controllerId: string;
    readonly code: string;
  }): Promise<void> {
    const note = this.options.note(controllerId);
    try {
      await enrol(this.options.serverUrl, code, this.folderOf(controllerId));
      await this.adopt(controllerId);
    } catch (error) {
      note('device.not-enrolled', { error: String(error) });
      if (error instanceof CodeRefused) this.refused.add(code);
    }
  }

  private async adopt(controllerId: string): Promise<void> {
    if (!/^[\w-]+$/.test(controllerId)) return; // A file of ours, or a folder that was never finished.
    const enrolled = await readEnrolment(this.folderOf(controllerId));
    if (!enrolled) return;
    const box: Box = { enrolled, device: undefined, turn: Promise.resolve() };
    this.boxes.set(controllerId, box);
    await this.power(controllerId, true);
  }

  private async switchOn(box: Box): Promise<void> {
    if (box.device || this.life.signal.aborted) return;
    const { controllerId } = box.enrolled;
    const note = this.options.note(controllerId);
    box.device = await Device.switchOn({
      folder: this.folderOf(controllerId),
      enrolled: box.enrolled,
      serverUrl: this.options.serverUrl,
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
