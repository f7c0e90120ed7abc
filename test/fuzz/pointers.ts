// Files that hold no sound and point at some: at a file beside them, at a file of the system, at an address. Whoever followed one would render what
// nobody recorded, or tell a stranger what lies on the server.
import { box, element, text, uint32 } from '../support/hostile/bytes';

/** A hostile file. `sounds`: whether any sound in it is its own, so that it may be taken as well as refused. */
export interface Hostile {
  readonly name: string;
  readonly bytes: Buffer;
  readonly sounds: boolean;
}

/** What the pointers point at: a good recording on this disk, and an address of this machine at which nobody may call. */
interface Targets {
  readonly file: string;
  readonly address: string;
}

const playlist = (target: string) => `#EXTM3U\n#EXT-X-TARGETDURATION:30\n#EXTINF:30,\n${target}\n#EXT-X-ENDLIST\n`;
const dash = (target: string) =>
  `<?xml version="1.0"?><MPD xmlns="urn:mpeg:dash:schema:mpd:2011" type="static" mediaPresentationDuration="PT30S"><Period><AdaptationSet mimeType="audio/mp4"><Representation id="1" bandwidth="64000"><BaseURL>${target}</BaseURL></Representation></AdaptationSet></Period></MPD>`;

/** Every written form that some reader of ffmpeg follows, around one target. */
const WRITTEN: Readonly<Record<string, (target: string) => string>> = {
  m3u8: playlist,
  'm3u8-map': (target) =>
    `#EXTM3U\n#EXT-X-TARGETDURATION:9\n#EXT-X-MAP:URI="${target}"\n#EXTINF:9,\n${target}\n#EXT-X-ENDLIST\n`,
  'm3u8-key': (target) =>
    `#EXTM3U\n#EXT-X-TARGETDURATION:9\n#EXT-X-KEY:METHOD=AES-128,URI="${target}"\n#EXTINF:9,\n${target}\n#EXT-X-ENDLIST\n`,
  'm3u8-variants': (target) => `#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=64000\n${target}\n`,
  'm3u8-late': (target) => `${'\n'.repeat(2_000)}${playlist(target)}`,
  'm3u8-subfile': (target) => playlist(`subfile,,start,0,end,64,,:${target}`),
  'm3u8-concat': (target) => playlist(`concat:${target}|${target}`),
  'm3u8-crypto': (target) => playlist(`crypto:${target}`),
  'm3u8-cache': (target) => playlist(`cache:${target}`),
  'm3u8-async': (target) => playlist(`async:${target}`),
  'm3u8-data': () => playlist(`data:audio/wav;base64,${Buffer.from('RIFF').toString('base64')}`),
  'm3u8-gopher': (target) => playlist(target.replace(/^\w+:/, 'gopher:')),
  'm3u8-pipe': () => playlist('pipe:0'),
  'm3u8-fd': () => playlist('fd:3'),
  'm3u8-unix': () => playlist('unix:///run/redis.sock'),
  ffconcat: (target) => `ffconcat version 1.0\nfile '${target}'\n`,
  'ffconcat-options': (target) =>
    `ffconcat version 1.0\nfile '${target}'\noption safe 0\noption protocol_whitelist all\n`,
  dash,
  'dash-template': (target) =>
    dash(target).replace('</BaseURL>', '</BaseURL><SegmentList><SegmentURL media="x"/></SegmentList>'),
  sdp: () => 'v=0\no=- 0 0 IN IP4 127.0.0.1\ns=x\nc=IN IP4 127.0.0.1\nt=0 0\nm=audio 5004 RTP/AVP 0\n',
  asx: (target) => `<asx version="3.0"><entry><ref href="${target}"/></entry></asx>`,
  pls: (target) => `[playlist]\nFile1=${target}\nNumberOfEntries=1\nVersion=2\n`,
  xspf: (target) =>
    `<?xml version="1.0"?><playlist xmlns="http://xspf.org/ns/0/"><trackList><track><location>${target}</location></track></trackList></playlist>`,
  smil: (target) => `<smil><body><audio src="${target}"/></body></smil>`,
  cue: (target) => `FILE "${target}" WAVE\n  TRACK 01 AUDIO\n    INDEX 01 00:00:00\n`,
  imf: (target) =>
    `<?xml version="1.0"?><AssetMap><AssetList><Asset><Path>${target}</Path></Asset></AssetList></AssetMap>`,
  rtsptext: (target) => `RTSPtext\n${target}\n`,
  reftext: (target) => `[Reference]\nRef1=${target}?MSWMExt=.asf\n`,
  ffmetadata: (target) => `;FFMETADATA1\ntitle=${target}\n`,
  'ass-subtitles': (target) => `[Script Info]\n[Events]\nDialogue: 0,0:00:00.00,0:00:09.00,Default,,0,0,0,,${target}\n`,
  svg: (target) => `<svg xmlns:xlink="http://www.w3.org/1999/xlink"><image xlink:href="${target}"/></svg>`,
  vapoursynth: (target) => `import vapoursynth\nopen(${JSON.stringify(target)})\n`,
  avisynth: (target) => `DirectShowSource("${target}")\n`,
};

