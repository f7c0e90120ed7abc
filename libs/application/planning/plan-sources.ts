// The bookings of a commune with the announcements and recordings that they are made of.
import {
  soundsFor,
  type Announcement,
  type BookedItem,
  type Booking,
  type Commune,
  type Recording,
  type SoundRef,
  type Village,
} from '#domain';
import type { StoreReads } from '../ports/stores';

/** Open bookings of the commune, those that are asked for besides, and everything they are made of. */
export class PlanSources {
  readonly bookings: Booking[] = [];
  readonly announcements = new Map<string, Announcement>();
  readonly recordings = new Map<string, Recording>();

  private constructor(private readonly stores: StoreReads) {}

  static async open(stores: StoreReads, commune: Commune): Promise<PlanSources> {
    const sources = new PlanSources(stores);
    const signatures = [commune.openingAnnouncementId, commune.closingAnnouncementId].filter((id) => id !== null);
    await sources.add(await stores.bookings.open(commune.id), signatures);
    return sources;
  }

  /** Reads those of the bookings that are not known yet: former ones, from which airings came. */
  async include(bookingIds: readonly string[]): Promise<void> {
    const known = new Set(this.bookings.map(({ id }) => id));
    const former = [...new Set(bookingIds)].filter((id) => !known.has(id));
    if (former.length > 0) await this.add(await this.stores.bookings.byIds(former), []);
  }

  /** The sound of an approved signature announcement; null when there is none. */
  signature(announcementId: string | null): SoundRef | null {
    const announcement = announcementId === null ? undefined : this.announcements.get(announcementId);
    const recordingId = announcement?.state === 'approved' ? announcement.versions[0]?.recordingId : undefined;
    const rendition = recordingId === undefined ? undefined : this.recordings.get(recordingId)?.rendition;
    return rendition ? soundRef(rendition) : null;
  }

  private async add(bookings: readonly Booking[], signatures: readonly string[]): Promise<void> {
    this.bookings.push(...bookings);
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
