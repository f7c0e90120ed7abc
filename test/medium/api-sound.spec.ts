// Sound over HTTP: streamed in, kept as it came, played in parts, and given only to whom it belongs.
import { randomBytes } from 'node:crypto';
import { request } from 'node:http';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { DAY_MS } from '#domain';
import { derivedId, generateKeys } from '#protocol';
import { ApiBench, MORNING, type Ask } from '../support/api-bench';
import { anAiring, aRundown } from '../support/factories';
import { until } from '../support/until';

let bench: ApiBench;
let mai: string;
beforeAll(async () => {
  bench = await ApiBench.open();
  mai = await bench.signIn('mai');
  await bench.app.listen(0, '127.0.0.1');
});
afterAll(() => bench.close());

const uploads = () => `/api/v1/communes/${bench.home.commune.id}/recordings`;
const halfWritten = () => readdir(join(bench.config.media.soundsDir, 'tmp'));

/** Sends chunks over a real connection, one when the server took the one before; `end` false breaks the line instead of ending it. */
async function send(
  path: string,
  headers: Readonly<Record<string, string>>,
  chunks: Iterable<Buffer>,
  end = true,
): Promise<{ readonly status: number; readonly body: string }> {
  const { port } = bench.app.getHttpServer().address() as { port: number };
  const own = { cookie: mai, 'sec-fetch-site': 'same-origin', ...headers };
  const sent = request({ host: '127.0.0.1', port, path, method: 'POST', headers: own });
  const answered = new Promise<{ status: number; body: string }>((resolve, reject) => {
    sent.on('error', reject);
    sent.on('response', (response) => {
      let body = '';
      response.setEncoding('utf8').on('data', (text: string) => (body += text));
      response.on('end', () => resolve({ status: response.statusCode!, body }));
    });
  });
  for (const chunk of chunks) {
    if (!sent.write(chunk)) await Promise.race([new Promise((resolve) => sent.once('drain', resolve)), answered]);
  }
  if (end) sent.end();
  else sent.destroy(new Error('the line broke'));
  return answered;
}

/** Bytes of buffers that somebody still holds. */
function bytesInUse(): number {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
  return process.memoryUsage().arrayBuffers;
}

describe('an upload', () => {
  it('keeps a plain body as it came', async () => {
    const bytes = randomBytes(300_000);
    const headers = { 'content-type': 'audio/mp4' };
    const url = `${uploads()}?fileName=${encodeURIComponent('../bí mật/thông báo.m4a')}`;
    const sent = await bench.ask('POST', url, { as: mai, headers, body: bytes });
    expect(sent.statusCode).toBe(201);
    const recording = sent.json<{ id: string }>();
    expect(recording).toMatchObject({
      fileName: 'thông báo.m4a',
      bytes: 300_000,
      sha256: ApiBench.sha256(bytes),
      state: 'received',
      receivedAt: new Date(MORNING).toISOString(),
    });
    expect(bench.queue.asked.at(-1)).toEqual({ name: 'render', recordingId: recording.id });
    const original = await bench.ask('GET', `/api/v1/recordings/${recording.id}/original`, { as: mai });
    expect(original.rawPayload.equals(bytes)).toBe(true);
    expect(original.headers).toMatchObject({
      'content-type': 'application/octet-stream',
      'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent('thông báo.m4a')}`,
      'x-content-type-options': 'nosniff',
      'content-security-policy': expect.stringMatching(/^sandbox; .*frame-ancestors 'none'$/),
    });
  });

  it('of fifty megabytes in a form goes through without being held in memory', async () => {
    const chunk = randomBytes(1024 * 1024);
    const head =
      '--ranh\r\nContent-Disposition: form-data; name="file"; filename="dai.wav"\r\nContent-Type: audio/wav\r\n\r\n';
    const before = bytesInUse();
    let most = 0;
    function* form() {
      yield Buffer.from(head);
      for (let megabyte = 0; megabyte < 50; megabyte += 1) {
        if (megabyte % 10 === 9) most = Math.max(most, bytesInUse() - before);
        yield chunk;
      }
      yield Buffer.from('\r\n--ranh--\r\n');
    }
    const { status, body } = await send(uploads(), { 'content-type': 'multipart/form-data; boundary=ranh' }, form());
    expect([status, JSON.parse(body)]).toMatchObject([201, { fileName: 'dai.wav', bytes: 50 * 1024 * 1024 }]);
    // A body held whole would be forty-nine by the last look.
    expect(most / (1024 * 1024)).toBeLessThan(25);
  });

  it('that breaks off leaves nothing behind', async () => {
    const recordings = async () =>
      (await bench.ask('GET', uploads(), { as: mai })).json<{ items: unknown[] }>().items.length;
    const before = await recordings();
    const headers = { 'content-type': 'audio/mpeg', 'content-length': '9000000' };
    await expect(send(uploads(), headers, [randomBytes(500_000)], false)).rejects.toThrow('the line broke');
    await until(async () => (await halfWritten()).length === 0, 'the half-written file to go');
    expect(await recordings()).toBe(before);
  });

  it('without a file, or of another kind, is refused in words', async () => {
    const empty = await bench.ask('POST', uploads(), {
      as: mai,
      headers: { 'content-type': 'application/json' },
      body: '{}',
    });
    expect([empty.statusCode, empty.json()]).toMatchObject([400, { code: 'bad-request' }]);
    const other = '--ranh\r\nContent-Disposition: form-data; name="anh"; filename="a.wav"\r\n\r\nx\r\n--ranh--\r\n';
    const { status } = await send(uploads(), { 'content-type': 'multipart/form-data; boundary=ranh' }, [
      Buffer.from(other),
    ]);
    expect(status).toBe(400);
  });

  it('by somebody who may not record is refused before its bytes are kept', async () => {
    const technician = await bench.signIn('tho');
    const headers = { 'content-type': 'audio/mpeg' };
    const sent = await bench.ask('POST', uploads(), { as: technician, headers, body: Buffer.from('x') });
    expect([sent.statusCode, sent.json()]).toMatchObject([403, { code: 'not-allowed' }]);
  });
});

