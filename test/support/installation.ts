// A whole installation as `npm start` makes it, with all its processes, in a temporary folder and on free ports: the launcher, Redis, the
// server with its broker, and the fleet of simulated boxes. What truly sounded stands in the air log.
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { request } from 'node:http';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { text } from 'node:stream/consumers';
import { readAirLog, type AirLogLine } from '#data-folder';
import { GUARD_MS, until } from './until';

const PROJECT = join(__dirname, '..', '..');
const LAUNCHER = join(PROJECT, 'dist/apps/launcher/main.js');
const CLI = join(PROJECT, 'dist/apps/cli/main.js');
const SERVER = join(PROJECT, 'dist/apps/launcher/server.js');
/** Ends a child whose test is gone, however it went. */
const END_WITH_TEST = ['--require', join(PROJECT, 'dist/apps/launcher/end-with-launcher.js')];

/** One line of the air log. */
export type Sounded = AirLogLine;

/** A port of the loopback on which nobody listens. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

export class Installation {
  private launcher: ChildProcess | undefined;
  private server: ChildProcess | undefined;
  private said = '';

  private constructor(
    readonly dataDir: string,
    readonly url: string,
    private env: NodeJS.ProcessEnv,
  ) {}

  /**
   * Starts everything and waits until it is ready. `settings` are environment variables. `prepared` is the data folder of an installation
   * that has ended: this one goes on from a copy of it, on other ports.
   */
  static async start(settings: Readonly<Record<string, string>> = {}, prepared?: string): Promise<Installation> {
    const dataDir = mkdtempSync(join(tmpdir(), 'loa-e2e-'));
    if (prepared !== undefined) cpSync(prepared, dataDir, { recursive: true });
    const [httpPort, mqttPort] = [await freePort(), await freePort()];
    const inherited = Object.entries(process.env).filter(([name]) => !name.startsWith('LOA_') && name !== 'NODE_ENV');
    const env = {
      ...Object.fromEntries(inherited),
      LOA_DATA_DIR: dataDir,
      LOA_HTTP_PORT: String(httpPort),
      LOA_MQTT_PORT: String(mqttPort),
      LOA_DEMO_DAY: 'no',
      LOA_SUPERVISE: 'no',
      ...settings,
    };
    const installation = new Installation(dataDir, `http://127.0.0.1:${httpPort}`, env);
    await installation.launch();
    return installation;
  }

  /** What the launcher printed so far. */
  get output(): string {
    return this.said;
  }

  /** Starts the launcher (again) and waits until the server is ready. `settings` hold from here on. */
  async launch(settings: Readonly<Record<string, string>> = {}): Promise<void> {
    this.env = { ...this.env, ...settings };
    const launcher = spawn(process.execPath, [...END_WITH_TEST, LAUNCHER], {
      env: this.env,
      cwd: PROJECT,
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    this.launcher = launcher;
    for (const stream of [launcher.stdout, launcher.stderr]) {
      stream!.setEncoding('utf8').on('data', (chunk: string) => (this.said += chunk));
    }
    const before = this.said.length;
    const welcomed = () => this.said.includes(this.url, before);
    await until(() => welcomed() || launcher.exitCode !== null, 'the launcher', GUARD_MS);
    if (launcher.exitCode !== null) throw new Error(`The launcher ended:\n${this.said}`);
    await until(() => this.isReady(), 'the server', GUARD_MS);
  }

  async isReady(): Promise<boolean> {
    try {
      return (await fetch(`${this.url}/health/ready`)).ok;
    } catch {
      return false;
    }
  }

  pid(child: 'server' | 'redis' | 'fleet'): number {
    // Started again from here, it stands in no file of the launcher.
    if (child === 'server' && this.server) return this.server.pid!;
    return Number(readFileSync(join(this.dataDir, 'run', `${child}.pid`), 'utf8'));
  }

  kill(child: 'server' | 'redis' | 'fleet'): void {
    process.kill(this.pid(child), 'SIGKILL');
  }

  /** Starts the server alone, as a supervisor would. */
  async restartServer(): Promise<void> {
    this.server = spawn(process.execPath, [...END_WITH_TEST, SERVER], {
      env: this.env,
      cwd: PROJECT,
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    await until(() => this.isReady(), 'the server after its restart', GUARD_MS);
  }

  /** Empties the queue's Redis. */
  async flushRedis(): Promise<void> {
    const socket = join(this.dataDir, 'run', 'redis.sock');
    const flush = spawn('redis-cli', ['-s', socket, 'flushall'], { stdio: 'ignore' });
    await new Promise((resolve) => flush.once('exit', resolve));
  }

  /** Removes files of the data folder, as a careless hand would. */
  lose(...paths: readonly string[]): void {
    for (const path of paths) rmSync(join(this.dataDir, path));
  }

  airLog(): readonly Sounded[] {
    return readAirLog(join(this.dataDir, 'fleet'));
  }

  /** What Ctrl-C does: the launcher alone is told, and ends everything. Resolves with its exit code. */
  async interrupt(): Promise<number | null> {
    return end(this.launcher, 'SIGINT');
  }

  /** Every file of the data folder, by its path below it. */
  files(): readonly string[] {
    return readdirSync(this.dataDir, { recursive: true, withFileTypes: true })
      .filter((entry) => !entry.isDirectory())
      .map((entry) => relative(this.dataDir, join(entry.parentPath, entry.name)));
  }

  /** What `cli doctor` says of it, beside whatever runs; empty where all is well. */
  async complaints(): Promise<string> {
    const doctor = spawn(process.execPath, [CLI, 'doctor'], {
      env: this.env,
      cwd: PROJECT,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [said, [code]] = await Promise.all([text(doctor.stdout), once(doctor, 'exit')]);
    return code === 0 ? '' : said;
  }

  /** Switches a simulated box off or on. */
  async power(controllerId: string, on: boolean): Promise<void> {
    await this.askFleet('POST', `/controllers/${controllerId}/power`, { on });
  }

  async controllers(): Promise<readonly { readonly controllerId: string; readonly on: boolean }[]> {
    return JSON.parse(await this.askFleet('GET', '/controllers')) as never;
  }

  /** Ends everything in order and removes the folder. */
  async stop(): Promise<void> {
    await end(this.server);
    await end(this.launcher);
    rmSync(this.dataDir, { recursive: true, force: true });
  }

  private askFleet(method: string, path: string, body?: unknown): Promise<string> {
    return new Promise((resolve, reject) => {
      const socketPath = join(this.dataDir, 'run', 'fleet.sock');
      const asked = request(
        { socketPath, method, path, headers: { 'content-type': 'application/json' } },
        (response) => {
          text(response).then(resolve, reject);
        },
      );
      asked.once('error', reject);
      asked.end(body === undefined ? undefined : JSON.stringify(body));
    });
  }
}

/** Resolves with the exit code; null when it was killed, or never ran. */
async function end(child: ChildProcess | undefined, signal: NodeJS.Signals = 'SIGTERM'): Promise<number | null> {
  if (!child || child.exitCode !== null || child.signalCode !== null) return child?.exitCode ?? null;
  const ended = once(child, 'exit');
  child.kill(signal);
  const [code] = (await ended) as [number | null];
  return code;
}
