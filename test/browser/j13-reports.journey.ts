// J13 and the journal: the report of the month says what the horns noted down, on the screen, in the file and on paper; and whatever is done at the
// desk stands in the journal with who, before and after.
import type { Locator, Page } from '@playwright/test';
import { fill, type Catalogue, type Language } from '#words';
import { until } from '../support/until';
import { broadcast, Caller } from './support/broadcast';
import { accessible, DESK, expect, test } from './support/fixtures';
import { heardIn, type Heard } from './support/heard-month';

/** A share as the table shows it: never rounded up. */
function shareText(part: number, whole: number, language: Language): string {
  if (whole === 0) return '–';
  return `${(Math.floor((part * 1_000) / whole) / 10).toLocaleString(language)} %`;
}

/** What stands in the column under that heading, row by row. */
async function columnOf(table: Locator, heading: string): Promise<readonly string[]> {
  const headings = await table.locator('thead th').allInnerTexts();
  const column = headings.indexOf(heading);
  expect(column, heading).toBeGreaterThanOrEqual(0);
  const rows = await table.locator('tbody tr').all();
  return Promise.all(rows.map((row) => row.locator('th, td').nth(column).innerText()));
}

/** The rows that the page offers as a file, by their heading, without the sum at the end. */
async function villagesInFile(page: Page, words: Catalogue, language: Language) {
  const text = words.screens.reports;
  const file = page.waitForEvent('download');
  await page.getByRole('link', { name: fill(text.csv, { table: text.csvTables.villages }) }).click();
  const chunks: Buffer[] = [];
  for await (const chunk of await (await file).createReadStream()) chunks.push(chunk as Buffer);
  // The simplest rule that holds for it: behind the byte order mark, no cell has the separator or a quote in it, though it may stand in quotes.
  const [heading, ...rows] = Buffer.concat(chunks)
    .toString('utf8')
    .slice(1)
    .trimEnd()
    .split('\r\n')
    .map((line) => line.split(language === 'vi' ? ';' : ',').map((cell) => cell.replace(/^"(.*)"$/, '$1')));
  return rows.slice(0, -1).map((row) => new Map(heading!.map((name, at) => [name, row[at]!])));
}

function pagesIn(pdf: Buffer): number {
  return pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)?.length ?? 0;
}

/** A guard against hanging where somebody waits for a broadcast on a busy machine. */
const WITH_AIR_MS = 360_000;

test('J13 the report of the month says what the air log says, in the table, in the file and on paper', async ({
  desk,
  signedIn,
  words,
  language,
}) => {
  test.setTimeout(WITH_AIR_MS);
  const page = await signedIn('mai', DESK);
  const people = [await signedIn('ngan'), page, await signedIn('chutich')] as const;
  const { communeId, villageId } = await broadcast(desk, people, 'Khe Tre');
  const mai = new Caller(page, desk.url);
  const heard = () => heardIn(mai, communeId, desk.airLog());
  await until(async () => ((await heard()).get(villageId)?.played ?? 0) >= 4, 'the broadcast on four poles', 150_000);
  const { items: villages } = await mai.get<{ items: readonly { id: string; name: string; label: string }[] }>(
    `/communes/${communeId}/villages`,
  );
  const reports = `/communes/${communeId}/reports`;
  const { usual } = await mai.get<{ usual: string }>(reports);
  interface Told {
    readonly tally: { readonly played: number };
    readonly soundedMs: number;
  }
  // What was cut short is told as well, and may be under way still.
  const everythingIsTold = async () => {
    const [{ tally, soundedMs }, each] = [await mai.get<Told>(`${reports}/${usual}`), [...(await heard()).values()]];
    const played = each.reduce((sum, one) => sum + one.played, 0);
    const horns = each.reduce((sum, one) => sum + one.soundedMs, 0);
    return tally.played === played && Math.abs(soundedMs - horns) <= 1_000;
  };
  // A box whose word was lost says it again after half a minute at most, and after as long once more.
  await until(everythingIsTold, 'what the devices sent to be counted', 150_000);
  const truth = await heard();
  const silence: Heard = { due: 0, played: 0, begun: 0, onTime: 0, soundedMs: 0 };
  const own = villages.map(({ id }) => truth.get(id) ?? silence);

  // By way of another screen that prints: what it says about paper must end with it.
  const text = words.screens.reports;
  await page.goto('/desk/schedule');
  await page.getByRole('navigation').getByRole('link', { name: text.title }).click();
  const table = page.getByRole('table').first();
  await expect(table).toBeVisible();
  expect(await columnOf(table, text.played)).toEqual(own.map(({ played }) => String(played)));
  expect(await columnOf(table, text.village)).toEqual(villages.map(({ label, name }) => `${label} ${name}`));
  expect(await columnOf(table, text.trouble)).toEqual(own.map(({ due, played }) => String(due - played)));
  expect(await columnOf(table, text.onTime)).toEqual(
    own.map(({ onTime, begun }) => shareText(onTime, begun, language)),
  );
  await accessible(page);

  // The file holds the same numbers, and seconds where the page has minutes.
  const { reportTables } = words;
  for (const [index, row] of (await villagesInFile(page, words, language)).entries()) {
    const { due, played, begun, onTime, soundedMs } = own[index]!;
    expect(row.get(reportTables.village)).toBe(`${villages[index]!.label} ${villages[index]!.name}`);
    const said = [reportTables.due, reportTables.played, reportTables.begun, reportTables.onTime].map((name) =>
      Number(row.get(name)),
    );
    expect(said, row.get(reportTables.village)).toEqual([due, played, begun, onTime]);
    expect(Math.abs(Number(row.get(reportTables.seconds)) - soundedMs / 1_000)).toBeLessThanOrEqual(1);
  }

  // On paper: every village, the lines to sign on, and nothing of the desk around it.
  await page.emulateMedia({ media: 'print' });
  for (const { name } of villages) await expect(table.getByText(name, { exact: false }).first()).toBeVisible();
  await expect(page.getByText(text.author)).toBeVisible();
  await expect(page.getByText(text.chief)).toBeVisible();
  await expect(page.getByRole('navigation')).toBeHidden();
  await expect(page.getByRole('banner')).toBeHidden();
  expect(pagesIn(await page.pdf({ preferCSSPageSize: true }))).toBeGreaterThan(0);
  await page.emulateMedia({ media: null });
});

