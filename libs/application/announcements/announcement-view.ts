// An announcement as people and approvals see it: with its recordings, and with the digest that stands for its content.
import { announcementDigestText, missingLanguage, type Announcement, type Recording } from '#domain';
import type { StoreReads } from '../ports/stores';
import { sha256Of } from '../secrets/secrets';

/** An announcement with the recordings its versions speak of, and the digest an approval is bound to (null until every sound is ready). */
export interface AnnouncementView extends Announcement {
  readonly recordings: readonly Recording[];
  readonly digest: string | null;
  /** Main languages of villages of the commune in which nothing is said. */
  readonly languagesMissing: readonly string[];
}

/** What an approval of the announcement is bound to; null while a sound is not ready. */
function digestOfAnnouncement(announcement: Announcement, recordings: readonly Recording[]): string | null {
  const versions = announcement.versions.map((version) => {
    const recording = recordings.find((candidate) => candidate.id === version.recordingId);
    return recording?.rendition ? { version, recording, rendition: recording.rendition } : undefined;
  });
  if (!versions.length || versions.some((version) => !version)) return null;
  return sha256Of(
    announcementDigestText({
      title: announcement.title,
      messageClass: announcement.messageClass,
      versions: versions.map((each) => ({
        language: each!.version.language,
        script: each!.version.script,
        recordingSha256: each!.recording.sha256,
        renditionSha256: each!.rendition.sha256,
      })),
    }),
  );
}

/** The announcement with its recordings and digest, as `stores` know them now. */
export async function viewOf(stores: StoreReads, announcement: Announcement): Promise<AnnouncementView> {
  const recordings = await stores.recordings.byIds(announcement.versions.map((version) => version.recordingId));
  const villages = await stores.places.villages(announcement.communeId);
  const missing = villages.flatMap(
    ({ languages }) => missingLanguage(announcement.versions, languages)?.language ?? [],
  );
  const digest = digestOfAnnouncement(announcement, recordings);
  return { ...announcement, recordings, digest, languagesMissing: [...new Set(missing)].sort() };
}
