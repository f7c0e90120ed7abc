// J6, J7, J8 at the desk: what needs somebody, listening, sending back, approving with a suggested time; who may not, and what voids it.
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { fill } from '#words';
import { GUARD_MS, until } from '../support/until';
import { accessible, DEMO_PASSWORD, DESK, expect, pictureOf, test } from './support/fixtures';
import { edited, handedIn, mended, ownTitle, worker } from './support/handed-in';

test(
  'J7 a leader sends it back with a note, gets it mended, approves it and takes the suggested time in four taps',
  { tag: '@short' },
  async ({ desk, signedIn, words }) => {
    const { needs, approvals, sound } = words.screens;
    const author = await worker(desk.url, 'ngan');
    const title = ownTitle('Tiêm chủng');
    const id = await handedIn(author, title);

    const leader = await signedIn('chutich', DESK);
    await leader.goto('/desk');
    await leader.getByRole('link', { name: `${needs.acts.review}: ${title}` }).click();
    await expect(leader.getByRole('heading', { name: title })).toBeVisible();
    await expect(leader.getByRole('button', { name: approvals.approve })).toBeDisabled();
    await accessible(leader);
    await leader.screenshot({ path: pictureOf('desk-review'), fullPage: true });

    await leader.getByRole('button', { name: approvals.sendBack }).click();
    await leader.getByRole('button', { name: approvals.reasonChips[0]! }).click();
    await leader.getByLabel(approvals.note).fill('0:02 nói nhầm giờ');
    await accessible(leader);
    await leader.getByRole('button', { name: approvals.confirmBack }).click();
    await expect(leader.getByText(fill(approvals.returned, { title }))).toBeVisible();

    const returned = await author.api.get(`/announcements/${id}`);
    expect(returned.body).toMatchObject({ state: 'changes_requested', note: '0:02 nói nhầm giờ' });
    const own = await author.api.get('/me/notices');
    expect(own.body.items[0]).toMatchObject({ kind: 'changes-requested', readAt: null });

    // The author's badge, and the note that leads into the sound.
    const atDesk = await signedIn('ngan', DESK);
    await atDesk.goto(`/desk/approvals/${id}`);
    await expect(atDesk.getByRole('link', { name: /\d/ }).and(atDesk.locator('.bell'))).toBeVisible();
    await mended(author, id);

    await leader.goto('/desk');
    const taps = countTaps();
    await taps.press(leader.getByRole('link', { name: `${needs.acts.review}: ${title}` }));
    await taps.press(leader.getByRole('button', { name: sound.play, exact: true }));
    await taps.press(leader.getByRole('button', { name: approvals.approve }));
    await expect(leader.getByText(fill(approvals.done, { title }))).toBeVisible();
    await accessible(leader);
    await taps.press(leader.getByRole('button', { name: approvals.take }));
    await expect(leader.getByText(fill(approvals.done, { title }))).toBeVisible();
    expect(taps.count()).toBeLessThanOrEqual(4);

    await leader.goto(`/desk/approvals/${id}`);
    const history = leader.getByRole('region', { name: approvals.history });
    await expect(history).toContainText('Lò Thị Ngân');
    await expect(history).toContainText('Lương Văn Toàn');
    await expect(history).toContainText(words.events['booking.approved']);
    await accessible(leader);
  },
);

test('J7 the desk says how today stands and what needs whom', async ({ desk, signedIn, words }) => {
  const title = ownTitle('Họp thôn');
  await handedIn(await worker(desk.url, 'ngan'), title);
  const operator = await signedIn('mai', DESK);
  await operator.goto('/desk');
  await expect(operator.getByRole('region', { name: words.screens.needs.waiting })).toContainText(title);
  await accessible(operator);
  await operator.screenshot({ path: pictureOf('desk-needs'), fullPage: true });

  // An operator who may not approve prepares: the suggested time becomes a proposal for the leader.
  await operator.getByRole('link', { name: `${words.screens.needs.acts.prepare}: ${title}` }).click();
  await expect(operator.getByText(words.problems['not-allowed'].detail)).toBeVisible();
  await operator.getByRole('button', { name: words.screens.approvals.propose }).click();
  await expect(operator.getByText(fill(words.screens.approvals.proposed, { title }))).toBeVisible();

  await operator.goto('/desk/account');
  await accessible(operator);
  await operator.goto('/desk/tonight');
  await expect(operator.getByRole('heading', { name: words.screens.tonight.unusual })).toBeVisible();
  await operator.getByLabel(words.screens.tonight.time).fill('06:15');
  await accessible(operator);
  await operator.screenshot({ path: pictureOf('desk-tonight'), fullPage: true });
});

test('J7 hands stay on the keyboard: J and K walk, Space listens, Enter approves', async ({
  desk,
  signedIn,
  words,
}) => {
  const author = await worker(desk.url, 'ngan');
  const [first, second] = [ownTitle('Bài một'), ownTitle('Bài hai')];
  const firstId = await handedIn(author, first);
  await handedIn(author, second);
  const leader = await signedIn('phochutich', DESK);
  await leader.goto(`/desk/approvals/${firstId}`);
  await expect(leader.getByRole('heading', { name: first })).toBeVisible();
  await leader.keyboard.press('j');
  await expect(leader.getByRole('heading', { name: second })).toBeVisible();
  await leader.keyboard.press('k');
  await expect(leader.getByRole('heading', { name: first })).toBeVisible();
  await leader.keyboard.press('Space');
  await expect(leader.getByRole('button', { name: words.screens.approvals.approve })).toBeEnabled();
  await leader.keyboard.press('Enter');
  await expect(leader.getByText(fill(words.screens.approvals.done, { title: first }))).toBeVisible();
});

