// Uploads in pieces over real connections that break: nothing is sent twice, nothing becomes two recordings, and nobody touches another's.
import { randomBytes } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { request } from 'node:http';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { AudioStore, Housekeeping, UPLOAD_KEPT_MS } from '#application';
import { DAILY_ROOM, RECORDING_LIMITS, RESERVED_BYTES, SECOND_MS } from '#domain';
import { TusUploads } from '#media';
import { ApiBench, type Answer } from '../support/api-bench';
import { until } from '../support/until';

let bench: ApiBench;
let mai: string;
beforeAll(async () => {
  bench = await ApiBench.open();
  mai = await bench.signIn('mai');
  await bench.app.listen(0, '127.0.0.1');
});
afterAll(() => bench.close());

const TUS = { 'tus-resumable': '1.0.0' };
const uploads = () => `/api/v1/communes/${bench.home.commune.id}/uploads`;
const folder = () => join(bench.config.media.soundsDir, 'uploads');

const metadata = (pairs: Readonly<Record<string, string>>) =>
  Object.entries(pairs)
    .map(([name, value]) => `${name} ${Buffer.from(value).toString('base64')}`)
    .join(',');

function begin(bytes: Buffer, pairs: Readonly<Record<string, string>> = {}, as = mai): Promise<Answer> {
  const headers = { ...TUS, 'upload-length': String(bytes.length), 'upload-metadata': metadata(pairs) };
  return bench.ask('POST', uploads(), { as, headers });
}

async function begun(bytes: Buffer, pairs: Readonly<Record<string, string>> = {}): Promise<string> {
  const answer = await begin(bytes, pairs);
  expect([answer.statusCode, answer.headers['tus-resumable']]).toEqual([201, '1.0.0']);
  return String(answer.headers['location']);
}

function send(url: string, offset: number, piece: Buffer, as = mai): Promise<Answer> {
  const headers = { ...TUS, 'upload-offset': String(offset), 'content-type': 'application/offset+octet-stream' };
  return bench.ask('PATCH', url, { as, headers, body: piece });
}

const head = (url: string, as = mai) => bench.ask('HEAD', url, { as, headers: TUS });
const offsetOf = async (url: string) => Number((await head(url)).headers['upload-offset']);

/** Announces all of `bytes` over a real connection, hands over the first part, and breaks the line when the server has taken it. */
async function sendAndBreak(url: string, bytes: Buffer, sent: number): Promise<void> {
  const { port } = bench.app.getHttpServer().address() as { port: number };
  const headers = {
    ...TUS,
    ...{ cookie: mai, 'sec-fetch-site': 'same-origin', 'content-type': 'application/offset+octet-stream' },
    ...{ 'upload-offset': '0', 'content-length': String(bytes.length) },
  };
  const line = request({ host: '127.0.0.1', port, path: url, method: 'PATCH', headers });
  line.on('error', () => undefined);
  line.write(bytes.subarray(0, sent));
  const id = url.split('/').at(-1)!;
  await until(async () => (await bench.app.get(TusUploads).size(id)) === sent, 'the first part to lie there');
  line.destroy();
}

