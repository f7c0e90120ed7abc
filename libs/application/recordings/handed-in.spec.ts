import { DAY_MS } from '#domain';
import type { StoreReads } from '../ports/stores';
import { handedInToday, UPLOAD_KEPT_MS } from './handed-in';

const NOW = 1_000_000_000_000;
const sent = (uploadedBy: string, sha256: string, bytes: number, receivedAt = NOW) => ({
  ...{ uploadedBy, sha256, bytes, receivedAt },
});

it('counts what takes room: the same bytes with other marks are one, of two people they are two, and what is begun counts whole', async () => {
  const stores = {
    recordings: { sentSince: async () => [sent('mai', 'a', 10, NOW - 5), sent('mai', 'a', 10), sent('tho', 'a', 10)] },
    uploads: { unfinished: async () => [{ personId: 'mai', bytes: 5, createdAt: NOW - 7 }] },
  } as unknown as StoreReads;
  expect(await handedInToday(stores, 'commune-1', NOW)).toEqual([
    { personId: 'mai', bytes: 10, isComplete: true, countsForMs: DAY_MS },
    { personId: 'tho', bytes: 10, isComplete: true, countsForMs: DAY_MS },
    { personId: 'mai', bytes: 5, isComplete: false, countsForMs: UPLOAD_KEPT_MS - 7 },
  ]);
});
