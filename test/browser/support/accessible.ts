// No barrier on any state of any screen: WCAG 2.2 AA by axe. Colours are looked at in Vietnamese only, in the light and in the dark, because no
// colour depends on the language; everything else in both languages, in the light.
import axe from 'axe-core';
import { expect, type Page } from '@playwright/test';

/** The rules of axe that look at colours. They take most of its time. */
const COLOUR_RULES = ['color-contrast', 'link-in-text-block'];
const ALL: Looked = { runOnly: { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] } };
const COLOURS: Looked = { runOnly: { type: 'rule', values: COLOUR_RULES } };
const ALL_BUT_COLOURS: Looked = {
  ...ALL,
  rules: Object.fromEntries(COLOUR_RULES.map((rule) => [rule, { enabled: false }])),
};

type Looked = Pick<axe.RunOptions, 'runOnly' | 'rules'>;

/** Fails with what is wrong and where, for the page as it stands now. */
export async function accessible(page: Page): Promise<void> {
  const seesColours = (await page.locator('html').getAttribute('lang')) === 'vi';
  await lookedAt(page, 'light', seesColours ? ALL : ALL_BUT_COLOURS);
  if (seesColours) await lookedAt(page, 'dark', COLOURS);
  await page.emulateMedia({ colorScheme: null, reducedMotion: null });
}

async function lookedAt(page: Page, colorScheme: 'light' | 'dark', looked: Looked): Promise<void> {
  await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
  // Scripts that follow the theme are told of it before the next picture, not at once.
  await page.evaluate(() => new Promise(requestAnimationFrame));
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source);
  const told = await page.evaluate(async (options) => {
    const { violations } = await (window as unknown as { axe: typeof axe }).axe.run(document, {
      ...options,
      resultTypes: ['violations'],
    });
    return violations.map(
      ({ id, nodes }) => `${id}: ${nodes.map(({ html, failureSummary }) => `${html} ${failureSummary}`).join(' | ')}`,
    );
  }, looked);
  expect(told, `${page.url()} in the ${colorScheme}`).toEqual([]);
}
