// What a commune handed in within a day: recordings, and uploads that were begun and may become some.
import { DAY_MS, type HandedIn, type Instant } from '#domain';
import { firstIdOf } from '../acting/new-id';
import type { StoreReads, Upload } from '../ports/stores';

/** A phone that was out of reach for a week begins anew. */
export const UPLOAD_KEPT_MS = 7 * DAY_MS;

/** Until when an upload that nobody finishes is kept. */
export const uploadKeptUntil = ({ createdAt }: Upload): Instant => createdAt + UPLOAD_KEPT_MS;

/** Bounded by what `requireDailyRoom` lets in. */
export async function handedInToday(stores: StoreReads, communeId: string, now: Instant): Promise<readonly HandedIn[]> {
  const [sent, begun] = await Promise.all([
    stores.recordings.sentSince(communeId, firstIdOf(now - DAY_MS)),
    stores.uploads.unfinished(communeId),
  ]);
  // The same bytes with other marks are another recording, and take no room; they count as long as the last of them does.
  const inOrder = [...sent].sort((a, b) => a.receivedAt - b.receivedAt);
  const kept = new Map(inOrder.map((each) => [`${each.uploadedBy} ${each.sha256}`, each]));
  return [
    ...[...kept.values()].map(({ uploadedBy: personId, bytes, receivedAt }) => ({
      ...{ personId, bytes, isComplete: true, countsForMs: receivedAt + DAY_MS - now },
    })),
    ...begun.map((upload) => ({
      ...{
        personId: upload.personId,
        bytes: upload.bytes,
        isComplete: false,
        countsForMs: uploadKeptUntil(upload) - now,
      },
    })),
  ];
}
