// Looks at an installation that somebody uses by the same rules by which simulations are judged: what the database says is held against itself and,
// where boxes are simulated, against what truly sounded.
import {
  DAY_MS,
  groupedBy,
  violationsOf,
  type Airing,
  type AirLogSound,
  type Controller,
  type Facts,
  type Instant,
  type Known,
  type OrderedAiring,
  type PoleLife,
  type Violation,
} from '#domain';
import { playbackIdOf } from '#protocol';
import type { NumberedReceipt, StoreReads } from '../ports/stores';

/** What stands outside the tables. */
interface Outside {
  /** What truly sounded; null: nobody wrote it down. */
  readonly sounds: readonly AirLogSound[] | null;
  /** Why the event log does not verify; null: it does. */
  readonly logFault: string | null;
}

/** What can be asked of what is known. */
export function knownOf({ sounds }: Pick<Outside, 'sounds'>): readonly Known[] {
  return sounds === null ? ['rows'] : ['rows', 'air-log'];
}

/** Everything that does not hold of what the commune aired since then. Only reads. */
export async function checkInstallation(
  stores: StoreReads,
  communeId: string,
  { since, now }: { readonly since: Instant; readonly now: Instant },
  outside: Outside,
): Promise<readonly Violation[]> {
  return violationsOf(await factsOf(stores, communeId, since, now, outside), knownOf(outside));
}

async function factsOf(
  { air, delivery, devices, places }: StoreReads,
  communeId: string,
  since: Instant,
  now: Instant,
  { sounds, logFault }: Outside,
): Promise<Facts> {
  // A rundown begins before its items.
  const ids = (await air.rundowns(communeId, since - DAY_MS, now + DAY_MS)).map(({ id }) => id);
  const airings = (await air.airingsOfRundowns(ids)).filter(({ startsAt }) => startsAt >= since);
  const inTime = new Set(airings.map(({ id }) => id));
  const told = await delivery.receiptsSince(communeId, since);
  const boxes = await devices.devicesByIds([...new Set(told.map(({ deviceId }) => deviceId))]);
  const poleOf = new Map(boxes.map(({ id, controllerId }) => [id, controllerId]));
  const playbacks = (await air.playbacksOfRundowns(ids)).filter(({ airingId }) => inTime.has(airingId));
  // A box that was away tells of what is older, too: of that is asked only whether it is known.
  const spokenOf = new Set(told.flatMap(({ playbackId }) => playbackId ?? []));
  for (const { id } of playbacks) spokenOf.delete(id);
  const older = new Set((await air.playbacksByIds([...spokenOf])).map(({ id }) => id));
  const commune = await places.commune(communeId);
  return {
    now,
    playbackIdOf,
    clockToleranceMs: 0,
    sounds: (sounds ?? []).filter(({ airingId }) => inTime.has(airingId)),
    ordered: airings.map(orderOf),
    kept: told.map(({ deviceId, playbackId, ...receipt }) => ({
      ...receipt,
      playbackId: playbackId !== null && older.has(playbackId) ? null : playbackId,
      controllerId: poleOf.get(deviceId) ?? deviceId,
    })),
    airings,
    playbacks,
    poles: livesOf(await places.controllers(communeId), told, poleOf),
    isRestored: (commune?.epoch ?? 1) > 1,
    logFault,
    ...NOT_WRITTEN_DOWN,
  };
}

/** What only a simulation knows. No rule that is asked here asks for it. */
const NOT_WRITTEN_DOWN = {
  ...{ issued: [], reached: [], said: [], wills: [], serverAway: [], quiet: [], failures: [] },
  askedAbout: new Set<string>(),
} as const;

function orderOf({ id, sounds, ...airing }: Airing): OrderedAiring {
  return { ...airing, airingId: id, sha256s: sounds.map(({ sha256 }) => sha256) };
}

/** A pole that told from more than one journal had another box, or a box that began anew. */
function livesOf(
  poles: readonly Controller[],
  told: readonly NumberedReceipt[],
  poleOf: ReadonlyMap<string, string>,
): readonly PoleLife[] {
  const receiptsOf = groupedBy(told, ({ deviceId }) => poleOf.get(deviceId));
  return poles.map(({ id: controllerId, zoneId }) => {
    const own = receiptsOf.get(controllerId) ?? [];
    const journals = new Set(own.map(({ deviceId, deviceEpoch }) => `${deviceId} ${deviceEpoch}`));
    return { controllerId, zoneId, unfit: [], apart: [], isForgetful: journals.size > 1, isDoubled: false };
  });
}
