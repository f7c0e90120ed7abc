// The incident: it began on a pole after it had been cancelled. Written into the log for every pole, and told once for each item and day to
// whoever cancelled it and to everybody who may.
import { DAY_MS, type Airing, type Instant, type Playback } from '#domain';
import { namesOf } from '../acting/names';
import { peopleWhoMay, tell } from '../acting/notices';
import type { Stores } from '../ports/stores';
import { whoTookOff } from '../planning/taken-off';

/**
 * Writes the incidents down that became known just now: all of them in one call, or people would be told of none. `playbacks` are already
 * stored. `actorOf`: whose word it is, a device's or the system's.
 */
export async function raiseAfterCancel(
  stores: Stores,
  playbacks: readonly Playback[],
  actorOf: (playback: Playback) => string,
  now: Instant,
): Promise<void> {
  if (playbacks.length === 0) return;
  for (const playback of playbacks) {
    const { id, communeId, state, controllerId, rundownId, reason, startedAt, cancelledAt } = playback;
    const actor = actorOf(playback);
    const details = { state, controllerId, rundownId, reason, startedAt, cancelledAt };
    await stores.events.append({ communeId, at: now, kind: 'playback.after-cancel', actor, subjectId: id, details });
  }
  const ids = [...new Set(playbacks.map(({ airingId }) => airingId))];
  for (const airing of await stores.air.airingsByIds(ids)) {
    const known = await incidentsOf(stores, airing);
    const fresh = new Set(playbacks.map(({ id }) => id));
    if (known.every(({ id }) => fresh.has(id))) await tellOfIncident(stores, airing, known, now);
  }
}

/** Every playback of the item on that day that began after the cancel, in all zones. */
async function incidentsOf({ air }: Stores, airing: Airing): Promise<readonly Playback[]> {
  const { id, bookingId, startsAt } = airing;
  const all = bookingId === null ? [airing] : await air.airingsOfBooking(bookingId);
  const sameDay = all.filter((each) => each.id === id || Math.abs(each.startsAt - startsAt) < DAY_MS / 2);
  return (await air.playbacksOfAirings(sameDay.map((each) => each.id))).filter((each) => each.playedAfterCancel);
}

async function tellOfIncident(
  stores: Stores,
  airing: Airing,
  incidents: readonly Playback[],
  now: Instant,
): Promise<void> {
  const { communeId, title, startsAt, bookingId, id } = airing;
  const by = await whoTookOff(stores, airing, incidents[0]!.cancelledAt!);
  const people = await peopleWhoMay(stores, 'booking.cancel', { communeId, villageId: null });
  const names = await namesOf(stores, communeId);
  const poles = incidents.map(({ controllerId }) => names.controller(controllerId)).join(', ');
  const { timeZone } = (await stores.places.commune(communeId))!;
  await tell(
    stores,
    by === null ? people : [by, ...people],
    {
      communeId,
      kind: 'played-after-cancel',
      subjectId: bookingId ?? id,
      values: { title, poles, startsAt, timeZone },
    },
    now,
  );
}
