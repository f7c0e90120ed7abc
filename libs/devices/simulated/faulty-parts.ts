// The clock, the disk and the horn of a box, each with what can go wrong put over it. What is put over is asked at every use.
import { DeviceClock, DeviceDisk, Horn, type HornEnd, type HornRequest } from '#loudspeaker';
import type { Readable } from 'node:stream';
import type { HornManner } from './fault-script';

/** A battery clock that was set wrong and runs wrong, from one power-on to the next. */
export class WrongClock extends DeviceClock {
  constructor(
    private readonly clock: DeviceClock,
    private readonly aheadMs: number,
    private readonly driftPpm: number,
  ) {
    super();
  }

  override monotonicMs(): number {
    return this.clock.monotonicMs();
  }

  override wallMs(): number {
    const driftMs = Math.round((this.clock.monotonicMs() * this.driftPpm) / 1_000_000);
    return this.clock.wallMs() + this.aheadMs + driftMs;
  }

  override at(monotonicMs: number, call: () => void): () => void {
    return this.clock.at(monotonicMs, call);
  }
}

/** A disk that may be full. */
export class FillableDisk extends DeviceDisk {
  constructor(
    private readonly disk: DeviceDisk,
    private readonly isFull: () => boolean,
  ) {
    super();
  }

  override read(name: string): Promise<Buffer | undefined> {
    return this.disk.read(name);
  }

  override async replace(name: string, content: Uint8Array): Promise<void> {
    this.requireRoom();
    await this.disk.replace(name, content);
  }

  override async append(name: string, lines: readonly string[]): Promise<void> {
    this.requireRoom();
    await this.disk.append(name, lines);
  }

  override lines(name: string): Promise<readonly string[]> {
    return this.disk.lines(name);
  }

  override soundPath(sha256: string): Promise<string | undefined> {
    return this.disk.soundPath(sha256);
  }

  override partialSoundBytes(sha256: string): Promise<number> {
    return this.disk.partialSoundBytes(sha256);
  }

  override async writePartialSound(sha256: string, offset: number, source: Readable): Promise<void> {
    this.requireRoom();
    await this.disk.writePartialSound(sha256, offset, source);
  }

  override finishSound(sha256: string): Promise<boolean> {
    return this.disk.finishSound(sha256);
  }

  override listSounds(): Promise<readonly string[]> {
    return this.disk.listSounds();
  }

  override removeSound(sha256: string): Promise<void> {
    return this.disk.removeSound(sha256);
  }

  private requireRoom(): void {
    if (this.isFull()) throw new Error('ENOSPC: no space left on device');
  }
}

/** A horn that may make no sound, or never come to an end. */
export class FaultyHorn extends Horn {
  constructor(
    private readonly horn: Horn,
    private readonly manner: () => HornManner | undefined,
  ) {
    super();
  }

  override play(request: HornRequest): Promise<HornEnd> {
    const manner = this.manner();
    if (manner === 'silent') return Promise.reject(new Error('no sound card'));
    // Nothing ends it, not even being told to be silent.
    if (manner === 'hangs') return new Promise(() => undefined);
    return this.horn.play(request);
  }

  override silence(): void {
    this.horn.silence();
  }

  override selfTest(): Promise<void> {
    return this.manner() === 'silent' ? Promise.reject(new Error('no sound card')) : this.horn.selfTest();
  }
}
