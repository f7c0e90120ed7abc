// J8 on the leader's phone: whoever made it cannot approve it, another person can, in one tap after listening; another sound voids it, another
// topic does not. And the screens of drill, review and stop, each without a barrier.
import { randomUUID } from 'node:crypto';
import { accessible, DESK, expect, PHONE, pictureOf, test } from './support/fixtures';
import { Hand } from './support/hand';

test('J8 one tap approves content and schedule after listening; a new sound or title voids it, a new topic does not', async ({
  desk,
  signedIn,
  words,
}) => {
  const text = words.screens.leader;
  const [author, phone] = [await signedIn('mai', DESK), await signedIn('chutich', PHONE)];
  const [mai, leader] = [await Hand.of(author, desk.url), await Hand.of(phone, desk.url)];
  const title = `Cắt điện ${randomUUID().slice(0, 8)}`;
  const recordingId = await mai.recording();
  const announcement = await mai.announcement(title, recordingId);
  const { now } = await mai.get<{ now: string }>('/clock');
  const date = new Date(Date.parse(now) + 31 * 3_600_000).toISOString().slice(0, 10);
  const booking = await mai.send(`/communes/${mai.communeId}/bookings`, {
    announcementId: announcement.id,
    villageIds: [await mai.village('Huổi Mụa')],
    start: { kind: 'exact', at: '15:40' },
    recurrence: { kind: 'once', date },
  });
  expect(await mai.refused(`/bookings/${booking.id}/approve`, { digest: booking.digest })).toBe('not-allowed');

  await phone.goto('/leader');
  const card = phone.getByRole('article').filter({ hasText: title });
  const approve = card.getByRole('button', { name: text.approve });
  await expect(approve).toBeDisabled();
  await accessible(phone);
  await phone.screenshot({ path: pictureOf('leader'), fullPage: true });
  await card.locator('audio').evaluate((audio: HTMLAudioElement) => audio.play());
  await expect(approve).toBeEnabled();
  await approve.click();
  await expect(phone.getByText(text.approved, { exact: true })).toBeVisible();
  const state = async () => (await leader.get<{ state: string }>(`/bookings/${booking.id}`)).state;
  expect(await state()).toBe('approved');
  await accessible(phone);

  const edit = async (change: object) => {
    const { revision } = await mai.get<{ revision: number }>(`/announcements/${announcement.id}`);
    await mai.send(`/announcements/${announcement.id}`, change, { 'If-Match': `"${revision}"` }, 'PATCH');
  };
  const approvedAgain = async () => {
    await mai.send(`/announcements/${announcement.id}/submit`);
    const { digest } = await mai.get<{ digest: string }>(`/bookings/${booking.id}`);
    await leader.send(`/bookings/${booking.id}/approve`, { digest });
    expect(await state()).toBe('approved');
  };
  await edit({ category: 'điện' });
  expect(await state()).toBe('approved');
  await edit({ title: `${title} (xã)` });
  expect(await state()).toBe('proposed');
  await approvedAgain();
  const other = await mai.recording('notices/03-hop-thon.ogg');
  await edit({ versions: [{ language: 'vi', recordingId: other, script: title }] });
  expect(await state()).toBe('proposed');
});

test(
  'J8 what is handed in appears while the leader looks, also where no stream passes; without a line the last list stays',
  { tag: '@once' },
  async ({ desk, signedIn }) => {
    const mai = await Hand.of(await signedIn('mai', DESK), desk.url);
    const recordingId = await mai.recording();
    const phone = await signedIn('chutich', PHONE);
    const streams = phone.waitForResponse(/\/events$/);
    await phone.goto('/leader');
    await streams;
    const first = `Cấp gạo ${randomUUID().slice(0, 8)}`;
    await mai.announcement(first, recordingId);
    // Sooner than the page looks by itself while the stream is up.
    await expect(phone.getByRole('article').filter({ hasText: first })).toBeVisible({ timeout: 30_000 });

    await phone.route('**/events', (route) => route.abort());
    await phone.reload();
    const second = `Thu gom rác ${randomUUID().slice(0, 8)}`;
    await mai.announcement(second, recordingId);
    await expect(phone.getByRole('article').filter({ hasText: second })).toBeVisible();

    const isKept = () => phone.evaluate(async () => (await caches.match('/leader')) !== undefined);
    await expect.poll(isKept).toBe(true);
    await phone.context().setOffline(true);
    await expect(phone.locator('.offline')).toBeVisible();
    await phone.goto('/home');
    await expect(phone.getByRole('article').filter({ hasText: second })).toBeVisible();
    await expect(phone.locator('.offline')).toBeVisible();
    await accessible(phone);
    await phone.context().setOffline(false);
    await expect(phone.locator('.offline')).toBeHidden();
  },
);

