// The real horn against the real ffplay, on SDL's silent sound card: what a box on a pole does, without the noise.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FfplayHorn } from './horns';

const hasFfplay = spawnSync('ffplay', ['-version']).error === undefined;
if (!hasFfplay) process.stdout.write('skipped: FfplayHorn, because there is no ffplay on this machine\n');

(hasFfplay ? describe : describe.skip)('the horn that plays with ffplay', () => {
  const folder = mkdtempSync(join(tmpdir(), 'loa-horn-'));
  const path = join(folder, 'tone.mp3');
  const request = (seconds: number) => {
    const tone = ['-f', 'lavfi', '-i', `sine=frequency=440:duration=${seconds}`, '-loglevel', 'error', '-y', path];
    expect(spawnSync('ffmpeg', tone).status).toBe(0);
    const sounds = [{ sha256: 'a'.repeat(64), path, durationMs: seconds * 1_000 }];
    return { playbackId: 'playback', airingId: 'airing', sounds, volumePercent: 80 };
  };
  const horn = () => new FfplayHorn('ffplay', { SDL_AUDIODRIVER: 'dummy' });

  afterAll(() => rmSync(folder, { recursive: true }));

  it('plays to the end and says how long it took', async () => {
    const end = await horn().play(request(1));
    expect(end.completed).toBe(true);
    expect(end.playedMs).toBeGreaterThanOrEqual(900);
  });

  it('falls silent at once, and does not call it complete', async () => {
    const one = horn();
    const playing = one.play(request(20));
    one.silence();
    expect(await playing).toMatchObject({ completed: false });
  });

  it('says why it cannot play', async () => {
    const missing = request(1);
    const broken = { ...missing, sounds: [{ ...missing.sounds[0]!, path: join(folder, 'missing.mp3') }] };
    await expect(horn().play(broken)).rejects.toThrow(/missing\.mp3/);
  });

  it('does not take the time that a slow box needs for a sound that was played', async () => {
    const slowPlayer = join(folder, 'slow-player');
    writeFileSync(slowPlayer, '#!/bin/sh\nsleep 1\necho "missing.mp3: No such file or directory" >&2\n', {
      mode: 0o755,
    });
    await expect(new FfplayHorn(slowPlayer).play(request(1))).rejects.toThrow(/missing\.mp3/);
  });

  it('tests itself without a sound, and says what is wrong', async () => {
    await horn().selfTest();
    const noCard = new FfplayHorn('ffplay', { SDL_AUDIODRIVER: 'no such card' });
    await expect(noCard.selfTest()).rejects.toThrow(/ffplay/);
    await expect(new FfplayHorn('/no/such/player').selfTest()).rejects.toThrow(/ENOENT/);
  });
});