test('J7 who signed in a while ago types the password once more, and what was pressed is done', async ({
  desk,
  signedIn,
  words,
}) => {
  const title = ownTitle('Bài chờ duyệt');
  const id = await handedIn(await worker(desk.url, 'ngan'), title);
  const leader = await signedIn('phochutich', DESK);
  // The proof of this person is young: what the server says of an old one is said here in its place, once.
  const keys: (string | undefined)[] = [];
  await leader.route('**/api/v1/announcements/*/approve', async (route) => {
    keys.push(route.request().headers()['idempotency-key']);
    if (keys.length > 1) return route.continue();
    const body = JSON.stringify({ code: 'proof-too-old', status: 403, title: 'Forbidden' });
    return route.fulfill({ status: 403, contentType: 'application/problem+json', body });
  });
  await leader.goto(`/desk/approvals/${id}`);
  await expect(leader.getByRole('heading', { name: title })).toBeVisible();
  await leader.keyboard.press('Space');
  await expect(leader.getByRole('button', { name: words.screens.approvals.approve })).toBeEnabled();
  await leader.keyboard.press('Enter');
  const asked = leader.getByRole('dialog', { name: words.screens.proof.title });
  await accessible(leader);
  await asked.getByLabel(words.screens.proof.password).fill('nhầm rồi đấy');
  await asked.getByRole('button', { name: words.screens.proof.submit }).click();
  await expect(asked.getByRole('alert')).toBeVisible();
  await asked.getByLabel(words.screens.proof.password).fill(DEMO_PASSWORD);
  await asked.getByRole('button', { name: words.screens.proof.submit }).click();
  await expect(leader.getByText(fill(words.screens.approvals.done, { title }))).toBeVisible();
  await expect(asked).toBeHidden();
  expect(keys).toEqual([keys[0], keys[0]]);
  expect(keys[0]).toBeDefined();
});

test(
  'J6 what a leader hears as the loudspeaker version is what the pole has fetched, byte for byte',
  { tag: '@once' },
  async ({ desk, signedIn, words }) => {
    const author = await worker(desk.url, 'ngan');
    const title = ownTitle('Nước sạch');
    const id = await handedIn(author, title);
    const leader = await signedIn('chutich', DESK);
    const heard = leader.waitForResponse((answer) => answer.url().endsWith('/sound'));
    await leader.goto(`/desk/approvals/${id}`);
    const { pathname } = new URL((await heard).url());
    await leader.getByRole('button', { name: words.screens.sound.play, exact: true }).click();
    await leader.getByRole('button', { name: words.screens.approvals.approve }).click();
    await leader.getByRole('button', { name: words.screens.approvals.take }).click();
    await expect(leader.getByRole('button', { name: words.screens.approvals.take })).toBeHidden();

    const sha256 = sha256Of(await (await leader.request.get(`${desk.url}${pathname}`)).body());
    const booked = (await author.api.get(`/communes/${author.communeId}/bookings`)).body.items;
    const { controllerIds } = booked.find((each: { announcementId: string }) => each.announcementId === id);
    expect(controllerIds.length).toBeGreaterThan(0);
    for (const controllerId of controllerIds as readonly string[]) {
      const fetched = join(desk.dataDir, 'fleet', controllerId, 'sounds', `${sha256}.mp3`);
      await until(() => existsSync(fetched), `the sound on ${controllerId}`, GUARD_MS);
      expect(sha256Of(await readFile(fetched))).toBe(sha256);
    }
  },
);

test(
  'J8 whoever made it may not approve it, another person may; a new sound or title voids the approval, a new topic does not',
  { tag: '@once' },
  async ({ desk, signedIn, words }) => {
    const operator = await worker(desk.url, 'mai');
    const title = ownTitle('Thuế đất');
    const id = await handedIn(operator, title);
    const author = await signedIn('mai', DESK);
    await author.goto(`/desk/approvals/${id}`);
    await expect(author.getByRole('heading', { name: title })).toBeVisible();
    await expect(author.getByRole('button', { name: words.screens.approvals.approve })).toBeDisabled();
    await expect(author.getByText(words.problems['not-allowed'].detail)).toBeVisible();
    await accessible(author);

    const leader = await signedIn('phochutich', DESK);
    await leader.goto(`/desk/approvals/${id}`);
    await leader.getByRole('button', { name: words.screens.sound.play, exact: true }).click();

    // The sound changes while the leader listens: what was heard before no longer counts.
    await mended(operator, id);
    await expect(leader.getByRole('button', { name: words.screens.approvals.approve })).toBeDisabled();
    await leader.getByRole('button', { name: words.screens.sound.play, exact: true }).click();
    await leader.getByRole('button', { name: words.screens.approvals.approve }).click();
    await expect(leader.getByText(fill(words.screens.approvals.done, { title }))).toBeVisible();

    const state = async () => (await operator.api.get(`/announcements/${id}`)).body.state;
    await edited(operator, id, { category: 'thuế' });
    expect(await state()).toBe('approved');
    await edited(operator, id, { title: `${title} (sửa tên)` });
    expect(await state()).not.toBe('approved');
    await mended(operator, id, '01-tiem-chung.m4a');
    await leader.goto(`/desk/approvals/${id}`);
    await expect(leader.getByRole('button', { name: words.screens.approvals.approve })).toBeDisabled();
    await expect(leader.getByRole('region', { name: words.screens.approvals.history })).toContainText(
      words.events['announcement.voided'],
    );
  },
);

function sha256Of(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** Presses, counted. */
function countTaps() {
  let taps = 0;
  return {
    press: async (what: ReturnType<Page['getByRole']>) => {
      taps += 1;
      await what.click();
    },
    count: () => taps,
  };
}
