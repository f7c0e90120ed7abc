// Everybody begins here: signing in leads each to the page on which they work.
import { nextLanguage, WRITING } from '#words';
import { accessible, DEMO_PASSWORD, DESK, expect, test } from './support/fixtures';

test('an officer signs in and stands at the desk', { tag: '@short' }, async ({ visitor, words }) => {
  const page = await visitor(DESK);
  await page.goto('/desk');
  await expect(page).toHaveURL(/\/sign-in\?next=%2Fdesk/);
  await accessible(page);
  await page.getByLabel(words.signIn.login).fill('mai');
  await page.getByLabel(words.signIn.password).fill(DEMO_PASSWORD);
  await page.getByRole('button', { name: words.signIn.submit }).click();
  await expect(page).toHaveURL(/\/desk$/);
  await expect(page.getByRole('navigation', { name: words.screens.shell.navigation })).toBeVisible();
  await accessible(page);
});

test('a wrong password is said in words, and nothing else', async ({ visitor, words }) => {
  const page = await visitor();
  await page.goto('/sign-in');
  await page.getByLabel(words.signIn.login).fill('mai');
  await page.getByLabel(words.signIn.password).fill('wrong');
  await page.getByRole('button', { name: words.signIn.submit }).click();
  await expect(page.getByRole('alert')).toContainText(words.problems['sign-in-failed'].title);
  await accessible(page);
});

test('letters, theme and language are chosen once and hold on every page', async ({ visitor, words, language }) => {
  const page = await visitor();
  await page.goto('/');
  await accessible(page);
  const text = words.screens.preferences;
  await page.getByRole('button', { name: `A++ ${text.textSize}` }).click();
  await page.getByRole('button', { name: text.themes.dark }).click();
  await page.goto('/sign-in');
  await expect(page.locator('html')).toHaveAttribute('data-text', '3');
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  const before = await page.locator('html').getAttribute('lang');
  await page.getByRole('button', { name: WRITING[nextLanguage(language)].ownName }).click();
  await expect(page.locator('html')).not.toHaveAttribute('lang', before!);
});
