// J9: broadcasts are moved on the grid by mouse, finger and keys; what cannot be is said before it is dropped; of two people nobody loses an edit.
import { randomUUID } from 'node:crypto';
import type { Locator, Page } from '@playwright/test';
import type { Catalogue } from '#words';
import { DeskBookings } from './support/desk-bookings';
import { accessible, DESK, expect, pictureOf, test, type Device, type SignedIn } from './support/fixtures';
import { Hand } from './support/hand';

const TABLET = { viewport: { width: 1024, height: 768 }, hasTouch: true } as const;

/** A title that nothing else in the installation has. */
const titled = (what: string) => `${what} ${randomUUID().slice(0, 8)}`;

/** The officer in front of the desk, and what lies there. */
async function atDesk(signedIn: SignedIn, device: Device = DESK): Promise<readonly [Page, DeskBookings]> {
  const page = await signedIn('mai', device);
  await page.goto('/desk');
  return [page, await DeskBookings.of(page)];
}

/** The grid of that day. */
async function gridOf(page: Page, words: Catalogue, date: string): Promise<void> {
  const text = words.screens.schedule;
  await page.goto('/desk/schedule');
  await page.getByRole('button', { name: text.looks.grid, exact: true }).click();
  await page.locator('.schedule-bar input[type="date"]').fill(date);
  await expect(page.getByRole('region', { name: text.grid })).toBeVisible();
}

async function middleOf(place: Locator): Promise<{ readonly x: number; readonly y: number }> {
  await place.scrollIntoViewIfNeeded();
  const { x, y, width, height } = (await place.boundingBox())!;
  return { x: x + width / 2, y: y + Math.min(height / 2, 40) };
}

/** Presses on the broadcast and holds it over the place. Near the edge of the window the page would follow the pointer. */
async function dragOver(page: Page, pill: Locator, place: Locator, share = 0.5): Promise<void> {
  await place.evaluate((cell) => cell.scrollIntoView({ block: 'center', inline: 'nearest' }));
  const from = await middleOf(pill);
  const box = (await place.boundingBox())!;
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * share, box.y + Math.min(30, box.height / 2), { steps: 6 });
  await expect(place).toHaveClass(/aimed/);
}

const cellOf = (row: Locator, slotId: string) => row.locator(`[data-column="slot-${slotId}"]`);

test(
  'J9 a drag with the mouse is one move: said before it is saved, shown when the server has it, taken back for ten seconds',
  { tag: '@short' },
  async ({ signedIn, words, language }) => {
    const text = words.screens.schedule;
    const [page, desk] = await atDesk(signedIn);
    const title = titled('Họp');
    const date = desk.day(2);
    const { id } = await desk.booked(title, 'Suối Lạnh', 'Chiều', { kind: 'once', date });
    const leader = await signedIn('chutich', DESK);
    await leader.goto('/desk');
    await (await DeskBookings.of(leader)).post(`/bookings/${id}/approve`, { digest: (await desk.booking(id)).digest });

    await gridOf(page, words, date);
    const pill = page.getByRole('button', { name: title });
    await expect(pill).toBeVisible();
    await accessible(page);
    const row = page.getByRole('region', { name: /Suối Lạnh/ });
    const noon = cellOf(row, desk.slot('Trưa').id);
    const { revision } = await desk.booking(id);
    await dragOver(page, pill, noon);
    const bar = page.locator('.moving-bar');
    await expect(bar).toContainText(text.fits);
    await expect(bar).toContainText(text.approvals.lost);
    await accessible(page);
    expect((await desk.booking(id)).revision, 'nothing is saved while it moves').toBe(revision);
    // The check of barriers may have scrolled; a person looks where to let go.
    const { x, y } = await middleOf(noon);
    await page.mouse.move(x, y);
    await expect(bar).toContainText(text.fits);
    await page.mouse.up();

    await expect(noon.getByRole('button', { name: title })).toBeVisible();
    await expect(page.getByRole('status').filter({ hasText: title })).toContainText(text.approvals.lost);
    // The way back waits for whoever is at it.
    await page.getByRole('button', { name: words.screens.shell.undo }).focus();
    expect(await desk.booking(id)).toMatchObject({ state: 'proposed', start: { slotId: desk.slot('Trưa').id } });
    await accessible(page);

    await page.getByRole('button', { name: words.screens.shell.undo }).click();
    await expect(cellOf(row, desk.slot('Chiều').id).getByRole('button', { name: title })).toBeVisible();
    expect(await desk.booking(id)).toMatchObject({ start: { slotId: desk.slot('Chiều').id } });
    await page.screenshot({ path: pictureOf(`schedule-grid-${language}`) });
  },
);

