// One child of the launcher: started, watched, started again with longer and longer pauses, left alone when it cannot live, and ended in order.
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { UNUSABLE_FILE_EXIT_CODE, type ChildState } from '#data-folder';
import { ChildLog } from './child-log';

/** One child as it should run. */
export interface ChildPlan {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly env?: NodeJS.ProcessEnv;
  /** Before each start, for instance to clear what an earlier one left. */
  readonly before?: () => Promise<void>;
  /** Looked at again and again; without it a child is ready when it was spawned. */
  readonly isReady?: () => Promise<boolean>;
  /** True for a child that works through a list and may then end well. */
  readonly mayEnd?: boolean;
  /** True for a child without which there is no installation. */
  readonly isVital?: boolean;
}

/**
 * Times in milliseconds. The pause before a restart doubles from the first to the longest, and begins anew after a healthy life. After
 * `fallsUntilTold` short lives in a row a person is told, after `fallsUntilLeft` the child is left alone.
 */
export interface SupervisorTimes {
  readonly firstPauseMs: number;
  readonly longestPauseMs: number;
  readonly healthyLifeMs: number;
  readonly readyLimitMs: number;
  readonly stopLimitMs: number;
  readonly fallsUntilTold: number;
  readonly fallsUntilLeft: number;
}

const TIMES: SupervisorTimes = {
  firstPauseMs: 200,
  longestPauseMs: 60_000,
  healthyLifeMs: 30_000,
  readyLimitMs: 60_000,
  stopLimitMs: 10_000,
  fallsUntilTold: 3,
  // With these pauses about four minutes: a disk that was full or a Redis that was away is tried out.
  fallsUntilLeft: 12,
};

const LOOK_AGAIN_MS = 25;

/** What a child said last may still be on its way when it has ended. */
const LAST_WORDS_WITHIN_MS = 500;

export interface SupervisorSettings {
  readonly runDir: string;
  readonly logsDir: string;
  /** False leaves the dead dead. */
  readonly supervise: boolean;
  readonly tell: (line: string) => void;
  /** Hears how all children do, whenever one does otherwise than before. */
  readonly changed?: (children: readonly ChildState[]) => void;
  /** Hears why a vital child stays ended although the dead are to be started again. */
  readonly lost?: (why: string) => void;
  readonly times?: SupervisorTimes;
}

export class SupervisedChild {
  private readonly log: ChildLog;
  private readonly times: SupervisorTimes;
  private readonly stopping = new AbortController();
  private process: ChildProcess | undefined;
  private state: ChildState['state'] = 'running';
  /** Short lives in a row. */
  private falls = 0;
  private healthy: NodeJS.Timeout | undefined;

  constructor(
    private readonly plan: ChildPlan,
    private readonly settings: SupervisorSettings,
    private readonly changed: () => void,
  ) {
    this.times = settings.times ?? TIMES;
    this.log = new ChildLog(settings.logsDir, plan.name, settings.tell);
  }

  /** How it does. */
  get standing(): ChildState {
    return { name: this.plan.name, state: this.state, lastWords: this.state === 'running' ? '' : this.log.last };
  }

  async start(): Promise<void> {
    const child = await this.spawn();
    await this.untilReady(child);
    this.watch(child);
  }

  /** From now on its death is no news, and it is not started again. */
  rest(): void {
    this.stopping.abort();
  }

  async stop(): Promise<void> {
    this.rest();
    clearTimeout(this.healthy);
    const child = this.process;
    if (child !== undefined && isAlive(child)) {
      const gone = once(child, 'exit');
      child.kill('SIGTERM');
      const killer = setTimeout(() => child.kill('SIGKILL'), this.times.stopLimitMs);
      await gone;
      clearTimeout(killer);
    }
    rmSync(this.pidFile, { force: true });
    this.log.close();
  }

  private get pidFile(): string {
    return join(this.settings.runDir, `${this.plan.name}.pid`);
  }

  private async spawn(): Promise<ChildProcess> {
    const { command, args, env, before } = this.plan;
    await before?.();
    this.stopping.signal.throwIfAborted();
    // Node children see by the channel when the launcher is gone (end-with-launcher.ts).
    const stdio =
      command === process.execPath
        ? (['ignore', 'pipe', 'pipe', 'ipc'] as const)
        : (['ignore', 'pipe', 'pipe'] as const);
    // A group of its own: Ctrl-C reaches the launcher alone, which then ends the children in their order.
    const child = spawn(command, args, { env, stdio: [...stdio], detached: true });
    this.process = child;
    await once(child, 'spawn');
    this.writePid(child);
    if (child.stdout && child.stderr) this.log.follow(child.stdout, child.stderr);
    return child;
  }

