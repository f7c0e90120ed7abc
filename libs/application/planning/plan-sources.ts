// The bookings of a commune with the announcements and recordings that they are made of.
import {
  BOOKING_EVENTS,
  canonicalJson,
  bookingOtherwise,
  soundsFor,
  ToldRows,
  type Airing,
  type Announcement,
  type BookedItem,
  type Booking,
  type Commune,
  type Recording,
  type Said,
  type SoundRef,
  type Village,
} from '#domain';
import { isBookingAsApproved, isContentAsApproved } from '../acting/as-approved';
import type { StoreReads } from '../ports/stores';
import { sha256Of } from '../secrets/secrets';

/** A booking that is not what was asked for and approved. */
export interface AlteredBooking {
  readonly id: string;
  readonly communeId: string;
  readonly announcementId: string;
  readonly digest: string | null;
  /** Stands for what its row says instead. */
  readonly keptSha256: string;
}

/** Open bookings of the commune, those that are asked for besides, and everything they are made of. */
export class PlanSources {
  readonly bookings: Booking[] = [];
  private readonly bookingsById = new Map<string, Booking>();
  readonly announcements = new Map<string, Announcement>();
  readonly recordings = new Map<string, Recording>();
  private readonly asApproved = new Map<string, boolean>();
  /** What the log says of each booking that was asked for. */
  private readonly told = new Map<string, Said>();
  /** Bookings from which airings came, and which are not there any more. */
  private readonly gone = new Set<string>();
  private readonly signatureDigests = new Map<string, string | undefined>();

  private constructor(
    private readonly stores: StoreReads,
    private readonly communeId: string,
  ) {}

  static async open(stores: StoreReads, commune: Commune): Promise<PlanSources> {
    const sources = new PlanSources(stores, commune.id);
    const signatures = [commune.openingAnnouncementId, commune.closingAnnouncementId].filter((id) => id !== null);
    await sources.add(await stores.bookings.open(commune.id), signatures);
    for (const id of signatures) {
      const approvals = await stores.bookings.approvals(id);
      sources.signatureDigests.set(id, approvals.find(({ voidedAt }) => voidedAt === null)?.digest);
    }
    return sources;
  }

  /** Reads those of the bookings that are not known yet: former ones, from which airings came. */
  async include(bookingIds: readonly string[]): Promise<void> {
    const former = unknown(bookingIds, this.bookingsById).filter((id) => !this.gone.has(id));
    if (former.length === 0) return;
    const found = await this.stores.bookings.byIds(former);
    const gone = former.filter((id) => !found.some((booking) => booking.id === id));
    for (const id of gone) this.gone.add(id);
    await this.add(found, [], gone);
  }

  /** The sound of a signature announcement that is what was approved; null when there is none. */
  signature(announcementId: string | null): SoundRef | null {
    const announcement = announcementId === null ? undefined : this.announcements.get(announcementId);
    const digest = announcementId === null ? undefined : this.signatureDigests.get(announcementId);
    if (announcement?.state !== 'approved' || digest === undefined) return null;
    if (!isContentAsApproved(digest, announcement, this.recordingsOf(announcement))) return null;
    const rendition = this.recordings.get(announcement.versions[0]!.recordingId)?.rendition;
    return rendition ? soundRef(rendition) : null;
  }

  /** Whether the booking is what was asked for and, if it was approved, approved. */
  isAsApproved(booking: Booking): boolean {
    const known = this.asApproved.get(booking.id);
    if (known !== undefined) return known;
    const asApproved = this.comparesAsApproved(booking);
    this.asApproved.set(booking.id, asApproved);
    return asApproved;
  }

  /** Whether the booking is one that may not sound because of what was done to its row. */
  isAltered(bookingId: string): boolean {
    const booking = this.bookingsById.get(bookingId);
    return booking ? !this.isAsApproved(booking) : this.gone.has(bookingId);
  }

  /** The bookings of which it turned out that they are not what was asked for and approved. */
  altered(): readonly AlteredBooking[] {
    const { communeId } = this;
    const changed = this.bookings.filter(({ id }) => this.asApproved.get(id) === false);
    const rows: readonly (Said & { readonly id: string; readonly kept: unknown })[] = [
      ...changed.map((booking) => ({ ...booking, kept: this.otherwise(booking) ?? {} })),
      ...[...this.gone].map((id) => ({ ...this.told.get(id), id, kept: null })),
    ];
    return rows.map(({ id, announcementId, approvedDigest, kept }) => ({
      ...{ id, communeId, announcementId: typeof announcementId === 'string' ? announcementId : '' },
      digest: typeof approvedDigest === 'string' ? approvedDigest : null,
      keptSha256: sha256Of(canonicalJson(kept)),
    }));
  }

