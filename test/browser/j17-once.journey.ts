// J17: what is meant once is made once: by a double click, by a press after the answer was lost on the way, and by a second form for the same.
import type { Page } from '@playwright/test';
import { DeskBookings } from './support/desk-bookings';
import { accessible, DESK, expect, test } from './support/fixtures';
import { ownTitle } from './support/handed-in';

const BOOKINGS = /\/communes\/[^/]+\/bookings$/;

test(
  'J17 a double click on "send for approval" makes one series; a second desk with the same form is asked first',
  { tag: '@once' },
  async ({ signedIn, words }) => {
    const text = words.screens.schedule;
    const page = await signedIn('mai', DESK);
    await page.goto('/desk');
    const desk = await DeskBookings.of(page);
    const id = await desk.announcement(ownTitle('Vệ sinh đường làng'));
    const dialog = await seriesOf(page, id, desk, text);
    const other = await signedIn('mai', DESK);
    const again = await seriesOf(other, id, desk, text);
    await expect(again.getByText(text.fits)).toBeVisible();
    const sent: string[] = [];
    page.on('request', (request) => {
      if (request.method() === 'POST' && BOOKINGS.test(request.url())) sent.push(request.url());
    });
    await dialog.getByRole('button', { name: text.propose }).dblclick();
    await expect(dialog).toBeHidden();
    expect(sent).toHaveLength(1);
    expect(await bookingsOf(desk, id)).toHaveLength(1);

    await again.getByRole('button', { name: text.propose }).click();
    await expect(again.getByText(words.problems['booking-duplicate'].title)).toBeVisible();
    expect(await bookingsOf(desk, id)).toHaveLength(1);
    await accessible(other);
    await again.getByRole('button', { name: text.bookAgain }).click();
    await again.getByRole('button', { name: text.propose }).click();
    await expect(again).toBeHidden();
    expect(await bookingsOf(desk, id)).toHaveLength(2);
  },
);

test(
  'J17 an answer that was lost on the way, and pressed again, makes one booking',
  { tag: '@once' },
  async ({ signedIn, words }) => {
    const text = words.screens.schedule;
    const page = await signedIn('mai', DESK);
    await page.goto('/desk');
    const desk = await DeskBookings.of(page);
    const id = await desk.announcement(ownTitle('Họp phụ huynh'));
    const dialog = await seriesOf(page, id, desk, text);
    const answers: number[] = [];
    await page.route(BOOKINGS, async (route) => {
      if (route.request().method() !== 'POST') return route.fallback();
      const answer = await route.fetch();
      answers.push(answer.status());
      // The server did it; the phone line did not bring the answer.
      if (answers.length === 1) return route.abort();
      return route.fulfill({ response: answer });
    });
    await dialog.getByRole('button', { name: text.propose }).click();
    await expect(dialog.getByRole('alert')).toBeVisible();
    expect(await bookingsOf(desk, id)).toHaveLength(1);
    await dialog.getByRole('button', { name: text.propose }).click();
    await expect(dialog).toBeHidden();
    expect(answers).toEqual([201, 201]);
    expect(await bookingsOf(desk, id)).toHaveLength(1);
  },
);

/** The dialog, filled in and found to fit: every day in the whole commune. */
async function seriesOf(
  page: Page,
  announcementId: string,
  desk: DeskBookings,
  text: {
    readonly wholeCommune: string;
    readonly howOften: string;
    readonly fromDay: string;
    readonly untilDay: string;
  },
) {
  await page.goto(`/desk/schedule?announcement=${announcementId}`);
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('checkbox', { name: text.wholeCommune }).check();
  await dialog.getByRole('radio', { name: new RegExp(`^${desk.slots[0]!.name}`) }).check();
  await dialog.getByRole('combobox', { name: text.howOften }).selectOption('daily');
  await dialog.getByLabel(text.fromDay).fill(desk.day(40));
  await dialog.getByLabel(text.untilDay).fill(desk.day(47));
  return dialog;
}

async function bookingsOf(desk: DeskBookings, announcementId: string) {
  const { items } = await desk.get<{ items: { announcementId: string }[] }>(
    `/communes/${desk.communeId}/bookings?limit=100`,
  );
  return items.filter((each) => each.announcementId === announcementId);
}
