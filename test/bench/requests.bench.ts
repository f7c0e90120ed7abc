// What a small request costs this server, beside what the same answer costs a Fastify that does nothing else; and how much longer the slowest
// answers take while the server renders.
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import fastify from 'fastify';
import { ApiBench } from '../support/api-bench';
import { cpuUsOf, type Bench, type Figure, type OpenBench } from './support/bench';
import { besides } from './support/other-work';
import { Speech } from './support/speech';
import { worstOfHundred } from './support/statistics';

const [REQUESTS, QUICK_REQUESTS] = [1_500, 1_000];
const [RENDERS, SPEECH_MINUTES] = [2, 0.25];
const SHARED = 'two renders take both cores of the machine that was measured, and whoever asks is on it as well';

interface Asked {
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
}

function addressOf(server: { address(): AddressInfo | string | null }): string {
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

interface Answered {
  readonly answered: number;
  readonly tookMs: readonly number[];
}

async function askAll(load: ChildProcess, asked: Asked, requests: number): Promise<Answered> {
  load.send({ ...asked, requests });
  const [said] = (await once(load, 'message')) as [Answered | { readonly failed: string }];
  if ('failed' in said) throw new Error(said.failed);
  return said;
}

/** Processor time of this process for each of many requests from another one, in microseconds. */
async function requestUs(load: ChildProcess, asked: Asked, requests: number): Promise<number> {
  let answered = 0;
  const costUs = await cpuUsOf(async () => ({ answered } = await askAll(load, asked, requests)));
  return costUs / answered;
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
  const requests = isQuick ? QUICK_REQUESTS : REQUESTS;
  const speech = await Speech.open(SPEECH_MINUTES);
  const renders = Array.from({ length: RENDERS }, () => () => speech.render());
  const slowestMs = async () =>
    worstOfHundred((await askAll(load, { url: us + paths.me, headers: session }, requests)).tookMs);
  const figure = (what: string, path: string, headers: Asked['headers'], atMost: number): Figure => ({
    ...{ gate: 'P17', what, beside: 'bare Fastify', unit: 'µs CPU per request', atMost, measure: 'ratio' },
    subject: () => requestUs(load, { url: us + path, headers }, requests),
    control: () => requestUs(load, { url: them + path, headers }, requests),
  });
  const slowest: Figure = {
    ...{ gate: 'P12', what: `the slowest in a hundred of these GETs while ${RENDERS} recordings are rendered` },
    ...{ beside: 'without renders', unit: 'ms', atMost: 2, whyMissed: SHARED, measure: 'ratio' },
    subject: () => besides(renders, slowestMs),
    control: slowestMs,
  };
  return {
    figures: [
      figure('the clock, open to everybody', paths.clock, {}, 4),
      figure('who is signed in, a small authorised GET', paths.me, session, 10),
      // A slowest answer is wall time, which only says something at length.
      ...(isQuick ? [] : [slowest]),
    ],
    close: async () => {
      await speech.remove();
      load.disconnect();
      await once(load, 'exit');
      await bare.close();
      await bench.close();
    },
  };
}

export default { open } satisfies Bench;
