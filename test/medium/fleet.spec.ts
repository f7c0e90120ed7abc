// A commune of 44 poles in a process of its own: real broker, real HTTP, real disks. All start at one instant; the air log says how exactly.
import { spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { FLEET_POLES, readAirLog } from '#data-folder';
import { playbackIdOf, type ProgrammeEntry } from '#protocol';
import { FleetServer } from '../support/fleet-server';
import { until } from '../support/until';

const POLES = 44;
const ZONES = 11;
/** Comes later than the others. */
const ADDED = 'pole-added';
/** The commune lives a day and an hour ahead of the machine, as in the demo. */
const AHEAD_MS = 25 * 3_600_000;
const ROOT = join(__dirname, '../..');

const poles = Array.from({ length: POLES }, (_, index) => ({
  controllerId: `pole-${index}`,
  zoneId: `zone-${index % ZONES}`,
}));

describe('a fleet of 44 poles', () => {
  let dir: string;
  let server: FleetServer;
  let fleet: ChildProcess;
  const errors: string[] = [];

  const startFleet = () => {
    // The sources are compiled as Jest compiles them: a stale build would test yesterday.
    const child = spawn(
      process.execPath,
      [
        '--conditions=source',
        '--require',
        join(__dirname, '../support/typescript.cjs'),
        join(ROOT, 'apps/controller/main.ts'),
        'fleet',
      ],
      {
        cwd: dir,
        env: {
          LOA_LOG_LEVEL: 'warn',
          PATH: process.env['PATH'],
          LOA_DATA_DIR: dir,
          LOA_FLEET_DIR: join(dir, 'fleet'),
          LOA_FLEET_SERVER_URL: server.url,
          LOA_FLEET_CLOCK_OFFSET_MS: String(AHEAD_MS),
          LOA_FLEET_CONTROL_SOCKET: join(dir, 'fleet.sock'),
        },
        stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
      },
    );
    return child;
  };
  const airLog = () => readAirLog(join(dir, 'fleet'));
  const control = async (method: string, path: string, body?: unknown): Promise<string> => {
    const call = request({ socketPath: join(dir, 'fleet.sock'), method, path });
    call.end(body === undefined ? undefined : JSON.stringify(body));
    const [response] = await once(call, 'response');
    return text(response);
  };
  const ready = (child: ChildProcess) => once(child, 'message');
  const entry = (airingId: string, startsInMs: number, durationMs: number): ProgrammeEntry => ({
    airingId,
    rundownId: 'rundown-1',
    kind: 'item',
    title: airingId,
    messageClass: 'normal',
    startsAt: server.now() + startsInMs,
    durationMs,
    lateLimitMs: 60_000,
    sounds: [{ ...server.offer(randomBytes(300_000)), durationMs }],
    controllerIds: poles.map(({ controllerId }) => controllerId),
  });
  const publishEverywhere = async (version: number, entries: readonly ProgrammeEntry[]) => {
    for (let zone = 0; zone < ZONES; zone += 1) await server.publish(`zone-${zone}`, version, entries);
  };
  const ends = (airingId: string) =>
    server.receipts.filter(
      (receipt) => 'airingId' in receipt && receipt.airingId === airingId && receipt.kind !== 'started',
    );

  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), 'loa-fleet-'));
    server = await FleetServer.start(AHEAD_MS, (error) => errors.push(error.message));
    const devices = poles.map(({ controllerId, zoneId }) => ({ controllerId, code: `${controllerId}@${zoneId}` }));
    fleet = startFleet();
    // The codes come after the fleet: it waits for them.
    await until(
      () =>
        stat(join(dir, 'fleet')).then(
          () => true,
          () => false,
        ),
      'the folder of the fleet',
      30_000,
    );
    await FLEET_POLES.write(join(dir, 'fleet'), { devices });
    await ready(fleet);
    await until(() => server.online.size === POLES, 'all poles to be online', 30_000);
  });

  afterAll(async () => {
    if (fleet.exitCode === null && fleet.signalCode === null) {
      fleet.kill('SIGTERM');
      await once(fleet, 'exit');
    }
    await server.close();
    await rm(dir, { recursive: true, force: true });
  });

  it('keeps identities where only the box can read them', async () => {
    const { mode } = await stat(join(dir, 'fleet/pole-0/identity.json'));
    expect(mode & 0o777).toBe(0o600);
  });

  it('starts everywhere at one instant, and every receipt agrees with the air log', async () => {
    const item = entry('one', 15_000, 3_000);
    await publishEverywhere(1, [item]);
    await until(() => ends('one').length === POLES, 'the receipts of all poles', 40_000);
    const lines = airLog().filter(({ airingId }) => airingId === 'one');
    const starts = lines.filter(({ event }) => event === 'start');
    expect(new Set(starts.map(({ controllerId }) => controllerId)).size).toBe(POLES);
    expect(starts).toHaveLength(POLES);
    const offMs = starts.map(({ atMs }) => Math.abs(atMs - item.startsAt)).sort((a, b) => a - b);
    const p99 = offMs[Math.ceil(offMs.length * 0.99) - 1]!;
    process.stdout.write(`fleet of ${POLES}: |start - planned| p50 ${offMs[POLES / 2]} ms, p99 ${p99} ms\n`);
    expect(p99).toBeLessThan(500);
    for (const receipt of ends('one')) expect(receipt.kind).toBe('played');
    for (const { controllerId, completed } of lines.filter(({ event }) => event === 'end')) {
      expect(completed).toBe(true);
      const playbackId = playbackIdOf('one', controllerId);
      expect(
        ends('one').filter((receipt) => 'playbackId' in receipt && receipt.playbackId === playbackId),
      ).toHaveLength(1);
    }
  });

  it('lets one pole be listened to', async () => {
    expect(JSON.parse(await control('GET', '/controllers'))).toHaveLength(POLES);
    const [sound] = airLog().find(({ controllerId }) => controllerId === 'pole-7')!.sounds;
    const file = join(dir, `fleet/pole-7/sounds/${sound}.mp3`);
    expect((await readFile(file)).equals(server.sounds.get(sound!)!)).toBe(true);
  });

  it('takes in a pole that is listed while it runs', async () => {
    const { devices } = (await FLEET_POLES.read(join(dir, 'fleet')))!;
    const added = { controllerId: ADDED, code: `${ADDED}@zone-0` };
    await FLEET_POLES.write(join(dir, 'fleet'), { devices: [...devices, added] });
    await until(() => server.online.size === POLES + 1, 'the new pole to be online', 30_000);
  });

  it('a pole whose power was cut in mid-item says so and never plays it again; the killed fleet goes on', async () => {
    const item = entry('two', 8_000, 8_000);
    await publishEverywhere(2, [item]);
    const started = () => airLog().filter((line) => line.airingId === 'two' && line.event === 'start').length;
    await until(() => started() === POLES, 'all poles to sound', 30_000);
    await control('POST', '/controllers/pole-3/power', { on: false });
    await control('POST', '/controllers/pole-3/power', { on: true });
    fleet.kill('SIGKILL');
    await once(fleet, 'exit');
    // The next start lists no code for what is enrolled, and one identity was spoilt meanwhile: that box stays off, the others go on.
    await FLEET_POLES.write(join(dir, 'fleet'), {
      devices: [...poles, { controllerId: ADDED }].map(({ controllerId }) => ({ controllerId })),
    });
    await writeFile(join(dir, 'fleet', ADDED, 'identity.json'), '{"version":99}');
    fleet = startFleet();
    await ready(fleet);
    expect(JSON.parse(await control('GET', '/controllers'))).toHaveLength(POLES);
    await until(() => ends('two').length === POLES, 'a word from every pole', 40_000);
    expect(started()).toBe(POLES);
    for (const receipt of ends('two'))
      expect(receipt).toMatchObject({ kind: 'interrupted', reason: 'device-restarted' });
    expect(errors).toEqual([]);
  });
});
