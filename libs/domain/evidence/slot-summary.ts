// The message after each slot: how many villages heard everything that was due, and where something is missing, why. From evidence only.
import { wentOnAir, type Airing, type Playback, type Rundown } from '../air/air';
import { bySlotOfDay, type SlotOfDay } from '../air/village-slot';
import { MINUTE_MS, type Instant } from '../calendar/time';
import { groupedBy } from '../groups';
import { AFTER_CANCEL } from './trouble';

/** How long after the last sound a slot is summed up: receipts need a moment. */
export const SUMMARY_AFTER_MS = 3 * MINUTE_MS;
/** Later than this nobody is told any more; the report of the month tells it. */
export const SUMMARY_UNTIL_MS = 12 * 60 * MINUTE_MS;

/** Controllers of one village on which something is missing for the same reason. */
export interface SlotTrouble {
  readonly villageId: string;
  /** Controllers concerned, of all that were due in the village. */
  readonly controllers: number;
  readonly of: number;
  /** The playback's state: `missed`, `interrupted`, `unconfirmed`…; `planned`, `delivered` or `ready` mean that nothing was heard of it. */
  readonly state: Playback['state'];
  readonly reason: string | null;
}

/** One line for one commune, slot and day. */
export interface SlotSummary extends SlotOfDay {
  readonly slotName: string;
  readonly endedAt: Instant;
  readonly villagesDue: number;
  /** Villages in which every controller played every item to its end. */
  readonly villagesPlayed: number;
  /** The most concerned first. */
  readonly troubles: readonly SlotTrouble[];
}

/**
 * Sums up every slot whose last rundown ended long enough ago. A slot of which nothing was on air is left out; one that still sounds in any
 * village is not over.
 */
export function slotSummaries(
  rundowns: readonly Rundown[],
  airings: readonly Airing[],
  playbacks: readonly Playback[],
  now: Instant,
): readonly SlotSummary[] {
  const items = new Map(airings.flatMap((airing) => (airing.kind === 'item' ? [[airing.id, airing] as const] : [])));
  const playbacksIn = groupedBy(playbacks, ({ rundownId }) => rundownId);
  return bySlotOfDay(rundowns).flatMap((group) => {
    const [{ slotKey, slotName, localDate }] = group;
    const endedAt = Math.max(...group.map(({ endsAt }) => endsAt));
    if (endedAt + SUMMARY_AFTER_MS > now || endedAt + SUMMARY_UNTIL_MS < now) return [];
    const villageOf = new Map(group.map(({ id, villageId }) => [id, villageId]));
    const own = group
      .flatMap(({ id }) => playbacksIn.get(id) ?? [])
      .filter((playback) => {
        const airing = items.get(playback.airingId);
        return airing !== undefined && wentOnAir(airing, playback);
      });
    if (own.length === 0) return [];
    const ofVillage = groupedBy(own, ({ rundownId }) => villageOf.get(rundownId)!);
    const villages = [...ofVillage.keys()].sort();
    const troubles = villages.flatMap((villageId) => troublesOf(villageId, ofVillage.get(villageId)!));
    const troubled = new Set(troubles.map(({ villageId }) => villageId));
    return {
      slotKey,
      slotName,
      localDate,
      endedAt,
      villagesDue: villages.length,
      villagesPlayed: villages.length - troubled.size,
      troubles: troubles.sort((a, b) => b.controllers - a.controllers || (a.villageId < b.villageId ? -1 : 1)),
    };
  });
}

/** Each controller counts once in its village, with the first thing that is missing on it. */
function troublesOf(villageId: string, playbacks: readonly Playback[]): readonly SlotTrouble[] {
  const controllers = new Set(playbacks.map(({ controllerId }) => controllerId));
  const first = new Map<string, Playback>();
  for (const playback of [...playbacks].sort((a, b) => (a.id < b.id ? -1 : 1))) {
    const isTrouble = playback.state !== 'played' || playback.playedAfterCancel;
    if (isTrouble && !first.has(playback.controllerId)) first.set(playback.controllerId, playback);
  }
  const counted = new Map<string, SlotTrouble>();
  for (const { state, reason: told, playedAfterCancel } of first.values()) {
    const reason = playedAfterCancel ? AFTER_CANCEL : told;
    const key = `${state} ${reason ?? ''}`;
    const before = counted.get(key)?.controllers ?? 0;
    counted.set(key, { villageId, controllers: before + 1, of: controllers.size, state, reason });
  }
  return [...counted.values()];
}
