// The live picture on its way out. What many villages hear together is said once, and each village names it by its place in that list: the board of a
// large commune stays small enough to be asked for again and again.
import type { BoardView, RundownSummary, VillageBoard } from '#application';
import { PLAYBACK_STATES } from '#domain';
import { z } from 'zod';
import { instant } from '../http/instants';
import { commune } from '../places/place-shapes';
import { confirmationInShort, itemInShort } from '../rundowns/rundown-shapes';
import { stopOrder } from '../stops/stop-shapes';
import { eventShape } from '../audit/event-shape';

const broadcast = z
  .object({
    slotKey: z.string(),
    slotName: z.string(),
    localDate: z.string(),
    startsAt: instant,
    endsAt: instant,
    items: z.array(itemInShort),
  })
  .meta({
    id: 'BoardBroadcast',
    description: 'What the zones of one village, or of many, hear in one slot of one day',
  });

const hearing = z
  .object({
    broadcasts: z
      .array(z.int())
      .meta({ description: 'Places in `broadcasts`: one, or several where its zones hear different things' }),
    playbacks: z.partialRecord(z.enum(PLAYBACK_STATES), z.int()).meta({ description: 'Over all zones, by state' }),
    cutShort: z.int().meta({ description: 'How many of the interrupted somebody cut short, or a rule' }),
    afterCancel: z.int().meta({ description: 'How many began after they had been cancelled' }),
    confirmations: z.array(confirmationInShort),
  })
  .meta({ id: 'BoardHearing' });

export const boardShape = z
  .object({
    commune,
    now: instant,
    broadcasts: z.array(broadcast),
    villages: z.array(
      z
        .object({
          village: z.object({ id: z.string(), label: z.string(), name: z.string() }),
          controllers: z.int(),
          online: z.int(),
          next: hearing.nullable().meta({ description: 'The next broadcast, or the one on air, over all zones' }),
          last: hearing.nullable().meta({ description: 'The one that ended last, over all zones' }),
        })
        .meta({ id: 'VillageBoard' }),
    ),
    stops: z.array(stopOrder),
    events: z.array(eventShape),
  })
  .meta({ id: 'Board' });

/** The board with each broadcast said once. */
export function presentBoard(board: BoardView) {
  const broadcasts: Pick<RundownSummary, keyof z.input<typeof broadcast>>[] = [];
  const places = new Map<string, number>();
  const placeOf = ({ slotKey, slotName, localDate, startsAt, endsAt, items }: RundownSummary) => {
    const heard = items.map(({ title, startsAt: at, durationMs, state, reason }) => [
      title,
      at,
      durationMs,
      state,
      reason,
    ]);
    const key = JSON.stringify([slotKey, slotName, localDate, startsAt, endsAt, heard]);
    const place = places.get(key) ?? broadcasts.push({ slotKey, slotName, localDate, startsAt, endsAt, items }) - 1;
    places.set(key, place);
    return place;
  };
  const villages = board.villages.map(({ village, controllers, online, next, last }) => ({
    ...{ village, controllers, online },
    ...{ next: hearingOf(next, placeOf), last: hearingOf(last, placeOf) },
  }));
  return { ...board, broadcasts, villages };
}

function hearingOf(rundowns: VillageBoard['next'], placeOf: (rundown: RundownSummary) => number) {
  const [first] = rundowns;
  if (!first) return null;
  const playbacks: Record<string, number> = {};
  for (const each of rundowns) {
    for (const [state, count] of Object.entries(each.playbacks)) playbacks[state] = (playbacks[state] ?? 0) + count;
  }
  return {
    broadcasts: [...new Set(rundowns.map(placeOf))],
    playbacks,
    cutShort: rundowns.reduce((sum, { cutShort }) => sum + cutShort, 0),
    afterCancel: rundowns.reduce((sum, { afterCancel }) => sum + afterCancel, 0),
    // A village answers for all of its zones.
    confirmations: first.confirmations,
  };
}
