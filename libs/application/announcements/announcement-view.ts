// An announcement as people and approvals see it: with its recordings, and with the digest that stands for its content.
import { missingLanguage, type Announcement, type Recording } from '#domain';
import { contentDigest } from '../acting/as-approved';
import type { StoreReads } from '../ports/stores';

/** An announcement with the recordings its versions speak of, and the digest an approval is bound to (null until every sound is ready). */
export interface AnnouncementView extends Announcement {
  readonly recordings: readonly Recording[];
  readonly digest: string | null;
  /** Main languages of villages of the commune in which nothing is said. */
  readonly languagesMissing: readonly string[];
}

/** The announcement with its recordings and digest, as `stores` know them now. */
export async function viewOf(stores: StoreReads, announcement: Announcement): Promise<AnnouncementView> {
  const recordings = await stores.recordings.byIds(announcement.versions.map((version) => version.recordingId));
  const villages = await stores.places.villages(announcement.communeId);
  const missing = villages.flatMap(
    ({ languages }) => missingLanguage(announcement.versions, languages)?.language ?? [],
  );
  const digest = contentDigest(announcement, recordings);
  return { ...announcement, recordings, digest, languagesMissing: [...new Set(missing)].sort() };
}
