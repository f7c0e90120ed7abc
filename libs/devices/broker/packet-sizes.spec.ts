// The length of a packet is known before the packet is there, however the stream is cut.
import { PacketSizes } from './packet-sizes';

const PUBLISH = 0x30;
const PING = [0xc0, 0];
const packet = (length: number) => {
  const digits: number[] = [];
  let left = length;
  do {
    const more = Math.floor(left / 128);
    digits.push((left % 128) + (more > 0 ? 128 : 0));
    left = more;
  } while (left > 0);
  return [PUBLISH, ...digits];
};
const whole = (length: number) => [...packet(length), ...Array.from({ length }, () => 0xff)];

it('lets small packets through, whole and byte by byte', () => {
  const stream = [...whole(3), ...PING, ...whole(300), ...whole(0), ...whole(1_000)];
  expect(new PacketSizes(1_000).take(Uint8Array.from(stream))).toBe(true);
  const sizes = new PacketSizes(1_000);
  expect(stream.every((byte) => sizes.take(Uint8Array.of(byte)))).toBe(true);
});

it('finds a large one by its head alone, also behind others', () => {
  expect(new PacketSizes(1_000).take(Uint8Array.from(packet(1_001)))).toBe(false);
  expect(new PacketSizes(1_000).take(Uint8Array.from([...whole(1_000), ...PING, ...packet(64_000_000)]))).toBe(false);
});

it('finds a head that never ends', () => {
  expect(new PacketSizes(1_000).take(Uint8Array.of(PUBLISH, 255, 255, 255, 255, 255))).toBe(false);
});
