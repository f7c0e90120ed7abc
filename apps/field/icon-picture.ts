// The icon as a picture of dots, for phones that put the page among their apps and take no SVG there. Drawn here from the shapes of `ICON`.
import { crc32, deflateSync } from 'node:zlib';

/** Side lengths in pixels that phones ask for. */
export const ICON_SIZES = [192, 512] as const;

const GREEN = [0x1b, 0x5e, 0x4b] as const;
const WHITE = [0xff, 0xff, 0xff] as const;
/** The drawing is 32 units wide. */
const UNITS = 32;
/** Dots of each pixel that are looked at, in both directions. */
const FINE = 3;
const HORN = [
  [7, 13],
  [11, 13],
  [20, 7],
  [20, 25],
  [11, 19],
  [7, 19],
] as const;
const WAVE = { x: 18.101, y: 16, radius: 7, halfWidth: 1.25, reach: 5 } as const;

/** A PNG. `maskable`: the ground fills the corners and the drawing keeps away from the edge, because the phone cuts its own shape out. */
export function iconPng(size: number, maskable: boolean): Buffer {
  const row = 1 + size * 4;
  const pixels = Buffer.alloc(row * size);
  for (let y = 0; y < size; y += 1) {
    for (let x = 0; x < size; x += 1) pixels.set(pixel(x, y, size, maskable), y * row + 1 + x * 4);
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(size, 0);
  header.writeUInt32BE(size, 4);
  // Eight bits each of red, green, blue and opacity.
  header.set([8, 6, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(pixels)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** Red, green, blue and opacity, from several looks at it. */
function pixel(x: number, y: number, size: number, maskable: boolean): readonly number[] {
  let [ground, drawing] = [0, 0];
  for (let look = 0; look < FINE * FINE; look += 1) {
    const ux = ((x + ((look % FINE) + 0.5) / FINE) / size) * UNITS;
    const uy = ((y + (Math.floor(look / FINE) + 0.5) / FINE) / size) * UNITS;
    const [dx, dy] = maskable ? [shrunk(ux), shrunk(uy)] : [ux, uy];
    if (!maskable && !inRoundedSquare(ux, uy)) continue;
    ground += 1;
    if (inHorn(dx, dy) || inWave(dx, dy)) drawing += 1;
  }
  const share = ground === 0 ? 0 : drawing / ground;
  const colour = GREEN.map((green, index) => Math.round(green + (WHITE[index]! - green) * share));
  return [...colour, Math.round((ground / (FINE * FINE)) * 255)];
}

/** Four fifths of the drawing lie within what every phone shows. */
function shrunk(unit: number): number {
  return (unit - UNITS / 2) / 0.8 + UNITS / 2;
}

function inRoundedSquare(x: number, y: number): boolean {
  const radius = 8;
  const [dx, dy] = [Math.max(radius - x, x - (UNITS - radius), 0), Math.max(radius - y, y - (UNITS - radius), 0)];
  return dx * dx + dy * dy <= radius * radius;
}

function inHorn(x: number, y: number): boolean {
  let inside = false;
  HORN.forEach(([ax, ay], index) => {
    const [bx, by] = HORN[(index + 1) % HORN.length]!;
    if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) inside = !inside;
  });
  return inside;
}

function inWave(x: number, y: number): boolean {
  const [dx, dy] = [x - WAVE.x, y - WAVE.y];
  const onArc = dx > 0 && Math.abs(dy) <= WAVE.reach && Math.abs(Math.hypot(dx, dy) - WAVE.radius) <= WAVE.halfWidth;
  const end = Math.sqrt(WAVE.radius ** 2 - WAVE.reach ** 2);
  return onArc || Math.hypot(dx - end, Math.abs(dy) - WAVE.reach) <= WAVE.halfWidth;
}

function chunk(type: string, content: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), content]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(content.length, 0);
  frame.writeUInt32BE(crc32(named), 4);
  return Buffer.concat([frame.subarray(0, 4), named, frame.subarray(4)]);
}
