// The browser tests: journeys of people in a real Chromium against the real server and fleet, in Vietnamese and in English.
import { defineConfig } from '@playwright/test';
import { chromiumPath, FAKE_MICROPHONE } from './test/browser/support/chromium';

export default defineConfig({
  testDir: 'test/browser',
  testMatch: '**/*.journey.ts',
  globalSetup: './test/browser/support/prepared',
  outputDir: 'test-results',
  // Every worker has an installation of its own, and more than half of the time it waits for a broadcast.
  workers: 4,
  fullyParallel: false,
  forbidOnly: process.env['CI'] !== undefined,
  retries: 0,
  // A guard against hanging, not a measure of speed: shared machines stall.
  timeout: 360_000,
  expect: { timeout: 60_000 },
  reporter: [['list', { printSteps: false }]],
  use: {
    locale: 'vi-VN',
    timezoneId: 'Asia/Ho_Chi_Minh',
    permissions: ['microphone'],
    trace: 'off',
    launchOptions: {
      executablePath: chromiumPath(),
      args: [
        '--no-sandbox',
        '--disable-gpu',
        // A process for each person and not for each page, as on a small computer.
        '--renderer-process-limit=1',
        '--disable-site-isolation-trials',
        '--disable-quic',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        '--no-first-run',
        '--autoplay-policy=no-user-gesture-required',
        '--use-fake-device-for-media-stream',
        '--use-fake-ui-for-media-stream',
        `--use-file-for-fake-audio-capture=${FAKE_MICROPHONE}`,
      ],
    },
  },
  projects: [
    // `npm test` has just made the short ones, where both are run one after the other.
    { name: 'vi', use: { locale: 'vi-VN' }, ...(process.env['SHORT_JOURNEYS'] === 'made' && { grepInvert: /@short/ }) },
    // What is marked once proves no words (a server killed, a line cut, a finger, bytes): other journeys visit its states in both languages.
    { name: 'en', use: { locale: 'en-GB' }, grepInvert: /@once/ },
  ],
});