  /** For people alone: without it, as on a full disk, the child runs all the same. */
  private writePid({ pid }: ChildProcess): void {
    try {
      writeFileSync(this.pidFile, `${pid}\n`);
    } catch (error) {
      this.settings.tell(`the process number of ${this.plan.name} is not written down: ${String(error)}`);
    }
  }

  private async untilReady(child: ChildProcess): Promise<void> {
    const { name, isReady } = this.plan;
    if (isReady === undefined) return;
    const startedMs = performance.now();
    while (!(await isReady())) {
      const late = performance.now() - startedMs > this.times.readyLimitMs;
      if (!isAlive(child) || late || this.stopping.signal.aborted)
        throw new Error(
          `${name} ${late ? 'does not become ready' : 'ended while it started'}: ${this.log.last || 'it said nothing'}`,
        );
      await pause(LOOK_AGAIN_MS);
    }
  }

  /** Takes note when it ends; one that lives well begins a new count. */
  private watch(child: ChildProcess): void {
    this.healthy = setTimeout(() => {
      this.falls = 0;
      this.become('running');
    }, this.times.healthyLifeMs);
    if (isAlive(child)) child.once('exit', () => void this.died(child));
    else void this.died(child);
  }

  private async died(child: ChildProcess): Promise<void> {
    const { exitCode: code, signalCode: signal } = child;
    clearTimeout(this.healthy);
    rmSync(this.pidFile, { force: true });
    if (this.stopping.signal.aborted || (this.plan.mayEnd && code === 0)) return;
    await Promise.race([once(child, 'close'), pause(LAST_WORDS_WITHIN_MS)]);
    if (this.stopping.signal.aborted) return;
    await this.fell(signal ?? `code ${code}`, code === UNUSABLE_FILE_EXIT_CODE);
  }

  /** Starts it again after a pause, until it lives or has fallen too often. `isHopeless`: it said that another start would change nothing. */
  private async fell(how: string, isHopeless = false): Promise<void> {
    const { name } = this.plan;
    const { supervise, tell } = this.settings;
    this.falls += 1;
    if (!supervise) {
      tell(`${name} ended (${how}) and stays ended.`);
      return this.become('ended');
    }
    if (isHopeless || this.falls >= this.times.fallsUntilLeft) return this.leave(how, isHopeless);
    if (this.falls < this.times.fallsUntilTold) tell(`${name} ended (${how}) and is started again.`);
    if (this.falls === this.times.fallsUntilTold) {
      tell(`${name} does not stay up: it ended ${this.falls} times soon after its start (${how}). ${this.lastWords}`);
      tell(`${name} is tried again with longer and longer pauses.`);
      this.become('falling');
    }
    await this.startAgain();
  }

  private async startAgain(): Promise<void> {
    const { firstPauseMs, longestPauseMs } = this.times;
    const pauseMs = Math.min(firstPauseMs * 2 ** (this.falls - 1), longestPauseMs);
    try {
      await pause(pauseMs, undefined, { signal: this.stopping.signal });
      this.watch(await this.spawn());
    } catch (error) {
      if (!this.stopping.signal.aborted) await this.fell(String(error));
    }
  }

  /** Starts it no more, and says so. */
  private leave(how: string, isHopeless: boolean): void {
    const { name, isVital } = this.plan;
    const often = isHopeless ? '' : ` ${this.falls} times soon after its start`;
    const why = `${name} ended${often} (${how}) and is not started again. ${this.lastWords} Mend that, then stop everything and start anew.`;
    this.settings.tell(why);
    this.become('ended');
    if (isVital) this.settings.lost?.(why);
  }

  private get lastWords(): string {
    return this.log.last === '' ? 'It said nothing.' : `Its last words: ${this.log.last}`;
  }

  private become(state: ChildState['state']): void {
    if (this.state === state || this.stopping.signal.aborted) return;
    this.state = state;
    this.changed();
  }
}

function isAlive(child: ChildProcess): boolean {
  return child.exitCode === null && child.signalCode === null;
}
