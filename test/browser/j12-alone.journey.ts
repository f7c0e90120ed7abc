// J12, the rest of the page: spoken now and asked for with the keyboard, on air by one person alone and signed by another, said again, and the
// word typed by those who cannot hold.
import { randomUUID } from 'node:crypto';
import { fill } from '#words';
import { GUARD_MS, until } from '../support/until';
import { openEmergencies, preparedWarning } from './support/emergencies';
import { accessible, DESK, expect, PHONE, pictureOf, test } from './support/fixtures';
import { Hand } from './support/hand';
import { holdFor, keyOn, touchOn } from './support/holding';

/** A screen that is touched, as wide as a desk. */
const TABLET = { viewport: { width: 1280, height: 800 }, hasTouch: true } as const;

test('J12 spoken now, held with a key, on air alone with a reason, and signed by another leader', async ({
  desk,
  signedIn,
  words,
}) => {
  const { emergency: text, reviews } = words.screens;
  const officer = await signedIn('mai', TABLET);
  const mai = await Hand.of(officer, desk.url);
  await officer.goto('/desk/emergency');
  await officer.getByRole('radio', { name: new RegExp(text.speakNow) }).click();
  await officer.getByRole('button', { name: text.speakStart }).click();
  const level = officer.getByRole('meter', { name: text.speakLevel });
  await expect.poll(() => level.evaluate((meter: HTMLMeterElement) => meter.value)).toBeGreaterThan(0.02);
  await accessible(officer);
  // Long enough to be a message.
  const spoken = performance.now();
  await until(() => performance.now() - spoken > 4_000, 'four seconds of speech', 20_000);
  await officer.getByRole('button', { name: text.speakStop }).click();
  await expect(officer.getByText(text.speakReady)).toBeVisible({ timeout: 60_000 });
  await officer.getByRole('radio', { name: text.someVillages }).click();
  await officer.getByRole('checkbox', { name: /Khe Tre/ }).click();
  await expect(officer.locator('.composer .reach')).toContainText('4');
  await accessible(officer);

  const button = officer.getByRole('button', { name: text.hold });
  const before = (await openEmergencies(mai)).length;
  await button.press('Enter');
  await holdFor(officer, button, 1 / 3, (page, on) => keyOn(page, on, 'Space'));
  expect(await openEmergencies(mai)).toHaveLength(before);
  const letGo = await keyOn(officer, button, 'Space');
  const waiting = officer.locator('.requested-emergency');
  await expect(waiting).toBeVisible();
  await letGo();
  await expect(waiting).toContainText(text.speakTitle);
  await accessible(officer);

  await waiting.getByText(text.alone).click();
  const alone = waiting.getByRole('button', { name: text.aloneHold });
  await expect(alone).toHaveAttribute('aria-disabled', 'true');
  const reason = `Không gọi được ai ${randomUUID().slice(0, 8)}`;
  await waiting.getByLabel(text.aloneReason).fill(reason);
  await accessible(officer);
  await officer.screenshot({ path: pictureOf('desk-emergency-alone'), fullPage: true });
  const letGoAlone = await touchOn(officer, alone);
  const running = officer.locator('.running').filter({ hasText: reason });
  await expect(running).toContainText(text.onAir);
  await letGoAlone();
  const [onAir] = (await openEmergencies(mai)).filter(({ state }) => state === 'on_air');
  const started = () => desk.airLog().filter(({ event }) => event === 'start');
  const heard = () => new Set(started().map(({ controllerId }) => controllerId));
  await until(() => onAir!.controllerIds.every((id) => heard().has(id)), 'the poles of the village', GUARD_MS);
  await expect(running.getByRole('status')).toContainText('4/4');
  await running.getByRole('button', { name: text.end, exact: true }).click();
  await expect(running).toContainText(text.recent);

  await running.getByRole('button', { name: text.again }).click();
  await expect(waiting).toContainText(text.speakTitle);
  await waiting.getByRole('button', { name: text.withdraw }).click();
  await expect(waiting).toHaveCount(0);

  await officer.goto('/desk/reviews');
  const own = officer.getByRole('listitem').filter({ hasText: reason });
  await expect(own).toBeVisible();
  await expect(own.getByRole('button', { name: reviews.inOrder })).toHaveCount(0);
  const leader = await signedIn('phochutich', DESK);
  await leader.goto('/desk/reviews');
  const review = leader.getByRole('listitem').filter({ hasText: reason });
  await review.getByLabel(reviews.note).fill('Phát đúng lúc');
  await accessible(leader);
  await leader.screenshot({ path: pictureOf('desk-reviews'), fullPage: true });
  await review.getByRole('button', { name: reviews.inOrder, exact: true }).click();
  await expect(review).toContainText(fill(reviews.signed, { name: 'Hà Thị Duyên', verdict: reviews.inOrder }));
  await accessible(leader);
});

test('J12 those who cannot hold type a word; another word does nothing', async ({ desk, signedIn, words }) => {
  const text = words.screens.emergency;
  const officer = await signedIn('khanh', DESK);
  const phone = await signedIn('chutich', PHONE);
  const [khanh, leader] = [await Hand.of(officer, desk.url), await Hand.of(phone, desk.url)];
  const name = `Bão ${randomUUID().slice(0, 8)}`;
  await preparedWarning(khanh, leader, name, [await khanh.village('Khe Tre')]);
  await officer.goto('/desk/emergency');
  await officer.getByRole('radio', { name: new RegExp(name) }).click();
  await expect(officer.locator('.composer .reach')).toContainText('4');
  const typed = officer.locator('.order > .typed-word');
  await typed.locator('summary').click();
  const send = typed.getByRole('button', { name: text.typeSend });
  await typed.getByRole('textbox').fill('OK');
  await expect(send).toHaveAttribute('aria-disabled', 'true');
  await accessible(officer);
  await typed.getByRole('textbox').fill(text.typeWord.toLocaleLowerCase());
  await send.click();
  const waiting = officer.locator('.requested-emergency').filter({ hasText: name });
  await expect(waiting).toBeVisible();
  await waiting.getByRole('button', { name: text.withdraw }).click();
  await expect(officer.getByText(text.withdrawn)).toBeVisible();
  await accessible(officer);
});
