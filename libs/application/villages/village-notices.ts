// The village head's own notice: on air in the own village without a second person, by a right that the commune may take back. Short, in the
// commune's hours, never in anybody's way; the leaders are told, and one of them looks at it afterwards.
import {
  localDateOf,
  mayAirVillageNotice,
  Problem,
  requireKept,
  type Actor,
  type Announcement,
  type Booking,
  type Commune,
  type Instant,
  type Rendition,
  type Village,
} from '#domain';
import { Injectable } from '@nestjs/common';
import { bookingDigest } from '../acting/as-approved';
import { requireAct, visible } from '../acting/access';
import { viewOf } from '../announcements/announcement-view';
import { recordApproval } from '../announcements/approvals';
import { controllersOf } from '../bookings/booking-checks';
import { Collision } from '../bookings/booking-refusals';
import { BookingTrials, type TriedBooking } from '../bookings/booking-trials';
import { askedIn, bookingOf } from '../bookings/booking-parts';
import { bookingView, type BookingView } from '../bookings/booking-view';
import { BookingWrites } from '../bookings/booking-writes';
import { newId } from '../acting/new-id';
import { refuseSameNotice, type MeantTwice } from '../bookings/duplicates';
import { peopleWhoMay, tell } from '../acting/notices';
import { standing } from '../places/place-edits';
import { Clock } from '../ports/clock';
import type { StoreReads, Stores } from '../ports/stores';
import { UnitOfWork } from '../ports/unit-of-work';
import { openReview } from '../announcements/reviews';

/** What the village head says. */
interface VillageNotice extends MeantTwice {
  readonly recordingId: string;
  readonly title: string;
  readonly script: string;
  /** BCP 47. */
  readonly language: string;
}

/** Why it may enter after the show lock: it stands in the audit. */
const LATE_REASON = 'village-notice';

@Injectable()
export class VillageNotices {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly writes: BookingWrites,
    private readonly clock: Clock,
    private readonly trials: BookingTrials,
  ) {}

  /**
   * Announcement, booking and both approvals in one act, at the next free minute of the village. Throws Problem `village-notice-off`,
   * `village-notice-too-long`, `village-notice-hours`, `village-notice-duplicate`, `recording-not-ready`, and what proposing a booking throws.
   */
  async air(actor: Actor, villageId: string, notice: VillageNotice): Promise<BookingView> {
    const now = this.clock.now();
    const announcementId = newId(now);
    const foresee = async (stores: StoreReads) => {
      const village = standing(visible(actor, await stores.places.village(villageId)));
      const announcement = announcementOf(actor, village, notice, announcementId, now);
      const wish = await bookingFor(stores, actor, village, announcement, now);
      return this.trials.tried(withAnnouncement(stores, announcement), wish, now);
    };
    const known = await this.unitOfWork.read.places.village(villageId);
    const subject = known && { communeId: known.communeId, announcementId };
    return this.writes.runForeseen(subject, foresee, async (stores, foreseen) => {
      const village = standing(visible(actor, await stores.places.village(villageId)));
      requireAct(actor, 'village.notice', { communeId: village.communeId, villageId });
      const commune = (await stores.places.commune(village.communeId))!;
      const { durationMs } = await soundOf(stores, village, notice.recordingId);
      refuseOutside(commune, now, durationMs);
      const { recordingId } = notice;
      await refuseSameNotice(stores, { communeId: commune.id, villageId, recordingId }, notice, now);
      const announcement = announcementOf(actor, village, notice, announcementId, now);
      await writeAnnouncement(stores, announcement);
      const booked = await this.book(stores, actor, { village, announcement }, now, foreseen);
      refuseOutside(commune, booked.soonestAt!, durationMs);
      await tellLeaders(stores, actor, village, booked, now);
      const done = { subject: 'village_notice', subjectId: booked.id, actedBy: actor.personId } as const;
      await openReview(stores, { ...done, communeId: commune.id }, now);
      return booked;
    });
  }

  private async book(
    stores: Stores,
    actor: Actor,
    { village, announcement }: { village: Village; announcement: Announcement },
    now: Instant,
    foreseen: () => Promise<TriedBooking>,
  ): Promise<BookingView> {
    const { communeId } = village;
    const wish = await bookingFor(stores, actor, village, announcement, now);
    const again = () => this.trials.tried(stores, wish, now);
    const { soonestAt } = await withoutWaysOut(this.trials.requireRoom(stores, wish, await foreseen(), again));
    const content = (await viewOf(stores, announcement)).digest!;
    const digest = bookingDigest(content, wish);
    // Nobody else approved it: the approvals name the village head and by which right.
    const booking = { ...wish, soonestAt, state: 'approved', approvedAt: now, approvedDigest: digest } as const;
    await stores.bookings.insert(booking);
    const approval = { communeId, approvedBy: actor.personId, approvedAt: now, basis: 'village-notice' } as const;
    await recordApproval(stores, {
      ...approval,
      subject: 'announcement',
      subjectId: announcement.id,
      digest: content,
    });
    await recordApproval(stores, { ...approval, subject: 'booking', subjectId: booking.id, digest });
    await stores.air.wantPlan(communeId);
    const { id: announcementId, title } = announcement;
    const asked = askedIn(booking);
    await stores.events.append({
      ...{ communeId, at: now, kind: 'village-notice.aired', actor: actor.personId, subjectId: booking.id },
      details: { announcementId, villageId: village.id, title, soonestAt, digest, asked },
    });
    return bookingView(stores, booking);
  }
}

