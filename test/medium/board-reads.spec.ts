// The board reads only the rundowns that it shows, and counts them in the database: what it says is what going through everything says.
import { Board, type RundownSummary } from '#application';
import {
  DAY_MS,
  HOUR_MS,
  isSameVillageSlot,
  MINUTE_MS,
  PLAYBACK_STATES,
  saysSomething,
  speaksOf,
  toldState,
  type Airing,
  type Confirmation,
  type Playback,
  type Rundown,
} from '#domain';
import fc from 'fast-check';
import { DeskWorld } from '../support/desk-world';
import { aConfirmation, anAiring, aPlayback, aRundown } from '../support/factories';
import { PLAN_RUNS } from '../support/property-runs';

interface Air {
  readonly rundowns: readonly Rundown[];
  readonly airings: readonly Airing[];
  readonly playbacks: readonly Playback[];
  readonly confirmations: readonly Confirmation[];
}

const KINDS = ['opening', 'item', 'item', 'closing'] as const;
const SLOTS = ['sáng', 'chiều'];
const pick = <T>(from: readonly T[]) => fc.constantFrom(...from);

let world: DeskWorld;
beforeEach(async () => (world = await DeskWorld.open()));
afterEach(() => world.close());

/** Two days of some slots in every zone, each with its entries, on two poles. */
function anyAir(): fc.Arbitrary<Air> {
  const entry = fc.record({
    kind: pick(KINDS),
    states: fc.array(pick(PLAYBACK_STATES), { maxLength: 2 }),
    late: fc.boolean(),
  });
  const reason = pick([null, 'stopped', 'device-off']);
  const rundown = fc.record({
    zone: pick(world.zones),
    slot: pick(SLOTS),
    day: pick([-1, 0, 1]),
    entries: fc.array(entry, { maxLength: 4 }),
    reason,
    heardAt: pick([-1, 1]),
    says: fc.boolean(),
  });
  const { communeId } = world;
  const now = world.clock.now();
  return fc
    .uniqueArray(rundown, { maxLength: 12, selector: ({ zone, slot, day }) => [zone.id, slot, day].join() })
    .map((drawn) => {
      const air = {
        rundowns: [] as Rundown[],
        airings: [] as Airing[],
        playbacks: [] as Playback[],
        confirmations: [] as Confirmation[],
      };
      drawn.forEach(({ zone, slot, day, entries, reason: why, heardAt, says }, number) => {
        const startsAt = now + day * 20 * HOUR_MS + SLOTS.indexOf(slot) * HOUR_MS;
        const place = { communeId, zoneId: zone.id };
        const named = { villageId: zone.villageId, slotKey: slot, localDate: `2026-11-2${1 + day}` };
        const own = aRundown({ ...place, ...named, id: `rundown ${number}`, startsAt, endsAt: startsAt + HOUR_MS });
        air.rundowns.push(own);
        if (says) {
          const word = { communeId, ...named, id: `word ${number}`, personId: `person ${number}`, airingId: null };
          air.confirmations.push(aConfirmation({ ...word, answer: 'heard', at: own.endsAt + heardAt * MINUTE_MS }));
        }
        entries.forEach(({ kind, states, late }, entryNumber) => {
          const id = `airing ${number} ${entryNumber}`;
          const at = startsAt + entryNumber * MINUTE_MS;
          air.airings.push(
            anAiring({ ...place, id, rundownId: own.id, kind, startsAt: at, bookingId: null, announcementId: null }),
          );
          states.forEach((state, pole) =>
            air.playbacks.push(
              aPlayback({
                ...{ id: `${id} ${pole}`, communeId, airingId: id, rundownId: own.id, controllerId: `pole ${pole}` },
                ...{ state, reason: why, playedAfterCancel: late },
              }),
            ),
          );
        });
      });
      return air;
    });
}

/** As the board was made when it went through everything for each rundown. */
function formerBoard({ rundowns, airings, playbacks, confirmations }: Air, villageId: string, now: number) {
  const inOrder = [...rundowns].sort((a, b) => a.startsAt - b.startsAt || (a.id < b.id ? -1 : 1));
  const items = airings.filter(saysSomething).sort((a, b) => a.startsAt - b.startsAt);
  const itemIds = new Set(items.map(({ id }) => id));
  const summaries = inOrder.map((rundown): RundownSummary => {
    const own = playbacks.filter(({ rundownId }) => rundownId === rundown.id);
    const states = own.filter(({ airingId }) => itemIds.has(airingId)).map(toldState);
    return {
      ...rundown,
      items: items
        .filter(({ rundownId }) => rundownId === rundown.id)
        .map(({ id, title, startsAt, durationMs, state, reason }) => ({
          id,
          title,
          startsAt,
          durationMs,
          state,
          reason,
        })),
      playbacks: Object.fromEntries(states.map((state) => [state, states.filter((each) => each === state).length])),
      afterCancel: own.filter(({ playedAfterCancel }) => playedAfterCancel).length,
      confirmations: confirmations.filter((each) => speaksOf(each, rundown)).map(({ answer, at }) => ({ answer, at })),
    };
  });
  const near = summaries.filter(({ startsAt, endsAt }) => startsAt < now + 2 * DAY_MS && endsAt > now - DAY_MS);
  const heard = near.filter((each) => each.villageId === villageId && each.items.length > 0);
  const [ahead, past] = [heard.filter(({ endsAt }) => endsAt > now), heard.filter(({ endsAt }) => endsAt <= now)];
  const together = (all: typeof heard, one: RundownSummary | undefined) =>
    one ? all.filter((each) => isSameVillageSlot(each, one)) : [];
  return { next: together(ahead, ahead[0]), last: together(past, past.at(-1)) };
}

it('shows of every village what going through everything shows', async () => {
  const { unitOfWork } = world.database;
  await fc.assert(
    fc.asyncProperty(anyAir(), async (air) => {
      let shown: Awaited<ReturnType<Board['publicBoard']>> | undefined;
      // Nothing of one run is there in the next: it is looked at before the unit is undone.
      const undone = new Error('undone');
      await unitOfWork
        .run(async (stores) => {
          await stores.air.putRundowns(air.rundowns);
          await stores.air.putAirings(air.airings);
          await stores.air.putPlaybacks(air.playbacks);
          for (const word of air.confirmations) await stores.air.putConfirmation(word);
          const looking = { read: stores } as unknown as ConstructorParameters<typeof Board>[0];
          shown = await new Board(looking, world.clock).publicBoard(world.communeId);
          throw undone;
        })
        .catch((error: unknown) => {
          if (error !== undone) throw error;
        });
      for (const { village, next, last } of shown!.villages) {
        expect({ next, last }).toEqual(formerBoard(air, village.id, world.clock.now()));
      }
    }),
    { numRuns: PLAN_RUNS },
  );
});
