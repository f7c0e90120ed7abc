// What a page that stays open takes from the line: bytes as they travel, headers and compressed bodies, the live stream among them.
import type { Page } from '@playwright/test';

/** Counts from the moment it was made. */
export interface Wire {
  bytes(): number;
  /** By address, the dearest first. */
  told(): string;
}

export async function wireOf(page: Page): Promise<Wire> {
  const devtools = await page.context().newCDPSession(page);
  const addresses = new Map<string, string>();
  const costs = new Map<string, { times: number; bytes: number }>();
  const add = (requestId: string, bytes: number) => {
    const address = addresses.get(requestId) ?? 'the live stream';
    const cost = costs.get(address) ?? { times: 0, bytes: 0 };
    costs.set(address, { times: cost.times + 1, bytes: cost.bytes + bytes });
  };
  devtools.on('Network.requestWillBeSent', ({ requestId, request }) => {
    addresses.set(requestId, new URL(request.url).pathname.replace(/[0-9a-f-]{36}/g, '…'));
  });
  devtools.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => add(requestId, encodedDataLength));
  // The stream was begun before and never finishes: its pieces are counted as they come.
  devtools.on('Network.dataReceived', ({ requestId, encodedDataLength }) => {
    if (!addresses.has(requestId)) add(requestId, encodedDataLength);
  });
  await devtools.send('Network.enable');
  const bytes = () => [...costs.values()].reduce((sum, cost) => sum + cost.bytes, 0);
  const kilobytes = (count: number) => `${(count / 1024).toFixed(1)} KB`;
  return {
    bytes,
    told: () =>
      [...costs]
        .sort(([, a], [, b]) => b.bytes - a.bytes)
        .map(([address, cost]) => `${address} ${cost.times} times ${kilobytes(cost.bytes)}`)
        .concat(`together ${kilobytes(bytes())}`)
        .join('; '),
  };
}
