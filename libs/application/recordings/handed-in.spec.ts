import type { StoreReads } from '../ports/stores';
import { handedInToday } from './handed-in';

const sent = (uploadedBy: string, sha256: string, bytes: number) => ({ uploadedBy, sha256, bytes });

it('counts what takes room: the same bytes with other marks are one, of two people they are two, and what is begun counts whole', async () => {
  const stores = {
    recordings: { sentSince: async () => [sent('mai', 'a', 10), sent('mai', 'a', 10), sent('tho', 'a', 10)] },
    uploads: { unfinished: async () => [{ personId: 'mai', bytes: 5 }] },
  } as unknown as StoreReads;
  expect(await handedInToday(stores, 'commune-1', 1_000_000_000_000)).toEqual([
    { personId: 'mai', bytes: 10, isComplete: true },
    { personId: 'tho', bytes: 10, isComplete: true },
    { personId: 'mai', bytes: 5, isComplete: false },
  ]);
});