describe('an upload in pieces', () => {
  it('becomes a recording of exactly its bytes, with name, draft and marks', async () => {
    const bytes = randomBytes(300_000);
    const sha256 = ApiBench.sha256(bytes);
    const said = { filename: 'họp thôn.webm', draftId: 'bai-1', sha256, trimFromMs: '500', trimToMs: '9000' };
    const url = await begun(bytes, said);
    expect((await send(url, 0, bytes.subarray(0, 131_072))).headers).toMatchObject({ 'upload-offset': '131072' });
    const last = await send(url, 131_072, bytes.subarray(131_072));
    expect([last.statusCode, last.headers['upload-offset']]).toEqual([204, '300000']);
    const id = String(last.headers['upload-recording']);
    expect((await bench.ask('GET', `/api/v1/recordings/${id}`, { as: mai })).json()).toMatchObject({
      ...{ fileName: 'họp thôn.webm', bytes: 300_000, sha256, state: 'received', draftId: 'bai-1' },
      trim: { fromMs: 500, toMs: 9_000 },
    });
    expect(bench.queue.asked.at(-1)).toEqual({ name: 'render', recordingId: id });
    expect(await readdir(folder())).toEqual([]);
  });

  it('goes on at the exact byte where the line broke', async () => {
    const bytes = randomBytes(200_000);
    const url = await begun(bytes, { sha256: ApiBench.sha256(bytes) });
    await sendAndBreak(url, bytes, 150_000);
    await until(async () => (await offsetOf(url)) === 150_000, 'the broken request to be over');
    const last = await send(url, 150_000, bytes.subarray(150_000));
    expect([last.statusCode, typeof last.headers['upload-recording']]).toEqual([204, 'string']);
  });

  it('goes on after the server was started anew', async () => {
    const bytes = randomBytes(50_000);
    const url = await begun(bytes);
    await send(url, 0, bytes.subarray(0, 20_000));
    const restarted = await TusUploads.open(folder(), bench.unitOfWork);
    const answered = await restarted.handle('HEAD', url.split('/').at(-1)!, new Headers(TUS));
    expect([answered.get('upload-offset'), answered.get('upload-length')]).toEqual(['20000', '50000']);
    expect((await send(url, 20_000, bytes.subarray(20_000))).headers['upload-recording']).toBeDefined();
  });

  it('tells whoever did not hear the last answer what it became', async () => {
    const bytes = randomBytes(1_000);
    const url = await begun(bytes);
    const { headers } = await send(url, 0, bytes);
    const asked = await head(url);
    expect(asked.headers).toMatchObject({
      ...{ 'upload-offset': '1000', 'upload-length': '1000' },
      'upload-recording': headers['upload-recording'],
    });
  });

  it('whose recording was lost with the server is made one by the next question, and by two at once only one', async () => {
    const bytes = randomBytes(2_000);
    const url = await begun(bytes, { draftId: 'bai-2' });
    const id = url.split('/').at(-1)!;
    // The bytes were taken, and the server died before anything else.
    const offset = new Headers({ ...TUS, 'upload-offset': '0', 'content-type': 'application/offset+octet-stream' });
    await bench.app.get(TusUploads).handle('PATCH', id, offset, Readable.from([bytes]));
    const [one, other] = await Promise.all([head(url), head(url)]);
    expect(one.headers['upload-recording']).toBeDefined();
    expect(other.headers['upload-recording']).toBe(one.headers['upload-recording']);
  });

  it('sent again from the beginning under the same draft is the same recording', async () => {
    const bytes = randomBytes(3_000);
    const first = await send(await begun(bytes, { draftId: 'bai-3' }), 0, bytes);
    const second = await send(await begun(bytes, { draftId: 'bai-3' }), 0, bytes);
    expect(first.headers['upload-recording']).toBeDefined();
    expect(second.headers['upload-recording']).toBe(first.headers['upload-recording']);
    const other = randomBytes(3_000);
    const differs = await send(await begun(other, { draftId: 'bai-3' }), 0, other);
    expect([differs.statusCode, differs.json()]).toMatchObject([422, { code: 'idempotency-key-reused' }]);
  });

  it('that did not arrive intact is refused in words and gone', async () => {
    const bytes = randomBytes(4_000);
    const url = await begun(bytes, { sha256: ApiBench.sha256(randomBytes(4_000)) });
    const sent = await send(url, 0, bytes);
    expect([sent.statusCode, sent.json()]).toMatchObject([422, { code: 'upload-damaged' }]);
    expect((await head(url)).statusCode).toBe(404);
    expect(await readdir(folder())).toEqual([]);
  });

  it('that skips a byte is refused, and the sender may ask', async () => {
    const bytes = randomBytes(1_000);
    const url = await begun(bytes);
    const skipped = await send(url, 10, bytes.subarray(10));
    expect([skipped.statusCode, skipped.json()]).toMatchObject([409, { code: 'upload-offset' }]);
    expect(await offsetOf(url)).toBe(0);
  });

  it('can be ended', async () => {
    const url = await begun(randomBytes(1_000));
    expect((await bench.ask('DELETE', url, { as: mai, headers: TUS })).statusCode).toBe(204);
    expect((await head(url)).statusCode).toBe(404);
  });

  it('is forgotten with its bytes when nobody goes on for a week', async () => {
    const url = await begun(randomBytes(1_000));
    const until = new Date(bench.clock.now() + UPLOAD_KEPT_MS).toUTCString();
    expect((await head(url)).headers['upload-expires']).toBe(until);
    bench.clock.pass(UPLOAD_KEPT_MS);
    await bench.app.get(Housekeeping).keep(bench.home.commune.id);
    mai = await bench.signIn('mai');
    expect((await head(url)).statusCode).toBe(200);
    bench.clock.pass(1);
    await bench.app.get(Housekeeping).keep(bench.home.commune.id);
    expect((await head(url)).statusCode).toBe(404);
    expect(await readdir(folder())).toEqual([]);
  });
});

