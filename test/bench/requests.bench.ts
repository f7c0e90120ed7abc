// What a small request costs this server, beside what the same answer costs a Fastify that does nothing else.
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import fastify from 'fastify';
import { ApiBench } from '../support/api-bench';
import { cpuUsOf, type Bench, type Figure, type OpenBench } from './support/bench';

const [REQUESTS, QUICK_REQUESTS] = [1_500, 1_000];

interface Asked {
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
}

function addressOf(server: { address(): AddressInfo | string | null }): string {
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** Processor time of this process for each of many requests from another one, in microseconds. */
async function requestUs(load: ChildProcess, asked: Asked, requests: number): Promise<number> {
  let said: { answered?: number; failed?: string } = {};
  const costUs = await cpuUsOf(async () => {
    load.send({ ...asked, requests });
    [said] = (await once(load, 'message')) as [typeof said];
  });
  if (said.answered === undefined) throw new Error(said.failed);
  return costUs / said.answered;
}

async function open(isQuick: boolean): Promise<OpenBench> {
  const bench = await ApiBench.open();
  await bench.app.listen(0, '127.0.0.1');
  const bare = fastify();
  const load = fork(join(__dirname, 'support/request-load.cjs'), { execArgv: [] });
  const session = { cookie: await bench.signIn('mai') };
  const paths = { clock: '/api/v1/clock', me: '/api/v1/me' };
  for (const path of Object.values(paths)) {
    // The very answer, from an object, as a route of Fastify alone would send it.
    const answer = (await bench.ask('GET', path, { as: session.cookie })).json<object>();
    bare.get(path, () => Promise.resolve(answer));
  }
  await bare.listen({ port: 0, host: '127.0.0.1' });
  const [us, them] = [addressOf(bench.app.getHttpServer() as never), addressOf(bare.server)];
  const figure = (what: string, path: string, headers: Asked['headers'], atMost: number): Figure => ({
    ...{ gate: 'P17', what, beside: 'bare Fastify', unit: 'µs CPU per request', atMost, measure: 'ratio' },
    subject: () => requestUs(load, { url: us + path, headers }, isQuick ? QUICK_REQUESTS : REQUESTS),
    control: () => requestUs(load, { url: them + path, headers }, isQuick ? QUICK_REQUESTS : REQUESTS),
  });
  return {
    figures: [
      figure('the clock, open to everybody', paths.clock, {}, 4),
      figure('who is signed in, a small authorised GET', paths.me, session, 10),
    ],
    close: async () => {
      load.disconnect();
      await once(load, 'exit');
      await bare.close();
      await bench.close();
    },
  };
}

export default { open } satisfies Bench;
