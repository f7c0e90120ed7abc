// A phone whose net comes and goes, and a server that dies: nothing is lost, nothing comes twice, and nobody has to do anything.
import { randomUUID } from 'node:crypto';
import type { Page } from '@playwright/test';
import { accessible, expect, pictureOf, test } from './support/fixtures';
import { newestTake, recordedFor } from './support/recorder';

const LONG = 'audio-samples/notices/05-chay-rung.wav';
/** As the phone cuts it. */
const PIECE_BYTES = 128 * 1_024;
/** Upstream on a mountain: a piece is under way for seconds. */
const SLOW_BYTES_PER_SECOND = 40_000;

/** Where in the file each piece began that this page sent. */
function offsetsOf(page: Page): readonly number[] {
  const offsets: number[] = [];
  page.on('request', (request) => {
    if (request.method() === 'PATCH') offsets.push(Number(request.headers()['upload-offset']));
  });
  return offsets;
}

/** What the server has of a sound and of a notice; each must be there once. */
async function arrived(page: Page, draftId: string, title: string) {
  const { communeId } = (await (await page.request.get('/api/v1/me')).json()) as { communeId: string };
  const items = async <T>(list: string) =>
    ((await (await page.request.get(`/api/v1/communes/${communeId}/${list}?limit=200`)).json()) as { items: T[] })
      .items;
  const recordings = await items<{ readonly draftId: string | null; readonly sha256: string }>('recordings');
  const notices = await items<{ readonly title: string; readonly state: string }>('announcements');
  return {
    hashes: recordings.filter((each) => each.draftId === draftId).map(({ sha256 }) => sha256),
    states: notices.filter((each) => each.title === title).map(({ state }) => state),
  };
}

test(
  'J3 cut off while sending, the tab closed: reopened it goes on from the exact byte, by itself, once',
  { tag: '@once' },
  async ({ signedIn, words }) => {
    const text = words.screens.record;
    const title = `Chữa cháy ${randomUUID().slice(0, 8)}`;
    const page = await signedIn('ngan');
    const context = page.context();
    await page.goto('/record');
    await page.getByLabel(text.chooseFile).setInputFiles(LONG);
    await page.getByRole('button', { name: new RegExp(`^${text.play} `) }).tap();
    await page.getByLabel(text.noticeTitle).fill(title);
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
    const offsets = offsetsOf(again);
    await again.goto('/record');
    await again.getByRole('tab', { name: text.tabMine }).tap();
    // A browser that believes in a line which leads nowhere learns better by the first try.
    await expect(again.getByText(text.offline).or(again.getByText(text.serverAway)).first()).toBeVisible();
    await context.setOffline(false);
    // No tap from here until it is there.
    await expect.poll(() => arrived(again, id, title)).toEqual({ hashes: [sha256], states: ['submitted'] });
    expect(offsets[0]).toBeGreaterThan(0);
    await expect(again.getByText(text.outboxStates.sent, { exact: true })).toBeVisible();
  },
);

test('J3 the page dies while recording: it is found, listened to, and goes on', async ({ signedIn, words }) => {
  const text = words.screens.record;
  const page = await signedIn('chu');
  await page.goto('/record');
  await page.getByRole('button', { name: text.start }).tap();
  await recordedFor(page, 3);
  await page.reload();
  await expect(page.getByText(text.found.split('{')[0]!.trim())).toBeVisible();
  await accessible(page);
  await page.screenshot({ path: pictureOf('record-found') });
  await page.getByRole('button', { name: text.continue }).tap();
  await page.getByRole('button', { name: text.start }).tap();
  await recordedFor(page, 5);
  await page.getByRole('button', { name: text.stop, exact: true }).tap();
  await page.getByRole('button', { name: new RegExp(`^${text.play} `) }).tap();
  await expect(page.getByRole('button', { name: text.send })).toBeEnabled();
  await page.getByRole('button', { name: text.send }).tap();
  await expect(page.getByText(text.outboxStates.sent, { exact: true })).toBeVisible();
});

test(
  'J3 the server is killed while somebody records: the phone keeps every second, waits and sends by itself',
  { tag: '@once' },
  async ({ signedIn, words, desk }) => {
    const text = words.screens.record;
    const title = `Họp thôn ${randomUUID().slice(0, 8)}`;
    const page = await signedIn('thao');
    await page.goto('/record');
    await page.getByRole('button', { name: text.start }).tap();
    await recordedFor(page, 2);
    desk.kill('server');
    await recordedFor(page, 4);
    await page.getByRole('button', { name: text.stop, exact: true }).tap();
    await page.getByRole('button', { name: new RegExp(`^${text.play} `) }).tap();
    await page.getByLabel(text.noticeTitle).fill(title);
    await expect(page.getByRole('button', { name: text.send })).toBeEnabled();
    await page.getByRole('button', { name: text.send }).tap();
    await expect(page.getByText(text.serverAway)).toBeVisible();
    await accessible(page);
    const { id, sha256, bytes } = await newestTake(page);
    expect(bytes).toBeGreaterThan(8_000);
    await desk.restartServer();
    // Nobody touches the phone any more.
    await expect(page.getByText(text.outboxStates.sent, { exact: true })).toBeVisible();
    expect(await arrived(page, id, title)).toEqual({ hashes: [sha256], states: ['submitted'] });
  },
);

test(
  'J3 the server is killed in the middle of a piece: once it is back the sound goes on where it was, and comes once',
  { tag: '@once' },
  async ({ signedIn, words, desk }) => {
    const text = words.screens.record;
    const title = `Phòng cháy ${randomUUID().slice(0, 8)}`;
    const page = await signedIn('thao');
    await page.goto('/record');
    await page.getByLabel(text.chooseFile).setInputFiles(LONG);
    await page.getByRole('button', { name: new RegExp(`^${text.play} `) }).tap();
    await page.getByLabel(text.noticeTitle).fill(title);
    const send = page.getByRole('button', { name: text.send });
    await expect(send).toBeEnabled();
    const line = await page.context().newCDPSession(page);
    const net = { offline: false, latency: 0, downloadThroughput: -1 };
    await line.send('Network.emulateNetworkConditions', { ...net, uploadThroughput: SLOW_BYTES_PER_SECOND });
    const offsets = offsetsOf(page);
    await send.tap();
    await expect.poll(() => offsets, 'the third piece is under way').toEqual([0, PIECE_BYTES, 2 * PIECE_BYTES]);
    desk.kill('server');
    await expect(page.getByText(text.serverAway)).toBeVisible();
    await page.screenshot({ path: pictureOf('record-server-away') });
    const { id, sha256 } = await newestTake(page);
    await line.send('Network.emulateNetworkConditions', { ...net, uploadThroughput: -1 });
    await desk.restartServer();
    // Nobody touches the phone any more.
    await expect(page.getByText(text.outboxStates.sent, { exact: true })).toBeVisible();
    expect(offsets[3]).toBeGreaterThanOrEqual(2 * PIECE_BYTES);
    expect(await arrived(page, id, title)).toEqual({ hashes: [sha256], states: ['submitted'] });
  },
);
