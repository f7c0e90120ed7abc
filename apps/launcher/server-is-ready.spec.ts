// What keeps an installation from its start: a server that does not answer, or waits for something. Not what a person has to mend.
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { readConfig } from '#config';
import { serverIsReady } from './server-is-ready';

let server: Server;
let body: string;
beforeAll(async () => {
  server = createServer((_, reply) => reply.writeHead(503).end(body)).listen(0, '127.0.0.1');
  await once(server, 'listening');
});
afterAll(() => server.close());

it.each([
  ['everything is well', { database: 'ok', disk: 'ok' }, true],
  ['the disk is nearly full', { database: 'ok', disk: 'failed', reserve: 'failed' }, true],
  ['the database takes no writes', { database: 'failed', disk: 'ok' }, false],
  ['it says nothing', {}, false],
])('where %s', async (_where, checks, isReady) => {
  body = JSON.stringify({ checks });
  const { http } = readConfig({
    LOA_DATA_DIR: '/nowhere',
    LOA_HTTP_PORT: String((server.address() as AddressInfo).port),
  });
  expect(await serverIsReady(http)).toBe(isReady);
});
