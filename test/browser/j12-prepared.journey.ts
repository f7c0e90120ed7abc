// J12, long before: a warning is prepared in the administration and stands ready on the page of emergencies; a drill cannot be taken for the
// real thing; what was wrong is taken back.
import { randomUUID } from 'node:crypto';
import type { Page } from '@playwright/test';
import { DeskBookings } from './support/desk-bookings';
import { preparedWarning } from './support/emergencies';
import { accessible, DESK, expect, pictureOf, test } from './support/fixtures';
import { Hand } from './support/hand';

const FLOOD = 'audio-samples/warnings/lu-quet.ogg';

test('J12 a sound is handed in and approved, a warning is prepared from it, edited by two, and ready to be chosen', async ({
  desk,
  signedIn,
  words,
}) => {
  const text = words.screens.settings;
  const page = await signedIn('mai', DESK);
  const leader = await Hand.of(await signedIn('chutich', DESK), desk.url);
  const mai = await Hand.of(page, desk.url);
  const name = `${text.hazards.flood} ${randomUUID().slice(0, 8)}`;
  await page.goto('/desk/settings?tab=warnings');

  await page.getByRole('button', { name: text.newSound }).click();
  const sound = page.getByRole('region', { name: text.newSound });
  await sound.getByLabel(text.soundTitle).fill(name);
  await sound.locator('input[type=file]').first().setInputFiles(FLOOD);
  await accessible(page);
  await page.screenshot({ path: pictureOf('settings-warning-sound'), fullPage: true });
  await sound.getByRole('button', { name: text.handInSound }).click();
  await expect(sound.getByText(text.soundHandedIn)).toBeVisible({ timeout: 60_000 });
  const waits = page.getByRole('region', { name: text.waitingSounds }).getByRole('link', { name });
  const id = (await waits.getAttribute('href'))!.split('/').at(-1)!;
  await page.getByRole('button', { name: text.newWarning }).click();
  const form = page.getByRole('region', { name: text.newWarning });
  await expect(form.getByRole('option', { name })).toHaveCount(0);
  await leader.approve(await mai.get<{ id: string; digest: string }>(`/announcements/${id}`));
  await expect(waits).toHaveCount(0);

  await form.getByLabel(text.danger).fill(name);
  await form.getByLabel(text.warningSound).selectOption({ label: name });
  await form.getByLabel(text.allClearSound).selectOption({ label: name });
  await form.getByRole('checkbox', { name: /Khe Tre/ }).click();
  await accessible(page);
  await form.getByRole('button', { name: text.save }).click();
  const row = page.getByRole('row', { name: new RegExp(name) });
  await expect(row).toContainText('Khe Tre');

  await row.getByRole('button', { name: new RegExp(text.edit) }).click();
  const edit = page.getByRole('region', { name, exact: true });
  await edit.getByLabel(text.danger).fill(`${name} B`);
  const templates = `/communes/${mai.communeId}/emergency-templates`;
  const { items } = await mai.get<{ items: { id: string; name: string; revision: number }[] }>(templates);
  const template = items.find((each) => each.name === name)!;
  const seen = { 'If-Match': `"${template.revision}"` };
  await mai.send(`/emergency-templates/${template.id}`, { name: `${name} C` }, seen, 'PATCH');
  const after = page.getByRole('region', { name: `${name} C`, exact: true });
  await expect(after).toBeVisible();
  await after.getByRole('button', { name: text.save }).click();
  await expect(after.getByText(text.staleTitle)).toBeVisible();
  await accessible(page);
  await after.getByRole('button', { name: text.keepMine }).click();
  await expect(page.getByRole('row', { name: `${name} B` })).toBeVisible();

  await page.goto('/desk/emergency');
  await page.getByRole('radio', { name: `${name} B` }).click();
  await expect(page.getByRole('checkbox', { name: /Khe Tre/ })).toBeChecked();
  await expect(page.locator('.composer .reach')).toContainText('4');

  await page.goto('/desk/settings?tab=warnings');
  await page.getByRole('button', { name: `${text.retire}: ${name} B` }).click();
  await page.getByRole('dialog').getByRole('button', { name: text.retire, exact: true }).click();
  await expect(page.getByRole('row', { name: new RegExp(name) })).toHaveCount(0);
});

test('J12 the rules of the air are kept in the administration, each with what it means', async ({
  desk,
  signedIn,
  words,
}) => {
  const text = words.screens.settings;
  const page = await signedIn('quantri', DESK);
  const admin = await Hand.of(page, desk.url);
  const rules = () => admin.get<{ limits: { volumeBands: unknown[] } }>(`/communes/${admin.communeId}/rules`);
  await page.goto('/desk/settings?tab=rules');
  const volume = page.getByRole('region', { name: text.volumes });
  await volume.getByRole('button', { name: text.addWindow }).click();
  await volume.getByLabel(text.atMost).last().fill('55');
  await accessible(page);
  await page.screenshot({ path: pictureOf('settings-rules'), fullPage: true });
  await volume.getByRole('button', { name: text.save }).click();
  await expect(volume.getByText(text.saved)).toBeVisible();
  expect((await rules()).limits.volumeBands).toContainEqual({ from: '05:00', to: '06:30', maxPercent: 55 });
  // The other forms stand on the same commune: what was saved there is no edit of theirs.
  const approvers = page.getByRole('region', { name: text.approvers });
  for (const rule of ['operator', 'leader'] as const) {
    await approvers.getByLabel(text.approverRule).selectOption(rule);
    await approvers.getByRole('button', { name: text.save }).click();
    await expect(approvers.getByText(text.saved)).toBeVisible();
    const commune = await admin.get<{ approverRule: string }>(`/communes/${admin.communeId}`);
    expect(commune.approverRule).toBe(rule);
  }
  await volume.getByRole('button', { name: text.retire }).last().click();
  await volume.getByRole('button', { name: text.save }).click();
  await expect(volume.getByText(text.saved)).toBeVisible();
});