/** A film whose sound lies in another file, by a reference of the kind that QuickTime makes. */
function reference(how: 'url ' | 'alis' | 'rmra', target: string): Buffer {
  const header = box(
    'mvhd',
    Buffer.concat([uint32(0), uint32(0), uint32(0), uint32(1_000), uint32(9_000), Buffer.alloc(80)]),
  );
  if (how === 'rmra') {
    const said = box('rdrf', Buffer.concat([uint32(0), text('url '), uint32(target.length + 1), text(`${target}\0`)]));
    return Buffer.concat([box('ftyp', text('qt  \0\0\0\0qt  ')), box('moov', box('rmra', box('rmda', said)))]);
  }
  const volume = Buffer.alloc(150);
  const path = how === 'url ' ? text(`${target}\0`) : Buffer.concat([volume, aliasPath(target), uint32(0xffff0000)]);
  const references = box('dref', Buffer.concat([uint32(0), uint32(1)]), box(how, uint32(0), path));
  const sample = box(
    'sowt',
    Buffer.concat([
      Buffer.alloc(6),
      Buffer.from([0, 1]),
      Buffer.alloc(8),
      Buffer.from([0, 1, 0, 16]),
      Buffer.alloc(4),
      uint32(8_000 * 65_536),
    ]),
  );
  const table = box(
    'stbl',
    box('stsd', uint32(0), uint32(1), sample),
    box('stts', uint32(0), uint32(1), uint32(72_000), uint32(1)),
    box('stsc', uint32(0), uint32(1), uint32(1), uint32(72_000), uint32(1)),
    box('stsz', uint32(0), uint32(2), uint32(72_000)),
    box('stco', uint32(0), uint32(1), uint32(64)),
  );
  const track = box(
    'trak',
    box('tkhd', Buffer.concat([uint32(7), Buffer.alloc(8), uint32(1), Buffer.alloc(68)])),
    box(
      'mdia',
      box('mdhd', Buffer.concat([uint32(0), Buffer.alloc(8), uint32(8_000), uint32(72_000), Buffer.alloc(4)])),
      box('hdlr', Buffer.concat([uint32(0), text('mhlrsoun'), Buffer.alloc(13)])),
      box('minf', box('smhd', Buffer.alloc(8)), box('dinf', references), table),
    ),
  );
  return Buffer.concat([box('ftyp', text('qt  \0\0\0\0qt  ')), box('moov', header, track)]);
}

/** A path in the alias record of a Macintosh: kind 2, its length, itself. */
function aliasPath(path: string): Buffer {
  const kind = Buffer.alloc(4);
  kind.writeUInt16BE(2, 0);
  kind.writeUInt16BE(path.length, 2);
  return Buffer.concat([kind, text(path), Buffer.alloc(path.length % 2)]);
}

/** Matroska that wants its sound from another file of the same family. */
function linkedSegment(target: string): Buffer {
  const head = element(0x1a45dfa3 >>> 0, element(0x4282, text('matroska')));
  const info = element(0x1549a966, element(0x3c83ab, text(target)), element(0x3e83bb, text(target)));
  return Buffer.concat([head, element(0x18538067, info)]);
}

/** All of them, each for a file and for an address. */
export function pointers({ file, address }: Targets): Hostile[] {
  const targets = { beside: file.slice(file.lastIndexOf('/') + 1), file, url: `file://${file}`, address };
  const found: Hostile[] = [];
  for (const [where, target] of Object.entries(targets)) {
    for (const [name, write] of Object.entries(WRITTEN)) {
      found.push({ name: `${name} to ${where}`, bytes: text(write(target)), sounds: false });
    }
    for (const how of ['url ', 'alis', 'rmra'] as const) {
      found.push({ name: `mov ${how.trim()} to ${where}`, bytes: reference(how, target), sounds: false });
    }
    found.push({ name: `linked segment to ${where}`, bytes: linkedSegment(target), sounds: false });
  }
  return found;
}
