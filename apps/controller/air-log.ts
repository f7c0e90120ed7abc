// The air log: what truly sounded, one line per start and end. The simulated horn writes it by itself, apart from journal and receipts, so
// that a test can hold every receipt against it. A line is in the file before the next thing happens, also when the process is killed.
import { AIR_LOG_FILE, airLogLine, type AirLogLine } from '#data-folder';
import { closeSync, fstatSync, ftruncateSync, mkdirSync, openSync, readSync, writeSync } from 'node:fs';
import { join } from 'node:path';

/** No line of ours is as long as this. */
const LONGEST_LINE_BYTES = 64 * 1024;

export class AirLog {
  private readonly file: number;

  /** `clockOffsetMs`: how far the commune's time is ahead of the machine's; it grows when the demo clock is wound on. */
  constructor(
    folder: string,
    public clockOffsetMs: number,
  ) {
    mkdirSync(folder, { recursive: true });
    this.file = openSync(join(folder, AIR_LOG_FILE), 'a+', 0o600);
    cutTornLine(this.file);
  }

  /** Writes a line for an instant of the machine's clock. */
  write(hostMs: number, { event, ...rest }: Omit<AirLogLine, 'version' | 'at' | 'atMs' | 'hostMs'>): void {
    const atMs = hostMs + this.clockOffsetMs;
    writeSync(this.file, airLogLine({ event, at: new Date(atMs).toISOString(), atMs, hostMs, ...rest }));
  }

  close(): void {
    closeSync(this.file);
  }
}

/** A line that a power cut has torn never was; left there, it would swallow the next one. */
function cutTornLine(file: number): void {
  const { size } = fstatSync(file);
  const tail = Buffer.alloc(Math.min(size, LONGEST_LINE_BYTES));
  readSync(file, tail, 0, tail.length, size - tail.length);
  const torn = tail.length - (tail.lastIndexOf('\n') + 1);
  if (torn > 0) ftruncateSync(file, size - torn);
}
