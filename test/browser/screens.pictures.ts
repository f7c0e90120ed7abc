// The pictures of docs/screens: every screen as the people of the demo see it, in the light, on the phone and at the desk where it is for both.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { test, type Browser, type Page } from '@playwright/test';
import { fill, words } from '#words';
import { ApiPerson } from '../support/api-person';
import { Installation } from '../support/installation';
import { until } from '../support/until';
import { DEMO_PASSWORD, DESK, PHONE, type Device } from './support/fixtures';

const FOLDER = join(__dirname, '../../docs/screens');
const TEXT = words('vi').screens;

interface Screen {
  readonly name: string;
  /** Who looks; nobody in particular without it. */
  readonly login?: string;
  /** `{pole}` and `{announcement}` are taken from the demo. */
  readonly path: string;
  /** What is done before the picture. */
  readonly act?: (page: Page) => Promise<void>;
}

/** Documents for the hand; the desk has nothing of them. */
const ON_THE_PHONE: readonly Screen[] = [
  { name: 'sign-in', path: '/sign-in' },
  { name: 'village', login: 'truongthon3', path: '/village' },
  { name: 'record', login: 'ngan', path: '/record' },
  { name: 'leader', login: 'chutich', path: '/leader' },
  { name: 'pole', path: '/pole/{pole}' },
  { name: 'public-board', path: '/' },
];

/** Screens of the desk, which also stand on a phone. */
const AT_THE_DESK: readonly Screen[] = [
  { name: 'desk', login: 'mai', path: '/desk' },
  { name: 'review', login: 'chutich', path: '/desk/approvals' },
  { name: 'schedule', login: 'mai', path: '/desk/schedule' },
  { name: 'board', login: 'mai', path: '/desk/board' },
  { name: 'tonight', login: 'mai', path: '/desk/tonight' },
  { name: 'emergency', login: 'mai', path: '/desk/emergency' },
  { name: 'drill', login: 'mai', path: '/desk/drill' },
  { name: 'stop', login: 'mai', path: '/desk', act: (page) => page.getByRole('button', { name: TEXT.stop.button }).click() }, // prettier-ignore
  { name: 'retraction', login: 'mai', path: '/desk/retract/{announcement}' },
  { name: 'reviews', login: 'mai', path: '/desk/reviews' },
  { name: 'reports', login: 'mai', path: '/desk/reports' },
  { name: 'journal', login: 'mai', path: '/desk/reports/journal' },
  { name: 'settings', login: 'quantri', path: '/desk/settings' },
];

let demo: Installation;
let places: { readonly pole: string; readonly announcement: string };

test.beforeAll(async () => {
  mkdirSync(FOLDER, { recursive: true });
  demo = await Installation.start({ LOA_DEMO_DAY: 'yes' });
  // The afternoon slot has sounded everywhere, and village heads begin to answer.
  await until(() => demo.airLog().filter(({ event }) => event === 'end').length >= 88, 'the first broadcast', 400_000);
  const mai = await ApiPerson.signIn(demo.url, 'mai');
  const commune = `/communes/${(await mai.get('/me')).body.communeId}`;
  const { items: poles } = (await mai.get(`${commune}/controllers`)).body;
  const { items: bookings } = (await mai.get(`${commune}/bookings`)).body;
  places = { pole: poles[0].publicCode, announcement: bookings[0].announcementId };
});
test.afterAll(() => demo.stop());

for (const screen of [...ON_THE_PHONE, ...AT_THE_DESK]) {
  const isDesk = AT_THE_DESK.includes(screen);
  test(screen.name, async ({ browser }) => takePicture(browser, screen, screen.name, isDesk ? DESK : PHONE));
  if (isDesk) {
    const name = `${screen.name}-phone`;
    test(name, async ({ browser }) => takePicture(browser, screen, name, PHONE));
  }
}

async function takePicture(
  browser: Browser,
  { login, path, act }: Screen,
  name: string,
  device: Device,
): Promise<void> {
  const context = await browser.newContext({ ...device, baseURL: demo.url, colorScheme: 'light' });
  const page = await context.newPage();
  const asked = questionsOf(page);
  if (login !== undefined) {
    await page.request.post('/api/v1/session', {
      data: { login, password: DEMO_PASSWORD },
      headers: { Origin: demo.url },
    });
  }
  await page.goto(fill(path, places));
  await page.locator('main').waitFor();
  await act?.(page);
  // On a phone the way to all screens stands above the screen: the picture is of what stands below.
  if (device === PHONE) await page.locator('main').evaluate((main) => main.scrollIntoView());
  await until(async () => asked.size === 0 && (await standsStill(page)) && asked.size === 0, `${path}`, 60_000);
  await page.screenshot({ path: join(FOLDER, `${name}.png`) });
  await context.close();
}

/** What the page asked and was not answered yet. The line on which events come is never answered to its end. */
function questionsOf(page: Page): ReadonlySet<unknown> {
  const open = new Set<unknown>();
  page.on('request', (request) => request.resourceType() !== 'eventsource' && open.add(request));
  page.on('requestfinished', (request) => open.delete(request));
  page.on('requestfailed', (request) => open.delete(request));
  return open;
}

/** Whether a person sees a page that is all there: its letters came, nothing moves, nothing says that it loads. */
function standsStill(page: Page): Promise<boolean> {
  return page.evaluate(async () => {
    await document.fonts.ready;
    // Two frames: what was answered is drawn by then, and what it makes the page ask for next is asked.
    for (let frame = 0; frame < 2; frame++) await new Promise((drawn) => requestAnimationFrame(drawn));
    const main = document.querySelector('main');
    return (
      main !== null &&
      main.innerText.includes('\n') &&
      document.querySelector('.loading') === null &&
      document.getAnimations().every(({ playState }) => playState !== 'running')
    );
  });
}