test('J13 the programme of the week has one page for each village, with its name on it', async ({ desk, signedIn }) => {
  const page = await signedIn('mai', DESK);
  const mai = new Caller(page, desk.url);
  const { communeId } = await mai.get<{ communeId: string }>('/me');
  const { items: villages } = await mai.get<{ items: readonly { name: string }[] }>(`/communes/${communeId}/villages`);
  await page.goto('/desk/schedule');
  await expect(page.locator('.sheet')).toHaveCount(villages.length);
  await page.emulateMedia({ media: 'print' });
  for (const [index, { name }] of villages.entries()) {
    const sheet = page.locator('.sheet').nth(index);
    await expect(sheet).toBeVisible();
    await expect(sheet).toContainText(name);
  }
  await expect(page.locator('.desk-header')).toBeHidden();
  expect(pagesIn(await page.pdf({ preferCSSPageSize: true }))).toBe(villages.length);
  await page.emulateMedia({ media: null });
});

test('J13 a month without a broadcast says so, and a line that is down says that the numbers are old', async ({
  signedIn,
  words,
}) => {
  const page = await signedIn('mai', DESK);
  const text = words.screens.reports;
  await page.route('**/api/**/reports', async (route) => {
    const answer = await route.fetch();
    await route.fulfill({ response: answer, json: { first: '2020-01', last: '2020-01', usual: '2020-01' } });
  });
  await page.goto('/desk/reports');
  await expect(page.getByText(text.empty)).toBeVisible();
  await accessible(page);
  await page.unrouteAll();
  await page.route('**/api/**/reports', (route) => route.abort());
  await page.reload();
  await expect(page.getByText(words.screens.shell.failed)).toBeVisible();
  await accessible(page);
});

test(
  'J14 an act at the desk stands in the journal with who, before and after',
  { tag: '@short' },
  async ({ desk, signedIn, words }) => {
    const page = await signedIn('quantri', DESK);
    const text = words.screens.reports;
    const admin = new Caller(page, desk.url);
    const { communeId, name } = await admin.get<{ communeId: string; name: string }>('/me');
    const rules = `/communes/${communeId}/rules`;
    const { escalateAfterMs, revision } = await admin.get<{ escalateAfterMs: number; revision: number }>(rules);
    const change = { escalateAfterMs: escalateAfterMs + 60_000 };
    await admin.send('PATCH', rules, { data: change }, { 'If-Match': `"${revision}"` });

    await page.goto('/desk/reports/journal');
    await expect(page.locator('.badge', { hasText: text.chainIntact })).toBeVisible();
    await page.getByLabel(text.about).selectOption('commune');
    const entry = page.getByRole('region', { name: text.journal }).getByRole('listitem').first();
    await expect(entry).toContainText(name);
    await expect(entry).toContainText(words.events['commune.rules-changed']);
    await entry.locator('summary').click();
    await expect(entry.getByRole('columnheader', { name: text.before })).toBeVisible();
    await expect(entry.getByRole('columnheader', { name: text.after })).toBeVisible();
    await expect(entry.locator('tbody tr')).toHaveCount(1);
    await accessible(page);

    await page.getByLabel(text.from).fill('2030-01-01');
    await expect(page.getByText(text.journalEmpty)).toBeVisible();
    await accessible(page);
  },
);

test('J14 the journal is not for everybody, and says so', async ({ signedIn, words }) => {
  const page = await signedIn('ngan', DESK);
  await page.goto('/desk/reports/journal');
  await expect(page.getByText(words.screens.shell.noRight).first()).toBeVisible();
  await accessible(page);
});
