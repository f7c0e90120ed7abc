// How many connections one address may hold.
import { EventEmitter } from 'node:events';
import { Server } from 'node:http';
import { limitConnections, speaksForMany } from './connections';

class Connection extends EventEmitter {
  readonly destroy = jest.fn();

  constructor(readonly remoteAddress: string) {
    super();
  }
}

const server = new Server();
limitConnections(server, speaksForMany(['10.9.0.0/16', '2001:db8::7']));
const connect = (address: string) => {
  const connection = new Connection(address);
  server.emit('connection', connection);
  return connection;
};
const isTaken = ({ destroy }: Connection) => destroy.mock.calls.length === 0;

it('takes so many of one address, and more once some are closed', () => {
  const taken = Array.from({ length: 256 }, () => connect('10.0.0.1'));
  expect(taken.every(isTaken)).toBe(true);
  expect(isTaken(connect('10.0.0.1'))).toBe(false);
  expect(isTaken(connect('10.0.0.2'))).toBe(true);
  taken[0]!.emit('close');
  expect([connect('10.0.0.1'), connect('10.0.0.1')].map(isTaken)).toEqual([true, false]);
});

it('counts nobody who speaks for many', () => {
  for (const address of ['::ffff:127.0.0.1', '::1', '10.9.1.2', '2001:db8::7']) {
    expect(Array.from({ length: 300 }, () => connect(address)).every(isTaken)).toBe(true);
  }
  expect(Array.from({ length: 300 }, () => connect('2001:db8::8')).every(isTaken)).toBe(false);
});

it('waits for no head and no request for ever', () => {
  expect(server.headersTimeout).toBeGreaterThan(0);
  expect(server.requestTimeout).toBeGreaterThan(server.headersTimeout);
});
