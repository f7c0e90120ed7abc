// What a technician reads of an installation that is well, and of one that says what is not true.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { foundCommune } from '#application';
import type { Config } from '#config';
import { AIR_LOG_FILE, airLogLine } from '#data-folder';
import { FfmpegSoundRenderer } from '#media';
import { temporaryDatabase, type TemporaryDatabase } from '../../test/support/database';
import { DESK_COMMUNE } from '../../test/support/desk-commune';
import { anAiring, aPlayback, aRundown, NOON } from '../../test/support/factories';
import { doctor } from './doctor';

let database: TemporaryDatabase;
let communeId: string;
let controllerId: string;
let otherId: string;
let said: string[];
let folder: string;
let decoding: jest.SpyInstance;

beforeEach(async () => {
  database = await temporaryDatabase();
  folder = `${database.path}-data`;
  const { commune, controllers } = await database.unitOfWork.run((stores) => foundCommune(stores, DESK_COMMUNE, NOON));
  communeId = commune.id;
  [controllerId, otherId] = controllers.map(({ id }) => id) as [string, string];
  said = [];
  decoding = jest.spyOn(FfmpegSoundRenderer.prototype, 'tryBounds').mockResolvedValue([]);
  jest.spyOn(console, 'log').mockImplementation((line: string) => said.push(line.trim()));
});
afterEach(async () => {
  jest.restoreAllMocks();
  rmSync(folder, { recursive: true, force: true });
  await database.remove();
});

const examine = (...args: string[]) => {
  const config = {
    dataDir: folder,
    database: { sqlitePath: database.path },
    audit: { keysDir: join(folder, 'keys'), headsDir: join(folder, 'heads') },
    fleet: { dir: join(folder, 'fleet') },
    media: { ffmpegPath: 'ffmpeg', ffprobePath: 'ffprobe', profile: 'horn-mp3-64', soundsDir: join(folder, 'sounds') },
  };
  return doctor.run(config as Config, ['--language', 'en', '--days', '4000', ...args]);
};

/** One airing that is said to have been played. */
async function airing(): Promise<void> {
  await database.unitOfWork.run(async ({ air }) => {
    await air.putRundowns([aRundown({ communeId })]);
    await air.putAirings([anAiring({ communeId, controllerIds: [controllerId] })]);
    await air.putPlaybacks([aPlayback({ communeId, controllerId, state: 'played' })]);
  });
}

/** What the horn wrote down of it, so often. */
function horn(times: number): void {
  const { startsAt, durationMs, sounds } = anAiring();
  const known = { controllerId, playbackId: 'playback-1', airingId: 'airing-1' };
  const lineAt = (event: 'start' | 'end', atMs: number) =>
    airLogLine({
      ...{ event, at: new Date(atMs).toISOString(), atMs, hostMs: atMs, ...known },
      sounds: sounds.map(({ sha256 }) => sha256),
      ...(event === 'end' ? { completed: true, playedMs: durationMs } : { completed: false, playedMs: 0 }),
    });
  const once = lineAt('start', startsAt) + lineAt('end', startsAt + durationMs);
  mkdirSync(join(folder, 'fleet'), { recursive: true });
  writeFileSync(join(folder, 'fleet', AIR_LOG_FILE), once.repeat(times));
}

it('says of each rule that it holds, and what nobody wrote down', async () => {
  expect(await examine()).toBe(0);
  expect(said[0]).toBe(`${DESK_COMMUNE.name}: the last 4000 days`);
  expect(said.slice(1, -2).every((line) => line.startsWith('✓'))).toBe(true);
  expect(said.at(-2)).toMatch(/^Real loudspeakers write down no sounds/);
  expect(said.at(-1)).toMatch(/^✓ Recordings are decoded without/);
});

it('names what a hostile recording could reach on this machine', async () => {
  decoding.mockResolvedValue(['network', 'files']);
  expect(await examine()).toBe(0);
  expect(said.at(-1)).toBe('! A hostile recording could reach: the network and other files. Install bubblewrap.');
});

it('names what is called played without a receipt, and ends with 1', async () => {
  await airing();
  expect(await examine()).toBe(1);
  expect(said).toContain('✗ Nothing is called played without a receipt of its own pole. Not so in 1 places:');
  expect(said.some((line) => line.includes('[playback-1]'))).toBe(true);
});

it('holds what is said against what truly sounded', async () => {
  await airing();
  horn(1);
  await examine();
  expect(said).toContain('✓ Nothing sounds twice.');
  expect(said).toContain('✓ Played, interrupted, missed and refused are what was heard.');
});

it('names what sounded twice, and what never sounded', async () => {
  await airing();
  await database.unitOfWork.run(({ air }) =>
    air.putPlaybacks([aPlayback({ id: 'playback-2', controllerId: otherId, communeId, state: 'played' })]),
  );
  horn(2);
  expect(await examine()).toBe(1);
  expect(said).toContain('✗ Nothing sounds twice. Not so in 1 places:');
  expect(said).toContain('✗ Played, interrupted, missed and refused are what was heard. Not so in 1 places:');
});

it('refuses half a day', async () => {
  await expect(doctor.run({} as Config, ['--days', '0.5'])).rejects.toThrow('whole number of days');
});
