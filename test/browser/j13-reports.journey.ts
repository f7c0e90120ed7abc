// J13 and the journal: the report of the month says what the horns noted down, on the screen, in the file and on paper; and whatever is done at the
// desk stands in the journal with who, before and after.
import type { Locator, Page } from '@playwright/test';
import { fill } from '#words';
import { until } from '../support/until';
import { broadcast, Caller } from './support/broadcast';
import { accessible, DESK, expect, test } from './support/fixtures';

/** What is on air, as far as this journey looks at it. */
interface Rundowns {
  readonly items: readonly { readonly villageId: string; readonly items: readonly { readonly id: string }[] }[];
}

/** What stands in the column under that heading, row by row. */
async function columnOf(table: Locator, heading: string): Promise<readonly string[]> {
  const headings = await table.locator('thead th').allInnerTexts();
  const column = headings.indexOf(heading);
  expect(column, heading).toBeGreaterThanOrEqual(0);
  const rows = table.locator('tbody tr');
  return Promise.all((await rows.all()).map((row) => row.locator('th, td').nth(column).innerText()));
}

/** A table of ours, read by the simplest rule that holds for it: no cell of these columns has a quote in it. */
function rowsOf(csv: string, separator: string): readonly (readonly string[])[] {
  return csv
    .slice(1)
    .trimEnd()
    .split('\r\n')
    .map((line) => line.split(separator));
}

async function openReport(page: Page, title: string): Promise<void> {
  await page.goto('/desk');
  await page.getByRole('navigation').getByRole('link', { name: title }).click();
}

test('J13 the report of the month says what the air log says, in the table, in the file and on paper', async ({
  desk,
  signedIn,
  words,
  language,
}) => {
  const page = await signedIn('mai', DESK);
  const people = [await signedIn('ngan'), page, await signedIn('chutich')] as const;
  const { communeId, villageId } = await broadcast(desk, people, 'Khe Tre');
  const mai = new Caller(page, desk.url);
  /** How often the horns of the village played an item to its end, as they noted it down themselves. */
  const completed = async () => {
    const rundowns = await mai.get<Rundowns>(`/communes/${communeId}/rundowns`);
    const own = rundowns.items.filter((each) => each.villageId === villageId).flatMap(({ items }) => items);
    const ids = new Set(own.map(({ id }) => id));
    return desk.airLog().filter((line) => line.event === 'end' && line.completed && ids.has(line.airingId)).length;
  };
  await until(async () => (await completed()) >= 4, 'the broadcast on four poles', 150_000);
  const text = words.screens.reports;
  await openReport(page, text.title);
  const table = page.getByRole('table').first();
  await expect(table).toBeVisible();

  // Every village, and for ours exactly what its horns played to the end.
  const villages = await mai.get<{ items: readonly { id: string; name: string; label: string }[] }>(
    `/communes/${communeId}/villages`,
  );
  const ours = villages.items.find(({ id }) => id === villageId)!;
  const names = await columnOf(table, text.village);
  expect(names).toEqual(villages.items.map(({ label, name }) => `${label} ${name}`));
  await expect(async () => {
    await page.reload();
    await expect(table).toBeVisible();
    const played = await columnOf(page.getByRole('table').first(), text.played);
    expect(Number(played[names.indexOf(`${ours.label} ${ours.name}`)])).toBe(await completed());
  }).toPass({ timeout: 60_000 });
  await accessible(page);

  // The file holds the same numbers.
  const file = page.waitForEvent('download');
  await page.getByRole('link', { name: fill(text.csv, { table: text.csvTables.villages }) }).click();
  const csv = await (await file).createReadStream();
  const chunks: Buffer[] = [];
  for await (const chunk of csv) chunks.push(chunk as Buffer);
  const [heading, ...rows] = rowsOf(Buffer.concat(chunks).toString('utf8'), language === 'vi' ? ';' : ',');
  const at = heading!.indexOf(words.reportTables.played);
  expect(rows.slice(0, -1).map((row) => row[at])).toEqual(await columnOf(table, text.played));

  // On paper: every village, the lines to sign on, and nothing of the desk around it.
  await page.emulateMedia({ media: 'print' });
  for (const { name } of villages.items) await expect(table.getByText(name, { exact: false }).first()).toBeVisible();
  await expect(page.getByText(text.author)).toBeVisible();
  await expect(page.getByText(text.chief)).toBeVisible();
  await expect(page.getByRole('navigation')).toBeHidden();
  await expect(page.getByRole('banner')).toBeHidden();
  expect((await page.pdf({ preferCSSPageSize: true })).subarray(0, 5).toString()).toBe('%PDF-');
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
    await entry.getByText(text.details).first().click();
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
