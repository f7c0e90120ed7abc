// A notice from the microphone to the reviewer: recorded, trimmed, heard, sent, and put right when it comes back.
import { accessible, expect, PHONE, pictureOf, test } from './support/fixtures';
import { newestTake, recordedFor, Thumb } from './support/recorder';

interface Recording {
  readonly sha256: string;
  readonly trim: { readonly fromMs: number; readonly toMs: number } | null;
  readonly state: string;
}

test(
  'J1 six seconds recorded, trimmed, listened to and sent in six taps',
  { tag: '@short' },
  async ({ signedIn, words, desk }) => {
    const text = words.screens.record;
    const page = await signedIn('ngan');
    const thumb = new Thumb();
    await page.goto('/record');
    const start = page.getByRole('button', { name: text.start });
    await expect(start).toBeVisible();
    await accessible(page);
    await page.screenshot({ path: pictureOf('record-ready') });

    await thumb.tap(start);
    const stop = page.getByRole('button', { name: text.stop, exact: true });
    await expect(stop).toBeVisible();
    await expect
      .poll(() => page.getByRole('meter').evaluate((meter: HTMLMeterElement) => meter.value))
      .toBeGreaterThan(0.3);
    await accessible(page);
    await page.screenshot({ path: pictureOf('record-running') });
    await expect
      .poll(async () => (await newestTake(page)).bytes, 'pieces are kept while they come')
      .toBeGreaterThan(10_000);
    await recordedFor(page, 6);
    await thumb.tap(stop);

    const send = page.getByRole('button', { name: text.send });
    await expect(send).toBeDisabled();
    const from = page.getByRole('slider', { name: text.from });
    await from.press('Shift+ArrowRight');
    await from.press('ArrowLeft');
    await expect(from).toHaveAttribute('aria-valuenow', '0.9');
    await accessible(page);
    await page.screenshot({ path: pictureOf('record-review'), fullPage: true });

    await thumb.tap(page.getByRole('button', { name: new RegExp(`^${text.play} `) }));
    await expect(send).toBeEnabled();
    await thumb.tap(page.getByRole('button', { name: text.categories.hop }));
    await thumb.tap(send);
    await expect(page.getByText(text.outboxStates.sent, { exact: true })).toBeVisible();
    expect(thumb.taps).toBeLessThanOrEqual(6);
    await accessible(page);
    await page.screenshot({ path: pictureOf('record-sent') });

    const take = await newestTake(page);
    const recording = (await (
      await page.request.get(`${desk.url}/api/v1/recordings/${take.recordingId}`)
    ).json()) as Recording;
    expect(recording).toMatchObject({ sha256: take.sha256, state: 'ready', trim: { fromMs: 900 } });
  },
);

test('J1 two marks under the thumb, undo, and a second try that may lose', async ({ signedIn, words }) => {
  const text = words.screens.record;
  const page = await signedIn('ngan');
  await page.goto('/record');
  await page.getByLabel(text.chooseFile).setInputFiles('audio-samples/notices/05-chay-rung.wav');
  const to = page.getByRole('slider', { name: text.to });
  await expect(to).toBeVisible();
  const before = Number(await to.getAttribute('aria-valuenow'));
  const box = (await to.boundingBox())!;
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.mouse.down();
  await page.mouse.move(box.x - 80, box.y + box.height / 2, { steps: 5 });
  await page.mouse.up();
  await expect.poll(async () => Number(await to.getAttribute('aria-valuenow'))).toBeLessThan(before - 1);
  await page.getByRole('button', { name: text.undo }).tap();
  await expect(to).toHaveAttribute('aria-valuenow', String(before));

  await page.getByRole('button', { name: text.again }).tap();
  await page.getByRole('button', { name: text.start }).tap();
  await recordedFor(page, 2);
  await page.getByRole('button', { name: text.stop, exact: true }).tap();
  await page.getByRole('button', { name: text.keepOld }).tap();
  await expect(to).toHaveAttribute('aria-valuenow', String(before));
});

