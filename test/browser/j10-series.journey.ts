// J10: a weekly series. A day that was taken out stays out, whatever is renamed or moved afterwards.
import { DeskBookings } from './support/desk-bookings';
import { accessible, DESK, expect, test } from './support/fixtures';

test(
  'J10 a day taken out of a series stays out after a rename, and after moves of the following ones and of all',
  { tag: '@once' },
  async ({ signedIn, words, language }) => {
    const text = words.screens.schedule;
    const page = await signedIn('mai', DESK);
    await page.goto('/desk');
    const desk = await DeskBookings.of(page);
    const title = `Thể dục ${language} ${process.pid}`;
    const first = language === 'en' ? 60 : 10;
    const [from, gone, third, until] = [first, first + 7, first + 14, first + 28].map((after) => desk.day(after)) as [
      string,
      string,
      string,
      string,
    ];
    const weekday = new Date(`${from}T00:00:00Z`).getUTCDay() || 7;
    const series = await desk.booked(title, 'Phìn Sử', 'Sáng', { kind: 'weekly', days: [weekday], from, until });
    const soundsOn = async (date: string) => {
      const { entries } = await desk.get<{ entries: { announcementId: string; state: string; slotName: string }[] }>(
        `/communes/${desk.communeId}/schedule?from=${date}&days=1`,
      );
      return entries
        .filter(({ announcementId, state }) => announcementId === series.announcement.id && state !== 'cancelled')
        .map(({ slotName }) => slotName);
    };
    const show = async (date: string) => {
      await page.locator('.schedule-bar input[type="date"]').fill(date);
    };

    await page.goto('/desk/schedule');
    await show(gone);
    await page.getByRole('button', { name: `${text.details} ${title}` }).click();
    const drawer = page.getByRole('dialog');
    await expect(drawer).toContainText(text.history);
    await accessible(page);
    await drawer.getByRole('button', { name: text.endings.this }).click();
    await drawer.getByRole('textbox').fill('Tang lễ');
    await drawer.getByRole('button', { name: text.endings.this }).click();
    await expect(page.getByRole('status').filter({ hasText: title })).toBeVisible();
    await expect.poll(() => soundsOn(gone)).toEqual([]);

    const { announcement } = await desk.booking(series.id);
    const renamed = `${title} mới`;
    await desk.send(
      'PATCH',
      `/announcements/${announcement.id}`,
      { title: renamed },
      { 'If-Match': `"${announcement.revision}"` },
    );
    expect([await soundsOn(from), await soundsOn(gone), await soundsOn(third)]).toEqual([['Sáng'], [], ['Sáng']]);

    const moveTo = async (date: string, slot: string, scope: string) => {
      await show(date);
      await page.getByRole('button', { name: `${text.move} ${renamed}` }).click();
      const dialog = page.getByRole('dialog');
      await expect(
        dialog.getByRole('radio', { name: text.scopes.this, exact: true }),
        'only this one, unless said otherwise',
      ).toBeChecked();
      await dialog.getByRole('radio', { name: scope, exact: true }).check();
      await dialog.getByRole('radio', { name: new RegExp(`^${slot}`) }).check();
      await expect(dialog.getByText(text.fits)).toBeVisible();
      await accessible(page);
      await dialog.getByRole('button', { name: text.saveMove }).click();
      await expect(dialog).toBeHidden();
    };
    await moveTo(third, 'Chiều', text.scopes.following);
    await expect.poll(() => soundsOn(third)).toEqual(['Chiều']);
    expect([await soundsOn(from), await soundsOn(gone)]).toEqual([['Sáng'], []]);

    await moveTo(from, 'Trưa', text.scopes.all);
    await expect.poll(() => soundsOn(from)).toEqual(['Trưa']);
    expect(await soundsOn(gone), 'the day that was taken out stays out').toEqual([]);
  },
);
