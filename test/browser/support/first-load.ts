// What the first visit to a page costs on a slow line and a slow phone: bytes as they travel, and the instant at which its largest part stands
// there (largest contentful paint, LCP).
import type { BrowserContext, CDPSession, Page } from '@playwright/test';

/** A line and a processor. */
export interface Profile {
  readonly downKbps: number;
  readonly roundTripMs: number;
  /** How many times slower than this machine. */
  readonly cpuSlowdown: number;
}

/** 3G in the mountains, a cheap phone. */
export const VILLAGE_PHONE: Profile = { downKbps: 780, roundTripMs: 200, cpuSlowdown: 4 };
/** Lighthouse's mobile profile. */
export const MOBILE: Profile = { downKbps: 1_638, roundTripMs: 150, cpuSlowdown: 4 };

interface FirstLoad {
  /** Bodies and headers of everything that the page asked for, as sent (compressed). */
  readonly bytes: number;
  readonly lcpMs: number;
}

/** Loads the page with an empty cache under the profile. The context's cookies stay: somebody is signed in. */
export async function firstLoad(context: BrowserContext, path: string, profile: Profile): Promise<FirstLoad> {
  const page = await context.newPage();
  const devtools = await context.newCDPSession(page);
  await slowDown(devtools, profile);
  let bytes = 0;
  devtools.on('Network.loadingFinished', ({ encodedDataLength }) => (bytes += encodedDataLength));
  await page.goto(path, { waitUntil: 'networkidle' });
  const lcpMs = await largestPaintOf(page);
  await page.close();
  return { bytes, lcpMs };
}

async function slowDown(devtools: CDPSession, { downKbps, roundTripMs, cpuSlowdown }: Profile): Promise<void> {
  const throughput = (downKbps * 1_000) / 8;
  await devtools.send('Network.enable');
  await devtools.send('Network.clearBrowserCache');
  await devtools.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: roundTripMs,
    downloadThroughput: throughput,
    uploadThroughput: throughput,
  });
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: cpuSlowdown });
}

function largestPaintOf(page: Page): Promise<number> {
  return page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        new PerformanceObserver((list) => resolve(list.getEntries().at(-1)!.startTime)).observe({
          type: 'largest-contentful-paint',
          buffered: true,
        });
      }),
  );
}
