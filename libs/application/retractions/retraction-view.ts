// What is known of a retraction, pole by pole, from the evidence that has come so far.
import {
  isCorrected,
  retractionSet,
  soundingOf,
  strongest,
  type Airing,
  type Booking,
  type Correction,
  type Instant,
  type Playback,
  type Retraction,
  type Sounding,
  type Witness,
} from '#domain';
import type { StoreReads } from '../ports/stores';

/** One controller that played it, or may have. */
export interface RetractedPole {
  readonly controllerId: string;
  readonly name: string;
  readonly zoneId: string;
  readonly villageId: string;
  readonly sounding: Sounding;
  /** Its playbacks that sounded or are in doubt: from when, for how long, and how they ended. */
  readonly playbacks: readonly Playback[];
  /** It was sounding and fell silent because it was taken back or stopped. */
  readonly silenced: boolean;
  /** What became of the corrections there, in the order in which they were proposed. `state` null: not planned yet. */
  readonly corrections: readonly {
    readonly bookingId: string;
    readonly bookingState: Booking['state'];
    readonly state: Playback['state'] | null;
  }[];
  readonly needsCorrection: boolean;
}

/** A retraction with every pole that it concerns. */
export interface RetractionView extends Retraction {
  readonly title: string;
  /** Those that played it first, then the doubtful ones; by village and name. */
  readonly poles: readonly RetractedPole[];
}

/** The airings that it takes back, past and future. */
export async function airingsRetracted(
  { air, bookings }: StoreReads,
  { announcementId, bookingId }: Pick<Retracted, 'announcementId' | 'bookingId'>,
): Promise<readonly Airing[]> {
  const ids = bookingId === null ? (await bookings.ofAnnouncement(announcementId)).map(({ id }) => id) : [bookingId];
  return (await Promise.all(ids.map((id) => air.airingsOfBooking(id)))).flat();
}

/** What is taken back, whether or not somebody ordered it yet. */
type Retracted = Pick<Retraction, 'communeId' | 'announcementId' | 'bookingId' | 'correctionBookingIds'>;

/** The retraction as the evidence stands now. */
export async function retractionView(
  stores: StoreReads,
  retraction: Retraction,
  now: Instant,
): Promise<RetractionView> {
  const { title } = (await stores.announcements.announcement(retraction.announcementId))!;
  return { ...retraction, title, poles: await retractedPoles(stores, retraction, now) };
}

/** Where it sounded, or may have, as the evidence stands now. */
export async function retractedPoles(
  stores: StoreReads,
  retraction: Retracted,
  now: Instant,
): Promise<readonly RetractedPole[]> {
  const { communeId, correctionBookingIds } = retraction;
  const witnesses = await witnessesOf(stores, retraction);
  const { played, doubtful } = retractionSet(witnesses, now);
  const concerned = new Set([...played, ...doubtful]);
  const corrections = await correctionsOf(stores, correctionBookingIds);
  const zones = new Map((await stores.places.zones(communeId)).map((zone) => [zone.id, zone]));
  const poles = (await stores.places.controllers(communeId)).flatMap((controller): readonly RetractedPole[] => {
    if (!concerned.has(controller.id)) return [];
    const own = witnesses.filter(({ playback }) => playback.controllerId === controller.id);
    const soundings = own.map((witness) => soundingOf(witness, now));
    const here = corrections.flatMap((each) => each.on(controller.id) ?? []);
    return [
      {
        controllerId: controller.id,
        name: controller.name,
        zoneId: controller.zoneId,
        villageId: zones.get(controller.zoneId)!.villageId,
        sounding: strongest(soundings),
        playbacks: own.filter((_, index) => soundings[index] !== 'silent').map(({ playback }) => playback),
        silenced: own.some(({ playback }) => wasSilenced(playback)),
        corrections: here.map(({ bookingId, bookingState, playbacks }) => ({
          bookingId,
          bookingState,
          state: playbacks.at(-1)?.state ?? null,
        })),
        needsCorrection: played.includes(controller.id) && !isCorrected(here),
      },
    ];
  });
  return [...poles].sort(byWeight);
}

async function witnessesOf(stores: StoreReads, retraction: Retracted): Promise<readonly Witness[]> {
  const airings = new Map((await airingsRetracted(stores, retraction)).map((airing) => [airing.id, airing]));
  const newest = new Map(
    (await stores.delivery.programmeVersions(retraction.communeId)).map((each) => [each.zoneId, each]),
  );
  const devices = new Map(
    (await stores.devices.devices(retraction.communeId)).map((device) => [device.controllerId, device]),
  );
  return (await stores.air.playbacksOfAirings([...airings.keys()])).map((playback) => {
    const { startsAt, zoneId } = airings.get(playback.airingId)!;
    const acknowledged = devices.get(playback.controllerId)?.programme;
    const current = newest.get(zoneId);
    const upToDate =
      acknowledged?.epoch === current?.epoch && acknowledged?.version === current?.version && current !== undefined;
    return { playback, startsAt, upToDate };
  });
}

interface CorrectionOnAir {
  /** The correction on that controller; undefined when it is not meant for it. */
  on(controllerId: string): (Correction & { readonly bookingId: string }) | undefined;
}

async function correctionsOf(
  { air, bookings }: StoreReads,
  bookingIds: readonly string[],
): Promise<readonly CorrectionOnAir[]> {
  const known = new Map((await bookings.byIds(bookingIds)).map((booking) => [booking.id, booking]));
  return Promise.all(
    bookingIds.map(async (bookingId) => {
      const { state: bookingState, controllerIds } = known.get(bookingId)!;
      const airings = await air.airingsOfBooking(bookingId);
      const all = await air.playbacksOfAirings(airings.map(({ id }) => id));
      return {
        on: (controllerId) =>
          controllerIds.includes(controllerId)
            ? { bookingId, bookingState, playbacks: all.filter((each) => each.controllerId === controllerId) }
            : undefined,
      };
    }),
  );
}

function wasSilenced({ state, reason }: Playback): boolean {
  return state === 'interrupted' && (reason === 'cancelled' || reason === 'stopped');
}

function byWeight(a: RetractedPole, b: RetractedPole): number {
  const doubt = Number(a.sounding === 'doubtful') - Number(b.sounding === 'doubtful');
  return doubt || (a.villageId + a.name < b.villageId + b.name ? -1 : 1);
}
