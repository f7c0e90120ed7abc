// A mouse, a finger or a key on a button that has to be held.
import { expect, type Locator, type Page } from '@playwright/test';

/** Presses and keeps pressing; gives back how to let go. */
export async function pressOn(page: Page, button: Locator): Promise<() => Promise<void>> {
  await button.scrollIntoViewIfNeeded();
  const { x, y, width, height } = (await button.boundingBox())!;
  await page.mouse.move(x + width / 2, y + height / 2);
  await page.mouse.down();
  return () => page.mouse.up();
}

/** As `pressOn`, with a finger on glass: the browser is told of a touch, not of a mouse. */
export async function touchOn(page: Page, button: Locator): Promise<() => Promise<void>> {
  await button.scrollIntoViewIfNeeded();
  const { x, y, width, height } = (await button.boundingBox())!;
  const glass = await page.context().newCDPSession(page);
  const touchPoints = [{ x: x + width / 2, y: y + height / 2 }];
  await glass.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints });
  return async () => {
    await glass.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
    await glass.detach();
  };
}

/** As `pressOn`, with a key; the button has to have the focus, as for a person. */
export async function keyOn(page: Page, button: Locator, key: 'Space' | 'Enter'): Promise<() => Promise<void>> {
  await button.focus();
  await page.keyboard.down(key);
  return () => page.keyboard.up(key);
}

/** What presses, and gives back how to let go. */
type Press = (page: Page, button: Locator) => Promise<() => Promise<void>>;

/** Lets go when so much of the time is held: not by a clock, but by what the button itself shows. */
export async function holdFor(page: Page, button: Locator, share: number, press: Press = pressOn): Promise<void> {
  const letGo = await press(page, button);
  const held = () =>
    button.locator('.hold-ring').evaluate((ring) => Number(getComputedStyle(ring).getPropertyValue('--share')));
  await expect.poll(held, { intervals: [50] }).toBeGreaterThanOrEqual(share);
  await letGo();
}