test('J7 a notice sent back with a note is put right and sent again', async ({ signedIn, words, desk }) => {
  const text = words.screens.record;
  const page = await signedIn('ngan');
  await page.goto('/record');
  const title = `Họp thôn ${test.info().project.name} ${test.info().testId}`;
  await page.getByLabel(text.chooseFile).setInputFiles('audio-samples/notices/02-cat-dien.mp3');
  await page.getByRole('button', { name: new RegExp(`^${text.play} `) }).tap();
  await page.getByLabel(text.noticeTitle).fill(title);
  await expect(page.getByRole('button', { name: text.send })).toBeEnabled();
  await page.getByRole('button', { name: text.send }).tap();
  const mine = page.getByRole('region', { name: text.mine }).getByRole('listitem').filter({ hasText: title });
  await expect(mine.getByText(words.announcementStates.submitted)).toBeVisible();

  const officer = await signedIn('mai');
  const { communeId } = (await (await officer.request.get(`${desk.url}/api/v1/me`)).json()) as { communeId: string };
  const list = await officer.request.get(`${desk.url}/api/v1/communes/${communeId}/announcements`);
  const { items } = (await list.json()) as { items: readonly { id: string; title: string }[] };
  const { id } = items.find((item) => item.title === title)!;
  const note = '0:42 nói nhầm giờ, ghi lại giúp.';
  const headers = { Origin: desk.url };
  await officer.request.post(`${desk.url}/api/v1/announcements/${id}/request-changes`, { data: { note }, headers });

  await page.reload();
  await page.getByRole('tab', { name: text.tabMine }).tap();
  await expect(mine.getByText(note)).toBeVisible();
  await accessible(page);
  await mine.getByRole('button', { name: text.fix }).tap();
  await page.getByLabel(text.chooseFile).setInputFiles('audio-samples/notices/05-chay-rung.wav');
  await page.getByRole('button', { name: new RegExp(`^${text.play} `) }).tap();
  await expect(page.getByRole('button', { name: text.send })).toBeEnabled();
  await page.getByRole('button', { name: text.send }).tap();
  await expect(mine.getByText(words.announcementStates.submitted)).toBeVisible();
  await expect(mine).toHaveCount(1);
});

test('the village head says a short notice and it goes on air in the own village', async ({ signedIn, words }) => {
  const text = words.screens.record;
  const page = await signedIn('truongthon1');
  await page.goto('/record?for=village');
  await page.getByRole('button', { name: text.start }).tap();
  await recordedFor(page, 3);
  await page.getByRole('button', { name: text.stop, exact: true }).tap();
  await page.getByRole('button', { name: new RegExp(`^${text.play} `) }).tap();
  const send = page.getByRole('button', { name: text.sendVillage.split('{')[0]!.trim() });
  await expect(send).toBeEnabled();
  await accessible(page);
  await send.tap();
  // On air, or told in words why not at this hour; never lost.
  const { sent, draft } = text.outboxStates;
  await expect(page.getByText(new RegExp(`${sent}|${draft}`)).first()).toBeVisible();
});

test('without scripts a sound file is sent and handed in', async ({ browser, desk, language, words }) => {
  const text = words.screens.record;
  const context = await browser.newContext({ ...PHONE, baseURL: desk.url, javaScriptEnabled: false });
  await context.addCookies([{ name: 'loa_lang', value: language, url: desk.url }]);
  const answer = await context.request.post(`${desk.url}/api/v1/session`, {
    data: { login: 'ngan', password: 'loa-lang-demo' },
    headers: { Origin: desk.url },
  });
  expect(answer.ok()).toBe(true);
  const page = await context.newPage();
  await page.goto('/record');
  const title = `Không JavaScript ${language} ${test.info().testId}`;
  await page.getByLabel(text.noticeTitle).fill(title);
  await page.getByLabel(text.file).setInputFiles('audio-samples/notices/02-cat-dien.mp3');
  await page.getByRole('button', { name: text.sendFile }).click();
  await expect(page.getByText(text.fileSent)).toBeVisible();
  const item = page.getByRole('listitem').filter({ hasText: title });
  await expect
    .poll(async () => {
      const submit = item.getByRole('button', { name: text.submit });
      if (await submit.isVisible()) await submit.click();
      return item.getByText(words.announcementStates.submitted).isVisible();
    })
    .toBe(true);
  await context.close();
});
