// The supervisor with real processes: they die, hang, and outlive nobody.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { UNUSABLE_FILE_EXIT_CODE } from '#data-folder';
import { privateRedis } from './private-redis';
import { Supervisor, type ChildPlan, type SupervisorTimes } from './supervisor';
import { until } from '../../test/support/until';

const TIMES = {
  ...{ firstPauseMs: 10, longestPauseMs: 80, healthyLifeMs: 60_000, readyLimitMs: 2_000, stopLimitMs: 300 },
  ...{ fallsUntilTold: 3, fallsUntilLeft: 7 },
};
const LIVES = 'setInterval(() => {}, 1e6)';

// Processes start slowly on a busy machine.
jest.setTimeout(20_000);

describe('the supervisor', () => {
  let dir: string;
  let supervisor: Supervisor;
  let told: string[];
  let states: Record<string, string>;
  let lost: string[];
  const make = (supervise = true, times: Partial<SupervisorTimes> = {}) =>
    (supervisor = new Supervisor({
      runDir: dir,
      logsDir: join(dir, 'logs'),
      supervise,
      tell: (line) => told.push(line),
      changed: (children) => (states = Object.fromEntries(children.map(({ name, state }) => [name, state]))),
      lost: (why) => lost.push(why),
      times: { ...TIMES, ...times },
    }));
  const child = (name: string, script: string, rest: Partial<ChildPlan> = {}): ChildPlan => ({
    name,
    command: process.execPath,
    args: ['-e', script],
    ...rest,
  });
  const pid = (name: string) =>
    Number(existsSync(join(dir, `${name}.pid`)) ? readFileSync(join(dir, `${name}.pid`), 'utf8') : 0);

  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), 'loa-sup-'));
    told = [];
    lost = [];
    make();
  });
  afterEach(async () => {
    await supervisor.stop();
    rmSync(dir, { recursive: true, force: true });
  });

  it('waits until a child is ready, and not longer than it lives', async () => {
    const ready = join(dir, 'ready');
    await supervisor.start(
      child('good', `require('fs').writeFileSync(${JSON.stringify(ready)}, ''); ${LIVES}`, {
        isReady: () => Promise.resolve(existsSync(ready)),
      }),
    );
    const dying = child('bad', 'console.error("The port is taken."); process.exit(3)', {
      isReady: () => Promise.resolve(false),
    });
    await expect(supervisor.start(dying)).rejects.toThrow('bad ended while it started: The port is taken.');
    expect(told).toContain('bad: The port is taken.');
  });

  it('starts the dead again', async () => {
    await supervisor.start(child('server', LIVES));
    const first = pid('server');
    process.kill(first, 'SIGKILL');
    await until(() => pid('server') > 0 && pid('server') !== first, 'a new process');
    expect(told).toEqual(['server ended (SIGKILL) and is started again.']);
  });

  it('waits longer and longer for one that dies at once', async () => {
    const births = join(dir, 'births');
    await supervisor.start(
      child('sick', `require('fs').appendFileSync(${JSON.stringify(births)}, performance.timeOrigin + ' ')`),
    );
    const at = () => (existsSync(births) ? readFileSync(births, 'utf8').trim().split(' ').map(Number) : []);
    await until(() => at().length >= 6, 'five restarts', 10_000);
    const [a = 0, , , , e = 0, f = 0] = at();
    expect(a).toBeGreaterThan(0);
    expect(f - e).toBeGreaterThanOrEqual(TIMES.longestPauseMs);
  });

  it('leaves alone what ends at once each time, and says so and why', async () => {
    const births = join(dir, 'births');
    const dies = `require('fs').appendFileSync(${JSON.stringify(births)}, 'x'); console.error('The disk is full.'); process.exit(1)`;
    await supervisor.start(child('server', LIVES));
    await supervisor.start(child('sick', dies));
    await until(() => states['sick'] === 'falling', 'the third fall', 10_000);
    expect(told).toContain(
      'sick does not stay up: it ended 3 times soon after its start (code 1). Its last words: The disk is full.',
    );
    await until(() => states['sick'] === 'ended', 'the last fall', 10_000);
    expect(readFileSync(births, 'utf8')).toHaveLength(TIMES.fallsUntilLeft);
    expect(told.at(-1)).toBe(
      'sick ended 7 times soon after its start (code 1) and is not started again. Its last words: The disk is full. Mend that, then stop everything and start anew.',
    );
    expect([states['server'], lost]).toEqual(['running', []]);
  });

  it('does not try again what says that trying is no use, and tells when nothing works without it', async () => {
    const hopeless = `console.error('identity.json cannot be used.'); process.exit(${UNUSABLE_FILE_EXIT_CODE})`;
    await supervisor.start(child('server', hopeless, { isVital: true }));
    await until(() => lost.length > 0, 'its end');
    expect(lost[0]).toContain('server ended (code 78) and is not started again. Its last words: identity.json cannot');
    expect(told.filter((line) => line.startsWith('server ended'))).toEqual(lost);
  });

  it('forgets the falls of one that lives well again', async () => {
    make(true, { healthyLifeMs: 1, fallsUntilLeft: 2 });
    await supervisor.start(child('server', LIVES));
    for (let fall = 0; fall < 3; fall += 1) {
      const before = pid('server');
      process.kill(before, 'SIGKILL');
      await until(() => pid('server') > 0 && pid('server') !== before, 'a new process');
    }
    expect(states['server']).toBe('running');
  });

  it('leaves the dead dead when told so, and the others alive', async () => {
    make(false);
    await supervisor.start(child('redis', LIVES));
    await supervisor.start(child('server', LIVES));
    process.kill(pid('server'), 'SIGKILL');
    await until(() => told.includes('server ended (SIGKILL) and stays ended.'), 'the word of it');
    expect([pid('server'), isAlive(pid('redis'))]).toEqual([0, true]);
  });

  it('does not start again what did its work', async () => {
    await supervisor.start(child('demo-day', 'process.exit(0)', { mayEnd: true }));
    await until(() => pid('demo-day') === 0, 'its end');
    expect(told).toEqual([]);
  });

  it('ends all in the opposite order, and kills one that will not end', async () => {
    const order = join(dir, 'order');
    const ends = (name: string) =>
      child(
        name,
        `process.on('SIGTERM', () => { require('fs').appendFileSync(${JSON.stringify(order)}, '${name} '); process.exit(0) }); require('fs').writeFileSync(${JSON.stringify(dir)} + '/${name}.up', ''); ${LIVES}`,
        {
          isReady: () => Promise.resolve(existsSync(join(dir, `${name}.up`))),
        },
      );
    await supervisor.start(ends('first'));
    await supervisor.start(ends('second'));
    await supervisor.start(child('deaf', `process.on('SIGTERM', () => {}); ${LIVES}`));
    const pids = ['first', 'second', 'deaf'].map(pid);
    await supervisor.stop();
    expect(readFileSync(order, 'utf8')).toBe('second first ');
    expect(pids.map(isAlive)).toEqual([false, false, false]);
    expect(told).toEqual([]);
  });

  it('runs a private Redis, and puts it in the place of one that was left behind', async () => {
    const socket = join(dir, 'r.sock');
    const plan = privateRedis(socket, process.env);
    await supervisor.start(plan);
    const leftBehind = spawn('redis-server', ['--port', '0', '--unixsocket', join(dir, 'old.sock'), '--save', ''], {
      stdio: 'ignore',
    });
    await until(() => existsSync(join(dir, 'old.sock')), 'the old Redis');
    await supervisor.start({ ...privateRedis(join(dir, 'old.sock'), process.env), name: 'redis-2' });
    await until(() => leftBehind.exitCode !== null, 'the old one to end');
    expect(isAlive(pid('redis-2'))).toBe(true);
  });

  it('leaves no orphan when it is killed itself', async () => {
    const launcher = join(dir, 'launcher.cjs');
    const root = join(__dirname, '../..');
    writeFileSync(
      launcher,
      `const { spawn } = require('node:child_process');
       require('${root}/node_modules/@swc/core').transformFile('${root}/apps/launcher/end-with-launcher.ts', { jsc: { parser: { syntax: 'typescript' } }, module: { type: 'commonjs' } })
         .then(({ code }) => {
           require('node:fs').writeFileSync('${dir}/end.cjs', code);
           const child = spawn(process.execPath, ['--require', '${dir}/end.cjs', '-e', '${LIVES}'], { stdio: ['ignore', 'ignore', 'ignore', 'ipc'], detached: true });
           console.log(child.pid);
           ${LIVES};
         });`,
    );
    const parent = spawn(process.execPath, [launcher], { stdio: ['ignore', 'pipe', 'inherit'] });
    const [line] = (await once(parent.stdout, 'data')) as [Buffer];
    const orphan = Number(line.toString());
    expect(isAlive(orphan)).toBe(true);
    parent.kill('SIGKILL');
    await until(() => !isAlive(orphan), 'the child to end');
  });
});

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    // A zombie answers too, but lives no more.
    return !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    // No such process.
    return false;
  }
}
