// What must hold before anything is started, each with the sentence that helps when it does not.
import { constants, existsSync } from 'node:fs';
import { access, chmod, mkdir, stat, statfs } from 'node:fs/promises';
import { createServer } from 'node:net';
import { dirname } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Config } from '#config';
import { requireUnlocked } from '#data-folder';
import { ReserveFile } from '#persistence';

const MIB = 1024 * 1024;
/** What the group and everybody else may do. */
const OTHERS = 0o077;
const LEAST_FREE_BYTES = 500 * MIB;
/** Locks, logs and the index of the database need so much. */
const START_BYTES = 4 * MIB;

/** Children of a killed launcher end within this time. */
const LEFTOVER_PATIENCE_MS = 12_000;

/** Everything that can be refused without touching anything is looked at first. */
export async function checkBeforeStart(config: Config, tell: (line: string) => void): Promise<void> {
  const { hasDied } = requireUnlocked(config.runDir);
  await checkPorts(config, hasDied ? LEFTOVER_PATIENCE_MS : 0);
  await checkDataFolder(config, tell);
}

async function checkPorts({ http, mqtt, deviceLink }: Config, patienceMs: number): Promise<void> {
  await checkPort(http.host, http.port, 'LOA_HTTP_PORT', patienceMs);
  if (http.redirectPort !== undefined)
    await checkPort(http.host, http.redirectPort, 'LOA_HTTP_REDIRECT_PORT', patienceMs);
  if (deviceLink === 'mqtt' && mqtt.broker.kind === 'embedded')
    await checkPort(mqtt.broker.host, mqtt.broker.port, 'LOA_MQTT_PORT', patienceMs);
}

/** Makes the data folder, closes it to others, and checks that it can be written and has room. */
export async function checkDataFolder(
  { dataDir, database, audit }: Config,
  tell: (line: string) => void,
): Promise<void> {
  try {
    await mkdir(dataDir, { recursive: true, mode: 0o700 });
    await access(dataDir, constants.W_OK | constants.X_OK);
  } catch (error) {
    throw new Error(`The data folder ${dataDir} cannot be written (set LOA_DATA_DIR): ${String(error)}`);
  }
  for (const folder of new Set([dataDir, dirname(database.sqlitePath), audit.keysDir]))
    await closeToOthers(folder, tell);
  const { bavail, bsize } = await statfs(dataDir);
  const lack = lackOfRoom(bavail * bsize, dataDir);
  if (lack === undefined) return;
  if (!existsSync(database.sqlitePath)) throw new Error(lack);
  // Loudspeakers wait for this one, and what is urgent needs little.
  tell(lack);
  const reserve = new ReserveFile(database.sqlitePath, (error) => tell(String(error)));
  if (bavail * bsize < START_BYTES) await reserve.giveBack({ isUrgent: true });
}

/** One that was there before may be open to every user of the machine. */
async function closeToOthers(folder: string, tell: (line: string) => void): Promise<void> {
  if (!existsSync(folder) || ((await stat(folder)).mode & OTHERS) === 0) return;
  await chmod(folder, 0o700).catch((error: unknown) =>
    tell(`Other users of this machine can look into ${folder}, and that cannot be changed: ${String(error)}`),
  );
}

/** Recordings, renditions and the database need room. Undefined when there is enough. */
export function lackOfRoom(freeBytes: number, dataDir: string): string | undefined {
  if (freeBytes >= LEAST_FREE_BYTES) return undefined;
  const freeMb = Math.floor(freeBytes / MIB);
  return `Only ${freeMb} MB are free at ${dataDir}; at least 500 MB are needed. Make room, or set LOA_DATA_DIR.`;
}

/** Checks that nobody listens there yet. `patienceMs`: how long children of a killed launcher may still take to end. */
export async function checkPort(host: string, port: number, variable: string, patienceMs = 0): Promise<void> {
  const startedMs = performance.now();
  for (;;) {
    const fault = await listenOnce(host, port);
    if (fault === undefined) return;
    if (fault.code !== 'EADDRINUSE')
      throw new Error(`${host}:${port} cannot be used (${fault.message}). Set ${variable}.`);
    if (performance.now() - startedMs >= patienceMs)
      throw new Error(`Port ${port} is taken by another program. Type for instance: ${variable}=${port + 1} npm start`);
    await pause(100);
  }
}

function listenOnce(host: string, port: number): Promise<NodeJS.ErrnoException | undefined> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', (error) => resolve(error));
    server.listen({ host, port, exclusive: true }, () => server.close(() => resolve(undefined)));
  });
}
