// The board reads only the rundowns that it shows, and counts them in the database: what it says is what going through everything says.
import { Board, type RundownSummary } from '#application';
import { DAY_MS, isSameVillageSlot, saysSomething, soundedUntil, speaksOf, toldState } from '#domain';
import fc from 'fast-check';
import { anyAir, lookingAt, type Air } from '../support/any-air';
import { DeskWorld } from '../support/desk-world';
import { PLAN_RUNS } from '../support/property-runs';

let world: DeskWorld;
beforeEach(async () => (world = await DeskWorld.open()));
afterEach(() => world.close());

/** As the board was made when it went through everything for each rundown. */
function formerBoard({ rundowns, airings, playbacks, confirmations }: Air, villageId: string, now: number) {
  const inOrder = [...rundowns].sort((a, b) => a.startsAt - b.startsAt || (a.id < b.id ? -1 : 1));
  const items = airings.filter(saysSomething).sort((a, b) => a.startsAt - b.startsAt);
  const itemIds = new Set(items.map(({ id }) => id));
  const summaries = inOrder.map((rundown): RundownSummary => {
    const own = playbacks.filter(({ rundownId }) => rundownId === rundown.id);
    const until = soundedUntil(
      items.filter(({ rundownId }) => rundownId === rundown.id),
      now,
    );
    const states = own.filter(({ airingId }) => itemIds.has(airingId)).map(toldState);
    return {
      ...rundown,
      items: items
        .filter(({ rundownId }) => rundownId === rundown.id)
        .map(({ id, bookingId, title, startsAt, durationMs, state, reason }) => ({
          id,
          bookingId,
          title,
          startsAt,
          durationMs,
          state,
          reason,
        })),
      playbacks: Object.fromEntries(states.map((state) => [state, states.filter((each) => each === state).length])),
      afterCancel: own.filter(({ playedAfterCancel }) => playedAfterCancel).length,
      confirmations: confirmations
        .filter((each) => speaksOf(each, { ...rundown, soundedUntil: until ?? rundown.endsAt }))
        .map(({ answer, at }) => ({ answer, at })),
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
  await fc.assert(
    fc.asyncProperty(anyAir(world), async (air) => {
      const shown = await lookingAt(world, air, (stores) => {
        const looking = { read: stores } as unknown as ConstructorParameters<typeof Board>[0];
        return new Board(looking, world.clock).publicBoard(world.communeId);
      });
      for (const { village, next, last } of shown.villages) {
        expect({ next, last }).toEqual(formerBoard(air, village.id, world.clock.now()));
      }
    }),
    { numRuns: PLAN_RUNS },
  );
});
