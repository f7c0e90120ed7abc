// Keeps the children alive: starts them in order, starts the dead again, and ends all of them before it ends itself.
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
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
}

/** Times in milliseconds. The pause before a restart doubles from the first to the longest, and begins anew after a healthy life. */
export interface SupervisorTimes {
  readonly firstPauseMs: number;
  readonly longestPauseMs: number;
  readonly healthyLifeMs: number;
  readonly readyLimitMs: number;
  readonly stopLimitMs: number;
}

const TIMES: SupervisorTimes = {
  firstPauseMs: 200,
  longestPauseMs: 5_000,
  healthyLifeMs: 30_000,
  readyLimitMs: 60_000,
  stopLimitMs: 10_000,
};

const LOOK_AGAIN_MS = 25;

export interface SupervisorSettings {
  readonly runDir: string;
  readonly logsDir: string;
  /** False leaves the dead dead. */
  readonly supervise: boolean;
  readonly tell: (line: string) => void;
  readonly times?: SupervisorTimes;
}

export class Supervisor {
  private readonly children: SupervisedChild[] = [];
  private resting = false;

  constructor(private readonly settings: SupervisorSettings) {
    mkdirSync(settings.runDir, { recursive: true });
  }

  /** Starts a child and waits until it is ready. Throws with its last words when it dies before that or never becomes ready. */
  async start(plan: ChildPlan): Promise<void> {
    const child = new SupervisedChild(plan, this.settings);
    this.children.push(child);
    if (this.resting) child.rest();
    await child.start();
  }

  /** Starts nothing more, not even what is being started now. */
  rest(): void {
    this.resting = true;
    for (const child of this.children) child.rest();
  }

  /** Whether there is anything to stop. */
  get isRunning(): boolean {
    return this.children.length > 0;
  }

  /** Ends every child, the last started first. Each gets time to end in order before it is killed. */
  async stop(): Promise<void> {
    this.rest();
    while (this.children.length > 0) await this.children.pop()?.stop();
  }
}

class SupervisedChild {
  private readonly log: ChildLog;
  private readonly times: SupervisorTimes;
  private readonly stopping = new AbortController();
  private process: ChildProcess | undefined;
  private pauseMs: number;

  constructor(
    private readonly plan: ChildPlan,
    private readonly settings: SupervisorSettings,
  ) {
    this.times = settings.times ?? TIMES;
    this.pauseMs = this.times.firstPauseMs;
    this.log = new ChildLog(settings.logsDir, plan.name, settings.tell);
  }

  async start(): Promise<void> {
    const child = await this.spawn();
    await this.untilReady(child);
    if (isAlive(child)) child.once('exit', (code, signal) => void this.died(code, signal));
    else await this.died(child.exitCode, child.signalCode);
  }

  /** From now on its death is no news, and it is not started again. */
  rest(): void {
    this.stopping.abort();
  }

  async stop(): Promise<void> {
    this.rest();
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
    writeFileSync(this.pidFile, `${child.pid}\n`);
    if (child.stdout && child.stderr) this.log.follow(child.stdout, child.stderr);
    return child;
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

  private async died(code: number | null, signal: NodeJS.Signals | null): Promise<void> {
    rmSync(this.pidFile, { force: true });
    if (this.stopping.signal.aborted || (this.plan.mayEnd && code === 0)) return;
    const how = signal === null ? `code ${code}` : signal;
    if (!this.settings.supervise) return this.settings.tell(`${this.plan.name} ended (${how}) and stays ended.`);
    this.settings.tell(`${this.plan.name} ended (${how}) and is started again.`);
    await this.startAgain();
  }

  /** Tries until a new process runs; one that lived well begins with the shortest pause. */
  private async startAgain(): Promise<void> {
    while (!this.stopping.signal.aborted) {
      try {
        await pause(this.pauseMs, undefined, { signal: this.stopping.signal });
        this.pauseMs = Math.min(this.pauseMs * 2, this.times.longestPauseMs);
        const healthy = setTimeout(() => (this.pauseMs = this.times.firstPauseMs), this.times.healthyLifeMs);
        const child = await this.spawn();
        child.once('exit', (code, signal) => {
          clearTimeout(healthy);
          void this.died(code, signal);
        });
        return;
      } catch (error) {
        if (!this.stopping.signal.aborted) this.settings.tell(`${this.plan.name}: ${String(error)}`);
      }
    }
  }
}

function isAlive(child: ChildProcess): boolean {
  return child.exitCode === null && child.signalCode === null;
}
