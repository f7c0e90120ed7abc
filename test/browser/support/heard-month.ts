// What the report of this month must say, reckoned from the air log alone: the horns wrote it down themselves, apart from every receipt.
import type { Sounded } from '../../support/installation';
import type { Caller } from './broadcast';

/** What went on air in one place and is over, as the server planned it. */
interface Rundown {
  readonly villageId: string;
  readonly airings: readonly {
    readonly id: string;
    readonly kind: string;
    readonly state: string;
    readonly startsAt: string;
    readonly controllerIds: readonly string[];
  }[];
}

/** The numbers of one village. */
export interface Heard {
  readonly due: number;
  readonly played: number;
  readonly begun: number;
  readonly onTime: number;
  /** In which at least one horn sounded. */
  readonly soundedMs: number;
}

/** The report promises it: a start this late is still on time. */
const ON_TIME_MS = 5_000;

/** For each village, by its id. Items that did not begin anywhere are left out: they may still be to come. */
export async function heardIn(
  caller: Caller,
  communeId: string,
  airLog: readonly Sounded[],
): Promise<ReadonlyMap<string, Heard>> {
  const { items } = await caller.get<{ items: readonly { id: string }[] }>(`/communes/${communeId}/rundowns`);
  const rundowns = await Promise.all(items.map(({ id }) => caller.get<Rundown>(`/rundowns/${id}`)));
  const villageOf = await villageOfPoles(caller, communeId);
  // Emergencies stand beside the rundowns, and are spoken like every item; what only rings is not.
  const rung = new Set(
    rundowns.flatMap(({ airings }) =>
      airings.filter(({ kind }) => kind !== 'item' && kind !== 'emergency').map(({ id }) => id),
    ),
  );
  const villages = new Map<string, Heard>();
  for (const villageId of new Set(villageOf.values())) {
    const airings = rundowns
      .filter((rundown) => rundown.villageId === villageId)
      .flatMap((rundown) => rundown.airings.filter(({ kind, state }) => kind === 'item' && state === 'planned'))
      .filter(({ id }) => airLog.some(({ airingId }) => airingId === id));
    const spoken = airLog.filter(
      ({ airingId, controllerId }) => villageOf.get(controllerId) === villageId && !rung.has(airingId),
    );
    villages.set(villageId, { ...heardOf(airings, airLog), soundedMs: soundedMs(spoken) });
  }
  return villages;
}

async function villageOfPoles(caller: Caller, communeId: string): Promise<ReadonlyMap<string, string>> {
  const [{ items: zones }, { items: poles }] = await Promise.all([
    caller.get<{ items: readonly { id: string; villageId: string }[] }>(`/communes/${communeId}/zones`),
    caller.get<{ items: readonly { id: string; zoneId: string }[] }>(`/communes/${communeId}/controllers`),
  ]);
  const villages = new Map(zones.map(({ id, villageId }) => [id, villageId]));
  return new Map(poles.map(({ id, zoneId }) => [id, villages.get(zoneId)!]));
}

function heardOf(airings: Rundown['airings'], airLog: readonly Sounded[]): Omit<Heard, 'soundedMs'> {
  const plannedAt = new Map(airings.map(({ id, startsAt }) => [id, Date.parse(startsAt)]));
  const own = airLog.filter(({ airingId }) => plannedAt.has(airingId));
  const [starts, ends] = [own.filter(({ event }) => event === 'start'), own.filter(({ event }) => event === 'end')];
  return {
    due: airings.reduce((sum, { controllerIds }) => sum + controllerIds.length, 0),
    played: ends.filter(({ completed }) => completed).length,
    begun: starts.length,
    onTime: starts.filter(({ airingId, atMs }) => atMs - plannedAt.get(airingId)! <= ON_TIME_MS).length,
  };
}

/** How long at least one of the horns sounded. */
function soundedMs(log: readonly Sounded[]): number {
  const startOf = new Map(log.filter(({ event }) => event === 'start').map((each) => [each.playbackId, each.atMs]));
  return laidOver(
    log
      .filter(({ event }) => event === 'end')
      .map(({ playbackId, playedMs }) => ({ from: startOf.get(playbackId)!, to: startOf.get(playbackId)! + playedMs })),
  );
}

/** The length of the stretches laid over each other. */
function laidOver(stretches: readonly { readonly from: number; readonly to: number }[]): number {
  let covered = 0;
  let until = -Infinity;
  for (const { from, to } of [...stretches].sort((a, b) => a.from - b.from)) {
    covered += Math.max(0, to - Math.max(from, until));
    until = Math.max(until, to);
  }
  return covered;
}
