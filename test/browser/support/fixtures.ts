// What every journey begins with: an installation of one's own, signed-in people on phones and at desks, and the words of the language.
import { mkdirSync } from 'node:fs';
import { expect, test as base, type BrowserContext, type Page } from '@playwright/test';
import { words, type Catalogue, type Language } from '#words';
import { Installation } from '../../support/installation';
import { Faults } from './faults';
import { PREPARED } from './prepared';

export { expect } from '@playwright/test';
export { accessible } from './accessible';

/** Every account of the demo has it. */
export const DEMO_PASSWORD = 'loa-lang-demo';

/** A cheap phone, held upright, used with the thumb. */
export const PHONE = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true } as const;
export const DESK = { viewport: { width: 1280, height: 800 } } as const;

export interface Device {
  readonly viewport: { readonly width: number; readonly height: number };
  readonly hasTouch?: boolean;
  readonly isMobile?: boolean;
  readonly javaScriptEnabled?: boolean;
}

/** Opens a page of this person of the demo, signed in, each time with a browser profile of its own. */
export type SignedIn = (login: string, device?: Device) => Promise<Page>;

interface Journey {
  /** The language of this run. */
  readonly language: Language;
  /** Everything that can be said in it. */
  readonly words: Catalogue;
  /** A page of somebody who is not signed in. */
  visitor(device?: Device): Promise<Page>;
  signedIn: SignedIn;
}

interface PerWorker {
  /** A whole installation: server, Redis, broker, fleet. One for each worker, each from its own copy of one that was prepared. */
  readonly desk: Installation;
}

export const test = base.extend<Journey, PerWorker>({
  desk: [
    async ({}, use) => {
      const installation = await Installation.start({}, process.env[PREPARED]);
      await use(installation);
      await installation.stop();
    },
    { scope: 'worker', timeout: 400_000 },
  ],
  language: async ({}, use, { project }) => use(project.name === 'en' ? 'en' : 'vi'),
  words: async ({ language }, use) => use(words(language)),
  visitor: async ({ browser, desk, language, locale }, use) => {
    const contexts: BrowserContext[] = [];
    const faults = new Faults();
    await use(async (device = PHONE) => {
      const context = await browser.newContext({ ...device, locale, baseURL: desk.url, permissions: ['microphone'] });
      contexts.push(context);
      faults.watch(context);
      await context.addCookies([{ name: 'loa_lang', value: language, url: desk.url }]);
      return context.newPage();
    });
    for (const context of contexts) await context.close();
    expect(faults.seen, 'the browser reported faults of our pages').toEqual([]);
  },
  signedIn: async ({ visitor, desk }, use) => {
    await use(async (login, device) => {
      const page = await visitor(device);
      // As the form does it, without looking at the form: one journey of its own does.
      const answer = await page.request.post(`${desk.url}/api/v1/session`, {
        data: { login, password: DEMO_PASSWORD },
        headers: { Origin: desk.url },
      });
      if (!answer.ok()) throw new Error(`${login} was not let in: ${await answer.text()}`);
      return page;
    });
  },
});

/** Where a journey may leave a picture for people to look at. */
export function pictureOf(name: string): string {
  mkdirSync('test-results/pictures', { recursive: true });
  return `test-results/pictures/${name}.png`;
}
