// The small pieces of which hostile files are made: numbers, boxes and elements of the containers.

export const text = (value: string): Buffer => Buffer.from(value, 'latin1');

export function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value >>> 0);
  return bytes;
}

export function uint32LE(value: number): Buffer {
  return uint32(value).reverse();
}

/** A box of MP4: its length, its name, its body. */
export const box = (name: string, ...body: readonly Buffer[]): Buffer => {
  const all = Buffer.concat(body);
  return Buffer.concat([uint32(all.length + 8), text(name), all]);
};

/** An element of Matroska with a length of four bytes. */
export const element = (id: number, ...body: readonly Buffer[]): Buffer => {
  const all = Buffer.concat(body);
  const name = Buffer.from(id.toString(16).padStart(id > 0xff ? 4 : 2, '0'), 'hex');
  return Buffer.concat([name, uint32(0x10000000 | all.length), all]);
};

/** A chunk of RIFF, which says of itself that it is so long. */
export const chunk = (name: string, body: Buffer, saidBytes = body.length): Buffer =>
  Buffer.concat([text(name), uint32LE(saidBytes), body]);

/** Seven bits a byte, as `ID3` counts. */
export const synchsafe = (value: number): Buffer =>
  Buffer.from([21, 14, 7, 0].map((shift) => (value >>> shift) & 0x7f));

const CRC = Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? 0xedb88320 ^ (value >>> 1) : value >>> 1;
  return value >>> 0;
});

/** The checksum of PNG, which Node 20 does not have. */
export function crc32(bytes: Buffer): number {
  let value = 0xffffffff;
  for (const byte of bytes) value = CRC[(value ^ byte) & 0xff]! ^ (value >>> 8);
  return (value ^ 0xffffffff) >>> 0;
}
