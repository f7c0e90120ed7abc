// What a box says to its server is said to no other address: whoever answers in place of the server cannot send it on with code or credential.
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DeviceHttp } from './device-http';
import { enrol } from './enrolment';

let elsewhere: Server;
let server: Server;
let heard: string[];
let url: string;

beforeEach(async () => {
  heard = [];
  elsewhere = createServer((request, response) => {
    heard.push(request.url!);
    response.end();
  });
  server = createServer((request, response) => {
    const location = `http://127.0.0.1:${portOf(elsewhere)}${request.url}`;
    response.writeHead(307, { location }).end();
  });
  for (const each of [elsewhere, server]) await new Promise<void>((done) => each.listen(0, '127.0.0.1', done));
  url = `http://127.0.0.1:${portOf(server)}`;
});
afterEach(() => {
  for (const each of [elsewhere, server]) {
    each.closeAllConnections();
    each.close();
  }
});

const portOf = (of: Server) => (of.address() as { port: number }).port;

it('neither with its credential', async () => {
  const http = new DeviceHttp(url, 'device-1', 'secret');
  const { signal } = new AbortController();
  await expect(http.message('programme', signal)).rejects.toThrow('programme: 307');
  await expect(http.message('settings', signal)).rejects.toThrow('settings: 307');
  await expect(http.sound('a'.repeat(64), 0, signal)).rejects.toThrow('307');
  expect(heard).toEqual([]);
});

it('nor with its one-time code', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'loa-box-'));
  await expect(enrol(url, 'ABCD-EFGH', folder)).rejects.toThrow('enrolment: 307');
  expect(heard).toEqual([]);
  rmSync(folder, { recursive: true });
});
