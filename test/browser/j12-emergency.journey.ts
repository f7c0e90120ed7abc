// J12: an emergency from the desk and the leader's phone to all poles; what a tap and a short press do not do; a new warning while the
// all-clear of the one before sounds.
import { randomUUID } from 'node:crypto';
import type { Installation } from '../support/installation';
import { GUARD_MS, until } from '../support/until';
import { everyPoleIsReady, openEmergencies, preparedWarning, type Emergency } from './support/emergencies';
import { accessible, DESK, expect, PHONE, pictureOf, test, type SignedIn } from './support/fixtures';
import { Hand } from './support/hand';
import { holdFor, pressOn, touchOn } from './support/holding';

/** From opening the page to the finished hold. A promise to people, with the test's own quick fingers: no measure of speed. */
const MOST_SECONDS = 20;

/** Counts what a person really presses. */
class Taps {
  count = 0;
  async on(target: { click(): Promise<void> }): Promise<void> {
    this.count += 1;
    await target.click();
  }
}

/** Who orders at the desk and who confirms on a phone, and what both may ask of the server beside their pages. */
async function twoPeople(signedIn: SignedIn, { url }: Installation) {
  const [officer, phone] = [await signedIn('mai', DESK), await signedIn('phochutich', PHONE)];
  return { officer, phone, mai: await Hand.of(officer, url), leader: await Hand.of(phone, url) };
}

test('J12 the second person drops the request, and nothing sounds', async ({ desk, signedIn, words }) => {
  const { phone, mai, leader } = await twoPeople(signedIn, desk);
  const name = `Cháy rừng ${randomUUID().slice(0, 8)}`;
  const templateId = await preparedWarning(mai, leader, name);
  const villageIds = [await mai.village('Khe Tre')];
  const { id } = await mai.send(`/communes/${mai.communeId}/emergencies`, {
    ...{ templateId, villageIds, minutes: 5, reason: 'khói ở đồi Quế' },
  });
  await phone.goto('/leader');
  await phone
    .locator('.urgent')
    .filter({ hasText: name })
    .getByRole('button', { name: words.screens.leader.reject })
    .click();
  await expect(phone.getByText(words.screens.leader.rejected)).toBeVisible();
  expect((await mai.get<Emergency>(`/emergencies/${id}`)).state).toBe('withdrawn');
});

