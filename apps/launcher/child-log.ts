// What a child process prints goes to a file of its own; what is serious about it is also told in the terminal, in one line.
import { createWriteStream, existsSync, mkdirSync, renameSync, type WriteStream } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';

/** How many earlier logs are kept. */
const KEPT_LOGS = 5;

/** A server runs for months: a log that is larger than this is an earlier log, too. */
const LARGEST_BYTES = 20 * 1024 * 1024;

/** pino's number of `error`. */
const ERROR_LEVEL = 50;

/** The log file of one child, begun anew at each start of the launcher and whenever it has grown large. */
export class ChildLog {
  private file: WriteStream;
  private bytes = 0;
  private lastWords = '';
  private isLost = false;
  private isClosed = false;

  constructor(
    private readonly logsDir: string,
    readonly name: string,
    private readonly tell: (line: string) => void,
    private readonly largestBytes = LARGEST_BYTES,
  ) {
    mkdirSync(logsDir, { recursive: true, mode: 0o700 });
    this.file = this.begin();
  }

  /** Writes down what a child prints until it ends. */
  follow(stdout: Readable, stderr: Readable): void {
    createInterface(stdout).on('line', (line) => this.note(line, false));
    createInterface(stderr).on('line', (line) => this.note(line, true));
  }

  /** The last serious thing the child said, or the last thing at all. */
  get last(): string {
    return this.lastWords;
  }

  close(): void {
    this.isClosed = true;
    this.file.end();
  }

  /** A file of its own, after those before have become one older. */
  private begin(): WriteStream {
    for (let age = KEPT_LOGS - 1; age >= 0; age -= 1)
      if (existsSync(this.path(age))) renameSync(this.path(age), this.path(age + 1));
    this.bytes = 0;
    return this.open();
  }

  private path(age: number): string {
    return join(this.logsDir, age === 0 ? `${this.name}.log` : `${this.name}.${age}.log`);
  }

  private open(): WriteStream {
    const file = createWriteStream(this.path(0), { flags: 'a', mode: 0o600 });
    return file.on('error', (error) => {
      if (!this.isLost) this.tell(`${this.name}: its log cannot be written: ${error.message}`);
      this.isLost = true;
    });
  }

  /** A stream that failed takes nothing more; the disk may have room again. */
  private write(line: string): void {
    if (this.file.destroyed) this.file = this.open();
    // One that is only being opened has no name yet that could be given on.
    if (this.bytes > this.largestBytes && !this.file.pending) {
      this.file.end();
      this.file = this.begin();
    }
    this.bytes += Buffer.byteLength(line) + 1;
    this.file.write(`${line}\n`, (error) => {
      if (!error) this.isLost = false;
    });
  }

  private note(line: string, isStderr: boolean): void {
    // The last words of a child may come after its end.
    if (!this.isClosed) this.write(line);
    const serious = seriousWords(line, isStderr);
    if (serious === undefined) return;
    this.lastWords = serious;
    this.tell(`${this.name}: ${serious}`);
  }
}

/** What a person should see of a line: an error that was logged, or plain words on stderr without stack and Node's own warnings. */
export function seriousWords(line: string, isStderr: boolean): string | undefined {
  if (line.startsWith('{')) {
    const { level, msg, error } = logLine(line);
    if (typeof level !== 'number' || level < ERROR_LEVEL) return undefined;
    // Why it happened is what a person needs; the rest of a long reason stands in the log.
    return typeof error === 'string' ? `${String(msg)}: ${error.split('\n')[0]}` : String(msg);
  }
  const isNoise = line.trim() === '' || /^\s|^\(|^Node\.js v|^node:/.test(line);
  return isStderr && !isNoise ? line : undefined;
}

function logLine(line: string): { readonly level?: unknown; readonly msg?: unknown; readonly error?: unknown } {
  try {
    return JSON.parse(line) as { level?: unknown; msg?: unknown; error?: unknown };
  } catch {
    // A line that a dying process could not finish.
    return { level: ERROR_LEVEL, msg: line };
  }
}
