// Somebody stands below a pole and scans its label: how the pole is, what it played, a complaint without a name, and the answer to it.
import { ApiPerson } from '../support/api-person';
import { accessible, DESK, expect, pictureOf, test } from './support/fixtures';
import { soundedNotice } from './support/sounded';

const WITH_AIR_MS = 480_000;

test('a code that no pole has is told in words, to a stranger', async ({ visitor, words }) => {
  const page = await visitor();
  const answer = await page.goto('/pole/KHONG-CO');
  expect(answer!.status()).toBe(404);
  await expect(page.getByRole('heading', { name: words.problems['pole-unknown'].title })).toBeVisible();
  await accessible(page);
  await page.screenshot({ path: pictureOf('pole-unknown') });
  await page.getByRole('link', { name: words.screens.phone.home }).tap();
  await expect(page).toHaveURL(/\/sign-in/);
});

test('the page of a pole: listen again, complain, read the answer', async ({ visitor, signedIn, desk, words }) => {
  test.setTimeout(WITH_AIR_MS);
  const text = words.screens.pole;
  const { communeId } = await soundedNotice(desk, 'truongthon10', 'Nước sạch');
  const mai = await ApiPerson.signIn(desk.url, 'mai');
  const poles = (await mai.get(`/communes/${communeId}/controllers`)).body.items as readonly {
    readonly name: string;
    readonly publicCode: string;
  }[];
  const { publicCode } = poles.find(({ name }) => name === 'Đồi Quế')!;
  const page = await visitor();
  const sound = page.getByLabel(/Nước sạch/);
  // The village is asked when the time of it is over; the pole's own word that it played may come a little later.
  await expect(async () => {
    await page.goto(`/pole/${publicCode}`);
    expect(await sound.count()).toBe(1);
  }).toPass({ timeout: 60_000 });
  await accessible(page);
  // What would be heard is there and is a sound; whether the browser fetches it before somebody presses play is its own affair.
  const length = await sound.evaluate(async (audio: HTMLAudioElement) => {
    const bytes = await (await fetch(audio.src)).arrayBuffer();
    return (await new OfflineAudioContext(1, 1, 44_100).decodeAudioData(bytes)).duration;
  });
  expect(length).toBeGreaterThan(5);

  await page.getByLabel(text.topics['too-loud']).check();
  await page.getByLabel(text.text).fill('Loa <b>to</b> quá');
  await page.getByRole('button', { name: text.send }).tap();
  await expect(page).toHaveURL(/\/complaints\//);
  await expect(page.getByText('Loa <b>to</b> quá')).toBeVisible();
  await accessible(page);
  const { items } = (await mai.get(`/communes/${communeId}/complaints`)).body;
  await mai.post(`/complaints/${items[0].id}/close`, { answer: 'Đã vặn nhỏ.' });
  await page.reload();
  await expect(page.getByText('Đã vặn nhỏ.')).toBeVisible();

  const printer = await signedIn('mai', DESK);
  await printer.goto(`/pole/${publicCode}/label`);
  await expect(printer.getByRole('img')).toBeVisible();
  await accessible(printer);
});