test('J12 a drill looks and reads otherwise than the real thing; it is previewed, ordered and called off', async ({
  desk,
  signedIn,
  words,
}) => {
  const { drill: text, emergency } = words.screens;
  const page = await signedIn('mai', DESK);
  const mai = await Hand.of(page, desk.url);
  const leader = await Hand.of(await signedIn('chutich', DESK), desk.url);
  const name = `Lũ ${randomUUID().slice(0, 8)}`;
  await preparedWarning(mai, leader, name);
  await chooseDrillWords(mai, leader, name);

  await page.goto('/desk/emergency');
  await expect(page.getByRole('heading', { level: 1 })).toContainText(emergency.title);
  const real = await looks(page);
  await expect(page.getByText(emergency.real)).toBeVisible();
  await page.goto('/desk/drill');
  await expect(page.getByText(text.notReal)).toBeVisible();
  const practised = await looks(page);
  expect(practised.border).not.toBe(real.border);
  await expect(page.getByRole('button', { name: emergency.hold })).toHaveCount(0);

  const { localDate } = await mai.get<{ localDate: string }>('/clock');
  const tomorrow = new Date(Date.parse(`${localDate}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
  await page.getByLabel(text.what).selectOption({ label: name });
  await page.getByLabel(text.date).fill(tomorrow);
  await page.getByLabel(text.time).fill('09:30');
  await page.getByLabel(text.reason).fill(name);
  await page.getByRole('button', { name: text.check }).click();
  const order = page.getByRole('button', { name: text.order });
  await expect(order).toBeVisible();
  await accessible(page);
  await page.screenshot({ path: pictureOf('desk-drill-preview'), fullPage: true });
  await order.click();
  await expect(page.getByText(text.ordered)).toBeVisible();
  const card = page.getByRole('article').filter({ hasText: name });
  await card.getByText(text.results).click();
  await expect(card.getByRole('row')).toHaveCount(45);
  await accessible(page);
  await card.getByRole('button', { name: text.cancel }).click();
  await expect(card).toContainText(text.states.cancelled);
});

test('J12 what was wrong is taken back with a reason, and its bookings end', async ({ desk, signedIn, words }) => {
  const text = words.screens.retract;
  const page = await signedIn('mai', DESK);
  const mai = await Hand.of(page, desk.url);
  const leader = await Hand.of(await signedIn('chutich', DESK), desk.url);
  const bookings = await DeskBookings.of(page);
  const title = `Nhầm ngày họp ${randomUUID().slice(0, 8)}`;
  const announcement = await mai.announcement(title, await mai.recording());
  await leader.approve(announcement);
  const booking = await mai.send(`/communes/${mai.communeId}/bookings`, {
    announcementId: announcement.id,
    villageIds: [await mai.village('Khe Tre')],
    start: { kind: 'exact', at: '11:10:00' },
    recurrence: { kind: 'once', date: bookings.day(2) },
  });
  await leader.send(`/bookings/${booking.id}/approve`, { digest: booking.digest });
  await page.goto(`/desk/retract/${announcement.id}`);
  await expect(page.getByRole('heading', { name: title })).toBeVisible();
  await accessible(page);
  await page.screenshot({ path: pictureOf('desk-retract'), fullPage: true });
  await page.getByLabel(text.reason).fill('Nhầm ngày');
  await page.getByRole('button', { name: text.order }).click();
  await expect(page.getByRole('status').filter({ hasText: text.ordered })).toBeVisible();
  await accessible(page);
  expect((await mai.get<{ state: string }>(`/bookings/${booking.id}`)).state).toBe('cancelled');
});

/** What stands above the page, by which it is known at a glance. */
async function looks(page: Page): Promise<{ readonly border: string }> {
  const border = await page.locator('.desk-header').evaluate((header) => getComputedStyle(header).borderBottomColor);
  return { border };
}

/** The words before and after every drill, without which there is none. */
async function chooseDrillWords(mai: Hand, leader: Hand, suffix: string): Promise<void> {
  const recordingId = await mai.recording('drill/mo-dau.ogg');
  const words = await mai.announcement(`Đây là diễn tập ${suffix}`, recordingId);
  await leader.approve(words);
  const path = `/communes/${mai.communeId}/rules`;
  const { revision } = await mai.get<{ revision: number }>(path);
  const drill = { openingAnnouncementId: words.id, closingAnnouncementId: words.id };
  await mai.send(path, { drill }, { 'If-Match': `"${revision}"` }, 'PATCH');
}
