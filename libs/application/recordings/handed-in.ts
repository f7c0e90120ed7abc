// What a commune handed in within a day: recordings, and uploads that were begun and may become some.
import { DAY_MS, type HandedIn, type Instant } from '#domain';
import { firstIdOf } from '../acting/new-id';
import type { StoreReads } from '../ports/stores';

/** Bounded by what `requireDailyRoom` lets in. */
export async function handedInToday(stores: StoreReads, communeId: string, now: Instant): Promise<readonly HandedIn[]> {
  const [sent, begun] = await Promise.all([
    stores.recordings.sentSince(communeId, firstIdOf(now - DAY_MS)),
    stores.uploads.unfinished(communeId),
  ]);
  // The same bytes with other marks are another recording, and take no room.
  const kept = new Map(sent.map((each) => [`${each.uploadedBy} ${each.sha256}`, each]));
  return [
    ...[...kept.values()].map(({ uploadedBy: personId, bytes }) => ({ personId, bytes, isComplete: true })),
    ...begun.map(({ personId, bytes }) => ({ personId, bytes, isComplete: false })),
  ];
}