describe('the door of uploads', () => {
  it('is closed to strangers, to whoever may not record, and to pages of others', async () => {
    const bytes = randomBytes(10);
    expect((await bench.ask('POST', uploads(), { headers: { ...TUS, 'upload-length': '10' } })).statusCode).toBe(401);
    expect((await begin(bytes, {}, await bench.signIn('tho'))).statusCode).toBe(403);
    expect((await begin(bytes, {}, await bench.signIn('mai-2'))).statusCode).toBe(404);
    const headers = { ...TUS, 'upload-length': '10', 'sec-fetch-site': 'cross-site' };
    expect((await bench.ask('POST', uploads(), { as: mai, headers })).statusCode).toBe(403);
  });

  it.each(['HEAD', 'PATCH', 'DELETE'] as const)('%s: an upload of somebody else does not exist', async (method) => {
    const bytes = randomBytes(100);
    const url = await begun(bytes);
    for (const login of ['ghi', 'mai-2']) {
      const as = await bench.signIn(login);
      const headers = { ...TUS, 'upload-offset': '0', 'content-type': 'application/offset+octet-stream' };
      const answer = await bench.ask(method, url, { as, headers, ...(method === 'PATCH' && { body: bytes }) });
      expect([login, answer.statusCode]).toEqual([login, 404]);
    }
    expect(await offsetOf(url)).toBe(0);
  });

  it('refuses what is too large before a byte of it comes, and what says no length or another protocol', async () => {
    const { maxBytes } = RECORDING_LIMITS;
    const ask = (headers: Readonly<Record<string, string>>) => bench.ask('POST', uploads(), { as: mai, headers });
    const large = await ask({ ...TUS, 'upload-length': String(maxBytes + 1) });
    expect([large.statusCode, large.json()]).toMatchObject([413, { code: 'recording-too-large', maxBytes }]);
    expect((await ask({ ...TUS, 'upload-defer-length': '1' })).statusCode).toBe(400);
    expect((await ask({ 'upload-length': '10' })).statusCode).toBe(400);
    expect((await ask({ ...TUS, 'upload-length': '10', 'upload-metadata': 'draftId ../..' })).statusCode).toBe(400);
    expect(
      await bench.unitOfWork.read.uploads.begunBefore(bench.home.commune.id, Number.MAX_SAFE_INTEGER),
    ).not.toContainEqual(expect.objectContaining({ bytes: 10 }));
  });

  it('says what it can do', async () => {
    const answer = await bench.ask('OPTIONS', uploads(), { as: mai });
    expect([answer.statusCode, answer.headers]).toMatchObject([
      204,
      {
        'tus-version': '1.0.0',
        'tus-extension': 'creation,creation-with-upload,termination,expiration',
        'tus-max-size': String(RECORDING_LIMITS.maxBytes),
      },
    ]);
  });
});