function announcementOf(
  actor: Actor,
  { communeId }: Village,
  { title, recordingId, script, language }: VillageNotice,
  id: string,
  now: Instant,
): Announcement {
  return {
    id,
    communeId,
    title,
    category: 'thôn',
    messageClass: 'normal',
    source: 'village',
    versions: [{ language, recordingId, script }],
    state: 'approved',
    createdBy: actor.personId,
    editors: [actor.personId],
    createdAt: now,
    revision: 1,
    note: null,
    wish: null,
  };
}

/** The same stores with an announcement that is not written yet. */
function withAnnouncement(stores: StoreReads, announcement: Announcement): StoreReads {
  const announcements: StoreReads['announcements'] = Object.assign(
    Object.create(stores.announcements) as StoreReads['announcements'],
    { announcement: () => Promise.resolve(announcement) },
  );
  return { ...stores, announcements };
}

async function writeAnnouncement(stores: Stores, announcement: Announcement): Promise<void> {
  const { id: subjectId, communeId, createdBy: actor, createdAt: at, title } = announcement;
  await stores.announcements.insert(announcement);
  await stores.events.append({ communeId, at, actor, subjectId, kind: 'announcement.created', details: { title } });
}

/** Throws Problem `booking-no-controllers`. */
async function bookingFor(
  stores: StoreReads,
  actor: Actor,
  { id, communeId }: Village,
  announcement: Announcement,
  now: Instant,
): Promise<Booking> {
  const { timeZone } = (await stores.places.commune(communeId))!;
  const zones = (await stores.places.zones(communeId)).filter(({ villageId }) => villageId === id);
  const zoneIds = zones.map((zone) => zone.id).sort();
  const controllerIds = await controllersOf(stores, communeId, new Set(zoneIds));
  if (controllerIds.length === 0) throw new Problem('booking-no-controllers');
  return bookingOf(
    {
      communeId,
      announcementId: announcement.id,
      zoneIds,
      controllerIds,
      start: { kind: 'soonest' },
      recurrence: { kind: 'once', date: localDateOf(now, timeZone) },
      lateReason: LATE_REASON,
      purpose: 'village_notice',
      createdBy: actor.personId,
    },
    now,
  );
}

/** The village head chooses no time: other ones are not looked for. */
async function withoutWaysOut<T>(room: Promise<T>): Promise<T> {
  try {
    return await room;
  } catch (refusal) {
    throw refusal instanceof Collision ? new Problem(refusal.code, refusal.values) : refusal;
  }
}

/** The sound of a recording of the commune. Throws Problem `not-found`, `recording-not-ready`. */
async function soundOf({ recordings }: StoreReads, { communeId }: Village, recordingId: string): Promise<Rendition> {
  const [recording] = await recordings.byIds([recordingId]);
  if (recording?.communeId !== communeId) throw new Problem('not-found', { field: 'recordingId' });
  if (recording.state !== 'ready' || !recording.rendition) throw new Problem('recording-not-ready');
  requireKept([recording]);
  return recording.rendition;
}

function refuseOutside({ rules, timeZone }: Commune, from: Instant, durationMs: number): void {
  const { maxDurationMs, windows } = rules.villageNotices;
  const verdict = mayAirVillageNotice(rules.villageNotices, { from, to: from + durationMs }, timeZone);
  if (verdict !== 'ok') throw new Problem(verdict, { durationMs, maxDurationMs, windows });
}

async function tellLeaders(
  stores: Stores,
  actor: Actor,
  { name, label }: Village,
  { id, communeId, announcement }: BookingView,
  now: Instant,
): Promise<void> {
  const leaders = await peopleWhoMay(stores, 'review.sign', { communeId, villageId: null });
  const values = { title: announcement.title, place: `${label} ${name}`, who: actor.name };
  await tell(stores, leaders, { communeId, kind: 'village-notice-aired', subjectId: id, values }, now);
}
