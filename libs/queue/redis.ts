// How we speak to Redis, and what a Redis must be like so that no job vanishes from it.
import { Redis, type RedisOptions } from 'ioredis';

/** Where Redis is. Without a `url` it is the private one on `socketPath`. */
export interface RedisPlace {
  readonly url: string | undefined;
  readonly socketPath: string;
  /** Begins every key, so that installations can share a Redis. */
  readonly keyPrefix: string;
}

/** Where this room tells what a person should know; Nest's and pino's loggers fit. */
export interface QueueLog {
  warn(message: string): void;
}

/** Arguments of a `redis-server` of our own: a unix socket only, and nothing on disk, because the database can derive every job again. */
export function privateRedisArguments(socketPath: string, workingDir: string): readonly string[] {
  return [
    ['--port', '0'],
    ['--unixsocket', socketPath, '--unixsocketperm', '700'],
    ['--dir', workingDir, '--save', '', '--appendonly', 'no'],
    ['--maxmemory-policy', 'noeviction', '--maxmemory', '0'],
    // Delayed jobs are promoted by timers of Redis' clients; a finer tick keeps blocked ones from waking late.
    ['--hz', '100', '--daemonize', 'no'],
  ].flat();
}

/** Redis comes back within seconds, so the pause between attempts stays short. */
const retryStrategy = (attempt: number) => Math.min(50 * 2 ** attempt, 1_000);

/** For connections that wait as long as it takes (workers). */
export function patientOptions(place: RedisPlace) {
  return { ...address(place), retryStrategy, maxRetriesPerRequest: null };
}

/** For a connection that must never make a request wait: what cannot be sent now fails now. */
export function promptConnection(place: RedisPlace): Redis {
  return new Redis({
    ...address(place),
    retryStrategy,
    enableOfflineQueue: false,
    autoResendUnfulfilledCommands: false,
    maxRetriesPerRequest: 0,
    // ioredis keeps the process alive for this long after a goodbye to a Redis that is gone.
    disconnectTimeout: 200,
  });
}

/** Refuses a Redis that may throw jobs away when its memory is full. */
export async function refuseEviction(redis: Redis): Promise<void> {
  const memory = await redis.info('memory');
  const policy = /^maxmemory_policy:(\S+)/m.exec(memory)?.[1];
  if (policy === 'noeviction') return;
  throw new Error(
    `This Redis throws keys away when it is full (maxmemory-policy ${policy}). Type: redis-cli config set maxmemory-policy noeviction`,
  );
}

type Address = Pick<RedisOptions, 'path' | 'host' | 'port' | 'username' | 'password' | 'db' | 'tls'>;

function address({ url, socketPath }: RedisPlace): Address {
  if (url === undefined) return { path: socketPath };
  const { hostname, port, username, password, pathname, protocol } = new URL(url);
  return {
    host: hostname,
    port: Number(port || 6379),
    username: decodeURIComponent(username) || undefined,
    password: decodeURIComponent(password) || undefined,
    db: Number(pathname.slice(1) || 0),
    tls: protocol === 'rediss:' ? {} : undefined,
  };
}
