// Runs one outside program on hostile input: low priority, limits on memory, CPU time and file size, a wall-clock limit, and death with its
// parent. What it may hold it gets from the small Linux tools `nice`, `setpriv` and `prlimit`; where one is missing, it runs without.
import { execFile, spawn } from 'node:child_process';
import type { Readable } from 'node:stream';
import { promisify } from 'node:util';

const execute = promisify(execFile);

/** What a process may use at most. */
export interface ProcessLimits {
  readonly niceness: number;
  readonly memoryBytes: number;
  readonly fileBytes: number;
  /** Wall clock; also its limit on CPU time. */
  readonly timeoutMs: number;
}

/** One run. `listeners[n]` gets what the process writes to file descriptor n; 2 is always read. */
interface ProcessRun {
  readonly program: string;
  readonly args: readonly string[];
  readonly listeners?: Readonly<Record<number, (chunk: Buffer) => void>>;
  readonly signal?: AbortSignal;
}

/** How a run ended by itself. A run that was ended from outside is a thrown error. */
export interface ProcessEnd {
  readonly exitCode: number;
  /** The last lines of its error output, oldest first. */
  readonly errorLines: readonly string[];
  /** Lines of its error output in all that `isFault` marked. */
  readonly faults: number;
}

const KEPT_ERROR_LINES = 20;
/** Exit codes of the limiting tools for a program that they found no way to start. */
const NOT_STARTED: readonly (number | null)[] = [126, 127];

/** The tools that can hold a process, each with the arguments that make it do so, in the order they call each other. */
export function limitingTools(limits: ProcessLimits): readonly (readonly string[])[] {
  return [
    ['nice', '-n', String(limits.niceness)],
    ['setpriv', '--pdeathsig', 'KILL', '--no-new-privs'],
    [
      'prlimit',
      `--as=${limits.memoryBytes}`,
      `--fsize=${limits.fileBytes}`,
      `--cpu=${Math.ceil(limits.timeoutMs / 1_000)}`,
      '--core=0',
      '--nofile=64',
    ],
  ];
}

/** Runs programs under limits. */
export class LimitedProcess {
  private prefix: Promise<readonly string[]> | undefined;

  /** `warn` is told once which tools are missing. */
  constructor(
    private readonly limits: ProcessLimits,
    private readonly warn: (sentence: string) => void,
  ) {}

  /** Resolves when the program ended by itself; rejects when it could not start, was aborted, killed, or ran out of time. */
  async run(run: ProcessRun, isFault: (errorLine: string) => boolean = () => false): Promise<ProcessEnd> {
    this.prefix ??= this.findPrefix();
    const [command, ...args] = [...(await this.prefix), run.program, ...run.args];
    run.signal?.throwIfAborted();
    return new Promise<ProcessEnd>((resolve, reject) => {
      const highest = Math.max(2, ...Object.keys(run.listeners ?? {}).map(Number));
      const stdio = Array.from({ length: highest + 1 }, (_, fd) =>
        fd === 2 || run.listeners?.[fd] ? 'pipe' : 'ignore',
      );
      // A group of its own, so that killing it reaches whatever it started.
      const child = spawn(command!, args, { stdio, detached: true });
      let endedBecause: Error | undefined;
      const kill = (because: Error) => {
        endedBecause ??= because;
        if (child.pid !== undefined && child.exitCode === null && child.signalCode === null) {
          process.kill(-child.pid, 'SIGKILL');
        }
      };
      const onAbort = () => kill(run.signal?.reason as Error);
      const timer = setTimeout(
        () => kill(new Error(`${run.program} ran longer than ${this.limits.timeoutMs} ms`)),
        this.limits.timeoutMs,
      );
      run.signal?.addEventListener('abort', onAbort);

      const errors = new ErrorLines(isFault);
      child.stderr!.setEncoding('utf8').on('data', (text: string) => errors.add(text));
      for (const [fd, listener] of Object.entries(run.listeners ?? {})) {
        (child.stdio[Number(fd)] as Readable).on('data', listener);
      }
      child.on('error', (error) => (endedBecause ??= error));
      child.on('close', (exitCode, killedBy) => {
        clearTimeout(timer);
        run.signal?.removeEventListener('abort', onAbort);
        errors.end();
        if (endedBecause !== undefined) reject(endedBecause);
        else if (NOT_STARTED.includes(exitCode)) {
          reject(new Error(`${run.program} does not start: ${errors.lines.at(-1)}`));
        } else if (killedBy === 'SIGKILL' || killedBy === 'SIGTERM') reject(new Error(`${run.program} was killed`));
        // Any other signal is its own crash, which is an end like a bad exit code.
        else resolve({ exitCode: exitCode ?? -1, errorLines: errors.lines, faults: errors.faults });
      });
    });
  }

  private async findPrefix(): Promise<readonly string[]> {
    const prefix: string[] = [];
    for (const tool of limitingTools(this.limits)) {
      const [name, ...args] = tool;
      try {
        await execute(name!, [...args, 'true']);
        prefix.push(...tool);
      } catch (error) {
        this.warn(`${name} cannot limit sound processing here, going on without it: ${String(error)}`);
      }
    }
    return prefix;
  }
}

/** Keeps the end of an error output and counts its faults, however long it grows. */
class ErrorLines {
  readonly lines: string[] = [];
  faults = 0;
  private unfinished = '';

  constructor(private readonly isFault: (line: string) => boolean) {}

  add(text: string): void {
    const lines = (this.unfinished + text).split('\n');
    this.unfinished = (lines.pop() ?? '').slice(-4_096);
    for (const line of lines) this.addLine(line);
  }

  end(): void {
    if (this.unfinished !== '') this.addLine(this.unfinished);
  }

  private addLine(line: string): void {
    if (this.isFault(line)) this.faults += 1;
    this.lines.push(line);
    if (this.lines.length > KEPT_ERROR_LINES) this.lines.shift();
  }
}
