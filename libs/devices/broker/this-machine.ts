// Who speaks from this machine: without TLS the broker listens to nobody else.
import { BlockList, isIPv6 } from 'node:net';

const loopback = new BlockList();
loopback.addSubnet('127.0.0.0', 8, 'ipv4');
loopback.addAddress('::1', 'ipv6');

/** Whether a connection from that address comes from this machine. An IPv4 address may come in the clothes of IPv6. */
export function isThisMachine(address: string): boolean {
  const plain = address.replace(/^::ffff:(?=\d+\.)/, '');
  return loopback.check(plain, isIPv6(plain) ? 'ipv6' : 'ipv4');
}
