// The air log: what truly sounded, one line per start and end. The simulated horn writes it by itself, apart from journal and receipts, so
// that a test can hold every receipt against it. A line is in the file before the next thing happens, also when the process is killed.
import { closeSync, mkdirSync, openSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';

/** One line. A start without an end was cut short by the end of the process. */
export interface AirLogLine {
  readonly event: 'start' | 'end';
  /** The instant in the time of the commune, which may be a demo time. */
  readonly at: string;
  readonly atMs: number;
  /** The same instant on the machine's own clock. */
  readonly hostMs: number;
  readonly controllerId: string;
  readonly playbackId: string;
  readonly airingId: string;
  /** SHA-256 of what sounds, in order. */
  readonly sounds: readonly string[];
  /** At the start: false and 0. */
  readonly completed: boolean;
  readonly playedMs: number;
}

export class AirLog {
  private readonly file: number;

  /** `clockOffsetMs`: how far the commune's time is ahead of the machine's; it grows when the demo clock is wound on. */
  constructor(
    path: string,
    public clockOffsetMs: number,
  ) {
    mkdirSync(dirname(path), { recursive: true });
    this.file = openSync(path, 'a', 0o600);
  }

  /** Writes a line for an instant of the machine's clock. */
  write(hostMs: number, { event, ...rest }: Omit<AirLogLine, 'at' | 'atMs' | 'hostMs'>): void {
    const atMs = hostMs + this.clockOffsetMs;
    const whole: AirLogLine = { event, at: new Date(atMs).toISOString(), atMs, hostMs, ...rest };
    writeSync(this.file, `${JSON.stringify(whole)}\n`);
  }

  close(): void {
    closeSync(this.file);
  }
}
