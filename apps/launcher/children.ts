// The processes that make up an installation, each as it should run. `dist` is where the build stands.
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import type { Config } from '#config';
import { readPrepared, type Prepared } from '#data-folder';
import { serverIsReady } from './server-is-ready';
import type { ChildPlan } from './supervisor';

const PROJECT = join(__dirname, '../../..');
const DIST = join(PROJECT, 'dist/apps');

/** The environment of every child: ours, with the programs that the set-up fetched at the front of PATH. */
export function childEnvironment(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return { ...environment, PATH: [join(PROJECT, 'node_modules/.bin'), environment.PATH ?? ''].join(delimiter) };
}

/** Brings the database up to date. Throws with the one line that `prepare` left when it cannot. */
export async function prepareInstallation(env: NodeJS.ProcessEnv): Promise<Prepared> {
  try {
    const { stdout } = await promisify(execFile)(process.execPath, [join(DIST, 'cli/main.js'), 'prepare'], { env });
    return readPrepared(stdout);
  } catch (error) {
    const said = (error as { stderr?: string }).stderr?.trim();
    throw new Error(`The database could not be prepared: ${said || String(error)}`);
  }
}

export function server(config: Config, env: NodeJS.ProcessEnv): ChildPlan {
  return node('server', 'launcher/server.js', [], env, { isReady: () => serverIsReady(config.http), isVital: true });
}

export function fleet(env: NodeJS.ProcessEnv): ChildPlan {
  return node('fleet', 'controller/main.js', ['fleet'], env);
}

/** The demo's people at work; undefined when this build comes without them. */
export function demoDay(env: NodeJS.ProcessEnv): ChildPlan | undefined {
  const script = 'launcher/demo-day.js';
  return existsSync(join(DIST, script)) ? node('demo-day', script, [], env, { mayEnd: true }) : undefined;
}

function node(
  name: string,
  script: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv,
  rest: Pick<ChildPlan, 'isReady' | 'mayEnd' | 'isVital'> = {},
): ChildPlan {
  const first = ['--require', join(DIST, 'launcher/end-with-launcher.js')];
  return { name, command: process.execPath, args: [...first, join(DIST, script), ...args], env, ...rest };
}
