// What an approval is bound to, as one canonical text. Who signs or compares hashes this text; title and category stand outside of it.
import type { BookedStart, Recurrence } from '../bookings/booking';
import { fullWallTime } from '../calendar/calendar';
import type { MessageClass } from '../announcements/message-class';
import { tidy } from '../calendar/recurrence';

/** Everything of an announcement that its approver has heard and read. */
export interface ApprovedContent {
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
export function announcementDigestText({ messageClass, versions }: ApprovedContent): string {
  return canonicalJson({
    messageClass,
    versions: versions.map(({ language, script, recordingSha256, renditionSha256 }) => ({
      language,
      script,
      recordingSha256,
      renditionSha256,
    })),
  });
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

/** JSON with sorted keys and no spaces: equal values are equal texts. Values that JSON cannot hold throw TypeError. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value).filter(([, each]) => each !== undefined);
    const members = entries
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, each]) => `${JSON.stringify(key)}:${canonicalJson(each)}`);
    return `{${members.join(',')}}`;
  }
  const text = JSON.stringify(value);
  if (text === undefined) throw new TypeError(`not a JSON value: ${String(value)}`);
  return text;
}
