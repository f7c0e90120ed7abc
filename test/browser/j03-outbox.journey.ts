// A phone whose net comes and goes, and a server that dies: nothing is lost, nothing comes twice, and nobody has to do anything.
import { accessible, expect, pictureOf, test } from './support/fixtures';
import { newestTake } from './support/recorder';

const LONG = 'audio-samples/notices/05-chay-rung.wav';

test('J3 cut off while sending, the tab closed: reopened it goes on from the exact byte, by itself, once', async ({
  signedIn,
  words,
  desk,
}) => {
  const text = words.screens.record;
  const page = await signedIn('ngan');
  const context = page.context();
  await page.goto('/record');
  await page.getByLabel(text.chooseFile).setInputFiles(LONG);
  await page.getByRole('button', { name: new RegExp(`^${text.play} `) }).tap();
  await expect(page.getByRole('button', { name: text.send })).toBeEnabled();

  const isKept = () => page.evaluate(async () => (await caches.match('/record')) !== undefined);
  await expect.poll(isKept, 'the page itself is kept for a time without a line').toBe(true);

  let pieces = 0;
  await page.route('**/uploads/*', async (route) => {
    if (route.request().method() !== 'PATCH') return route.continue();
    pieces += 1;
    if (pieces <= 2) return route.continue();
    await context.setOffline(true);
    await route.abort('internetdisconnected');
  });
  await page.getByRole('button', { name: text.send }).tap();
  await expect(page.getByText(text.outboxStates.waiting, { exact: true })).toBeVisible();
  await expect(page.getByText(text.offline).first()).toBeVisible();
  await accessible(page);
  await page.screenshot({ path: pictureOf('record-waiting') });
  const { id, sha256 } = await newestTake(page);
  await page.close();

  const again = await context.newPage();
  const offsets: number[] = [];
  again.on('request', (request) => {
    if (request.method() === 'PATCH') offsets.push(Number(request.headers()['upload-offset']));
  });
  await again.goto('/record');
  await again.getByRole('tab', { name: text.tabMine }).tap();
  await expect(again.getByText(text.outboxStates.waiting, { exact: true })).toBeVisible();
  await context.setOffline(false);
  // Nobody touches the phone any more.
  await expect(again.getByText(text.outboxStates.sent, { exact: true })).toBeVisible();
  expect(offsets[0]).toBeGreaterThan(0);
  const { communeId } = (await (await again.request.get(`${desk.url}/api/v1/me`)).json()) as { communeId: string };
  const list = await again.request.get(`${desk.url}/api/v1/communes/${communeId}/recordings?limit=200`);
  const { items } = (await list.json()) as { items: readonly { draftId: string | null; sha256: string }[] };
  expect(items.filter(({ draftId }) => draftId === id)).toMatchObject([{ sha256 }]);
});

test('J3 the page dies while recording: it is found, listened to, and goes on', async ({ signedIn, words }) => {
  const text = words.screens.record;
  const page = await signedIn('chu');
  await page.goto('/record');
  await page.getByRole('button', { name: text.start }).tap();
  await expect(page.getByText(/0:03/)).toBeVisible();
  await page.reload();
  await expect(page.getByText(text.found.split('{')[0]!.trim())).toBeVisible();
  await accessible(page);
  await page.screenshot({ path: pictureOf('record-found') });
  await page.getByRole('button', { name: text.continue }).tap();
  await page.getByRole('button', { name: text.start }).tap();
  await expect(page.getByText(/0:0[5-9]/)).toBeVisible();
  await page.getByRole('button', { name: text.stop, exact: true }).tap();
  await page.getByRole('button', { name: new RegExp(`^${text.play} `) }).tap();
  await expect(page.getByRole('button', { name: text.send })).toBeEnabled();
  await page.getByRole('button', { name: text.send }).tap();
  await expect(page.getByText(text.outboxStates.sent, { exact: true })).toBeVisible();
});

test('J3 the server is killed while recording and while sending: the phone waits and goes on by itself', async ({
  signedIn,
  words,
  desk,
}) => {
  const text = words.screens.record;
  const page = await signedIn('thao');
  await page.goto('/record');
  await page.getByRole('button', { name: text.start }).tap();
  await expect(page.getByText(/0:02/)).toBeVisible();
  desk.kill('server');
  await expect(page.getByText(/0:04/)).toBeVisible();
  await page.getByRole('button', { name: text.stop, exact: true }).tap();
  await page.getByRole('button', { name: new RegExp(`^${text.play} `) }).tap();
  await expect(page.getByRole('button', { name: text.send })).toBeEnabled();
  await page.getByRole('button', { name: text.send }).tap();
  await expect(page.getByText(text.serverAway)).toBeVisible();
  await desk.restartServer();
  await expect(page.getByText(text.outboxStates.sent, { exact: true })).toBeVisible();
});
