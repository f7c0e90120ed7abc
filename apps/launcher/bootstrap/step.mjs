// One step of the set-up: a program that runs long shows that it lives, ends in one line, and leaves its last words when it fails.
import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = join(dirname(fileURLToPath(import.meta.url)), '../../..');

/** Everything that the set-up keeps; inside node_modules, so that removing that folder removes every trace. */
export const KEPT = join(ROOT, 'node_modules/.loa');

/** Where npm looks for programs first: what the system lacks is put here. */
export const BIN = join(ROOT, 'node_modules/.bin');

/** PATH as the npm scripts see it, also when this file was called without npm. */
export const SEARCH_PATH = [BIN, process.env.PATH ?? ''].join(delimiter);

/** Something a person can mend; the message says what to type. */
export class Failure extends Error {}

/** Does the work and tells in one line that it is done and how long it took. */
export async function step(title, work) {
  const startedMs = performance.now();
  const seconds = () => ((performance.now() - startedMs) / 1_000).toFixed(1);
  const alive = setInterval(
    () => tellAlive(`… ${title}, ${Math.round(seconds())} s`),
    process.stdout.isTTY ? 1_000 : 10_000,
  );
  try {
    const result = await work();
    tell(`✓ ${title}, ${seconds()} s`);
    return result;
  } finally {
    clearInterval(alive);
  }
}

/** Runs a program to its end and gives what it printed. Throws `Failure(onFailure)` with the last lines when it fails. */
export async function run(program, args, { env = {}, cwd = ROOT, onFailure } = {}) {
  const child = spawn(program, args, {
    cwd,
    env: { ...process.env, PATH: SEARCH_PATH, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let printed = '';
  let told = '';
  child.stdout.on('data', (chunk) => (printed += chunk));
  child.stderr.on('data', (chunk) => (told += chunk));
  const code = await new Promise((resolve) => child.on('error', () => resolve(127)).on('close', resolve));
  if (code === 0) return printed;
  const last = (told + printed).trimEnd().split('\n').slice(-15).join('\n');
  throw new Failure(`${onFailure ?? `${program} failed.`}\n${last}`);
}

/** True when the program ends well. */
export async function succeeds(program, args, options) {
  try {
    await run(program, args, options);
    return true;
  } catch (error) {
    if (error instanceof Failure) return false;
    throw error;
  }
}

/** What an earlier set-up noted under this name; undefined when it did not. */
export function stamp(name, folder = KEPT) {
  try {
    return readFileSync(join(folder, name), 'utf8');
  } catch (error) {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  }
}

export function setStamp(name, text, folder = KEPT) {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, name), text);
}

function tell(line) {
  process.stdout.write(process.stdout.isTTY ? `\r\x1b[K${line}\n` : `${line}\n`);
}

function tellAlive(line) {
  process.stdout.write(process.stdout.isTTY ? `\r\x1b[K${line}` : `${line}\n`);
}
