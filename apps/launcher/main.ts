// What `npm start` runs: checks the machine, starts the children in order, and stays as their supervisor and as a board in the terminal.
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { lockDataFolder, type Prepared } from '#data-folder';
import { ConfigError, environment, fleetArguments, loadConfig, type Config } from '#config';
import { requirePossibleFaults } from '#controller';
import { checkBeforeStart } from './before-start';
import { followBoard } from './board-feed';
import { boardChanges, boardLines, type BoardPicture } from './board-picture';
import { childEnvironment, demoDay, fleet, prepareInstallation, server } from './children';
import { ChildrenFile } from './children-file';
import { DeskClient, OtherPassword } from './demo/desk-client';
import { hangBoxes } from './demo/technician';
import { lacksLocalTrust, runTrusting } from './local-trust';
import { privateRedis } from './private-redis';
import { Supervisor, type ChildPlan } from './supervisor';
import { SystemClock } from './system-clock';
import { Terminal } from './terminal';
import { welcome } from './welcome';

const LOOK_AGAIN_MS = 2_000;

const NO_SUPERVISE = 'no-supervise';

const terminal = new Terminal(process.stdout);
const ending = new AbortController();

async function main(): Promise<number> {
  const given = fleetArguments(process.argv.slice(2), [NO_SUPERVISE]);
  const config = loadConfig(given);
  if (lacksLocalTrust(config)) return runTrusting(config);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => ending.abort());
  await run(config, given);
  return 0;
}

async function run(config: Config, given: NodeJS.ProcessEnv): Promise<void> {
  const tell = (line: string) => terminal.say(`! ${line}`);
  await checkBeforeStart(config, tell);
  const lock = lockDataFolder(config.runDir);
  const children = new ChildrenFile(config.runDir, tell);
  let lost: string | undefined;
  const supervisor = new Supervisor({
    runDir: config.runDir,
    logsDir: config.logs.dir,
    supervise: config.supervise && !process.argv.includes(`--${NO_SUPERVISE}`),
    tell,
    changed: (states) => children.put(states),
    lost: (why) => {
      lost = why;
      ending.abort();
    },
  });
  ending.signal.addEventListener('abort', () => supervisor.rest());
  try {
    const prepared = await startAll(config, supervisor, { ...environment(), ...given });
    await watch(config, prepared);
    if (lost !== undefined) throw new Error(lost);
  } catch (error) {
    // Whatever could not be finished because a person said stop is no fault.
    if (!ending.signal.aborted || lost !== undefined) throw error;
  } finally {
    terminal.draw([]);
    if (supervisor.isRunning) terminal.say('Đang dừng …');
    await supervisor.stop();
    await children.remove();
    lock.release();
  }
}

/** Starts everything in order. */
async function startAll(config: Config, supervisor: Supervisor, ours: NodeJS.ProcessEnv): Promise<Prepared> {
  const env = childEnvironment(ours);
  const start = (plan: ChildPlan) => timed(plan.name, () => supervisor.start(plan));
  if (config.redis.url === undefined) await start(privateRedis(config.redis.socketPath, env));
  const prepared = await timed('database', () => prepareInstallation(env));
  await requirePossibleFaults(config.fleet);
  const poles = { ...env, LOA_FLEET_CLOCK_OFFSET_MS: String(prepared.clockOffsetMs) };
  await start(server(config, poles));
  if (config.mode === 'demo') {
    if (config.deviceLink === 'mqtt') await start(fleet(poles));
    const day = config.demoDay ? demoDay(env) : undefined;
    if (day !== undefined) await start(day);
  }
  return prepared;
}

async function timed<T>(name: string, work: () => Promise<T>): Promise<T> {
  const startedMs = performance.now();
  const result = await work();
  terminal.say(`✓ ${name}, ${((performance.now() - startedMs) / 1_000).toFixed(1)} s`);
  return result;
}

/** Shows what there is to see until a person says stop. */
async function watch(config: Config, prepared: Prepared): Promise<void> {
  ending.signal.throwIfAborted();
  const stopped = once(ending.signal, 'abort');
  for (const line of welcome(prepared, config.http.publicUrl, new SystemClock(prepared.clockOffsetMs).now()))
    terminal.say(line);
  const { accounts, communeId } = prepared;
  if (accounts.length > 0 && communeId !== null)
    await Promise.race([
      stopped,
      Promise.all([keepBoard(config, accounts, communeId), keepPolesServed(config, prepared)]),
    ]);
  if (!ending.signal.aborted) await stopped;
}

/** The board, found again whenever the server was away; as the first of the demo's people whose password is the known one. */
async function keepBoard(config: Config, accounts: Prepared['accounts'], communeId: string): Promise<void> {
  const left = [...accounts];
  let shown: BoardPicture | undefined;
  const show = (picture: BoardPicture) => {
    if (ending.signal.aborted) return;
    terminal.draw(boardLines(picture, terminal.width));
    if (!terminal.canDraw) for (const line of boardChanges(shown, picture)) terminal.say(line);
    shown = picture;
  };
  while (!ending.signal.aborted && left[0]) {
    const [account] = left;
    try {
      const desk = await DeskClient.signIn(config.http.publicUrl, account.login, account.password);
      await followBoard(desk, communeId, show, ending.signal);
    } catch (error) {
      if (error instanceof OtherPassword) left.shift();
      if (!ending.signal.aborted) terminal.say(`! board: ${error instanceof Error ? error.message : String(error)}`);
    }
    await pause(LOOK_AGAIN_MS, undefined, { ref: false });
  }
}

/** One of the demo's people: idle when they are. */
async function keepPolesServed({ http, fleet: { dir }, demoDay }: Config, prepared: Prepared): Promise<void> {
  const technician = prepared.accounts.find(({ role }) => role === 'technician');
  if (!demoDay || technician === undefined || prepared.communeId === null) return;
  const place = { serverUrl: http.publicUrl, communeId: prepared.communeId, fleetDir: dir, ...technician };
  await hangBoxes(place, ending.signal, (line) => terminal.say(line));
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    console.error(`✗ ${error instanceof ConfigError || error instanceof Error ? error.message : String(error)}`);
    process.exit(1);
  },
);
