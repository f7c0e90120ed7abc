// The npm packages: installed when the lock file changed, with every install script off; only sqlite3 is compiled, because it must be.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { canInstall, installSystemPackages } from './apt.mjs';
import { Failure, ROOT, run, setStamp, stamp, step, succeeds } from './step.mjs';

const LOCK = join(ROOT, 'package-lock.json');
const SQLITE = join(ROOT, 'node_modules/sqlite3/build/Release/node_sqlite3.node');

/** `meanwhile`: what else the machine can do while packages come. */
export async function installPackages(meanwhile) {
  const [, wanted] = await Promise.all([meanwhile(), fetchPackages()]);
  if (stamp('packages') === wanted) return;
  if (!(await sqliteLoads())) await step('SQLite compiled', compileSqlite);
  setStamp('packages', wanted);
}

/** Installs what the lock file names, if that is not done; gives what it was done for. */
async function fetchPackages() {
  const wanted = createHash('sha256')
    .update(readFileSync(LOCK))
    .update(`${process.version} ${process.platform} ${process.arch}`)
    .digest('hex');
  if (stamp('packages') !== wanted && !installedAsLocked()) {
    const install = ['ci', '--ignore-scripts', '--no-audit', '--no-fund'];
    await step('packages installed', () =>
      npm(install, {}, 'The packages could not be installed. Check the network, then type the same again.'),
    );
  }
  return wanted;
}

/** True when somebody installed exactly these packages already, by hand. */
function installedAsLocked() {
  const hidden = join(ROOT, 'node_modules/.package-lock.json');
  if (!existsSync(hidden)) return false;
  const installed = JSON.parse(readFileSync(hidden, 'utf8')).packages;
  const locked = JSON.parse(readFileSync(LOCK, 'utf8')).packages;
  return Object.entries(locked).every(
    ([path, { version, optional, peer, devOptional }]) =>
      path === '' || installed[path]?.version === version || (!installed[path] && (optional || peer || devOptional)),
  );
}

async function sqliteLoads() {
  return existsSync(SQLITE) && (await succeeds(process.execPath, ['-e', "require('sqlite3')"]));
}

/** Against the system's library in seconds, else from the bundled source in minutes, else the ready-made binary of its authors. */
async function compileSqlite() {
  if (canInstall() && !(existsSync('/usr/include/sqlite3.h') && (await canCompile())))
    await installSystemPackages(['libsqlite3-dev', 'build-essential', 'python3']);
  const env = {};
  if (await canCompile()) env.npm_config_build_from_source = 'true';
  if (existsSync('/usr/include/sqlite3.h')) env.npm_config_sqlite = '/usr';
  // With its headers beside it, Node needs no download to compile for.
  const prefix = dirname(dirname(process.execPath));
  if (existsSync(join(prefix, 'include/node/node.h'))) env.npm_config_nodedir = prefix;
  const advice = 'SQLite could not be compiled. Type: sudo apt-get install -y build-essential python3 libsqlite3-dev';
  await npm(['rebuild', 'sqlite3', '--ignore-scripts=false', '--foreground-scripts'], env, advice);
  if (!(await sqliteLoads())) throw new Failure(advice);
}

async function canCompile() {
  const answers = ['make', 'c++', 'python3'].map((tool) => succeeds(tool, ['--version']));
  return (await Promise.all(answers)).every(Boolean);
}

/** The npm that called us, if one did. */
function npm(args, env, onFailure) {
  const caller = process.env.npm_execpath;
  return caller === undefined
    ? run('npm', args, { env, onFailure })
    : run(process.execPath, [caller, ...args], { env, onFailure });
}
