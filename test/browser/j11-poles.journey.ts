// J11: a pole that loses its power is seen at the desk at once, with the reason on everything it was to play, one alert for all that went
// together, and a way to silence it. The board outlives its server.
import { join } from 'node:path';
import { randomUUID } from 'node:crypto';
import type { Page } from '@playwright/test';
import { fill } from '#words';
import { ApiPerson } from '../support/api-person';
import type { Installation } from '../support/installation';
import { until } from '../support/until';
import { accessible, DESK, expect, test } from './support/fixtures';

const SOUND = join(__dirname, '../../audio-samples/notices/02-cat-dien.mp3');
const VILLAGE = 'Khe Tre';
/** Two poles of the village, in two zones; their names are used nowhere else in the commune. */
const POLES = ['Rừng vầu', 'Bãi bồi'] as const;
/** What people wait for at most; everything else is a guard against hanging. */
const SEEN_WITHIN_MS = 5_000;

interface Pole {
  readonly id: string;
  readonly name: string;
  readonly condition: string;
}

async function poles(desk: Installation): Promise<readonly [Pole, Pole]> {
  const mai = await ApiPerson.signIn(desk.url, 'mai');
  const { communeId } = (await mai.get('/me')).body;
  const read = async () => (await mai.get(`/communes/${communeId}/poles`)).body.items as readonly Pole[];
  const named = (items: readonly Pole[]) => POLES.map((name) => items.find((pole) => pole.name === name)!);
  await until(
    async () => (await read()).every(({ condition }) => !['no-device', 'offline'].includes(condition)),
    'all poles to be there',
    60_000,
  );
  return named(await read()) as [Pole, Pole];
}

/** Recorded, booked for the next free minute in the village, and approved. */
async function onAirSoon(desk: Installation, title: string): Promise<void> {
  const [ngan, mai, leader] = await Promise.all(
    ['ngan', 'mai', 'chutich'].map((login) => ApiPerson.signIn(desk.url, login)),
  );
  const { communeId } = (await mai!.get('/me')).body;
  const recording = (await ngan!.upload(communeId, SOUND)).body;
  await until(
    async () => (await ngan!.get(`/recordings/${recording.id}`)).body.state === 'ready',
    'the recording',
    60_000,
  );
  const versions = [{ language: 'vi', recordingId: recording.id, script: '' }];
  const announcement = (await ngan!.post(`/communes/${communeId}/announcements`, { title, category: 'khác', versions }))
    .body;
  await ngan!.post(`/announcements/${announcement.id}/submit`);
  const villages = (await mai!.get(`/communes/${communeId}/villages`)).body.items as { id: string; name: string }[];
  const booked = await mai!.post(`/communes/${communeId}/bookings`, {
    announcementId: announcement.id,
    villageIds: [villages.find(({ name }) => name === VILLAGE)!.id],
    start: { kind: 'soonest' },
    recurrence: { kind: 'once', date: (await mai!.get('/clock')).body.localDate },
    lateReason: 'J11',
  });
  if (booked.status !== 201) throw new Error(JSON.stringify(booked.body));
  const approved = await leader!.post(`/bookings/${booked.body.id}/approve`, { digest: booked.body.digest });
  if (approved.status >= 300) throw new Error(JSON.stringify(approved.body));
}

const row = (page: Page, name: string) => page.getByRole('row').filter({ hasText: name });

test(
  'J11 poles that lose their power are seen within seconds, in one alert that can be muted',
  { tag: '@short' },
  async ({ signedIn, desk, words }) => {
    const text = words.screens.poles;
    const both = await poles(desk);
    const page = await signedIn('mai', DESK);
    await page.goto('/desk/board');
    await expect(page.getByRole('heading', { level: 1, name: text.title })).toBeVisible();
    await expect(page.getByText(fill(text.allWell, { total: 44 }))).toBeVisible();
    await accessible(page);

    for (const { id } of both) await desk.power(id, false);
    for (const { name } of both) {
      await expect(row(page, name)).toContainText(text.conditions.offline, { timeout: SEEN_WITHIN_MS });
    }
    const alert = page.getByRole('status').filter({ hasText: both[0].name });
    await expect(alert).toContainText(both[1].name);
    await accessible(page);

    await page.getByRole('checkbox', { name: text.onlyTroubled }).check();
    await expect(page.getByRole('row')).toHaveCount(4); // The heading, the village, two poles.
    await page.getByRole('tab', { name: text.map }).click();
    const dot = page.getByRole('button', { name: new RegExp(`^${both[0].name}.*${text.conditions.offline}`) });
    await dot.focus();
    await accessible(page);
    await page.keyboard.press('Enter');
    const drawer = page.getByRole('dialog');
    await expect(drawer).toContainText(text.log);
    await accessible(page);
    await page.keyboard.press('Escape');
    await expect(drawer).toBeHidden();

    await alert.getByRole('button', { name: fill(text.muteFor, { hours: 4 }) }).click();
    await expect(alert).toBeHidden();
    await expect(page.getByRole('button', { name: `${text.unmute}: ${both[0].name}` })).toBeVisible();

    for (const { id } of both) await desk.power(id, true);
    await expect(page.getByText(fill(text.allWell, { total: 44 }))).toBeVisible();
  },
);

test('J11 why a village does not play is two taps away from the desk, and names who is missing', async ({
  signedIn,
  desk,
  words,
}) => {
  const [text, steps] = [words.screens.poles, words.why.steps];
  const title = `J11 ${randomUUID().slice(0, 8)}`;
  const [away] = await poles(desk);
  await desk.power(away.id, false);
  await onAirSoon(desk, title);
  const page = await signedIn('mai', DESK);
  await page.goto('/desk');
  await page.getByRole('link', { name: words.screens.shell.screens.board }).click();
  await page.getByRole('button', { name: fill(text.whyHere, { village: `bản ${VILLAGE}` }) }).click();
  const drawer = page.getByRole('dialog');
  await expect(drawer).toContainText(title);
  const step = (name: string) => drawer.getByRole('listitem').filter({ hasText: name });
  await expect(step(steps.recorded).first()).toContainText(words.why.states.ok);
  await expect(step(steps['booking-approved']).first()).toContainText('Lương Văn Toàn');
  const missing = drawer.getByRole('listitem').filter({ hasText: away.name }).last();
  await expect(missing).toContainText(text.conditions.offline);
  await accessible(page);
  await desk.power(away.id, true);
});

test('J11 the board says that the server is gone, comes back with it, and goes on', async ({
  signedIn,
  desk,
  words,
}) => {
  const text = words.screens.poles;
  const [one] = await poles(desk);
  const page = await signedIn('mai', DESK);
  await page.goto('/desk/board');
  await expect(page.getByText(fill(text.allWell, { total: 44 }))).toBeVisible();
  const lost = words.screens.shell.lineDown.split('{')[0]!.trim();
  desk.kill('server');
  await expect(page.getByText(lost)).toBeVisible();
  await accessible(page);
  await desk.restartServer();
  await expect(page.getByText(lost)).toBeHidden({ timeout: 60_000 });
  await poles(desk);
  await desk.power(one.id, false);
  await expect(row(page, one.name)).toContainText(text.conditions.offline);
  await desk.power(one.id, true);
  await expect(page.getByText(fill(text.allWell, { total: 44 }))).toBeVisible();
});
