// Gathers everything that is known of one airing, for the chain of reasons that the rules make of it.
import {
  decidedAs,
  isSameVillageSlot,
  localDateOf,
  overlaps,
  quietDuring,
  whyOf,
  wordOn,
  type Airing,
  type AiringStory,
  type BookingStory,
  type Commune,
  type ContentStory,
  type Instant,
  type Interval,
  type MomentView,
  type ObstacleStory,
  type OrderStory,
  type PoleStory,
  type Rundown,
  type Signed,
  type TimeZone,
  type Village,
  type WhyChain,
} from '#domain';
import type { Receipt } from '#protocol';
import { quietPlaces } from '../acting/places-as-told';
import { poleViews } from '../poles/pole-view';
import type { Approval, StoreReads } from '../ports/stores';

/** The airing with its chain, and where it is heard. */
export interface WhyView extends WhyChain {
  readonly airing: Airing;
  readonly rundown: Rundown;
  readonly village: Village;
  readonly zone: string;
  readonly timeZone: TimeZone;
  readonly now: Instant;
}

/** A minute in a village, with the chains of what sounds in it or was to sound. */
export interface MomentInVillage extends MomentView {
  readonly village: Village;
  readonly at: Instant;
  readonly timeZone: TimeZone;
  readonly now: Instant;
  readonly airings: readonly WhyView[];
}

/** Drills and emergencies keep their id in the key of the rundown. */
const ORDERED_SLOT = /^(emergency|drill)-(.+)$/;

/** Reads the story of one airing and makes the chain of it. */
export async function whyView(stores: StoreReads, airing: Airing, now: Instant): Promise<WhyView> {
  const { air, places, delivery } = stores;
  const { communeId, zoneId } = airing;
  const commune = (await places.commune(communeId))!;
  const rundown = (await air.rundown(airing.rundownId))!;
  const village = (await places.village(rundown.villageId))!;
  const nameOf = await namesIn(stores, communeId);
  const said = await air.confirmations(communeId, rundown.localDate, rundown.localDate);
  const word = wordOn(
    airing,
    said.filter((each) => isSameVillageSlot(each, rundown)),
  );
  const programme = await delivery.programme(zoneId);
  const story: AiringStory = {
    now,
    airing,
    rundown,
    content: await contentStory(stores, airing, nameOf),
    booking: await bookingStory(stores, airing, nameOf),
    order: await orderStory(stores, rundown, nameOf),
    obstacles: await obstaclesOf(
      stores,
      commune,
      village,
      [zoneId],
      { from: airing.startsAt, to: airing.startsAt + airing.durationMs },
      nameOf,
    ),
    programme: programme ?? null,
    poles: await poleStories(stores, commune, airing, now),
    answers: word ? [{ ...word, who: nameOf(word.personId) }] : [],
  };
  const zone = (await places.zone(zoneId))?.name ?? '';
  return { ...whyOf(story), airing, rundown, village, zone, timeZone: commune.timeZone, now };
}

/** What speaks against a time in any of these zones of a village. */
export async function obstaclesOf(
  stores: StoreReads,
  { id, timeZone }: Commune,
  villageAsKept: Village,
  zoneIds: readonly string[],
  time: Interval,
  nameOf: NameOf,
): Promise<ObstacleStory> {
  const stop = (await stores.air.stops(id, time.from)).find(
    ({ zoneIds: stopped, from, until }) =>
      (stopped === null || zoneIds.some((zoneId) => stopped.includes(zoneId))) && overlaps(time, { from, to: until }),
  );
  // As the planner and the poles take them.
  const quiet = (await quietPlaces(stores, id))!;
  const { specialDays } = quiet;
  const village = quiet.village(villageAsKept);
  const today = specialDays.filter(({ date }) => date === localDateOf(time.from, timeZone));
  const usual = quietDuring(time, village.quietHours ?? quiet.commune.quietHours, timeZone);
  const added = quietDuring(time, [], timeZone, specialDays);
  const quietDay = today.find(({ quietHours: hours }) => hours.length > 0)?.name ?? null;
  return {
    stop: stop ? { ...stop, who: nameOf(stop.orderedBy) } : null,
    specialDay: today.find(({ seriesRest }) => seriesRest)?.name ?? null,
    quiet: usual ? { ...usual, specialDay: null } : added ? { ...added, specialDay: quietDay } : null,
  };
}

