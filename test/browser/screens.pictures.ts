// The pictures of docs/screens: each screen as the people of the demo see it, on a phone or at a desk, in the light.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from '@playwright/test';
import { Installation } from '../support/installation';
import { until } from '../support/until';
import { DEMO_PASSWORD, DESK, PHONE, type Device } from './support/fixtures';
import { test } from '@playwright/test';

const FOLDER = join(__dirname, '../../docs/screens');

interface Picture {
  readonly name: string;
  readonly login: string;
  readonly path: string;
  readonly device: Device;
}

const PICTURES: readonly Picture[] = [
  { name: 'village', login: 'truongthon3', path: '/village', device: PHONE },
  { name: 'record', login: 'ngan', path: '/record', device: PHONE },
  { name: 'leader', login: 'chutich', path: '/leader', device: PHONE },
  { name: 'desk', login: 'mai', path: '/desk', device: DESK },
  { name: 'review', login: 'mai', path: '/desk/review', device: DESK },
  { name: 'schedule', login: 'mai', path: '/desk/schedule', device: DESK },
  { name: 'board', login: 'mai', path: '/desk/board', device: DESK },
  { name: 'tonight', login: 'mai', path: '/desk/tonight', device: DESK },
  { name: 'emergency', login: 'mai', path: '/desk/emergency', device: DESK },
  { name: 'drill', login: 'mai', path: '/desk/drill', device: DESK },
  { name: 'reports', login: 'mai', path: '/desk/reports', device: DESK },
  { name: 'settings', login: 'quantri', path: '/desk/settings', device: DESK },
];

/** Longer than a screen waits before it says that it loads. */
const MOMENT_MS = 1_000;

let demo: Installation;

test.beforeAll(async () => {
  mkdirSync(FOLDER, { recursive: true });
  demo = await Installation.start({ LOA_DEMO_DAY: 'yes' });
  // The afternoon slot has sounded everywhere, and village heads begin to answer.
  await until(() => demo.airLog().filter(({ event }) => event === 'end').length >= 88, 'the first broadcast', 400_000);
});
test.afterAll(() => demo.stop());

for (const picture of PICTURES) {
  test(picture.name, async ({ browser }) => {
    const page = await open(browser, picture);
    await page.screenshot({ path: join(FOLDER, `${picture.name}.png`) });
    await page.context().close();
  });
}

async function open(browser: Browser, { login, path, device }: Picture): Promise<Page> {
  const context = await browser.newContext({ ...device, baseURL: demo.url, colorScheme: 'light' });
  const page = await context.newPage();
  await page.request.post('/api/v1/session', {
    data: { login, password: DEMO_PASSWORD },
    headers: { Origin: demo.url },
  });
  await page.goto(path);
  await page.locator('main').waitFor();
  await until(() => standsStill(page), `${path} to stand still`, 60_000);
  return page;
}

/** The desk keeps a line open, so it is never idle: a page is there when it says the same twice, a moment apart, and waits for nothing. */
async function standsStill(page: Page): Promise<boolean> {
  const main = page.locator('main');
  const before = await main.innerText();
  await page.waitForTimeout(MOMENT_MS);
  return (await main.innerText()) === before && before.includes('\n') && (await page.locator('.loading').count()) === 0;
}
