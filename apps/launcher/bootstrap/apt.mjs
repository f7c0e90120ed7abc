// Debian's and Ubuntu's packages: installed where we are root, else fetched and unpacked beside our own packages.
import { chmodSync, existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { BIN, Failure, KEPT, run, succeeds } from './step.mjs';

const APT = '/usr/bin/apt-get';

/** True where packages can be installed into the system. */
export function canInstall() {
  return process.getuid?.() === 0 && existsSync(APT);
}

/** True where packages can at least be fetched. */
export function canFetch() {
  return existsSync(APT) && existsSync('/usr/bin/dpkg');
}

export async function installSystemPackages(names) {
  const wait = ['-o', 'DPkg::Lock::Timeout=300'];
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  const install = [...wait, 'install', '-y', '--no-install-recommends', ...names];
  if (await succeeds(APT, install, { env })) return;
  // Package lists are missing or too old.
  const onFailure = `These system packages could not be installed: ${names.join(' ')}. Type: apt-get update && apt-get install -y ${names.join(' ')}`;
  await run(APT, [...wait, 'update'], { env, onFailure });
  await run(APT, install, { env, onFailure });
}

/**
 * Unpacks packages into a folder of ours, without being root, and puts their programs where npm looks first.
 * `programs` maps a name to its path inside the packages.
 */
export async function unpackSystemPackages(names, programs) {
  const home = join(KEPT, 'system', names[0]);
  const debs = join(home, 'debs');
  rmSync(home, { recursive: true, force: true });
  mkdirSync(debs, { recursive: true });
  const onFailure = `${names[0]} could not be fetched. Type: sudo apt-get install -y ${names[0]}`;
  if (!(await succeeds(APT, ['download', ...names], { cwd: debs }))) {
    const own = await ownPackageLists(home, onFailure);
    await run(APT, [...own, 'download', ...names], { cwd: debs, onFailure });
  }
  for (const deb of readdirSync(debs)) await run('dpkg', ['-x', join(debs, deb), home], { onFailure });
  rmSync(debs, { recursive: true });
  const triplet = (await run('dpkg-architecture', ['-qDEB_HOST_MULTIARCH']).catch(multiarchGuess)).trim();
  const libraries = ['usr/lib', 'lib', `usr/lib/${triplet}`, `lib/${triplet}`].map((folder) => join(home, folder));
  for (const [name, path] of Object.entries(programs)) shim(name, join(home, path), libraries);
}

/** A program in npm's folder that runs the unpacked one with the libraries that came with it; `exec` keeps the process the same. */
function shim(name, path, libraries) {
  const script = `#!/bin/sh\nLD_LIBRARY_PATH="${libraries.join(':')}" exec "${path}" "$@"\n`;
  writeFileSync(join(BIN, name), script);
  chmodSync(join(BIN, name), 0o755);
}

/** Package lists of our own, where the system has none that we may read. */
async function ownPackageLists(home, onFailure) {
  const state = join(home, 'apt');
  for (const folder of ['lists/partial', 'archives/partial']) mkdirSync(join(state, folder), { recursive: true });
  const options = [
    `Dir::State::lists=${state}/lists`,
    `Dir::Cache=${state}`,
    `Dir::Cache::archives=${state}/archives`,
    `Debug::NoLocking=true`,
    'APT::Sandbox::User=',
  ].flatMap((option) => ['-o', option]);
  await run(APT, [...options, 'update'], { onFailure });
  return options;
}

function multiarchGuess(error) {
  if (!(error instanceof Failure)) throw error;
  return { x64: 'x86_64-linux-gnu', arm64: 'aarch64-linux-gnu', arm: 'arm-linux-gnueabihf' }[process.arch] ?? '';
}
