// A song with a picture that says it is enormous. Nothing of the picture is there: a decoder takes the room for all of it before it finds out.
import { crc32, synchsafe, text, uint32 } from './bytes';

/** The song with such a cover before it, as `ID3v2.3`. */
export function withCover(mp3: Buffer, side: number): Buffer {
  const body = Buffer.concat([text('\0image/png\0\x03\0'), pngOf(side)]);
  const frame = Buffer.concat([text('APIC'), uint32(body.length), Buffer.alloc(2), body]);
  return Buffer.concat([text('ID3\x03\0\0'), synchsafe(frame.length), frame, mp3]);
}

/** A picture of three colours that begins and never goes on. */
export function pngOf(side: number): Buffer {
  const header = Buffer.concat([uint32(side), uint32(side), Buffer.from([8, 2, 0, 0, 0])]);
  const chunks = [pngChunk('IHDR', header), pngChunk('IDAT', Buffer.from([0x78, 0x9c, 0x63, 0x60]))];
  return Buffer.concat([text('\x89PNG\r\n\x1a\n'), ...chunks, pngChunk('IEND', Buffer.alloc(0))]);
}

function pngChunk(name: string, body: Buffer): Buffer {
  const named = Buffer.concat([text(name), body]);
  return Buffer.concat([uint32(body.length), named, uint32(crc32(named))]);
}
