// A Redis of a test's own: on a unix socket in a temporary folder, so that tests need no port and never meet each other.
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { privateRedisArguments, type RedisPlace } from '#queue';
import { until } from './until';

export class TestRedis {
  private readonly dir = mkdtempSync(join(tmpdir(), 'loa-redis-'));
  private child: ChildProcess | undefined;

  /** Where it listens; stays the same when it is killed and started again. */
  readonly place: RedisPlace = { url: undefined, socketPath: join(this.dir, 'redis.sock'), keyPrefix: 'test' };

  static async start(...extraArguments: readonly string[]): Promise<TestRedis> {
    const redis = new TestRedis();
    await redis.start(...extraArguments);
    return redis;
  }

  async start(...extraArguments: readonly string[]): Promise<void> {
    rmSync(this.place.socketPath, { force: true });
    const all = [...privateRedisArguments(this.place.socketPath, this.dir), ...extraArguments];
    this.child = spawn('redis-server', all, { stdio: 'ignore' });
    await once(this.child, 'spawn');
    // The socket's file is there before anybody listens on it.
    await until(() => accepts(this.place.socketPath), 'the socket of Redis');
  }

  /** Ends it without a chance to say goodbye, as a power cut does. */
  async kill(): Promise<void> {
    if (this.child === undefined || this.child.exitCode !== null || this.child.signalCode !== null) return;
    const gone = once(this.child, 'exit');
    this.child.kill('SIGKILL');
    await gone;
  }

  /** Stops it from answering while its socket stays open. Ends with `kill`. */
  freeze(): void {
    this.child?.kill('SIGSTOP');
  }

  /** Ends it and removes its folder. */
  async remove(): Promise<void> {
    await this.kill();
    rmSync(this.dir, { recursive: true, force: true });
  }
}

/** Whether somebody listens there now. */
function accepts(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(path, () => resolve(true));
    socket.once('error', () => resolve(false)).once('connect', () => socket.destroy());
  });
}
