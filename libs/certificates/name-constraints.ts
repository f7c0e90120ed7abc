// What the local authority may vouch for, written into its own certificate: names and addresses that exist only inside a house. Whoever steals
// its key cannot use it to pass for a bank. Written by hand, because the library has no word for it (RFC 5280, 4.2.1.10).
import { BlockList, isIP, isIPv4 } from 'node:net';

export const NAME_CONSTRAINTS_OID = '2.5.29.30';

const SEQUENCE = 0x30;
const PERMITTED_SUBTREES = 0xa0;
const DNS_NAME = 0x82;
const IP_ADDRESS = 0x87;

/** Also every name below these. */
export const LOCAL_NAMES: readonly string[] = ['localhost', 'local', 'lan', 'internal', 'home.arpa'];

const LOCAL_RANGES: readonly { readonly first: readonly number[]; readonly bits: number }[] = [
  { first: [127, 0, 0, 0], bits: 8 },
  { first: [10, 0, 0, 0], bits: 8 },
  { first: [172, 16, 0, 0], bits: 12 },
  { first: [192, 168, 0, 0], bits: 16 },
  { first: [169, 254, 0, 0], bits: 16 },
  { first: [...zeros(15), 1], bits: 128 },
  { first: [0xfc, ...zeros(15)], bits: 7 },
];

const localAddresses = new BlockList();
for (const { first, bits } of LOCAL_RANGES) {
  if (first.length === 4) localAddresses.addSubnet(first.join('.'), bits, 'ipv4');
  else localAddresses.addSubnet(colonText(first), bits, 'ipv6');
}

/** Whether the authority may vouch for that name or address. */
export function isLocalHost(host: string): boolean {
  if (isIP(host) !== 0) return localAddresses.check(host, isIPv4(host) ? 'ipv4' : 'ipv6');
  return LOCAL_NAMES.some((name) => host === name || host.endsWith(`.${name}`));
}

/** The extension's value. */
export function localNameConstraints(): Buffer {
  const names = LOCAL_NAMES.map((name) => der(SEQUENCE, der(DNS_NAME, Buffer.from(name, 'ascii'))));
  const ranges = LOCAL_RANGES.map(({ first, bits }) =>
    der(SEQUENCE, der(IP_ADDRESS, Buffer.from([...first, ...maskOf(bits, first.length)]))),
  );
  return der(SEQUENCE, der(PERMITTED_SUBTREES, ...names, ...ranges));
}

/** One value in DER: what it is, how long it is, and what it holds. */
function der(tag: number, ...parts: readonly Buffer[]): Buffer {
  const content = Buffer.concat(parts);
  const { length } = content;
  if (length < 0x80) return Buffer.concat([Buffer.from([tag, length]), content]);
  if (length < 0x100) return Buffer.concat([Buffer.from([tag, 0x81, length]), content]);
  return Buffer.concat([Buffer.from([tag, 0x82, length >> 8, length & 0xff]), content]);
}

function maskOf(bits: number, bytes: number): readonly number[] {
  return Array.from({ length: bytes }, (_, index) => {
    const own = Math.min(8, Math.max(0, bits - index * 8));
    return 0xff & (0xff << (8 - own));
  });
}

function colonText(bytes: readonly number[]): string {
  return Array.from({ length: 8 }, (_, index) => (bytes[2 * index]! * 256 + bytes[2 * index + 1]!).toString(16)).join(
    ':',
  );
}

function zeros(count: number): readonly number[] {
  return new Array<number>(count).fill(0);
}
