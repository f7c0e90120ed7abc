// What a small request costs this server, beside what the same answer costs a Fastify that does nothing else (gate P17). Run by `npm run bench`.
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import fastify, { type FastifyInstance } from 'fastify';
import { ApiBench } from '../support/api-bench';

/** The first round warms up and is dropped. */
const ROUNDS = 8;
const REQUESTS = 1_500;
/** What a small answer may cost, in times of the control. */
const [MOST_OPEN, MOST_AUTHORISED] = [4, 10];
/** A run whose control varies more than this says nothing. */
const MOST_SPREAD = 2;

interface Asked {
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
}

let bench: ApiBench;
let bare: FastifyInstance;
let load: ChildProcess;

beforeAll(async () => {
  bench = await ApiBench.open();
  await bench.app.listen(0, '127.0.0.1');
  bare = fastify();
  load = fork(join(__dirname, 'http-load.cjs'), { execArgv: [] });
});

afterAll(async () => {
  load.disconnect();
  await once(load, 'exit');
  await bare.close();
  await bench.close();
});

function addressOf(server: { address(): AddressInfo | string | null }): string {
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** Processor time of this process for each of many requests, in microseconds; waiting for other programs is not counted. */
async function microseconds(asked: Asked): Promise<number> {
  const before = process.cpuUsage();
  load.send({ ...asked, requests: REQUESTS });
  const [said] = (await once(load, 'message')) as [{ answered?: number; failed?: string }];
  const { user, system } = process.cpuUsage(before);
  if (said.answered === undefined) throw new Error(said.failed);
  return (user + system) / said.answered;
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return (sorted[Math.floor((sorted.length - 1) / 2)]! + sorted[Math.ceil((sorted.length - 1) / 2)]!) / 2;
}

/** Measures in pairs, one after the other, and prints what came out. Throws when the control was too unsteady to say anything. */
async function medianRatio(name: string, ours: Asked, control: Asked): Promise<number> {
  const pairs: { readonly ours: number; readonly control: number }[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    pairs.push({ control: await microseconds(control), ours: await microseconds(ours) });
  }
  const kept = pairs.slice(1);
  const ratios = kept.map((pair) => pair.ours / pair.control);
  const controls = kept.map((pair) => pair.control);
  const ratio = median(ratios);
  process.stdout.write(
    `${name}, processor time per request: ${median(kept.map((pair) => pair.ours)).toFixed(0)} µs, bare Fastify ` +
      `${median(controls).toFixed(0)} µs; ratio ${ratio.toFixed(2)} ` +
      `(${Math.min(...ratios).toFixed(2)} to ${Math.max(...ratios).toFixed(2)} in ${kept.length} rounds)\n`,
  );
  if (Math.max(...controls) > MOST_SPREAD * Math.min(...controls)) {
    throw new Error(`void: the control varied from ${Math.min(...controls)} to ${Math.max(...controls)} µs`);
  }
  return ratio;
}

it('answers the clock, and a signed-in person, at a small multiple of bare Fastify', async () => {
  const session = { cookie: await bench.signIn('mai') };
  const paths = { clock: '/api/v1/clock', me: '/api/v1/me' };
  for (const path of Object.values(paths)) {
    // The very answer, from an object, as a route of Fastify alone would send it.
    const answer = (await bench.ask('GET', path, { as: session.cookie })).json<object>();
    bare.get(path, () => Promise.resolve(answer));
  }
  await bare.listen({ port: 0, host: '127.0.0.1' });
  const [us, them] = [addressOf(bench.app.getHttpServer() as never), addressOf(bare.server)];
  const clock = await medianRatio('the clock', { url: us + paths.clock }, { url: them + paths.clock });
  const me = await medianRatio(
    'who is signed in',
    { url: us + paths.me, headers: session },
    { url: them + paths.me, headers: session },
  );
  expect({ open: clock <= MOST_OPEN, authorised: me <= MOST_AUTHORISED }).toEqual({ open: true, authorised: true });
}, 900_000);
