// Forms of pages without scripts, sent twice: by a second tap while the first is on its way, or because the answer was lost with the process.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ApiBench, type Answer } from '../support/api-bench';
import { dyingAfter } from '../support/dying-process';

let bench: ApiBench;
let leader: string;
let head: string;
beforeAll(async () => {
  bench = await ApiBench.open();
  [leader, head] = [await bench.signIn('lanh-dao'), await bench.signIn('truong-ban')];
});
afterAll(() => bench.close());

const page = (as: string | undefined, url: string) =>
  bench.ask('GET', url, { ...(as !== undefined && { as }), headers: { accept: 'text/html' } });

/** The name of what the form means, as it stands in the page. */
function intentIn({ body }: Answer, action: string): string {
  const form = body.slice(body.indexOf(`action="${action}"`));
  return /name="intent" value="([^"]+)"/.exec(form)![1]!;
}

const send = (as: string | undefined, url: string, fields: Readonly<Record<string, string>>) =>
  bench.ask('POST', url, {
    ...(as !== undefined && { as }),
    headers: {
      accept: 'text/html',
      'content-type': 'application/x-www-form-urlencoded',
      'sec-fetch-site': 'same-origin',
    },
    body: new URLSearchParams(fields).toString(),
  });

const stops = async () =>
  (await bench.unitOfWork.read.air.stops(bench.home.commune.id, bench.clock.now())).filter(
    ({ sparesEmergency }) => !sparesEmergency,
  );

it('no form of a page was forgotten: those without a name let somebody in or out, or take what counts once by itself', () => {
  const folder = join(__dirname, '../../apps/field/pages');
  const sources = readdirSync(folder).filter((name) => !name.endsWith('.spec.ts'));
  const forms = sources.flatMap((name) => [
    ...readFileSync(join(folder, name), 'utf8').matchAll(
      /<form [^>]*action="([^"]+)"[^>]*>\s*(\$\{intentField\(\)\})?/g,
    ),
  ]);
  expect(forms.length).toBeGreaterThan(20);
  const unnamed = forms.filter(([form, , field]) => field === undefined && !form.includes('withIntent('));
  expect([...new Set(unnamed.map(([, action]) => action))].sort()).toEqual([
    '/l/${page.token}/enter',
    '/password',
    '/second-factor/confirm',
    '/sign-in',
    '/sign-in/code',
    '/sign-out',
    '/village/pin',
    '/village/sign-in',
  ]);
});

it('every form that does something has a name for it, another one on every page', async () => {
  const [first, second] = [await page(leader, '/leader'), await page(leader, '/leader')];
  const forms = [...first.body.matchAll(/<form [^>]*action="\/leader[^>]*>\s*([^>]*>)/g)].map(([, next]) => next);
  expect(forms.length).toBeGreaterThan(0);
  for (const next of forms) expect(next).toContain('name="intent"');
  expect(intentIn(first, '/leader/stops')).not.toBe(intentIn(second, '/leader/stops'));
});

it('two taps on "stop" are one stop, and both see the same', async () => {
  const intent = intentIn(await page(leader, '/leader'), '/leader/stops');
  const tap = () => send(leader, '/leader/stops', { intent, reason: 'phát nhầm' });
  const [first, second] = await Promise.all([tap(), tap()]);
  expect([first.statusCode, first.headers['location']]).toEqual([303, '/leader?done=stopped']);
  expect([second.statusCode, second.headers['location']]).toEqual([303, '/leader?done=stopped']);
  expect(await stops()).toHaveLength(1);
  const again = await send(leader, '/leader/stops', { intent, reason: 'lý do khác' });
  expect([again.statusCode, (await stops()).length]).toEqual([303, 2]);
});

it('a mute whose answer died with the process is not told to be a second one', async () => {
  const shown = await page(head, '/village');
  const village = /name="village" value="([^"]+)"/.exec(shown.body)![1]!;
  const mute = () => send(head, '/village/mute', { intent: intentIn(shown, '/village/mute'), village, reason: '' });
  let lost: Answer | undefined;
  expect(await dyingAfter(bench.unitOfWork, 1, async () => (lost = await mute()))).toBe(true);
  expect(lost!.statusCode).toBe(500);
  expect((await mute()).statusCode).toBe(303);
});

it('a complaint of somebody whom nobody knows is taken once', async () => {
  const { publicCode } = (await bench.unitOfWork.read.places.controllers(bench.home.commune.id))[0]!;
  const url = `/pole/${publicCode}/complaints`;
  const intent = intentIn(await page(undefined, `/pole/${publicCode}`), url);
  const [first, second] = [
    await send(undefined, url, { intent, topic: 'too-loud' }),
    await send(undefined, url, { intent, topic: 'too-loud' }),
  ];
  expect(second.headers['location']).toBe(first.headers['location']);
  expect((await bench.unitOfWork.read.complaints.complaints(bench.home.commune.id, { limit: 10 })).items).toHaveLength(
    1,
  );
});

it('a file that is sent twice by the plain form is one recording in one draft', async () => {
  const recorder = await bench.signIn('ghi');
  const shown = await page(recorder, '/record');
  const action = /action="(\/record\?intent=[^"]+)"/.exec(shown.body)![1]!;
  const boundary = 'ranh-gioi';
  const field = (name: string, value: string, more = '') =>
    `--${boundary}\r\nContent-Disposition: form-data; name="${name}"${more}\r\n\r\n${value}\r\n`;
  const body = `${field('title', 'Họp')}${field('language', 'vi')}${field('file', 'tiếng', '; filename="a.mp3"\r\nContent-Type: audio/mpeg')}--${boundary}--\r\n`;
  const sendFile = () =>
    bench.ask('POST', action, {
      as: recorder,
      headers: { accept: 'text/html', 'content-type': `multipart/form-data; boundary=${boundary}` },
      body: Buffer.from(body),
    });
  for (let count = 1; await dyingAfter(bench.unitOfWork, count, sendFile); count += 1);
  expect((await sendFile()).headers['location']).toBe('/record?sent=file');
  const { read } = bench.unitOfWork;
  expect((await read.announcements.announcements(bench.home.commune.id, { limit: 10 })).items).toHaveLength(1);
  expect((await read.recordings.recordings(bench.home.commune.id, { limit: 10 })).items).toHaveLength(1);
});