describe('listening', () => {
  const rendition = Buffer.from('0123456789abcdef');
  let url: string;
  beforeAll(async () => (url = `/api/v1/recordings/${await bench.readyRecording(mai, rendition)}/sound`));
  const listen = (headers: Ask['headers'] = {}) => bench.ask('GET', url, { as: mai, headers });

  it('gives exactly what the horns will play', async () => {
    const whole = await listen();
    expect([whole.statusCode, whole.body]).toEqual([200, rendition.toString()]);
    expect(whole.headers).toMatchObject({
      'content-type': 'audio/mpeg',
      'content-length': '16',
      'accept-ranges': 'bytes',
      etag: `"${ApiBench.sha256(rendition)}"`,
    });
  });

  it.each([
    ['bytes=0-3', '0123', 'bytes 0-3/16'],
    ['bytes=10-', 'abcdef', 'bytes 10-15/16'],
    ['bytes=-4', 'cdef', 'bytes 12-15/16'],
    ['bytes=12-99', 'cdef', 'bytes 12-15/16'],
    ['bytes=-99', '0123456789abcdef', 'bytes 0-15/16'],
  ])('gives the part %s', async (range, part, contentRange) => {
    const answer = await listen({ range });
    expect([answer.statusCode, answer.body, answer.headers['content-range']]).toEqual([206, part, contentRange]);
  });

  it.each(['bytes=16-', 'bytes=99-100', 'bytes=-0'])('has no part %s, and says how long it is', async (range) => {
    const answer = await listen({ range });
    expect([answer.statusCode, answer.headers['content-range']]).toEqual([416, 'bytes */16']);
    expect(answer.json()).toMatchObject({ code: 'range-not-satisfiable', bytes: 16 });
  });

  it.each(['bytes=3-1', 'bytes=0-1,4-5', 'lines=1-2', 'bytes=-'])('gives the whole for %s', async (range) => {
    expect((await listen({ range })).statusCode).toBe(200);
  });

  it('costs nothing when nothing changed, and never mixes two versions', async () => {
    const tag = `"${ApiBench.sha256(rendition)}"`;
    expect((await listen({ 'if-none-match': tag })).statusCode).toBe(304);
    expect((await listen({ range: 'bytes=0-1', 'if-range': tag })).statusCode).toBe(206);
    expect((await listen({ range: 'bytes=0-1', 'if-range': '"khac"' })).statusCode).toBe(200);
  });

  it('waits for the rendition, and says in words why there will be none', async () => {
    const headers = { 'content-type': 'audio/mpeg' };
    const sent = await bench.ask('POST', uploads(), { as: mai, headers, body: Buffer.from('im lặng') });
    const { id } = sent.json<{ id: string }>();
    const early = await bench.ask('GET', `/api/v1/recordings/${id}/sound`, { as: mai });
    expect([early.statusCode, early.json()]).toMatchObject([409, { code: 'recording-not-ready' }]);
    await bench.render(id, {
      kind: 'refused',
      code: 'recording-too-short',
      values: { durationMs: 400, minDurationMs: 1_000 },
    });
    const refused = await bench.ask('GET', `/api/v1/recordings/${id}`, { as: mai });
    expect(refused.json()).toMatchObject({
      state: 'refused',
      refusal: { code: 'recording-too-short', detail: 'Bản ghi chỉ dài 0,4 giây, ít nhất phải 1 giây. Ghi lại.' },
    });
  });
});

