// What an approval is bound to, as one canonical text. Who signs or compares hashes this text. The
// title stands in it, because poles and pages show it; the category does not.
import type { BookedStart } from '../bookings/booking';
import { fullWallTime } from '../calendar/calendar';
import type { MessageClass } from '../announcements/message-class';
import { tidy, type Recurrence } from '../calendar/recurrence';
import { canonicalJson } from '../canonical-json';

/** Everything of an announcement that its approver has heard and read. */
export interface ApprovedContent {
  readonly title: string;
  readonly messageClass: MessageClass;
  /** In the order in which they were recorded. */
  readonly versions: readonly {
    readonly language: string;
    readonly script: string;
    readonly recordingSha256: string;
    readonly renditionSha256: string;
  }[];
}

/** Everything of a booking that its approver has agreed to. */
export interface ApprovedBooking {
  readonly announcementDigest: string;
  /** In any order. */
  readonly controllerIds: readonly string[];
  readonly start: BookedStart;
  readonly recurrence: Recurrence;
  readonly repeats: number;
}

/** The text whose hash is the announcement's digest. */
export function announcementDigestText({ title, messageClass, versions }: ApprovedContent): string {
  return canonicalJson({ title, messageClass, versions: spokenIn(versions) });
}

/** The same as it was before the title belonged to it: approvals of that time are bound to this text and are never worked out anew. */
export function untitledDigestText({ messageClass, versions }: ApprovedContent): string {
  return canonicalJson({ messageClass, versions: spokenIn(versions) });
}

/** The text whose hash is the booking's digest. */
export function bookingDigestText(booking: ApprovedBooking): string {
  const { announcementDigest, controllerIds, start, recurrence, repeats } = booking;
  return canonicalJson({
    announcementDigest,
    controllerIds: [...new Set(controllerIds)].sort(),
    start: start.kind === 'exact' ? { kind: start.kind, at: fullWallTime(start.at) } : start,
    recurrence: tidy(recurrence),
    repeats,
  });
}

function spokenIn(versions: ApprovedContent['versions']): ApprovedContent['versions'] {
  return versions.map(({ language, script, recordingSha256, renditionSha256 }) => ({
    language,
    script,
    recordingSha256,
    renditionSha256,
  }));
}
