// What was planned of one zone, written down: its rundowns, its airings, and a playback for each pole that is to sound them.
import { isDeepStrictEqual } from 'node:util';
import {
  allows,
  follow,
  lastSoundOf,
  MINUTE_MS,
  PLAYBACK_LIFECYCLE,
  type Airing,
  type Playback,
  type PlanRequest,
  type ZonePlan,
} from '#domain';
import { playbackIdOf } from '#protocol';
import { raiseAfterCancel } from './after-cancel';
import { cancelledPlaybacks } from './cancelled-playbacks';
import { tellOfInterruption } from './emergency-air';
import { replayed } from './playback-evidence';
import { poleLeftAt, takenOffAt } from '../planning/taken-off';
import type { Stores } from '../ports/stores';

/** Whether writing the plan would change nothing. */
export function isWritten({ existing, existingRundowns }: PlanRequest, plan: ZonePlan): boolean {
  return changedOf(existing, plan.airings).length + changedOf(existingRundowns, plan.rundowns).length === 0;
}

/** Writes what differs from what was planned before. `settleMs`: how long after its last sound a playback waits for evidence. */
export async function writeZone(stores: Stores, request: PlanRequest, plan: ZonePlan, settleMs: number): Promise<void> {
  await stores.air.putRundowns(changedOf(request.existingRundowns, plan.rundowns));
  const airings = changedOf(request.existing, plan.airings);
  if (!airings.length) return;
  await stores.air.putAirings(airings);
  await writePlaybacks(stores, airings, request.now, settleMs);
  for (const airing of airings.filter(({ state, kind }) => state === 'dropped' && kind === 'item')) {
    await stores.events.append({
      communeId: airing.communeId,
      at: request.now,
      kind: airing.restartOf === null ? 'airing.dropped' : 'airing.interrupted',
      actor: 'system',
      subjectId: airing.id,
      details: {
        zoneId: airing.zoneId,
        bookingId: airing.bookingId,
        reason: airing.reason,
        startsAt: airing.startsAt,
      },
    });
    if (airing.restartOf !== null) await tellOfInterruption(stores, airing, request.now);
  }
}

/** Writes the playbacks of these airings anew. `overAt`: when an emergency ended that they belong to. */
export async function writePlaybacks(
  stores: Stores,
  airings: readonly Airing[],
  now: number,
  settleMs: number,
  overAt?: number,
): Promise<void> {
  const known = new Map(
    (await stores.air.playbacksOfAirings(airings.map(({ id }) => id))).map((playback) => [playback.id, playback]),
  );
  const planned = airings
    .filter(({ state }) => state === 'planned')
    .flatMap((airing) => airing.controllerIds.flatMap((id) => replanned(airing, id, known, now, settleMs)));
  const outran = await outrunning(stores, airings, known, now, settleMs);
  const cancelled = await cancelledBy(stores, airings, [...known.values(), ...outran], overAt, now);
  const written = new Map([...planned, ...outran, ...cancelled].map((playback) => [playback.id, playback]));
  await stores.air.putPlaybacks([...written.values()]);
  const late = cancelled.filter(({ playedAfterCancel }) => playedAfterCancel);
  await raiseAfterCancel(stores, late, () => 'system', now);
}

/**
 * What an order has put on these poles before any plan knew of it, as their receipts have made it since. Also where the plan finds it to be off
 * the air already: the poles had the order all the same.
 */
async function outrunning(
  stores: Stores,
  airings: readonly Airing[],
  known: ReadonlyMap<string, Playback>,
  now: number,
  settleMs: number,
): Promise<readonly Playback[]> {
  const all: Playback[] = [];
  for (const airing of airings.filter(({ kind }) => kind === 'emergency')) {
    for (const controllerId of airing.controllerIds) {
      const id = playbackIdOf(airing.id, controllerId);
      if (known.has(id)) continue;
      const fresh = freshPlayback(id, airing, controllerId, lastSoundOf(airing) + settleMs, now);
      all.push(airing.startsAt < now + MINUTE_MS ? await replayed(stores, fresh, now) : fresh);
    }
  }
  return all;
}

/** The playback of a planned airing on that pole, if anything of it changes. */
function replanned(
  airing: Airing,
  controllerId: string,
  known: ReadonlyMap<string, Playback>,
  now: number,
  settleMs: number,
): readonly Playback[] {
  const id = playbackIdOf(airing.id, controllerId);
  const before = known.get(id);
  const deadlineAt = lastSoundOf(airing) + settleMs;
  if (!before) return [freshPlayback(id, airing, controllerId, deadlineAt, now)];
  if (!allows(PLAYBACK_LIFECYCLE, before.state, 'replan')) return [];
  const state = follow(PLAYBACK_LIFECYCLE, before.state, 'replan');
  const cancelledAt = before.playedAfterCancel ? before.cancelledAt : null;
  return [{ ...before, state, reason: null, cancelledAt, deadlineAt }];
}

/** What is not on air any more, and what was to sound on a pole that was moved or taken down meanwhile. */
async function cancelledBy(
  stores: Stores,
  airings: readonly Airing[],
  known: readonly Playback[],
  overAt: number | undefined,
  now: number,
): Promise<readonly Playback[]> {
  const all: Playback[] = [];
  for (const airing of airings) {
    const own = known.filter(({ airingId, cancelledAt }) => airingId === airing.id && cancelledAt === null);
    if (own.length === 0) continue;
    const polesLeft = airing.reason === 'no-poles';
    if (airing.state !== 'planned' && !polesLeft) {
      const at = airing.reason === 'emergency-over' ? overAt : undefined;
      const cancelledAt = at ?? (await takenOffAt(stores, airing, now));
      all.push(...(await cancelledPlaybacks(stores, airing, own, cancelledAt, now)));
      continue;
    }
    const left = ({ controllerId }: Playback) => polesLeft || !airing.controllerIds.includes(controllerId);
    for (const playback of own.filter(left)) {
      const leftAt = await poleLeftAt(stores, airing, playback.controllerId, now);
      all.push(...(await cancelledPlaybacks(stores, airing, [playback], leftAt, now)));
    }
  }
  return all;
}

/** What is new or other than before. What the planner left as it was is the same object. */
export function changedOf<T extends { readonly id: string }>(before: readonly T[], after: readonly T[]): readonly T[] {
  const known = new Map(before.map((each) => [each.id, each]));
  return after.filter((each) => known.get(each.id) !== each && !isDeepStrictEqual(known.get(each.id), each));
}

/** A playback of which nothing is known yet. */
export function freshPlayback(
  id: string,
  { communeId, id: airingId, rundownId }: Airing,
  controllerId: string,
  deadlineAt: number,
  now: number,
): Playback {
  return {
    id,
    communeId,
    airingId,
    rundownId,
    controllerId,
    state: 'planned',
    startedAt: null,
    playedMs: null,
    reason: null,
    cancelledAt: null,
    playedAfterCancel: false,
    deadlineAt,
    changedAt: now,
  };
}
