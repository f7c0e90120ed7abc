// Runs one outside program on hostile input: low priority, limits on memory, CPU time and file size, a wall-clock limit, death with its parent, and
// walls around it (`sandbox.ts`). The limits are held by the small Linux tools `nice`, `setpriv` and `prlimit`; what is missing, it runs without.
import { execFile, spawn } from 'node:child_process';
import type { Readable, Writable } from 'node:stream';
import { promisify } from 'node:util';
import { FILTER_PIPE, SANDBOXES, walled, type FilesOfRun, type SandboxKind } from './sandbox';

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
export interface ProcessRun extends FilesOfRun {
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

/** How processes are to be held. */
interface Holders {
  readonly limits: ProcessLimits;
  /** Where names of programs are looked for. */
  readonly searchPath: string;
  /** Of the sandboxes the first is taken in which all of these end well. */
  readonly trials?: readonly ProcessRun[];
  readonly sandboxes?: readonly SandboxKind[];
}

/** What holds a process on this machine. */
interface Holding {
  readonly prefix: readonly string[];
  readonly sandbox: SandboxKind;
}

const KEPT_ERROR_LINES = 20;
/** All that a program is told besides where programs are. One arena, because each reserves address space; a time zone that stands in no file. */
const ENVIRONMENT = { LANG: 'C', TZ: 'UTC0', MALLOC_ARENA_MAX: '1' };
/** How a sandbox says that its process was killed. */
const KILLED = 128 + 9;
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
  private holding: Promise<Holding> | undefined;

  readonly limits: ProcessLimits;
  private readonly environment: NodeJS.ProcessEnv;

  /** `warn` is told once which tools are missing. */
  constructor(
    private readonly holders: Holders,
    private readonly warn: (sentence: string) => void,
  ) {
    this.limits = holders.limits;
    this.environment = { ...ENVIRONMENT, PATH: holders.searchPath };
  }

  /** Which sandbox this machine has. */
  async sandbox(): Promise<SandboxKind> {
    return (await this.held()).sandbox;
  }

  /** Resolves when the program ended by itself; rejects when it could not start, was aborted, killed, or ran out of time. */
  async run(run: ProcessRun, isFault: (errorLine: string) => boolean = () => false): Promise<ProcessEnd> {
    return this.runHeld(await this.held(), run, isFault);
  }

  private async runHeld({ prefix, sandbox }: Holding, run: ProcessRun, isFault: (errorLine: string) => boolean) {
    run.signal?.throwIfAborted();
    const { line, filter } = walled(sandbox, run.program, this.holders.searchPath, run);
    const [command, ...args] = [...prefix, ...line, ...run.args];
    return new Promise<ProcessEnd>((resolve, reject) => {
      const pipes = [2, ...(filter ? [FILTER_PIPE] : []), ...Object.keys(run.listeners ?? {}).map(Number)];
      const stdio = Array.from({ length: Math.max(...pipes) + 1 }, (_, fd) => (pipes.includes(fd) ? 'pipe' : 'ignore'));
      // A group of its own, so that killing it reaches whatever it started.
      const child = spawn(command!, args, { stdio, detached: true, env: this.environment });
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
      // Whoever dies before it read the filter says so by its end.
      if (filter)
        ((child.stdio as readonly unknown[])[FILTER_PIPE] as Writable).on('error', () => undefined).end(filter);

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
        else if (NOT_STARTED.includes(exitCode) || errors.lines.at(-1)?.startsWith(`${sandbox}: `)) {
          reject(new Error(`${run.program} does not start: ${errors.lines.at(-1)}`));
        } else if (killedBy === 'SIGKILL' || killedBy === 'SIGTERM' || exitCode === KILLED)
          reject(new Error(`${run.program} was killed`));
        // Any other signal is its own crash, which is an end like a bad exit code.
        else resolve({ exitCode: exitCode ?? -1, errorLines: errors.lines, faults: errors.faults });
      });
    });
  }

  private held(): Promise<Holding> {
    this.holding ??= this.findTools().then(async (prefix) => ({ prefix, sandbox: await this.findSandbox(prefix) }));
    return this.holding;
  }

  private async findTools(): Promise<readonly string[]> {
    const prefix: string[] = [];
    for (const tool of limitingTools(this.limits)) {
      const [name, ...args] = tool;
      try {
        await execute(name!, [...args, 'true'], { env: this.environment });
        prefix.push(...tool);
      } catch (error) {
        this.warn(`${name} cannot limit sound processing here, going on without it: ${String(error)}`);
      }
    }
    return prefix;
  }

  private async findSandbox(prefix: readonly string[]): Promise<SandboxKind> {
    const { sandboxes = SANDBOXES, trials = [{ program: 'true', args: [] }] } = this.holders;
    for (const sandbox of sandboxes) {
      if (sandbox === 'none') break;
      try {
        for (const trial of trials) {
          const { exitCode, errorLines } = await this.runHeld({ prefix, sandbox }, trial, () => false);
          if (exitCode !== 0) throw new Error(errorLines.at(-1));
        }
        return sandbox;
      } catch (error) {
        this.warn(`${sandbox} cannot wall off sound processing here, going on without it: ${String(error)}`);
      }
    }
    return 'none';
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
