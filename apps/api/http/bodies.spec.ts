// How the bodies of requests are read: in one normal form, and not for ever.
import { once } from 'node:events';
import { connect, type AddressInfo } from 'node:net';
import fastify from 'fastify';
import { takeBodies } from './bodies';

async function serverThatEchoes(withinMs?: number) {
  const server = fastify();
  takeBodies(server, () => Promise.resolve(false), withinMs);
  server.post('/', (request) => ({ body: request.body }));
  await server.listen({ port: 0, host: '127.0.0.1' });
  return server;
}

it('takes text in one normal form, from a program as from a form', async () => {
  const server = await serverThatEchoes();
  const typed = 'Nậm\u200b Pẻn'.normalize('NFD');
  const sent = async (type: string, payload: string) =>
    (await server.inject({ method: 'POST', url: '/', headers: { 'content-type': type }, payload })).json<unknown>();
  const kept = { body: { name: 'Nậm Pẻn' } };
  expect(await sent('application/json', JSON.stringify({ name: typed }))).toEqual(kept);
  const form = new URLSearchParams({ name: typed }).toString();
  expect(await sent('application/x-www-form-urlencoded', form)).toEqual(kept);
  await server.close();
});

it('lets go of whoever begins a body and does not end it', async () => {
  const server = await serverThatEchoes(1);
  const socket = connect((server.server.address() as AddressInfo).port, '127.0.0.1');
  socket.on('error', () => undefined);
  socket.write('POST / HTTP/1.1\r\nHost: loa\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{');
  await once(socket.resume(), 'close');
  await server.close();
});
