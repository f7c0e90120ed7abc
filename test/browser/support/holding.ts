// A finger or a mouse on a button that has to be held.
import { expect, type Locator, type Page } from '@playwright/test';

/** Presses and keeps pressing; gives back how to let go. */
export async function pressOn(page: Page, button: Locator): Promise<() => Promise<void>> {
  await button.scrollIntoViewIfNeeded();
  const { x, y, width, height } = (await button.boundingBox())!;
  await page.mouse.move(x + width / 2, y + height / 2);
  await page.mouse.down();
  return () => page.mouse.up();
}

/** Lets go when so much of the time is held: not by a clock, but by what the button itself shows. */
export async function holdFor(page: Page, button: Locator, share: number): Promise<void> {
  const letGo = await pressOn(page, button);
  const held = () =>
    button.locator('.hold-ring').evaluate((ring) => Number(getComputedStyle(ring).getPropertyValue('--share')));
  await expect.poll(held, { intervals: [50] }).toBeGreaterThanOrEqual(share);
  await letGo();
}
