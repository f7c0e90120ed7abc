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
  const villages = new Map<string, Heard>();
  for (const villageId of new Set(rundowns.map((rundown) => rundown.villageId))) {
    const airings = rundowns
      .filter((rundown) => rundown.villageId === villageId)
      .flatMap((rundown) => rundown.airings.filter(({ kind, state }) => kind === 'item' && state === 'planned'))
      .filter(({ id }) => airLog.some(({ airingId }) => airingId === id));
    villages.set(villageId, heardOf(airings, airLog));
  }
  return villages;
}

function heardOf(airings: Rundown['airings'], airLog: readonly Sounded[]): Heard {
  const plannedAt = new Map(airings.map(({ id, startsAt }) => [id, Date.parse(startsAt)]));
  const own = airLog.filter(({ airingId }) => plannedAt.has(airingId));
  const [starts, ends] = [own.filter(({ event }) => event === 'start'), own.filter(({ event }) => event === 'end')];
  return {
    due: airings.reduce((sum, { controllerIds }) => sum + controllerIds.length, 0),
    played: ends.filter(({ completed }) => completed).length,
    begun: starts.length,
    onTime: starts.filter(({ airingId, atMs }) => atMs - plannedAt.get(airingId)! <= ON_TIME_MS).length,
    soundedMs: laidOver(
      ends.map(({ playbackId, playedMs }) => {
        const from = starts.find((start) => start.playbackId === playbackId)!.atMs;
        return { from, to: from + playedMs };
      }),
    ),
  };
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
