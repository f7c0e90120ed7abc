// A screen of the desk that cannot be reached, that nobody walks through, or that has no picture is not finished.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(__dirname, '../..');
const BROWSER = join(ROOT, 'test/browser');
const textOf = (...names: readonly string[]) => names.map((name) => readFileSync(name, 'utf8')).join('\n');

/** The first screen stands at `/desk` itself, every other one at its own name. */
const addressOf = (screen: string) => (screen === 'needs' ? '/desk' : `/desk/${screen}`);
/** Has nothing to show but a person's own password and notices. */
const WITHOUT_PICTURE = ['account'];

const screens = readdirSync(join(ROOT, 'apps/console/screens'));
const routes = textOf(join(ROOT, 'apps/console/app.tsx'));
const pictures = textOf(join(BROWSER, 'screens.pictures.ts'));
const journeys = textOf(
  ...readdirSync(BROWSER)
    .filter((name) => name.endsWith('.journey.ts'))
    .map((name) => join(BROWSER, name)),
);

describe.each(screens)('the screen %s', (screen) => {
  const visited = new RegExp(`['"\`]${addressOf(screen)}(?![a-z-])`);

  it('has an address', () => {
    expect(routes).toContain(`import('./screens/${screen}')`);
  });

  it('is visited by a journey', () => {
    expect(journeys).toMatch(visited);
  });

  it('has a picture', () => {
    if (WITHOUT_PICTURE.includes(screen)) expect(pictures).not.toMatch(visited);
    else expect(pictures).toMatch(visited);
  });
});

it('every screen that the navigation names has a folder', () => {
  const shell = textOf(join(ROOT, 'apps/console/shell/shell.tsx'));
  const named = [...shell.matchAll(/path: '\/(\w+)'/g)].map(([, name]) => name);
  expect(screens).toEqual(expect.arrayContaining(named));
});
