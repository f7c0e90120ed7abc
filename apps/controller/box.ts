// One simulated box of the fleet: a device on a mains switch, with everything that can go wrong with it. What was switched and broken holds from one
// power-on to the next.
import type { Enrolled } from '#data-folder';
import {
  EarlierCopies,
  FaultyHorn,
  FaultyLink,
  FillableDisk,
  LinkManners,
  WrongClock,
  type FaultyDevice,
  type HornManner,
  type LinkManner,
  type SeededChance,
} from '#devices';
import type { DeviceClock, Horn, Note } from '#loudspeaker';
import { cp, rm } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { bringBackMemory, copyMemory, damageFile, type BoxMemory } from './box-memory';
import { Device, type LinkOf } from './device';
import { ignoreAbort } from './ignore-abort';

/** What a box lives in. */
interface BoxWorld {
  readonly linkOf: LinkOf;
  readonly hornOf: (clock: DeviceClock) => Horn;
  readonly note: Note;
  readonly chance: SeededChance;
  readonly clock: DeviceClock;
  /** Aborted: nothing is switched on any more. */
  readonly life: AbortSignal;
}

interface Running {
  readonly device: Device;
  readonly link: FaultyLink;
}

const RESTART_AFTER_MS = 3_000;
/** What the folder of a second box with a copied memory ends with. */
export const CLONE = '.clone';

export class Box implements FaultyDevice {
  private readonly manners: LinkManners;
  private readonly past = new EarlierCopies<BoxMemory>();
  private running: Running | undefined;
  private clone: Running | undefined;
  /** Keeps the switch from being turned twice at once. */
  private turn: Promise<void> = Promise.resolve();
  private isPowered = false;
  private isRestarting = false;
  private aheadMs = 0;
  private driftPpm = 0;
  private isDiskFull = false;
  private hornManner: HornManner | undefined;

  constructor(
    readonly enrolled: Enrolled,
    private readonly folder: string,
    private readonly world: BoxWorld,
  ) {
    this.manners = new LinkManners(world.chance);
  }

  get isOn(): boolean {
    return this.running !== undefined;
  }

  /** Where a sound of this box lies; undefined while it is off. */
  soundPath(sha256: string): string | undefined {
    return this.running?.device.soundPath(sha256);
  }

  /** One that cannot come on says why, and tries again by itself. */
  async powerOn(): Promise<void> {
    this.isPowered = true;
    await this.inTurn(() => this.switchOn()).catch((error: unknown) => {
      this.world.note('device.stays-off', { error: String(error) });
      this.restart();
    });
  }

  powerOff(): Promise<void> {
    this.isPowered = false;
    return this.inTurn(() => this.switchOff());
  }

  async setLink(manner: LinkManner, isOn: boolean): Promise<void> {
    this.manners.set(manner, isOn);
    if (manner !== 'down') return;
    await this.inTurn(async () => {
      for (const each of [this.running, this.clone]) await each?.link.mannersChanged();
    });
  }

  setClock(jumpMs: number, driftPpm: number): void {
    this.aheadMs += jumpMs;
    this.driftPpm = driftPpm;
  }

  async setDiskFull(isFull: boolean): Promise<void> {
    this.isDiskFull = isFull;
    // Who could not write may have to start anew, now that it can.
    if (!isFull && this.isPowered && !this.isRestarting) await this.powerOn();
  }

  setHorn(manner: HornManner | undefined): void {
    this.hornManner = manner;
  }

  damage(file: string): Promise<void> {
    return damageFile(this.folder, file, this.world.chance.next());
  }

  /** Keeps a copy of the memory as it is. */
  async remember(): Promise<void> {
    this.past.keep(this.world.clock.monotonicMs(), await copyMemory(this.folder));
  }

  async forget(backMs: number): Promise<void> {
    const copy = this.past.asOf(this.world.clock.monotonicMs() - backMs);
    if (copy) await bringBackMemory(this.folder, copy);
  }

  setCloned(isCloned: boolean): Promise<void> {
    return this.inTurn(async () => {
      await this.clone?.device.cutPower();
      this.clone = undefined;
      const folder = `${this.folder}${CLONE}`;
      await rm(folder, { recursive: true, force: true });
      if (!isCloned) return;
      await cp(this.folder, folder, { recursive: true });
      this.clone = await this.runIn(folder, (error) => this.world.note('clone.failed', { error: String(error) }));
    });
  }

  /** Ends in order. */
  async close(): Promise<void> {
    await this.inTurn(async () => {
      await this.clone?.device.close();
      await this.running?.device.close();
    });
  }

  private inTurn(act: () => Promise<void>): Promise<void> {
    this.turn = this.turn.then(act, act);
    return this.turn;
  }

  private async switchOn(): Promise<void> {
    if (this.running || !this.isPowered || this.world.life.aborted) return;
    this.running = await this.runIn(this.folder, () => this.restart());
    await this.remember();
  }

  private async switchOff(): Promise<void> {
    const { running } = this;
    this.running = undefined;
    await running?.device.cutPower();
  }

  private async runIn(folder: string, failed: (error: unknown) => void): Promise<Running> {
    const { linkOf, hornOf, note, clock } = this.world;
    const link = new FaultyLink(() => linkOf(this.enrolled, note), this.manners, clock);
    const device = await Device.switchOn({
      folder,
      enrolled: this.enrolled,
      linkOf: () => link,
      hornOf: (own) => new FaultyHorn(hornOf(own), () => this.hornManner),
      over: {
        clock: (own) => new WrongClock(own, this.aheadMs, this.driftPpm),
        disk: (own) => new FillableDisk(own, () => this.isDiskFull),
      },
      note,
      failed,
    });
    return { device, link };
  }

  /** What a watchdog on the board would do, until the box is on again. */
  private restart(): void {
    if (this.isRestarting) return;
    this.isRestarting = true;
    void this.restartUntilOn().finally(() => (this.isRestarting = false));
  }

  private async restartUntilOn(): Promise<void> {
    const { life, note } = this.world;
    let told = '';
    do {
      try {
        await this.inTurn(() => this.switchOff());
        await pause(RESTART_AFTER_MS, undefined, { signal: life }).catch(ignoreAbort);
        await this.inTurn(() => this.switchOn());
      } catch (error) {
        if (String(error) !== told) note('device.lost', { error: String(error) });
        told = String(error);
      }
    } while (this.isPowered && !this.running && !life.aborted);
  }
}
