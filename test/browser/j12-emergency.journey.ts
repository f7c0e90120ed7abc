// J12: an emergency from the desk and the leader's phone to all poles; what a tap and a short press do not do; the drill that cannot be taken
// for it.
import { randomUUID } from 'node:crypto';
import { until } from '../support/until';
import { accessible, DESK, expect, PHONE, pictureOf, test } from './support/fixtures';
import { Hand } from './support/hand';
import { holdFor, pressOn } from './support/holding';

interface Emergency {
  readonly id: string;
  readonly state: string;
  readonly confirmedAt: string;
  readonly controllerIds: readonly string[];
}

/** Counts what a person really presses. */
class Taps {
  count = 0;
  async on(target: { click(): Promise<void> }): Promise<void> {
    this.count += 1;
    await target.click();
  }
}

test('J12 the second person drops the request, and nothing sounds', async ({ desk, signedIn, words }) => {
  const officer = await signedIn('mai', DESK);
  const phone = await signedIn('phochutich', PHONE);
  const [mai, leader] = [await Hand.of(officer, desk.url), await Hand.of(phone, desk.url)];
  const name = `Cháy rừng ${randomUUID().slice(0, 8)}`;
  const templateId = await prepare(mai, leader, name);
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
  const officer = await signedIn('mai', DESK);
  const phone = await signedIn('phochutich', PHONE);
  const [mai, leader] = [await Hand.of(officer, desk.url), await Hand.of(phone, desk.url)];
  const open = async () => (await mai.get<{ items: Emergency[] }>(`/communes/${mai.communeId}/emergencies/open`)).items;
  const name = `Lũ quét ${randomUUID().slice(0, 8)}`;
  await prepare(mai, leader, name);
  const before = (await open()).length;

  await officer.goto('/desk/emergency');
  await expect(officer.getByRole('heading', { level: 1 })).toContainText(text.title);
  await expect(officer.getByRole('navigation', { name: words.screens.shell.navigation })).toHaveCount(0);
  await accessible(officer);
  const taps = new Taps();
  await taps.on(officer.getByRole('radio', { name: new RegExp(name) }));
  await expect(officer.locator('.reach').first()).toContainText('44');
  await accessible(officer);
  await officer.screenshot({ path: pictureOf('desk-emergency'), fullPage: true });

  const button = officer.getByRole('button', { name: text.hold });
  await button.click();
  await holdFor(officer, button, 1 / 3);
  expect(await open()).toHaveLength(before);
  const letGo = await pressOn(officer, button);
  await expect(officer.getByRole('heading', { name: new RegExp(text.waits) })).toBeVisible();
  await letGo();
  expect(taps.count).toBeLessThanOrEqual(3);
  await expect(officer.getByText(/Hà Thị Duyên/)).toBeVisible();
  await accessible(officer);
  await officer.screenshot({ path: pictureOf('desk-emergency-waits'), fullPage: true });

  await phone.goto('/leader');
  const urgent = phone.locator('.urgent').filter({ hasText: name });
  await expect(urgent).toBeVisible();
  await accessible(phone);
  await phone.screenshot({ path: pictureOf('leader-emergency'), fullPage: true });
  const confirm = urgent.getByRole('button', { name: words.screens.leader.confirm });
  await confirm.click();
  const letGoPhone = await pressOn(phone, confirm);
  await expect(phone.getByText(words.screens.leader.confirmed)).toBeVisible();
  await letGoPhone();

  const [emergency] = (await open()).filter(({ state }) => state === 'on_air');
  const { controllerIds, confirmedAt, id } = emergency!;
  expect(controllerIds).toHaveLength(44);
  const sounded = () =>
    desk
      .airLog()
      .filter(({ event, atMs }) => event === 'start' && atMs >= Date.parse(confirmedAt))
      .filter(({ controllerId }, index, all) => all.findIndex((each) => each.controllerId === controllerId) === index);
  await until(() => sounded().length === controllerIds.length, 'every pole to sound', 60_000);
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

/** A prepared warning with its all-clear, approved by the leader. */
async function prepare(mai: Hand, leader: Hand, name: string): Promise<string> {
  const recordingId = await mai.recording('notices/04-lu-ong-lu-quet.webm');
  const warning = await mai.announcement(name, recordingId, 'emergency');
  const allClear = await mai.announcement(`Hết ${name}`, recordingId, 'emergency');
  await leader.approve(warning);
  await leader.approve(allClear);
  const draft = { name, announcementId: warning.id, allClearAnnouncementId: allClear.id };
  return (await mai.send(`/communes/${mai.communeId}/emergency-templates`, draft)).id;
}