describe('a device', () => {
  const sound = randomBytes(5_000);
  const publicKey = generateKeys().publicKey;
  let device: { deviceId: string; credential: string; zoneId: string; controllerId: string; mqttUrl: string };
  let code: string;
  const basic = (credential = device.credential) => ({
    authorization: `Basic ${Buffer.from(`${device.deviceId}:${credential}`).toString('base64')}`,
  });

  beforeAll(async () => {
    const tho = await bench.signIn('tho');
    const [pole] = bench.home.controllers;
    const issued = await bench.ask('POST', `/api/v1/controllers/${pole!.id}/enrolment-codes`, { as: tho });
    code = issued.json<{ code: string }>().code;
    const enrolled = await bench.ask('POST', '/device/v1/enrolments', { body: { code, publicKey } });
    expect(enrolled.statusCode).toBe(201);
    device = enrolled.json();
  });

  it('gets its credential once for a code, and learns where the broker is', async () => {
    expect(device.mqttUrl).toBe(bench.config.mqtt.publicUrl);
    const again = await bench.ask('POST', '/device/v1/enrolments', { body: { code, publicKey } });
    expect([again.statusCode, again.json()]).toMatchObject([401, { code: 'enrolment-code-invalid' }]);
    const badKey = await bench.ask('POST', '/device/v1/enrolments', { body: { code, publicKey: 'không phải khoá' } });
    expect(badKey.statusCode).toBe(400);
  });

  it('and a person never come through each other’s doors', async () => {
    expect((await bench.ask('GET', '/device/v1/programme', { as: mai })).statusCode).toBe(401);
    expect((await bench.ask('GET', '/api/v1/me', { headers: basic() })).statusCode).toBe(401);
    expect((await bench.ask('GET', '/device/v1/programme', { headers: basic('đoán mò') })).statusCode).toBe(401);
  });

  it('fetches its programme as sealed bytes, nothing before the first, and nothing twice', async () => {
    const fetch = (headers: Ask['headers'] = {}) =>
      bench.ask('GET', '/device/v1/programme', { headers: { ...basic(), ...headers } });
    expect((await fetch()).statusCode).toBe(204);
    const envelope = Buffer.from('{"purpose":"programme"}');
    await bench.unitOfWork.run(({ delivery }) =>
      delivery.putProgramme({
        zoneId: device.zoneId,
        communeId: bench.home.commune.id,
        epoch: 1,
        version: 7,
        contentDigest: 'd'.repeat(64),
        envelope,
        issuedAt: MORNING,
        leaseUntil: MORNING + DAY_MS,
      }),
    );
    const fetched = await fetch();
    expect([fetched.statusCode, fetched.headers['etag'], fetched.body]).toEqual([200, '"1.7"', envelope.toString()]);
    expect(fetched.headers['content-type']).toBe('application/octet-stream');
    expect((await fetch({ 'if-none-match': '"1.7"' })).statusCode).toBe(304);
  });

  it('fetches the sounds that it is to play, in parts too, and no others', async () => {
    const { sha256 } = await bench.keep(sound);
    const fetch = (headers: Ask['headers'] = {}) =>
      bench.ask('GET', `/media/${sha256}`, { headers: { ...basic(), ...headers } });
    expect((await fetch()).statusCode).toBe(404);
    const { zoneId, controllerId } = device;
    const startsAt = MORNING + DAY_MS;
    const { villageId } = (await bench.unitOfWork.read.places.zone(zoneId))!;
    const place = { communeId: bench.home.commune.id, zoneId };
    await bench.unitOfWork.run(async ({ air }) => {
      await air.putRundowns([aRundown({ id: 'buoi', ...place, villageId, startsAt })]);
      const sounds = [{ sha256, bytes: sound.length, durationMs: 1_000 }];
      const own = { rundownId: 'buoi', ...place, bookingId: null, announcementId: null, startsAt, sounds };
      await air.putAirings([anAiring({ id: derivedId('luot'), ...own, controllerIds: [controllerId] })]);
    });
    const whole = await fetch();
    expect([whole.statusCode, whole.headers['etag']]).toEqual([200, `"${sha256}"`]);
    expect(whole.rawPayload.equals(sound)).toBe(true);
    const part = await fetch({ range: 'bytes=4000-', 'if-range': `"${sha256}"` });
    expect([part.statusCode, part.rawPayload.equals(sound.subarray(4_000))]).toEqual([206, true]);
    expect((await bench.ask('GET', `/media/${'0'.repeat(64)}`, { headers: basic() })).statusCode).toBe(404);
    expect((await bench.ask('GET', `/media/${sha256}`, { as: mai })).statusCode).toBe(401);
  });
});
