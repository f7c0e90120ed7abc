// `npm run screens`: makes the pictures of docs/screens anew, from a demo commune in the middle of its first afternoon.
import { defineConfig } from '@playwright/test';
import journeys from '../../playwright.config';

export default defineConfig({
  ...journeys,
  testDir: '.',
  testMatch: '**/*.pictures.ts',
  outputDir: '../../test-results',
  workers: 1,
  timeout: 600_000,
  projects: [{ name: 'vi', use: { locale: 'vi-VN' } }],
});