test('J9 what collides and what is silence is red and said in words before it is dropped, and a choice afterwards', async ({
  signedIn,
  words,
}) => {
  const text = words.screens.schedule;
  const [page, desk] = await atDesk(signedIn);
  const [there, mover] = [titled('Thời sự'), titled('Giá lúa')];
  const date = desk.day(3);
  await desk.booked(there, 'Khe Tre', '17:30', { kind: 'once', date });
  const { id, revision } = await desk.booked(mover, 'Khe Tre', '11:10', { kind: 'once', date });
  await gridOf(page, words, date);
  const row = page.getByRole('region', { name: /Khe Tre/ });
  const pill = page.getByRole('button', { name: mover });
  const bar = page.locator('.moving-bar');

  await dragOver(page, pill, row.locator('.cell.folded').first());
  await expect(bar).toContainText('21:00–05:00');
  await expect(row.locator('.cell.refused')).toBeVisible();
  await accessible(page);
  await page.keyboard.press('Escape');
  await page.mouse.up();
  expect(await desk.booking(id)).toMatchObject({ revision });

  await dragOver(page, pill, cellOf(row, desk.slot('Chiều').id));
  await expect(bar).toContainText(there);
  await expect(bar).toContainText(text.cannot);
  await page.mouse.up();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByRole('alert')).toContainText(there);
  await accessible(page);
  expect(await desk.booking(id), 'a refused drop saves nothing').toMatchObject({ revision });
  await dialog.locator('.ways-out button').first().click();
  await expect(dialog.getByText(text.fits)).toBeVisible();
  await dialog.getByRole('button', { name: text.saveMove }).click();
  await expect(dialog).toBeHidden();
  await expect.poll(async () => (await desk.booking(id)).revision).toBe(revision + 1);
});

test('J9 M, arrows and Enter move without a mouse, and every step is spoken', async ({ signedIn, words }) => {
  const text = words.screens.schedule;
  const [page, desk] = await atDesk(signedIn);
  const title = titled('Tiêm phòng');
  const date = desk.day(4);
  const { id, revision } = await desk.booked(title, 'Nậm Hốc', 'Sáng', { kind: 'once', date });
  await gridOf(page, words, date);
  const spoken = page.locator('[aria-live="assertive"]');

  await page.getByRole('button', { name: title }).focus();
  await page.keyboard.press('m');
  await expect(spoken).toContainText(text.notMovedYet);
  await page.keyboard.press('ArrowRight');
  await expect(spoken).toContainText('11:00');
  await expect(spoken).toContainText(text.fits);
  await accessible(page);
  await page.keyboard.press('Escape');
  expect(await desk.booking(id)).toMatchObject({ revision });

  await page.keyboard.press('m');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  const moved = cellOf(page.getByRole('region', { name: /Nậm Hốc/ }), desk.slot('Trưa').id).getByRole('button', {
    name: title,
  });
  await expect(moved).toBeVisible();
  await expect(moved).toBeFocused();

  await page.keyboard.press('?');
  const keys = page.getByRole('dialog');
  await expect(keys).toBeVisible();
  await accessible(page);
  await keys.getByLabel(words.screens.shell.shortcutsOn).uncheck();
  await page.keyboard.press('Escape');
  await moved.focus();
  await page.keyboard.press('m');
  await expect(page.locator('.moving-bar')).toBeHidden();
});

test(
  'J9 a finger that rests lifts a broadcast; one that moves at once scrolls',
  { tag: '@once' },
  async ({ signedIn, words }) => {
    const [page, desk] = await atDesk(signedIn, TABLET);
    const title = titled('Cúp điện');
    const date = desk.day(5);
    const { id } = await desk.booked(title, 'Đồi Sim', 'Trưa', { kind: 'once', date });
    await gridOf(page, words, date);
    const row = page.getByRole('region', { name: /Đồi Sim/ });
    const pill = page.getByRole('button', { name: title });
    const from = await middleOf(pill);
    const to = await middleOf(cellOf(row, desk.slot('Sáng').id));
    const touch = await page.context().newCDPSession(page);
    const finger = (type: 'touchStart' | 'touchMove' | 'touchEnd', points: readonly { x: number; y: number }[]) =>
      touch.send('Input.dispatchTouchEvent', { type, touchPoints: [...points] });

    await finger('touchStart', [from]);
    await finger('touchMove', [{ x: from.x, y: from.y + 30 }]);
    await finger('touchEnd', []);
    await expect(page.locator('.moving-bar')).toBeHidden();

    const again = await middleOf(pill);
    await finger('touchStart', [again]);
    await expect(page.locator('.moving-bar')).toBeVisible();
    await finger('touchMove', [{ x: (again.x + to.x) / 2, y: again.y }]);
    await finger('touchMove', [{ x: to.x, y: again.y }]);
    await expect(page.locator('.moving-bar')).toContainText(words.screens.schedule.fits);
    await finger('touchEnd', []);
    await expect(cellOf(row, desk.slot('Sáng').id).getByRole('button', { name: title })).toBeVisible();
    expect(await desk.booking(id)).toMatchObject({ start: { slotId: desk.slot('Sáng').id } });
  },
);