test('J8 with scripts switched off the leader ticks that it was heard, approves, and gives back with a reason', async ({
  desk,
  signedIn,
  words,
}) => {
  const text = words.screens.leader;
  const author = await signedIn('mai', DESK);
  const phone = await signedIn('chutich', { ...PHONE, javaScriptEnabled: false });
  const mai = await Hand.of(author, desk.url);
  const recordingId = await mai.recording();
  const [good, bad] = [`Họp bản ${randomUUID().slice(0, 8)}`, `Nhầm giờ ${randomUUID().slice(0, 8)}`];
  const [kept, returned] = [await mai.announcement(good, recordingId), await mai.announcement(bad, recordingId)];
  await phone.goto('/leader');
  const card = (title: string) => phone.getByRole('article').filter({ hasText: title });
  await card(good).getByLabel(text.heard).check();
  await card(good).getByRole('button', { name: text.approve }).click();
  await expect(phone.getByText(text.approved, { exact: true })).toBeVisible();
  await card(bad).getByText(text.giveBack, { exact: true }).click();
  await card(bad).getByRole('button', { name: text.sendBack }).click();
  await expect(card(bad).getByRole('alert')).toContainText(text.needReason);
  await card(bad).getByText(text.giveBack, { exact: true }).click();
  await card(bad).getByLabel(text.reasonTime).check();
  await card(bad).getByRole('button', { name: text.sendBack }).click();
  await expect(phone.getByText(text.returned, { exact: true })).toBeVisible();
  expect((await mai.get<{ state: string }>(`/announcements/${kept.id}`)).state).toBe('approved');
  expect(await mai.get(`/announcements/${returned.id}`)).toMatchObject({
    state: 'changes_requested',
    note: text.reasonTime,
  });
});

test('J12 the drill looks and reads otherwise; stopping is one press and one more from any screen', async ({
  signedIn,
  words,
}) => {
  const { drill, emergency, reviews, stop } = words.screens;
  const page = await signedIn('chutich', DESK);
  await page.goto('/desk/drill');
  await expect(page.getByText(drill.notReal)).toBeVisible();
  await expect(page.getByText(emergency.real)).toHaveCount(0);
  await expect(page.locator('.hold-button')).toHaveCount(0);
  await accessible(page);
  await page.screenshot({ path: pictureOf('desk-drill'), fullPage: true });
  await page.goto('/desk/reviews');
  await expect(page.getByRole('heading', { name: reviews.title })).toBeVisible();
  await accessible(page);
  await page.getByRole('button', { name: stop.button }).click();
  const dialog = page.getByRole('dialog', { name: stop.title });
  await dialog.getByLabel(stop.someVillages).check();
  await dialog.getByLabel(/Khe Tre/).check();
  await accessible(page);
  await page.screenshot({ path: pictureOf('desk-stop') });
  await dialog.getByRole('button', { name: stop.confirm }).click();
  await expect(dialog.getByRole('status')).toContainText(stop.done);
  await dialog.getByRole('button', { name: words.screens.shell.close, exact: true }).last().click();
  const held = page.locator('.stops-in-force li').filter({ hasText: 'Khe Tre' });
  await expect(held).toBeVisible();
  await accessible(page);
  await held.getByRole('button', { name: stop.lift }).click();
  await expect(held).toHaveCount(0);
});
