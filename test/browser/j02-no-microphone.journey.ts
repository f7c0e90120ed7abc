// Where there is no microphone to be had, and where people bring a file: plain help, no dead button, refusals in words.
import type { Page } from '@playwright/test';
import { accessible, expect, pictureOf, test } from './support/fixtures';

async function refuseMicrophone(page: Page): Promise<void> {
  await page.addInitScript(() => {
    navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('refused', 'NotAllowedError'));
  });
}

test('J2 the microphone is refused: help in words, and the way by file stays', async ({ signedIn, words }) => {
  const text = words.screens.record;
  const page = await signedIn('ngan');
  await refuseMicrophone(page);
  await page.goto('/record');
  await page.getByRole('button', { name: text.start }).tap();
  await expect(page.getByRole('alert')).toHaveText(text.denied);
  await expect(page.getByRole('button', { name: text.start })).toHaveCount(0);
  await expect(page.getByRole('button', { name: text.tryAgain })).toBeEnabled();
  await expect(page.getByLabel(text.chooseFile)).toBeEnabled();
  await accessible(page);
  await page.screenshot({ path: pictureOf('record-denied') });
});

test('J2 inside of another app: where to open the page instead', async ({ signedIn, words }) => {
  const text = words.screens.record;
  const page = await signedIn('ngan');
  await refuseMicrophone(page);
  await page.addInitScript(() => {
    Object.defineProperty(navigator, 'userAgent', { value: 'Mozilla/5.0 (Linux; Android 12) Zalo android/12100603' });
  });
  await page.goto('/record');
  await page.getByRole('button', { name: text.start }).tap();
  await expect(page.getByRole('alert')).toContainText('Zalo');
  await expect(page.getByRole('button', { name: text.copyLink })).toBeEnabled();
  const { host } = new URL(page.url());
  await expect(page.getByRole('link', { name: text.openInChrome })).toHaveAttribute(
    'href',
    `intent://${host}/record#Intent;scheme=http;package=com.android.chrome;end`,
  );
  await accessible(page);
  await page.screenshot({ path: pictureOf('record-in-app') });
});

test('J2 the page came by plain http: why there is no microphone, and what the commune does about it', async ({
  signedIn,
  words,
}) => {
  const { record: text, https } = words.screens;
  const page = await signedIn('ngan');
  await page.addInitScript(() => Object.defineProperty(globalThis, 'isSecureContext', { value: false }));
  await page.goto('/record');
  await page.getByRole('button', { name: text.start }).tap();
  await expect(page.getByRole('alert')).toHaveText(text.insecure);
  await expect(page.getByLabel(text.chooseFile)).toBeEnabled();
  await accessible(page);
  await page.getByRole('link', { name: text.insecureMore }).tap();
  await expect(page.getByRole('heading', { name: https.title })).toBeVisible();
  await accessible(page);
  await page.screenshot({ path: pictureOf('help-https'), fullPage: true });
});

for (const [kind, file] of [
  ['m4a', 'audio-samples/notices/01-tiem-chung.m4a'],
  ['amr', 'audio-samples/notices/06-nghia-vu-quan-su.amr'],
] as const) {
  test(`J4 a sound file of kind ${kind} is taken`, { tag: '@once' }, async ({ signedIn, words }) => {
    const text = words.screens.record;
    const page = await signedIn('ngan');
    await page.goto('/record');
    await page.getByLabel(text.chooseFile).setInputFiles(file);
    const play = page.getByRole('button', { name: new RegExp(`^${text.play} `) });
    // What the browser cannot decode it says so, and leaves the judgement to the server.
    await expect(play.or(page.getByText(text.cannotPreview))).toBeVisible();
    if (await play.isVisible()) await play.tap();
    await expect(page.getByRole('button', { name: text.send })).toBeEnabled();
    await page.getByRole('button', { name: text.send }).tap();
    await expect(page.getByText(text.outboxStates.sent, { exact: true })).toBeVisible();
  });
}

test('J4 what is no sound is refused in words, by the phone or by the server', async ({ signedIn, words }) => {
  const text = words.screens.record;
  const page = await signedIn('ngan');
  await page.goto('/record');
  const picture = { name: 'anh.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('not a sound') };
  await page.getByLabel(text.chooseFile).setInputFiles(picture);
  await expect(page.getByRole('alert')).toHaveText(text.fileType);
  await accessible(page);

  await page.getByLabel(text.chooseFile).setInputFiles('audio-samples/bad/text.mp3');
  await expect(page.getByText(text.cannotPreview)).toBeVisible();
  await page.getByRole('button', { name: text.send }).tap();
  await expect(page.getByText(words.problems['recording-not-audio'].title)).toBeVisible();
  await expect(page.getByText(text.outboxStates.draft, { exact: true })).toBeVisible();
  await expect(page.getByRole('button', { name: text.open })).toBeVisible();
  await accessible(page);
});
