// What approvals are bound to, as hashes. Who asks for an approval, who gives one and whoever lets something sound by one works it out here, so
// that what was changed behind our back in the database is not what was approved.
import {
  announcementDigestText,
  bookingDigestText,
  canonicalJson,
  untitledDigestText,
  type Announcement,
  type ApprovedContent,
  type Booking,
  type Emergency,
  type EmergencyAsked,
  type EmergencyPlay,
  type Recording,
} from '#domain';
import { sha256Of } from '../secrets/secrets';

/** What an approval of the announcement is bound to; null while a sound is not ready. */
export function contentDigest(announcement: Announcement, recordings: readonly Recording[]): string | null {
  const content = contentOf(announcement, recordings);
  return content && sha256Of(announcementDigestText(content));
}

/** What an approval of the booking is bound to. */
export function bookingDigest(announcementDigest: string, booking: Booking): string {
  const { controllerIds, start, recurrence, repeats } = booking;
  return sha256Of(bookingDigestText({ announcementDigest, controllerIds, start, recurrence, repeats }));
}

/** Stands for what an emergency sounds, and where. */
export function playsDigest(plays: readonly EmergencyPlay[]): string {
  return sha256Of(canonicalJson(plays));
}

/** What is asked for by a request, as its event keeps it. */
export function askedOf(emergency: Emergency): EmergencyAsked {
  const { requestedBy, requestedAt, endsAt, announcementId, allClearAnnouncementId } = emergency;
  const { zoneIds, controllerIds, plays } = emergency;
  return {
    ...{ requestedBy, requestedAt, endsAt, announcementId, allClearAnnouncementId },
    placesSha256: sha256Of(canonicalJson({ zoneIds, controllerIds })),
    playsSha256: playsDigest(plays),
  };
}

/** What an approval may be bound to, the newest form first. */
const FORMS = [announcementDigestText, untitledDigestText];

/** Whether the announcement is what was approved under that digest. */
export function isContentAsApproved(
  digest: string,
  announcement: Announcement,
  recordings: readonly Recording[],
): boolean {
  const content = contentOf(announcement, recordings);
  return content !== null && FORMS.some((form) => sha256Of(form(content)) === digest);
}

/** Whether the booking, and what it says, is what was approved. While a sound is not ready nobody could say so. */
export function isBookingAsApproved(
  booking: Booking,
  announcement: Announcement,
  recordings: readonly Recording[],
): boolean {
  const content = contentOf(announcement, recordings);
  if (!content) return false;
  return FORMS.some((form) => bookingDigest(sha256Of(form(content)), booking) === booking.approvedDigest);
}

function contentOf(
  { title, messageClass, versions }: Announcement,
  recordings: readonly Recording[],
): ApprovedContent | null {
  const spoken = versions.flatMap(({ language, script, recordingId }) => {
    const recording = recordings.find(({ id }) => id === recordingId);
    if (!recording?.rendition) return [];
    return [{ language, script, recordingSha256: recording.sha256, renditionSha256: recording.rendition.sha256 }];
  });
  return spoken.length > 0 && spoken.length === versions.length ? { title, messageClass, versions: spoken } : null;
}
