// A Redis of our own: on a unix socket, with nothing on disk, because the database can derive every job again.
import { accessSync, constants } from 'node:fs';
import { rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { dirname } from 'node:path';
import { privateRedisArguments } from '#queue';
import type { ChildPlan } from './supervisor';

/** Makes Linux end a process when its parent is gone, even when that was killed. Elsewhere the next start ends what was left. */
const SETPRIV = '/usr/bin/setpriv';

/** How the private Redis runs. `searchPath` is where its program is looked for. */
export function privateRedis(socketPath: string, env: NodeJS.ProcessEnv): ChildPlan {
  const redis = ['redis-server', ...privateRedisArguments(socketPath, dirname(socketPath))];
  const [command = '', ...args] = canUse(SETPRIV) ? [SETPRIV, '--pdeathsig', 'KILL', ...redis] : redis;
  return {
    name: 'redis',
    command,
    args,
    env,
    before: () => endLeftover(socketPath),
    isVital: true,
    isReady: async () => (await ask(socketPath, 'PING'))?.startsWith('+PONG') ?? false,
  };
}

/** Ends a Redis that a killed launcher left on this socket, and the socket with it. */
async function endLeftover(socketPath: string): Promise<void> {
  await ask(socketPath, 'SHUTDOWN NOSAVE');
  await rm(socketPath, { force: true });
}

/** Says one line to the Redis on this socket; undefined when nobody listens there. A Redis that is told to end answers ''. */
function ask(socketPath: string, line: string): Promise<string | undefined> {
  return new Promise((resolve) => {
    const socket = connect(socketPath, () => socket.write(`${line}\r\n`));
    socket.setTimeout(2_000, () => socket.destroy());
    socket.on('data', (answer) => {
      resolve(answer.toString());
      socket.destroy();
    });
    socket.on('error', () => resolve(undefined));
    socket.on('close', () => resolve(''));
  });
}

function canUse(program: string): boolean {
  try {
    accessSync(program, constants.X_OK);
    return true;
  } catch {
    // Not a Linux with util-linux.
    return false;
  }
}
