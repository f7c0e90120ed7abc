// What went wrong in one village with one buổi phát, by devices and by people side by side, until somebody says that it is dealt with.
import { byStart, saysSomething, wentOnAir, type Confirmation, type PlaybackState, type Rundown } from '../air/air';
import { byVillageSlot, villageSlotKey, villageSlotOf, type Together, type VillageSlot } from '../air/village-slot';
import { hasFailed, isIncident, type AiringFacts, type CommuneAir, type PlaybackFacts } from './broadcast';
import { isAbout, isContradicted } from './village-questions';
import type { Instant } from '../calendar/time';
import { groupedBy } from '../groups';

/** Somebody dealt with the trouble of a village in a slot and day, as far as it was known by then. */
export interface TroubleSettlement extends VillageSlot {
  readonly id: string;
  readonly communeId: string;
  readonly settledBy: string;
  readonly settledAt: Instant;
  /** What was done about it; empty: it was not said. */
  readonly note: string;
}

/** The reason that is told of what was heard although it had been taken off the air. */
export const AFTER_CANCEL = 'after-cancel';

/** Poles of the village that ended in the same way for the same reason. */
interface TroubledPoles {
  readonly state: PlaybackState;
  readonly reason: string | null;
  readonly poles: number;
}

/** The trouble of one village with one buổi phát. */
export interface VillageTrouble extends VillageSlot {
  readonly slotName: string;
  readonly startsAt: Instant;
  /** When the first item was due that failed or was spoken of: there the reason is found. */
  readonly dueAt: Instant;
  /** A rundown of it, to be settled by. */
  readonly rundownId: string;
  /** Of what failed or was spoken of. */
  readonly titles: readonly string[];
  /** Bookings of which something failed or was not heard; none that was taken off the air. */
  readonly bookingIds: readonly string[];
  /** Poles that were to play something. */
  readonly poles: number;
  readonly failed: readonly TroubledPoles[];
  /** What people said of it, other than that they heard it well. */
  readonly reports: readonly Confirmation[];
  /** Devices and people say different things. */
  readonly contradiction: boolean;
  /** When the last of this became known. */
  readonly lastAt: Instant;
}

/** Every trouble that nobody dealt with since the last of it became known, the newest first. What becomes known later is open again. */
export function openTroubles(
  air: CommuneAir,
  settlements: readonly TroubleSettlement[],
  now: Instant,
): readonly VillageTrouble[] {
  const parts = {
    items: groupedBy(air.airings.filter(saysSomething), ({ rundownId }) => rundownId),
    playbacks: groupedBy(air.playbacks, ({ airingId }) => airingId),
    said: groupedBy(air.confirmations, villageSlotKey),
  };
  const settled = groupedBy(settlements, villageSlotKey);
  return byVillageSlot(air.rundowns.filter(({ startsAt }) => startsAt <= now))
    .flatMap((rundowns) => troubleOf(rundowns, parts) ?? [])
    .filter((trouble) => !settled.get(villageSlotKey(trouble))?.some(({ settledAt }) => settledAt >= trouble.lastAt))
    .sort((a, b) => b.lastAt - a.lastAt || (villageSlotKey(a) < villageSlotKey(b) ? -1 : 1));
}

/** What people are told by rundown, what became of it by airing, and what was said by village, slot and day. */
interface PartedAir {
  readonly items: ReadonlyMap<string, readonly AiringFacts[]>;
  readonly playbacks: ReadonlyMap<string, readonly PlaybackFacts[]>;
  readonly said: ReadonlyMap<string, readonly Confirmation[]>;
}

function troubleOf(rundowns: Together<Rundown>, parts: PartedAir): VillageTrouble | undefined {
  const [first] = rundowns;
  const all = rundowns.flatMap(({ id }) => parts.items.get(id) ?? []).sort(byStart);
  const playbacks = all.flatMap((airing) =>
    (parts.playbacks.get(airing.id) ?? []).filter((playback) => wentOnAir(airing, playback)),
  );
  const failed = playbacks.filter(isIncident);
  const afterCancel = new Set(failed.flatMap((each) => (each.playedAfterCancel ? [each.airingId] : [])));
  const items = all.filter(({ id, state }) => state === 'planned' || afterCancel.has(id));
  const said = parts.said.get(villageSlotKey(first)) ?? [];
  const reports = said.filter(({ answer }) => answer !== 'heard');
  const contradiction = isContradicted(said, all, playbacks);
  if (failed.length === 0 && reports.length === 0 && !contradiction) return undefined;
  const concerned = new Set(failed.map(({ airingId }) => airingId));
  const about = items.filter((item) => concerned.has(item.id) || reports.some((report) => isAbout(report, item)));
  const named = about.length > 0 ? about : items;
  const startsAt = Math.min(...rundowns.map((rundown) => rundown.startsAt));
  // What was taken off the air is not sent again.
  const again = new Set(about.filter(({ state }) => state === 'planned').map(({ id }) => id));
  return {
    ...villageSlotOf(first),
    slotName: first.slotName,
    rundownId: first.id,
    startsAt,
    dueAt: about.length === 0 ? startsAt : Math.min(...about.map((item) => item.startsAt)),
    titles: distinct(named.map(({ title }) => title)),
    bookingIds: distinct(about.flatMap(({ id, bookingId }) => (again.has(id) && bookingId) || [])),
    poles: new Set(items.flatMap(({ controllerIds }) => controllerIds)).size,
    failed: troubledPoles(failed),
    reports,
    contradiction,
    lastAt: Math.max(...failed.map(({ changedAt }) => changedAt), ...said.map(({ at }) => at)),
  };
}

/** Each pole counts once, with the first thing that failed on it. */
function troubledPoles(failed: readonly PlaybackFacts[]): readonly TroubledPoles[] {
  const first = new Map<string, PlaybackFacts>();
  for (const playback of [...failed].sort((a, b) => (a.id < b.id ? -1 : 1))) {
    if (!first.has(playback.controllerId)) first.set(playback.controllerId, playback);
  }
  const counted = new Map<string, TroubledPoles>();
  for (const playback of first.values()) {
    const { state } = playback;
    const reason = hasFailed(playback) ? playback.reason : AFTER_CANCEL;
    const key = `${state} ${reason ?? ''}`;
    counted.set(key, { state, reason, poles: (counted.get(key)?.poles ?? 0) + 1 });
  }
  return [...counted.values()].sort((a, b) => b.poles - a.poles);
}

function distinct<T>(values: readonly T[]): readonly T[] {
  return [...new Set(values)];
}
