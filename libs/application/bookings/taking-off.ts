// Who knows that something was taken off the air: a cancel is certain on a pole only when its device has acknowledged the programme that says
// so. A pole that is away may still begin it, and until when is said.
import {
  ENDED_PLAYBACK_STATES,
  mayStillBegin,
  startsNoMoreAt,
  type Airing,
  type Booking,
  type Device,
  type Instant,
  type Playback,
} from '#domain';
import { namesOf } from '../acting/names';
import type { StoreReads } from '../ports/stores';

/**
 * taken: its device has acknowledged the programme without it; asked: it is there, and will hear of it in a moment; offline: nothing reaches
 * it; sounding: it has begun, and falls silent when it hears of it.
 */
export const CANCEL_KNOWLEDGE = ['taken', 'asked', 'offline', 'sounding'] as const;
/** One of `CANCEL_KNOWLEDGE`. */
type CancelKnowledge = (typeof CANCEL_KNOWLEDGE)[number];

/** One pole that was told to play it. */
interface PoleTakingOff {
  readonly controllerId: string;
  readonly name: string;
  readonly village: string;
  readonly knows: CancelKnowledge;
  /** Null: it begins nothing of it any more. */
  readonly mayStillBeginUntil: Instant | null;
}

/** How far a cancel has come. */
export interface TakingOff {
  /** The last instant of all poles; null: everybody knows. */
  readonly mayStillBeginUntil: Instant | null;
  /** By village and name. */
  readonly poles: readonly PoleTakingOff[];
}

/** How far the cancel of the booking, or of days of it, has come; null where no pole may begin any of it any more, whatever it knows. */
export async function takingOffOf(stores: StoreReads, booking: Booking, now: Instant): Promise<TakingOff | null> {
  const off = await airingsOff(stores, booking, now);
  if (off.length === 0) return null;
  const { communeId } = booking;
  const playbacks = await stores.air.playbacksOfAirings(off.map(({ id }) => id));
  const newest = new Map((await stores.delivery.programmeVersions(communeId)).map((each) => [each.zoneId, each]));
  const devices = new Map((await stores.devices.devices(communeId)).map((device) => [device.controllerId, device]));
  const knows = (airing: Airing, { state }: Playback, device: Device): CancelKnowledge => {
    const [current, has] = [newest.get(airing.zoneId), device.programme];
    const isNewest = current !== undefined && has?.epoch === current.epoch && has.version === current.version;
    if (state === 'playing') return 'sounding';
    // While it is not planned anew, no programme says it.
    if (airing.state !== 'planned' && isNewest) return 'taken';
    return device.online ? 'asked' : 'offline';
  };
  const names = await namesOf(stores, communeId);
  const poles = new Map<string, PoleTakingOff>();
  for (const airing of off) {
    for (const playback of playbacks.filter((each) => each.airingId === airing.id && isOpen(each))) {
      const { controllerId } = playback;
      const device = devices.get(controllerId);
      if (!device) continue;
      const knowledge = knows(airing, playback, device);
      const may = knowledge === 'asked' || knowledge === 'offline';
      const before = poles.get(controllerId);
      const until = Math.max(before?.mayStillBeginUntil ?? 0, may ? startsNoMoreAt(airing) : 0);
      const [name, village] = [names.controller(controllerId), names.villageOfPole(controllerId)];
      const known = before && WEIGHT[before.knows] > WEIGHT[knowledge] ? before.knows : knowledge;
      poles.set(controllerId, { controllerId, name, village, knows: known, mayStillBeginUntil: until || null });
    }
  }
  const all = [...poles.values()].sort((a, b) => (a.village + a.name < b.village + b.name ? -1 : 1));
  const last = all.reduce((latest, { mayStillBeginUntil }) => Math.max(latest, mayStillBeginUntil ?? 0), 0);
  return all.length === 0 ? null : { mayStillBeginUntil: last || null, poles: all };
}

/** Of several days of a series, what is known least stands for the pole. */
const WEIGHT: Readonly<Record<CancelKnowledge, number>> = { taken: 0, asked: 1, offline: 2, sounding: 3 };

/** No last word of its device yet; `cancelled` is ours. */
function isOpen({ state }: Playback): boolean {
  return state === 'cancelled' || !ENDED_PLAYBACK_STATES.includes(state);
}

/** What some pole may still begin although the booking, or that day of it, has ended. The plan may not know of it yet. */
async function airingsOff(
  { air }: StoreReads,
  { id, state, cancelledDates }: Booking,
  now: Instant,
): Promise<readonly Airing[]> {
  const open = (await air.airingsOfBooking(id)).filter((airing) => mayStillBegin(airing, now));
  const ended = state !== 'approved' && state !== 'finished';
  const dates = new Map<string, string | undefined>();
  for (const rundownId of new Set(open.map((airing) => airing.rundownId))) {
    dates.set(rundownId, (await air.rundown(rundownId))?.localDate);
  }
  return open.filter(
    (airing) => airing.state !== 'planned' || ended || cancelledDates.includes(dates.get(airing.rundownId) ?? ''),
  );
}
