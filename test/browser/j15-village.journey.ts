// J15: an older village head with one thumb, on a phone without scripts and on one with them; and the first visit by personal link.
import type { Page } from '@playwright/test';
import { fill } from '#words';
import { ApiPerson } from '../support/api-person';
import { accessible, expect, PHONE, pictureOf, test } from './support/fixtures';
import { Thumb } from './support/recorder';
import { soundedNotice } from './support/sounded';

/** A notice goes on air first. */
const WITH_AIR_MS = 480_000;

/** Nothing stands beside the screen: no part can be reached by scrolling sideways only. */
async function fitsAcross(page: Page): Promise<void> {
  const [content, screen] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
  expect(content).toBeLessThanOrEqual(screen!);
}

test('J15 without scripts: sees, confirms with one tap, undoes, reports trouble with two', async ({
  signedIn,
  desk,
  words,
}) => {
  test.setTimeout(WITH_AIR_MS);
  const text = words.screens.village;
  await soundedNotice(desk, 'truongthon4', 'Phòng cháy rừng');
  const page = await signedIn('truongthon4', { ...PHONE, javaScriptEnabled: false });
  await page.goto('/village');
  const card = page.locator('.broadcast').filter({ hasText: 'Phòng cháy rừng' });
  await expect(card).toBeVisible();
  await expect(page.getByRole('link', { name: /0200 000 1234/ })).toHaveAttribute('href', 'tel:02000001234');

  const thumb = new Thumb();
  await thumb.tap(card.getByRole('button', { name: text.heard }));
  const said = card.getByText(fill(text.said, { answer: words.confirmationAnswers.heard }));
  await expect(said).toBeVisible();
  expect(thumb.taps).toBe(1);
  await card.getByRole('button', { name: text.undo }).first().tap();
  await expect(page.getByText(text.undone)).toBeVisible();

  const other = new Thumb();
  await other.tap(card.locator('summary', { hasText: text.trouble }));
  await other.tap(card.getByRole('button', { name: text.troubles.faint }));
  await expect(card.getByText(fill(text.said, { answer: words.confirmationAnswers.faint }))).toBeVisible();
  expect(other.taps).toBe(2);

  await page.getByRole('link', { name: text.tomorrow }).tap();
  await expect(page.getByRole('heading', { name: text.tomorrow, exact: true })).toBeVisible();
  await page.getByRole('link', { name: text.week }).tap();
  await expect(page.getByRole('heading', { name: text.week, exact: true })).toBeVisible();
});

test(
  'J15 with scripts: one tap in place, undo for ten seconds, large letters and zoom lose nothing',
  { tag: '@once' },
  async ({ signedIn, desk, words }) => {
    test.setTimeout(WITH_AIR_MS);
    const text = words.screens.village;
    await soundedNotice(desk, 'truongthon8', 'Họp thôn');
    const page = await signedIn('truongthon8');
    await page.goto('/village');
    await accessible(page);
    const card = page.locator('.broadcast').filter({ hasText: 'Họp thôn' });
    await card.locator('summary', { hasText: text.trouble }).tap();
    await card.locator('summary', { hasText: text.details }).tap();
    await accessible(page);
    await fitsAcross(page);
    const thumb = new Thumb();
    await thumb.tap(card.getByRole('button', { name: text.heard }));
    const undo = card.locator('[data-undo]');
    await expect(undo).toBeVisible();
    expect(thumb.taps).toBe(1);
    await accessible(page);
    await expect(undo).toHaveCount(0, { timeout: 15_000 });
    await expect(card.getByText(text.change)).toBeVisible();

    await page.getByRole('button', { name: /^A\+\+/ }).tap();
    await expect(page.locator('html')).toHaveAttribute('data-text', '3');
    await fitsAcross(page);
    await accessible(page);
    await page.goto('/village?view=week');
    await fitsAcross(page);
    await page.getByRole('button', { name: /^A / }).tap();
    await expect(page.locator('html')).toHaveAttribute('data-text', '1');
    // Twice as large is half as wide.
    await page.setViewportSize({ width: PHONE.viewport.width / 2, height: PHONE.viewport.height / 2 });
    await page.goto('/village');
    await fitsAcross(page);
    await expect(card).toBeVisible();
  },
);

test('J15 mutes the own village for ten minutes and ends it', async ({ signedIn, words }) => {
  const text = words.screens.village;
  const page = await signedIn('truongthon9');
  await page.goto('/village');
  await page.locator('summary', { hasText: text.mute }).tap();
  await accessible(page);
  await page.getByRole('button', { name: text.muteNow }).tap();
  const lift = page.getByRole('button', { name: text.unmute });
  await expect(lift).toBeVisible();
  await accessible(page);
  await lift.tap();
  await expect(lift).toHaveCount(0);
});

test(
  'the first visit by link asks the PIN once, then the phone is known',
  { tag: '@short' },
  async ({ visitor, desk, words }) => {
    const text = words.screens.link;
    const [mai, head] = [await ApiPerson.signIn(desk.url, 'mai'), await ApiPerson.signIn(desk.url, 'truongthon5')];
    const { personId } = (await head.get('/me')).body;
    const { path, pin, id } = (await mai.post(`/people/${personId}/village-link`)).body;
    const page = await visitor();
    const wrong = await page.goto(`${path}x`);
    expect(wrong!.status()).toBe(404);
    await expect(page.getByRole('heading', { name: words.problems['link-unknown'].title })).toBeVisible();
    await accessible(page);
    await page.screenshot({ path: pictureOf('link-unknown') });
    await page.goto(path);
    const field = page.getByLabel(text.askPin);
    await expect(field).toHaveAttribute('autocomplete', 'one-time-code');
    await accessible(page);
    // Every language runs on an installation of its own, so this is the person's first link, and the PIN comes with it.
    expect(pin).not.toBeNull();
    await field.fill(pin === '000000' ? '111111' : '000000');
    await page.getByRole('button', { name: text.enter }).tap();
    await expect(page.getByRole('alert')).toContainText(words.problems['pin-wrong'].title);
    await accessible(page);
    await field.fill(pin);
    await page.getByRole('button', { name: text.enter }).tap();
    await expect(page).toHaveURL(/\/village$/);
    await accessible(page);
    // The officer was told that PIN, so it neither mutes nor speaks in the village head's name.
    await expect(page.getByText(words.screens.village.needsOwnPin)).toBeVisible();
    await expect(page.getByText(words.screens.village.mute)).toHaveCount(0);
    await page.getByRole('link', { name: words.screens.village.ownPin }).tap();
    await expect(page.getByRole('heading', { name: text.ownPin })).toBeVisible();
    await accessible(page);
    await page.goto(path);
    await expect(page).toHaveURL(/\/village$/);

    await mai.delete(`/links/${id}`);
    await page.goto('/village');
    await expect(page).toHaveURL(/\/village\/sign-in$/);
    await accessible(page);
    await page.goto(path);
    await expect(page.getByRole('heading', { name: text.ended })).toBeVisible();
    await expect(page.getByRole('link', { name: /0200 000 1234/ })).toBeVisible();
    await accessible(page);
  },
);
