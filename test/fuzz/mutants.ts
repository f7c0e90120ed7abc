// Real recordings, short ones, of every container that phones make, with their bytes changed by a seed.
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { make, samplePath } from '../support/audio-samples';
import type { Draw } from '../support/forgeries';
import type { Hostile } from './pointers';

/** How each source is made of four seconds of speech. */
const SOURCES: Readonly<Record<string, readonly string[]>> = {
  'a.mp3': ['-c:a', 'libmp3lame', '-b:a', '48k'],
  'a.wav': ['-ar', '16000'],
  'a.m4a': ['-c:a', 'aac', '-b:a', '48k'],
  'early.m4a': ['-c:a', 'aac', '-b:a', '48k', '-movflags', '+faststart'],
  'pieces.mp4': ['-c:a', 'aac', '-b:a', '48k', '-movflags', '+frag_keyframe+empty_moov'],
  'a.aac': ['-c:a', 'aac', '-b:a', '48k'],
  'a.ogg': ['-c:a', 'libvorbis', '-b:a', '48k'],
  'opus.ogg': ['-c:a', 'libopus', '-b:a', '24k'],
  'a.webm': ['-c:a', 'libopus', '-b:a', '24k'],
  'a.mka': ['-c:a', 'flac', '-ar', '16000'],
  'a.flac': ['-ar', '16000'],
  'a.caf': ['-c:a', 'pcm_s16be', '-ar', '16000'],
  'a.3gp': ['-c:a', 'aac', '-b:a', '32k'],
};

/** Numbers that headers stumble over. */
const STUMBLES = [
  '00000000',
  'ffffffff',
  '7fffffff',
  '80000000',
  '00000001',
  '0000ffff',
  'fffffffe',
  '7ff0000000000000',
];

/** Makes the sources once, into `folder`. */
export async function sourcesIn(folder: string): Promise<Buffer[]> {
  await mkdir(folder, { recursive: true });
  const sources: Buffer[] = [];
  for (const [name, options] of Object.entries(SOURCES)) {
    const path = join(folder, name);
    await make('-ss', '1', '-t', '4', '-i', samplePath('notices/05-chay-rung.wav'), '-ac', '1', ...options, path);
    sources.push(await readFile(path));
  }
  sources.push((await readFile(samplePath('notices/06-nghia-vu-quan-su.amr'))).subarray(0, 7_000));
  return sources;
}

type Change = (bytes: Buffer, draw: Draw, other: Buffer) => Buffer;

/** Half of all places lie in the first bytes, where the headers are. */
const place = (bytes: Buffer, draw: Draw) => draw(Math.max(1, draw(2) ? Math.min(600, bytes.length) : bytes.length));

const CHANGES: readonly Change[] = [
  (bytes, draw) => {
    const at = place(bytes, draw);
    bytes[at] = bytes[at]! ^ (1 << draw(8));
    return bytes;
  },
  (bytes, draw) => {
    bytes[place(bytes, draw)] = draw(256);
    return bytes;
  },
  (bytes, draw) => {
    const number = Buffer.from(STUMBLES[draw(STUMBLES.length)]!, 'hex');
    number.copy(bytes, place(bytes, draw));
    return bytes;
  },
  (bytes, draw) => bytes.subarray(0, draw(bytes.length) + 1),
  (bytes, draw) => {
    const [from, length] = [place(bytes, draw), draw(400)];
    return Buffer.concat([bytes.subarray(0, from), bytes.subarray(from + length)]);
  },
  (bytes, draw) => {
    const [from, length, to] = [place(bytes, draw), draw(400), place(bytes, draw)];
    return Buffer.concat([bytes.subarray(0, to), bytes.subarray(from, from + length), bytes.subarray(to)]);
  },
  (bytes, draw, other) => {
    const at = place(bytes, draw);
    return Buffer.concat([bytes.subarray(0, at), other.subarray(place(other, draw))]);
  },
  (bytes, draw) => {
    const at = place(bytes, draw);
    return bytes.fill(draw(256), at, Math.min(bytes.length, at + draw(64)));
  },
];

/** One changed recording; a number and a seed make the same one again. */
export function mutant(sources: readonly Buffer[], draw: Draw, name: string): Hostile {
  let bytes = Buffer.from(sources[draw(sources.length)]!);
  const times = 1 + draw(6);
  for (let change = 0; change < times && bytes.length > 0; change += 1) {
    bytes = Buffer.from(CHANGES[draw(CHANGES.length)]!(bytes, draw, sources[draw(sources.length)]!));
  }
  return { name, bytes, sounds: true };
}
