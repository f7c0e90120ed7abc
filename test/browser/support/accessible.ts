// No barrier on any state of any screen: WCAG 2.2 AA by axe. Everything is looked at in the light; in the dark what depends on colours, and that
// in Vietnamese only, because no colour depends on the language.
import axe from 'axe-core';
import { expect, type Page } from '@playwright/test';

const ALL = { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] } as const;
/** The rules of axe that look at colours. */
const COLOURS = { type: 'rule', values: ['color-contrast', 'link-in-text-block'] } as const;

/** Fails with what is wrong and where, for the page as it stands now. */
export async function accessible(page: Page): Promise<void> {
  await lookedAt(page, 'light', ALL);
  if ((await page.locator('html').getAttribute('lang')) === 'vi') await lookedAt(page, 'dark', COLOURS);
  await page.emulateMedia({ colorScheme: null, reducedMotion: null });
}

async function lookedAt(page: Page, colorScheme: 'light' | 'dark', rules: typeof ALL | typeof COLOURS): Promise<void> {
  await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
  // Scripts that follow the theme are told of it before the next picture, not at once.
  await page.evaluate(() => new Promise(requestAnimationFrame));
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source);
  const told = await page.evaluate(async (runOnly) => {
    const { violations } = await (window as unknown as { axe: typeof axe }).axe.run(document, {
      runOnly: { type: runOnly.type, values: [...runOnly.values] },
      resultTypes: ['violations'],
    });
    return violations.map(
      ({ id, nodes }) => `${id}: ${nodes.map(({ html, failureSummary }) => `${html} ${failureSummary}`).join(' | ')}`,
    );
  }, rules);
  expect(told, `${page.url()} in the ${colorScheme}`).toEqual([]);
}