  /** Whether the airing says what its booking does. */
  isAsBooked({ bookingId, announcementId, title, sounds, controllerIds }: Airing): boolean {
    const booking = bookingId === null ? undefined : this.bookingsById.get(bookingId);
    const announcement = booking && this.announcements.get(booking.announcementId);
    if (booking?.state !== 'approved' || !announcement || !this.isAsApproved(booking)) return true;
    const known = this.recordingsOf(announcement).map(({ rendition }) => rendition?.sha256);
    return (
      announcementId === announcement.id &&
      title === announcement.title &&
      sounds.every(({ sha256 }) => known.includes(sha256)) &&
      controllerIds.every((id) => booking.controllerIds.includes(id))
    );
  }

  private otherwise(booking: Booking): Partial<Booking> | null {
    return bookingOtherwise(booking, this.told.get(booking.id));
  }

  private comparesAsApproved(booking: Booking): boolean {
    const isApproved = booking.state === 'approved' || booking.state === 'finished';
    const announcement = this.announcements.get(booking.announcementId);
    // What has no sound is no item at all.
    const isDigest =
      !isApproved || !announcement || isBookingAsApproved(booking, announcement, this.recordingsOf(announcement));
    return isDigest && this.otherwise(booking) === null;
  }

  /** Reads what was said of these bookings. */
  private async hear(bookings: readonly Booking[], gone: readonly string[]): Promise<void> {
    const ids = [...bookings.map(({ id }) => id), ...gone];
    if (ids.length === 0) return;
    const subjects = [...new Set([...ids, ...bookings.map(({ announcementId }) => announcementId)])];
    const rows = new ToldRows();
    const events = await this.stores.events.ofSubjects(this.communeId, subjects, BOOKING_EVENTS);
    for (const event of events) rows.hear(event);
    for (const [id, said] of rows.all('booking')) if (!this.told.has(id)) this.told.set(id, said);
  }

  private recordingsOf({ versions }: Announcement): readonly Recording[] {
    return versions.flatMap(({ recordingId }) => this.recordings.get(recordingId) ?? []);
  }

  private async add(
    bookings: readonly Booking[],
    signatures: readonly string[],
    gone: readonly string[] = [],
  ): Promise<void> {
    this.bookings.push(...bookings);
    for (const booking of bookings) this.bookingsById.set(booking.id, booking);
    await this.hear(bookings, gone);
    const announcementIds = unknown(
      [...bookings.map((each) => each.announcementId), ...signatures],
      this.announcements,
    );
    const announcements = await this.stores.announcements.byIds(announcementIds);
    for (const announcement of announcements) this.announcements.set(announcement.id, announcement);
    // One that cannot be read is told where its booking is planned.
    const recordingIds = announcements.flatMap(({ versions }) =>
      Array.isArray(versions) ? versions.map(({ recordingId }) => recordingId) : [],
    );
    const recordings = await this.stores.recordings.byIds(unknown(recordingIds, this.recordings));
    for (const recording of recordings) this.recordings.set(recording.id, recording);
  }
}

/** The item that a booking is in one zone; undefined while one of its sounds is not ready. `standing`: the controllers of the zone. */
export function bookedItem(
  booking: Booking,
  sources: Pick<PlanSources, 'announcements' | 'recordings'>,
  village: Village,
  standing: ReadonlySet<string>,
): BookedItem | undefined {
  const announcement = sources.announcements.get(booking.announcementId);
  if (!announcement) return undefined;
  const versions = announcement.versions.flatMap(({ language, recordingId }) => {
    const rendition = sources.recordings.get(recordingId)?.rendition;
    return rendition ? [{ language, sound: soundRef(rendition) }] : [];
  });
  if (versions.length === 0 || versions.length < announcement.versions.length) return undefined;
  return {
    booking,
    announcementId: announcement.id,
    title: announcement.title,
    messageClass: announcement.messageClass,
    sounds: soundsFor(versions, village.languages),
    controllerIds: booking.controllerIds.filter((id) => standing.has(id)),
  };
}

function unknown(ids: readonly string[], known: ReadonlyMap<string, unknown>): readonly string[] {
  return [...new Set(ids)].filter((id) => !known.has(id));
}

function soundRef({ sha256, bytes, durationMs }: SoundRef): SoundRef {
  return { sha256, bytes, durationMs };
}
