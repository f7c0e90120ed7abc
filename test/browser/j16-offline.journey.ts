// J16: the last list stays readable without a line, and a word that waited is taken once, whatever happened to the first try.
import { fill } from '#words';
import { ApiPerson } from '../support/api-person';
import { accessible, expect, test } from './support/fixtures';
import { soundedNotice } from './support/sounded';

const WITH_AIR_MS = 480_000;

test(
  'J16 the list is there without a line, and the word goes out once when it is back',
  { tag: '@once' },
  async ({ signedIn, desk, words }) => {
    test.setTimeout(WITH_AIR_MS);
    const text = words.screens.village;
    const { communeId, rundownId } = await soundedNotice(desk, 'truongthon6', 'Tiêm phòng cho trẻ');
    const page = await signedIn('truongthon6');
    const context = page.context();
    await page.goto('/village');
    const isKept = () => page.evaluate(async () => (await (await caches.open('loa-pages')).keys()).length > 0);
    await expect.poll(isKept).toBe(true);

    await context.setOffline(true);
    await page.reload();
    const card = page.locator('.broadcast').filter({ hasText: 'Tiêm phòng cho trẻ' });
    await expect(card).toBeVisible();
    await expect(page.locator('.offline')).toBeVisible();
    await accessible(page);
    await card.getByRole('button', { name: text.heard }).tap();
    const waiting = card.getByText(fill(text.waiting, { answer: words.confirmationAnswers.heard }));
    await expect(waiting).toBeVisible();
    await accessible(page);
    await page.reload();
    await expect(waiting).toBeVisible();
    // The app on the phone begins at /home.
    await page.goto('/home');
    await expect(page).toHaveURL(/\/village$/);
    await expect(waiting).toBeVisible();

    // The server takes the word, but its answer is lost on the way; the phone sends it again.
    let lost = 0;
    await context.route('**/confirmations', async (route) => {
      if (lost > 0) return route.continue();
      lost += 1;
      await route.fetch();
      await route.abort();
    });
    await context.setOffline(false);
    await expect.poll(() => lost).toBe(1);
    await page.goto('/village');
    await expect(card.getByText(fill(text.said, { answer: words.confirmationAnswers.heard }))).toBeVisible();
    await expect(page.locator('.offline')).toBeHidden();
    await expect(waiting).toHaveCount(0);
    const mai = await ApiPerson.signIn(desk.url, 'mai');
    const { body } = await mai.get(`/communes/${communeId}/audit?subjectId=${rundownId}&kind=rundown.confirmed`);
    expect(body.items).toHaveLength(1);

    await page.getByRole('button', { name: words.screens.phone.signOut }).tap();
    await expect(page).toHaveURL(/\/$/);
    await expect.poll(() => page.evaluate(() => caches.has('loa-pages'))).toBe(false);
  },
);
