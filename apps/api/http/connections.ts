// How long a request may take to come in, and how many connections one address may hold: whoever keeps many open and says nothing on them would
// keep everybody else out.
import type { Server } from 'node:http';
import { BlockList, isIPv6, type Socket } from 'node:net';

/** A head is a few lines. */
const HEAD_WITHIN_MS = 20_000;
/** A recording on a slow line takes its time; nothing takes longer. */
const REQUEST_WITHIN_MS = 30 * 60_000;
/** A browser opens six; a whole office may come from one address. */
const MOST_OF_ONE_ADDRESS = 256;

/** Sets both on a server. `isTrusted`: whoever speaks for many is not counted. */
export function limitConnections(server: Server, isTrusted: (address: string) => boolean): void {
  server.headersTimeout = HEAD_WITHIN_MS;
  server.requestTimeout = REQUEST_WITHIN_MS;
  const held = new Map<string, number>();
  server.on('connection', (socket: Socket) => {
    const address = socket.remoteAddress ?? '';
    if (isTrusted(address)) return;
    const count = (held.get(address) ?? 0) + 1;
    if (count > MOST_OF_ONE_ADDRESS) return void socket.destroy();
    held.set(address, count);
    socket.once('close', () => {
      const left = (held.get(address) ?? 1) - 1;
      if (left > 0) held.set(address, left);
      else held.delete(address);
    });
  });
}

/** Tells whether an address speaks for many: this machine itself, with the proxy or the boxes on it, and proxies that are trusted. */
export function speaksForMany(proxies: readonly string[]): (address: string) => boolean {
  const many = new BlockList();
  many.addSubnet('127.0.0.0', 8, 'ipv4');
  many.addAddress('::1', 'ipv6');
  for (const proxy of proxies) {
    const [network, bits] = proxy.split('/');
    const family = isIPv6(network!) ? 'ipv6' : 'ipv4';
    if (bits === undefined) many.addAddress(network!, family);
    else many.addSubnet(network!, Number(bits), family);
  }
  return (address) =>
    many.check(
      address.replace(/^::ffff:(?=\d+\.)/, ''),
      isIPv6(address) && !/^::ffff:\d+\./.test(address) ? 'ipv6' : 'ipv4',
    );
}