describe('the room for what is handed in', () => {
  const oneByte = Buffer.from('x');

  it('ends for a person who finishes nothing, until something is dropped; others are not kept out', async () => {
    const thao = await bench.signIn('ghi');
    const opened: string[] = [];
    const more = async () => {
      const answer = await begin(oneByte, {}, thao);
      if (answer.statusCode === 201) opened.push(String(answer.headers['location']));
      return [answer.statusCode, answer.headers['retry-after'] !== undefined];
    };
    for (let count = 0; count < DAILY_ROOM.unfinishedPerPerson; count += 1) expect(await more()).toEqual([201, false]);
    const full = await begin(oneByte, {}, thao);
    expect([full.statusCode, full.headers['retry-after']]).toEqual([429, String(UPLOAD_KEPT_MS / SECOND_MS)]);
    expect((await begin(oneByte)).statusCode).toBe(201);
    expect((await send(opened[0]!, 0, oneByte, thao)).statusCode).toBe(204);
    expect(await more()).toEqual([201, false]);
    expect(await more()).toEqual([429, true]);
    for (const url of opened.slice(1)) await bench.ask('DELETE', url, { as: thao, headers: TUS });
    expect(await more()).toEqual([201, false]);
  });

  it('ends before the disk does: what is no sound is saved, and everybody can see why', async () => {
    const free = jest.spyOn(bench.app.get(AudioStore), 'freeBytes').mockResolvedValue(RESERVED_BYTES - 1);
    const recorder = await bench.signIn('ghi');
    expect((await begin(oneByte, {}, recorder)).statusCode).toBe(507);
    const stops = `/api/v1/communes/${bench.home.commune.id}/stops`;
    const stopped = await bench.ask('POST', stops, { as: mai, body: { zoneIds: null, reason: 'Phát nhầm bài' } });
    expect(stopped.statusCode).toBe(201);
    const ready = await bench.ask('GET', '/health/ready');
    expect([ready.statusCode, ready.json()]).toMatchObject([503, { checks: { disk: 'failed' } }]);
    expect(ready.json<{ reasons: { disk: string } }>().reasons.disk).toContain('reserved');
    free.mockRestore();
    expect((await begin(oneByte, {}, recorder)).statusCode).toBe(201);
  });
});

describe('marks and shape of a recording', () => {
  it('other marks are another recording of the same bytes', async () => {
    const id = await bench.readyRecording(mai);
    const body = { trim: { fromMs: 1_000, toMs: 30_000 } };
    const answer = await bench.ask('POST', `/api/v1/recordings/${id}/trims`, { as: mai, body });
    const before = (await bench.ask('GET', `/api/v1/recordings/${id}`, { as: mai })).json<{ sha256: string }>();
    expect(answer.statusCode).toBe(201);
    expect(answer.json()).toMatchObject({ sha256: before.sha256, trim: body.trim, state: 'received', rendition: null });
    expect(answer.json<{ id: string }>().id).not.toBe(id);
    const short = { trim: { fromMs: 1_000, toMs: 1_900 } };
    const refused = await bench.ask('POST', `/api/v1/recordings/${id}/trims`, { as: mai, body: short });
    expect([refused.statusCode, refused.json()]).toMatchObject([422, { code: 'recording-too-short' }]);
  });

  it('the shape comes with the rendition, to people of the commune alone', async () => {
    const id = await bench.readyRecording(mai);
    const shape = await bench.ask('GET', `/api/v1/recordings/${id}/waveform`, { as: mai });
    expect(shape.json()).toEqual({
      original: { durationMs: 60_000, peaks: [0, 40, 80] },
      rendition: { durationMs: 60_000, peaks: [0, 50, 100] },
    });
    const foreign = await bench.ask('GET', `/api/v1/recordings/${id}/waveform`, { as: await bench.signIn('mai-2') });
    expect(foreign.statusCode).toBe(404);
  });
});