/** The name of a person; empty for one who is not known any more. */
type NameOf = (personId: string) => string;

/** Everybody's name in the commune. */
export async function namesIn({ people }: StoreReads, communeId: string): Promise<NameOf> {
  const names = new Map((await people.people(communeId)).map(({ id, name }) => [id, name]));
  return (personId) => names.get(personId) ?? '';
}

async function contentStory(
  { announcements, recordings, bookings }: StoreReads,
  { announcementId }: Airing,
  nameOf: NameOf,
): Promise<ContentStory | null> {
  const announcement = announcementId === null ? undefined : await announcements.announcement(announcementId);
  if (!announcement) return null;
  const takes = await recordings.byIds(announcement.versions.map(({ recordingId }) => recordingId));
  return {
    state: announcement.state,
    note: announcement.note,
    takes: takes.map((take) => ({ ...take, who: nameOf(take.uploadedBy) })),
    approval: lastOf(await bookings.approvals(announcement.id), nameOf),
  };
}

async function bookingStory(
  { bookings }: StoreReads,
  { bookingId }: Airing,
  nameOf: NameOf,
): Promise<BookingStory | null> {
  const booking = bookingId === null ? undefined : await bookings.booking(bookingId);
  if (!booking) return null;
  const approval = lastOf(await bookings.approvals(booking.id), nameOf);
  return { ...booking, who: nameOf(booking.createdBy), at: booking.createdAt, approval };
}

async function orderStory(
  { emergencies, drills }: StoreReads,
  { slotKey }: Rundown,
  nameOf: NameOf,
): Promise<OrderStory | null> {
  const [, kind, id] = ORDERED_SLOT.exec(slotKey) ?? [];
  if (id === undefined) return null;
  if (kind === 'drill') {
    const drill = await drills.drill(id);
    if (!drill) return null;
    const { orderedBy, orderedAt: at, reason } = drill;
    return { kind: 'drill', who: nameOf(orderedBy), at, reason, basis: null, confirmedBy: null, confirmedAt: null };
  }
  const emergency = await emergencies.emergency(id);
  if (!emergency) return null;
  const { requestedBy, requestedAt: at, reason, confirmedBy, confirmedAt } = emergency;
  const basis = decidedAs(emergency);
  const confirmed = confirmedBy === null || confirmedBy === requestedBy ? null : nameOf(confirmedBy);
  return { kind: 'emergency', who: nameOf(requestedBy), at, reason, basis, confirmedBy: confirmed, confirmedAt };
}

/** What a box says of a playback once it knows better. */
const CLOCK_WAS_WRONG = 'clock-was-wrong';

async function poleStories(
  stores: StoreReads,
  commune: Commune,
  { id, controllerIds }: Airing,
  now: Instant,
): Promise<readonly PoleStory[]> {
  const playbacks = await stores.air.playbacksOfAirings([id]);
  const views = await poleViews(stores, commune, now);
  const aheadMs = new Map(
    (
      await stores.delivery.receiptsOfKind(
        CLOCK_WAS_WRONG,
        playbacks.map((playback) => playback.id),
      )
    ).map(({ playbackId, body }) => [playbackId, (body as Extract<Receipt, { kind: typeof CLOCK_WAS_WRONG }>).aheadMs]),
  );
  return views
    .filter((pole) => controllerIds.includes(pole.id))
    .map(({ id: controllerId, name, device, since, report }) => {
      const playback = playbacks.find((each) => each.controllerId === controllerId) ?? null;
      return {
        controllerId,
        name,
        playback,
        device: device && { online: device.online, since, programme: device.programme },
        report,
        clockAheadMs: aheadMs.get(playback?.id ?? '') ?? null,
      };
    });
}

/** The approval in force, or the last one that was. */
function lastOf(approvals: readonly Approval[], nameOf: NameOf): Signed | null {
  const standing = approvals.findLast(({ voidedAt }) => voidedAt === null) ?? approvals.at(-1);
  return standing ? { who: nameOf(standing.approvedBy), at: standing.approvedAt, basis: standing.basis } : null;
}
