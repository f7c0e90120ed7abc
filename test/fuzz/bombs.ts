// Files that say they are enormous, or are two kinds at once: what a header promises is believed by no step that costs.
import { deflateSync, gzipSync } from 'node:zlib';
import { box, chunk, element, synchsafe, text, uint32, uint32LE } from '../support/hostile/bytes';
import { pngOf, withCover } from '../support/hostile/cover';
import type { Hostile } from './pointers';

/** A wave file by what its header says; the samples are those given. */
function wave(
  said: { rateHz?: number; channels?: number; bits?: number; bytes?: number; format?: number },
  samples: Buffer,
): Buffer {
  const { rateHz = 8_000, channels = 1, bits = 16, bytes = samples.length, format = 1 } = said;
  const shape = Buffer.alloc(16);
  shape.writeUInt16LE(format, 0);
  shape.writeUInt16LE(channels & 0xffff, 2);
  shape.writeUInt32LE(rateHz >>> 0, 4);
  shape.writeUInt32LE((rateHz * channels * 2) >>> 0, 8);
  shape.writeUInt16LE((channels * 2) & 0xffff, 12);
  shape.writeUInt16LE(bits, 14);
  return Buffer.concat([
    text('RIFF'),
    uint32LE(bytes + 36),
    text('WAVE'),
    chunk('fmt ', shape),
    chunk('data', samples, bytes),
  ]);
}

/** Loud enough to be taken, were it for the sound alone. */
function tone(seconds: number): Buffer {
  const samples = Buffer.alloc(seconds * 16_000);
  for (let at = 0; at < samples.length / 2; at += 1)
    samples.writeInt16LE(Math.round(9_000 * Math.sin(at / 4) * Math.sin(at / 900)), at * 2);
  return samples;
}

/** Matroska with a track of the given codec, and whatever else. */
function matroska(...more: readonly Buffer[]): Buffer {
  return Buffer.concat([element(0x1a45dfa3 >>> 0, element(0x4282, text('matroska'))), element(0x18538067, ...more)]);
}

const attachment = (bytes: number) =>
  element(
    0x1941a469,
    element(
      0x61a7,
      element(0x466e, text('../../etc/passwd')),
      element(0x4660, text('font/ttf')),
      element(0x465c, Buffer.alloc(bytes)),
    ),
  );

/** A track header for each stream. */
const tracks = (count: number) =>
  element(
    0x1654ae6b,
    ...Array.from({ length: count }, (_, at) =>
      element(
        0xae,
        element(0xd7, uint32(at + 1)),
        element(0x83, Buffer.from([2])),
        element(0x86, text('A_PCM/INT/LIT')),
      ),
    ),
  );

/** All of them, around the bytes of a good song. */
export function bombs(mp3: Buffer): Hostile[] {
  const sound = tone(4);
  const zeros = Buffer.alloc(32 * 2 ** 20);
  const refused: Readonly<Record<string, Buffer>> = {
    'deflate of zeros': deflateSync(zeros),
    'gzip of zeros': gzipSync(zeros),
    'compressed header of mov': box(
      'moov',
      box('cmov', box('dcom', text('zlib')), box('cmvd', uint32(0xfffffff0), deflateSync(zeros))),
    ),
    'mov of boxes in boxes': nested(2_000),
    'matroska with an attachment': matroska(attachment(2 ** 20)),
    'matroska of a thousand tracks': matroska(tracks(1_000)),
    'matroska that is endless': Buffer.concat([
      element(0x1a45dfa3 >>> 0, element(0x4282, text('webm'))),
      Buffer.from('1853806701ffffffffffffff', 'hex'),
    ]),
    'picture alone': pngOf(30_000),
    'ogg that never ends a page': Buffer.concat(Array.from({ length: 500 }, () => oggPage())),
    'flac of a lying length': Buffer.concat([text('fLaC'), Buffer.from([0x80, 0, 0, 34]), Buffer.alloc(34, 0xff)]),
    'caf of a lying length': Buffer.concat([
      text('caff\0\x01\0\0desc'),
      Buffer.from('0000000000000020', 'hex'),
      Buffer.from('41efffffffe00000', 'hex'),
      text('lpcm'),
      Buffer.alloc(16, 0xff),
    ]),
    'amr of nothing': text('#!AMR\n'),
    'mov with two billion samples': box(
      'moov',
      box('trak', box('mdia', box('minf', box('stbl', box('stsz', uint32(0), uint32(1), uint32(0x7fffffff)))))),
    ),
    'tag that is longer than the file': Buffer.concat([text('ID3\x04\0\0'), synchsafe(2 ** 27), Buffer.alloc(64)]),
    zip: Buffer.concat([text('PK\x03\x04'), Buffer.alloc(400, 0x41)]),
    html: text('<html><script>fetch("/")</script></html>'),
    script: text('#!/bin/sh\ntouch /tmp/here\n'),
    elf: Buffer.concat([Buffer.from('7f454c46020101', 'hex'), Buffer.alloc(400)]),
  };
  const either: Readonly<Record<string, Buffer>> = {
    'wave of 4 GHz': wave({ rateHz: 0xffffffff }, sound),
    'wave of 1 Hz': wave({ rateHz: 1 }, sound),
    'wave of 0 Hz': wave({ rateHz: 0 }, sound),
    'wave of 65,535 channels': wave({ channels: 65_535 }, sound),
    'wave of 255 bits': wave({ bits: 255 }, sound),
    'wave of 4 GB': wave({ bytes: 0xfffffff0 }, sound),
    'wave of a codec with vectors': wave({ format: 0x4143, channels: 2 }, sound),
    'wave that is a song as well': Buffer.concat([wave({}, sound), mp3]),
    'song with a cover of 12,000': withCover(mp3, 12_000),
    'song with a cover of 60,000': withCover(mp3, 60_000),
    'song with a playlist before it': Buffer.concat([text('#EXTM3U\n/etc/passwd\n'), mp3]),
    'song behind a web page': Buffer.concat([text('<html><body>'), mp3]),
    'song behind a zip': Buffer.concat([text('PK\x03\x04'), Buffer.alloc(64), mp3]),
    'song behind a program': Buffer.concat([Buffer.from('7f454c46', 'hex'), Buffer.alloc(60), mp3]),
    'song behind a tag of a web page': Buffer.concat([
      text('ID3\x03\0\0'),
      synchsafe(40),
      text('WXXX'),
      uint32(30),
      Buffer.alloc(2),
      text('\0x\0http://127.0.0.1/'),
      Buffer.alloc(12),
      mp3,
    ]),
    'songs upon songs': Buffer.concat(Array.from({ length: 30 }, () => mp3)),
  };
  return [
    ...Object.entries(refused).map(([name, bytes]) => ({ name, bytes, sounds: false })),
    ...Object.entries(either).map(([name, bytes]) => ({ name, bytes, sounds: true })),
  ];
}

function nested(depth: number): Buffer {
  let inner: Buffer = Buffer.alloc(0);
  for (let at = 0; at < depth; at += 1) inner = box('udta', inner);
  return Buffer.concat([box('ftyp', text('isom\0\0\0\0')), box('moov', inner)]);
}

function oggPage(): Buffer {
  return Buffer.concat([
    text('OggS\0\0'),
    Buffer.alloc(8, 0xff),
    uint32LE(7),
    uint32LE(0),
    uint32LE(0),
    Buffer.from([255]),
    Buffer.alloc(255, 255),
    Buffer.alloc(100),
  ]);
}