test('J12 a tap and a short press do nothing; held, and confirmed by a second person, every pole sounds; all clear', async ({
  desk,
  signedIn,
  words,
}) => {
  const text = words.screens.emergency;
  const { officer, phone, mai, leader } = await twoPeople(signedIn, desk);
  const name = `Lũ quét ${randomUUID().slice(0, 8)}`;
  await preparedWarning(mai, leader, name);
  await everyPoleIsReady(mai);
  const before = (await openEmergencies(mai)).length;

  await officer.goto('/desk/emergency');
  await expect(officer.getByRole('heading', { level: 1 })).toContainText(text.title);
  await expect(officer.getByRole('navigation', { name: words.screens.shell.navigation })).toHaveCount(0);
  await accessible(officer);
  const button = officer.getByRole('button', { name: text.hold });
  await officer.getByRole('radio', { name: new RegExp(name) }).click();
  await expect(officer.locator('.composer .reach')).toContainText('44');
  await accessible(officer);
  await button.click();
  await holdFor(officer, button, 1 / 3);
  expect(await openEmergencies(mai)).toHaveLength(before);

  // The same once more as a person in a hurry does it, from the closed page.
  const opened = performance.now();
  await officer.goto('/desk/emergency');
  const taps = new Taps();
  await taps.on(officer.getByRole('radio', { name: new RegExp(name) }));
  await expect(officer.locator('.composer .reach')).toContainText('44');
  await expect(button).toBeInViewport();
  const letGo = await pressOn(officer, button);
  await expect(officer.getByRole('heading', { name: new RegExp(text.waits) })).toBeVisible();
  expect((performance.now() - opened) / 1_000).toBeLessThanOrEqual(MOST_SECONDS);
  await letGo();
  expect(taps.count).toBeLessThanOrEqual(3);
  await expect(officer.getByText(/Hà Thị Duyên/)).toBeVisible();

  await phone.goto('/leader');
  const urgent = phone.locator('.urgent').filter({ hasText: name });
  await expect(urgent).toBeVisible();
  const confirm = urgent.getByRole('button', { name: words.screens.leader.confirm });
  await confirm.tap();
  await holdFor(phone, confirm, 1 / 3, touchOn);
  expect((await openEmergencies(mai)).filter(({ state }) => state === 'on_air')).toHaveLength(0);
  const letGoPhone = await touchOn(phone, confirm);
  await expect(phone.getByText(words.screens.leader.confirmed)).toBeVisible();
  await letGoPhone();

  const [emergency] = (await openEmergencies(mai)).filter(({ state }) => state === 'on_air');
  const { controllerIds, confirmedAt, id } = emergency!;
  expect(controllerIds).toHaveLength(44);
  const sounded = () =>
    desk
      .airLog()
      .filter(({ event, atMs }) => event === 'start' && atMs >= Date.parse(confirmedAt))
      .filter(({ controllerId }, index, all) => all.findIndex((each) => each.controllerId === controllerId) === index);
  await until(() => sounded().length === controllerIds.length, 'every pole to sound', GUARD_MS);
  expect(Math.max(...sounded().map(({ atMs }) => atMs)) - Date.parse(confirmedAt)).toBeLessThanOrEqual(5_000);

  const running = officer.locator('.running').filter({ hasText: name }).first();
  await expect(running.getByRole('status')).toContainText('44/44');
  await accessible(officer);
  await officer.screenshot({ path: pictureOf('desk-emergency-on-air'), fullPage: true });
  await running.getByRole('button', { name: text.endClear }).click();
  await expect(officer.getByRole('heading', { name: new RegExp(`Hết ${name}`) })).toBeVisible();
  expect((await mai.get<Emergency>(`/emergencies/${id}`)).state).toBe('ended');
  await accessible(officer);
});

test(
  'J12 while the all-clear sounds a new warning is on air at once, and the screen says what it cut short',
  { tag: '@once' },
  async ({ desk, signedIn, words }) => {
    const text = words.screens.emergency;
    const { officer, mai, leader } = await twoPeople(signedIn, desk);
    const suffix = randomUUID().slice(0, 8);
    const villageIds = [await mai.village('Nậm Hốc')];
    const templateId = await preparedWarning(mai, leader, `Lũ ${suffix}`, villageIds);
    const again = `Sạt lở ${suffix}`;
    await preparedWarning(mai, leader, again, villageIds);
    const { id } = await mai.send(`/communes/${mai.communeId}/emergencies`, {
      ...{ templateId, villageIds, minutes: 5, reason: 'nước dâng' },
    });
    await leader.send(`/emergencies/${id}/confirmation`);
    await officer.goto('/desk/emergency');
    const running = (title: string) => officer.locator('.running').filter({ hasText: title }).first();
    await running(`Lũ ${suffix}`).getByRole('button', { name: text.endClear }).click();
    await expect(running(`Hết Lũ ${suffix}`)).toBeVisible();

    await officer.getByRole('radio', { name: new RegExp(again) }).click();
    await expect(officer.getByRole('checkbox', { name: /Nậm Hốc/ })).toBeChecked();
    await expect(officer.locator('.composer .reach')).toContainText('4');
    const letGo = await pressOn(officer, officer.getByRole('button', { name: text.hold }));
    await expect(officer.getByRole('heading', { name: new RegExp(`${text.waits}: ${again}`) })).toBeVisible();
    await letGo();
    const [asked] = (await openEmergencies(mai)).filter(({ title, state }) => title === again && state === 'requested');
    await leader.send(`/emergencies/${asked!.id}/confirmation`);
    await expect(running(again)).toContainText(text.onAir);
    await expect(running(`Hết Lũ ${suffix}`)).toContainText(again);
    await accessible(officer);
    await running(again).getByRole('button', { name: text.end, exact: true }).click();
    await expect(running(again)).toContainText(text.recent);
  },
);
