// J14 (without the import of lists): the administration of a commune by its administrator, its technician, and two at once.
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { fill, type Catalogue } from '#words';
import { accessible, DESK, expect, PHONE, test } from './support/fixtures';

/** Names that no other run has used: a journey may be repeated on one installation. */
let made = 0;
const fresh = (name: string) => `${name} ${process.pid}-${test.info().project.name}-${(made += 1)}`;

/** Opens the administration at that tab. */
async function settings(
  page: Page,
  words: Catalogue,
  tab: keyof Catalogue['screens']['settings']['tabs'],
): Promise<void> {
  await page.goto('/desk/settings');
  await page.getByRole('tab', { name: words.screens.settings.tabs[tab] }).click();
}

test('J14 quiet hours are changed after it was said who is affected, and the log keeps both', async ({
  signedIn,
  words,
}) => {
  const text = words.screens.settings;
  const page = await signedIn('quantri', DESK);
  await settings(page, words, 'hours');
  const form = page.getByRole('region', { name: text.quietHours });
  const [from, to] = [
    form.getByLabel(text.windowFrom, { exact: true }),
    form.getByLabel(text.windowTo, { exact: true }),
  ];
  const before = await from.inputValue();
  const after = before === '21:00' ? '21:30' : '21:00';
  await from.fill(after);
  await expect(form.getByRole('status').first()).toBeVisible();
  await accessible(page);
  await form.getByRole('button', { name: text.save }).click();
  await expect(form.getByText(text.saved)).toBeVisible();
  expect(await to.inputValue()).toBe('05:00');

  const { communeId } = await (await page.request.get('/api/v1/me')).json();
  const { items } = await (await page.request.get(`/api/v1/communes/${communeId}/audit?kind=commune.changed`)).json();
  expect(items[0].details).toMatchObject({
    before: { quietHours: [{ from: before, to: '05:00' }] },
    after: { quietHours: [{ from: after, to: '05:00' }] },
  });
  await from.fill('99:99');
  await form.getByRole('button', { name: text.save }).click();
  await expect(form.getByRole('alert')).toBeVisible();
  await accessible(page);
});

test('J14 a person is invited, sets the password by the code, and comes in', async ({ signedIn, visitor, words }) => {
  const text = words.screens.settings;
  const page = await signedIn('quantri', DESK);
  await settings(page, words, 'people');
  await accessible(page);
  const [name, login] = [fresh('Lò Thị Hoa'), `hoa${Buffer.from(fresh('')).toString('hex').slice(-16)}`];
  await page.getByRole('button', { name: text.invite }).click();
  const form = page.getByRole('region', { name: text.invite });
  await form.getByLabel(text.name, { exact: true }).fill(name);
  await form.getByLabel(text.login).fill('mai');
  await form.getByRole('button', { name: text.inviteAndCode }).click();
  await expect(form.getByRole('alert')).toContainText(words.problems['login-taken'].detail);
  await accessible(page);
  await form.getByLabel(text.login).fill(login);
  await form.getByRole('button', { name: text.inviteAndCode }).click();
  const said = page.getByRole('region', { name: fill(text.codeFor, { name }) });
  const code = await said.getByText(/^[A-Z0-9]{4}(-[A-Z0-9]{4}){2}$/).innerText();
  await accessible(page);

  const phone = await visitor(PHONE);
  await phone.goto('/password');
  await accessible(phone);
  await phone.getByLabel(words.screens.password.code).fill(code);
  await phone.getByLabel(words.screens.password.fresh).fill('hoa ban trắng');
  await phone.getByRole('button', { name: words.screens.password.submit }).click();
  await expect(phone).toHaveURL(/\/sign-in/);
  await phone.getByLabel(words.signIn.login).fill(login);
  await phone.getByLabel(words.signIn.password).fill('hoa ban trắng');
  await phone.getByRole('button', { name: words.signIn.submit }).click();
  await expect(phone).toHaveURL(/\/record$/);
  await expect(page.getByRole('row', { name: new RegExp(name) })).toBeVisible();
});

test('J14 a new loudspeaker is paired with a real box within four taps, seen live', async ({
  desk,
  signedIn,
  words,
}) => {
  const text = words.screens.settings;
  const page = await signedIn('quantri', DESK);
  await page.goto('/desk/settings');
  let taps = 0;
  const tap = async (control: ReturnType<Page['getByRole']>) => {
    await control.click();
    taps += 1;
  };
  const name = fresh('Cột thử');
  await tap(page.getByRole('tab', { name: text.tabs.poles }));
  await tap(page.getByRole('button', { name: text.newPole }));
  await page.getByLabel(text.name, { exact: true }).fill(name);
  await accessible(page);
  await tap(page.getByRole('button', { name: text.saveAndPair }));
  const pair = page.getByRole('region', { name: fill(text.pairTitle, { name }) });
  await expect(pair.getByRole('img', { name: text.qrAlt })).toBeVisible();
  expect(taps).toBeLessThanOrEqual(4);
  await accessible(page);

  const invitation = /"(http.*#enrol=.*)"/.exec(await pair.locator('code').innerText())![1]!;
  const box = await switchOn(invitation);
  try {
    await expect(pair.getByText(text.boxOnline)).toBeVisible();
    await pair.getByRole('button', { name: text.selfTest }).click();
    await expect(pair.getByText(text.selfTestStates.passed)).toBeVisible();
    await accessible(page);
    expect(desk.url).toContain(new URL(invitation).host);
  } finally {
    await box.switchOff();
  }
  // Taken down again: other journeys count the poles.
  await page.getByRole('button', { name: `${name}: ${text.edit}` }).click();
  await page.getByRole('button', { name: `${text.retire}: ${name}` }).click();
  const sure = page.getByRole('dialog');
  await expect(sure).toContainText(text.retireWarning);
  await accessible(page);
  await sure.getByRole('button', { name: text.retire }).click();
  await expect(page.getByRole('button', { name: `${name}: ${text.edit}` })).toHaveCount(0);
});