test(
  'J9 of two people at one broadcast the slower one sees both versions and chooses',
  { tag: '@once' },
  async ({ signedIn, words }) => {
    const text = words.screens.schedule;
    const [page, desk] = await atDesk(signedIn);
    const title = titled('Khai giảng');
    const date = desk.day(6);
    const { id, revision } = await desk.booked(title, 'Co Muông', 'Chiều', { kind: 'once', date });
    const other = await signedIn('khanh', DESK);
    await other.goto('/desk');
    const colleague = await DeskBookings.of(other);
    const quicker = (start: object, from: number) =>
      colleague.send('PATCH', `/bookings/${id}`, { scope: 'all', start }, { 'If-Match': `"${from}"` });
    await page.goto('/desk/schedule');
    await page.locator('.schedule-bar input[type="date"]').fill(date);
    const moveTo = async (slot: string) => {
      await page.getByRole('button', { name: `${text.move} ${title}` }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByRole('radio', { name: new RegExp(slot) }).check();
      await expect(dialog.getByText(text.fits)).toBeVisible();
      return dialog;
    };

    const dialog = await moveTo('Trưa');
    await accessible(page);
    await quicker({ kind: 'exact', at: '17:40' }, revision);
    await dialog.getByRole('button', { name: text.saveMove }).click();
    const choice = page.getByRole('dialog').filter({ hasText: text.tooLateTitle });
    await expect(choice.getByRole('alert')).toContainText('Hoàng Văn Khánh');
    await expect(choice).toContainText('17:40');
    await accessible(page);
    await choice.getByRole('button', { name: /Khánh/ }).click();
    await expect(choice).toBeHidden();
    expect(await desk.booking(id)).toMatchObject({ revision: revision + 1, start: { kind: 'exact' } });

    const second = await moveTo('Trưa');
    await quicker({ kind: 'exact', at: '17:50' }, revision + 1);
    await second.getByRole('button', { name: text.saveMove }).click();
    await page.getByRole('button', { name: text.saveMine }).click();
    await expect.poll(async () => (await desk.booking(id)).start.slotId).toBe(desk.slot('Trưa').id);
    expect((await desk.booking(id)).revision).toBe(revision + 3);
  },
);

test('J9 what waits for a place is dragged in, however much waits, looked at and sent for approval', async ({
  signedIn,
  desk: { url },
  words,
}) => {
  const text = words.screens.schedule;
  const [page, desk] = await atDesk(signedIn);
  const title = titled('Nước sạch');
  const hand = await Hand.of(page, url);
  const recordingId = await hand.recording();
  for (let count = 0; count < 16; count += 1) await hand.announcement(titled('Giá phân bón'), recordingId);
  await hand.announcement(title, recordingId);
  await gridOf(page, words, desk.day(7));
  const tray = page.getByRole('region', { name: text.unbookedTitle });
  await dragOver(
    page,
    tray.getByRole('button', { name: title }),
    page.locator(`[data-row="0"][data-column="slot-${desk.slot('Trưa').id}"]`),
  );
  await expect(page.locator('.moving-bar')).toContainText(text.fits);
  await page.mouse.up();
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText(text.wouldStart);
  await accessible(page);
  await dialog.getByRole('button', { name: text.propose }).click();
  await expect(dialog).toBeHidden();
  await expect(tray.getByRole('button', { name: title })).toBeHidden();
  await expect(
    page.getByRole('region', { name: text.grid }).getByRole('button', { name: title }).first(),
  ).toBeVisible();
});

test('J9 somebody sent here for one announcement finds its booking begun, and the paper has one page for each village', async ({
  signedIn,
  words,
}) => {
  const text = words.screens.schedule;
  const [page, desk] = await atDesk(signedIn);
  const title = titled('Khám sức khoẻ');
  const id = await desk.announcement(title);
  await page.goto(`/desk/schedule?announcement=${id}`);
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByRole('combobox', { name: text.what })).toHaveValue(id);
  await expect(page, 'the address is used up').toHaveURL(/\/desk\/schedule$/);
  await accessible(page);
  await dialog.getByRole('button', { name: words.screens.shell.cancel }).click();
  await expect(dialog).toBeHidden();

  const paper = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
  expect(paper.match(/\/Type\s*\/Page\b/g)).toHaveLength(desk.villages.length);
});
