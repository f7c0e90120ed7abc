// Bodies that are made to be costly: none of them is read into things, whoever sends it, and who is not signed in sends none that is large.
import { Readable } from 'node:stream';
import { ApiBench, PASSWORD, type Answer } from '../support/api-bench';

let bench: ApiBench;
let mai: string;
beforeAll(async () => {
  bench = await ApiBench.open();
  mai = await bench.signIn('mai');
});
afterAll(() => bench.close());

const KIB = 1024;
const JSON_TYPE = 'application/json';
const FORM_TYPE = 'application/x-www-form-urlencoded';
const send = (url: string, type: string, body: string, as?: string): Promise<Answer> =>
  bench.ask('POST', url, { as, headers: { 'content-type': type }, body });

/** Bodies of about so many bytes, each costly in another way. */
const costly = (bytes: number): readonly (readonly [name: string, type: string, body: string])[] => [
  ['lists in lists', JSON_TYPE, '['.repeat(bytes / 2) + ']'.repeat(bytes / 2)],
  ['lists that never close', JSON_TYPE, '['.repeat(bytes)],
  ['things in things', JSON_TYPE, '{"a":'.repeat(bytes / 6) + '1' + '}'.repeat(bytes / 6)],
  ['a deep value of a known field', JSON_TYPE, `{"login":${'['.repeat(bytes / 2)}${']'.repeat(bytes / 2)}}`],
  ['many values', JSON_TYPE, `[${'0,'.repeat(bytes / 2)}0]`],
  ['many empty things', JSON_TYPE, `[${'{},'.repeat(bytes / 3)}0]`],
  ['many fields', JSON_TYPE, `{${Array.from({ length: bytes / 10 }, (_, at) => `"k${at}":1`).join(',')}}`],
  ['a form of many fields', FORM_TYPE, Array.from({ length: bytes / 8 }, (_, at) => `k${at}=1`).join('&')],
];

/** What was read into things while it ran, in characters. */
async function charactersRead(act: () => Promise<unknown>): Promise<number> {
  const parse = jest.spyOn(JSON, 'parse');
  try {
    await act();
    return Math.max(0, ...parse.mock.calls.map(([text]) => String(text).length));
  } finally {
    parse.mockRestore();
  }
}

it.each(costly(400 * KIB))('%s from nobody are not looked at', async (_, type, body) => {
  const read = await charactersRead(async () => {
    const answer = await send('/api/v1/session', type, body);
    expect([answer.statusCode, answer.headers['connection']]).toEqual([400, 'close']);
  });
  expect(read).toBeLessThan(KIB);
});

it.each(costly(400 * KIB))('%s from somebody are counted and not read', async (_, type, body) => {
  const read = await charactersRead(async () => {
    const answer = await send(`/api/v1/communes/${bench.home.commune.id}/announcements`, type, body, mai);
    expect([answer.statusCode, answer.body.length < 16 * KIB]).toEqual([400, true]);
  });
  expect(read).toBeLessThan(KIB);
});

it.each(costly(15 * KIB))('%s that anybody may send get a short answer', async (_, type, body) => {
  const answer = await send('/api/v1/session', type, body);
  expect([answer.statusCode, answer.body.length < 16 * KIB]).toEqual([400, true]);
});

it('a large body is taken from whoever is signed in, and from nobody else, also when it does not say how large it is', async () => {
  const body = { title: 'Dài', versions: [{ language: 'vi', recordingId: 'r', script: 'x'.repeat(17 * KIB) }] };
  const url = `/api/v1/communes/${bench.home.commune.id}/announcements`;
  expect((await bench.ask('POST', url, { as: mai, body })).json()).toMatchObject({ code: 'not-found' });
  expect((await bench.ask('POST', url, { as: 'loa_session=khong-co', body })).statusCode).toBe(400);
  const large = JSON.stringify({ login: 'mai', password: PASSWORD, more: 'x'.repeat(17 * KIB) });
  const chunked = { 'content-type': JSON_TYPE, 'transfer-encoding': 'chunked' };
  const payload = async function* () {
    for (let at = 0; at < large.length; at += KIB) yield Buffer.from(large.slice(at, at + KIB));
  };
  const answer = await bench.app.inject({
    method: 'POST',
    url: '/api/v1/session',
    headers: chunked,
    payload: Readable.from(payload()),
  });
  expect(answer.statusCode).toBe(400);
});

it('a kind of body that nobody asks for is not read at all', async () => {
  for (const type of ['text/plain', 'application/xml', 'application/cbor']) {
    expect((await send('/api/v1/session', type, '{"login":"mai"}')).statusCode).toBe(400);
  }
});