test(
  'J14 two edit one village: the second sees both and chooses, nothing is lost',
  { tag: '@short' },
  async ({ signedIn, words }) => {
    const text = words.screens.settings;
    const [first, second] = [await signedIn('quantri', DESK), await signedIn('mai', DESK)];
    for (const page of [first, second]) {
      await settings(page, words, 'places');
      await page.getByRole('button', { name: new RegExp(`Khe Tre: ${text.edit}$`) }).click();
    }
    const households = (page: Page) => page.getByRole('region', { name: /Khe Tre/ }).getByLabel(text.households);
    const [mine, theirs] = [String(100 + (process.pid % 50)), String(200 + (made % 50))];
    await households(first).fill(theirs);
    await first.getByRole('button', { name: text.save }).click();
    await expect(first.getByText(text.saved)).toBeVisible();

    await households(second).fill(mine);
    await second.getByRole('button', { name: text.save }).click();
    const choice = second.getByRole('alert');
    await expect(choice).toContainText(text.staleTitle);
    await expect(choice.getByRole('row', { name: new RegExp(`${text.households}.*${theirs}.*${mine}`) })).toBeVisible();
    await accessible(second);
    await choice.getByRole('button', { name: text.keepMine }).click();
    await expect(second.getByText(text.saved)).toBeVisible();
    await expect(first.getByRole('row', { name: /Khe Tre/ })).toContainText(mine);
  },
);

test('J14 whoever may keep nothing is told so, and a technician keeps loudspeakers alone', async ({
  signedIn,
  words,
}) => {
  const text = words.screens;
  const recorder = await signedIn('ngan', DESK);
  await recorder.goto('/desk/settings');
  await expect(recorder.getByText(text.shell.noRight)).toBeVisible();
  await expect(recorder.getByRole('navigation').getByText(text.shell.screens.settings)).toHaveCount(0);
  await accessible(recorder);
  const technician = await signedIn('luc', DESK);
  await technician.goto('/desk/settings');
  await expect(technician.getByRole('tab')).toHaveText([text.settings.tabs.poles, text.settings.tabs.training]);
  await accessible(technician);
});

test('J14 a simulated pole is broken and mended, and the board is one tap away', async ({ signedIn, words }) => {
  const text = words.screens.training;
  const page = await signedIn('luc', DESK);
  await settings(page, words, 'training');
  const poles = page.getByRole('region', { name: text.choose });
  const row = poles.getByRole('row').filter({ hasText: text.nothing }).first();
  const name = (await row.getByRole('checkbox').locator('..').innerText()).trim();
  const broken = poles.getByRole('row').filter({ hasText: text.faults['horn-silent'].name });
  await row.getByRole('checkbox').check();
  await page.getByLabel(text.what).selectOption('horn-silent');
  await page.getByRole('button', { name: text.begin }).click();
  await expect(broken).toContainText(name);
  await accessible(page);
  await page.getByRole('button', { name: text.end }).click();
  await expect(broken).toHaveCount(0);
  await poles.getByRole('row', { name }).first().getByRole('link').click();
  await expect(page).toHaveURL(/\/desk\/board\?pole=/);
});

test('J14 a personal link is made, shown once and taken back', async ({ signedIn, words }) => {
  const text = words.screens.settings;
  const page = await signedIn('quantri', DESK);
  await settings(page, words, 'links');
  await accessible(page);
  await page.getByRole('button', { name: text.makeLink }).click();
  await expect(page.getByText(/\/l\/[\w-]{43}$/)).toBeVisible();
  const row = page.getByRole('row').filter({ hasText: text.linkGood }).first();
  await accessible(page);
  await row.getByRole('button').click();
  await expect(page.getByRole('row').nth(1)).toContainText(text.linkEnds.revoked);
});

/** A real agent process on this machine, silent, by the line of the QR code. */
async function switchOn(invitation: string): Promise<{ switchOff(): Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'loa-box-'));
  const args = ['agent', '--dir', join(folder, 'box'), '--invitation', invitation, '--horn', 'null'];
  const agent = spawn(process.execPath, [join(__dirname, '../../dist/apps/controller/main.js'), ...args], {
    stdio: 'ignore',
  });
  const ended = new Promise<void>((resolve) => agent.once('exit', () => resolve()));
  return {
    async switchOff() {
      agent.kill('SIGTERM');
      await ended;
      await rm(folder, { recursive: true });
    },
  };
}
