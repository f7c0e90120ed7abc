// The board reads only the rundowns that it shows, and counts them in the database: what it says is what going through everything says.
import { Board, type RundownSummary } from '#application';
import {
  DAY_MS,
  ENDED_PLAYBACK_STATES,
  isSameVillageSlot,
  overAt,
  saysSomething,
  soundedUntil,
  speaksOf,
  toldState,
  wasCutShort,
} from '#domain';
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
    const told = own.filter(({ airingId }) => itemIds.has(airingId));
    const states = told.map(toldState);
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
      cutShort: told.filter(wasCutShort).length,
      afterCancel: own.filter(({ playedAfterCancel }) => playedAfterCancel).length,
      confirmations: confirmations
        .filter((each) => speaksOf(each, { ...rundown, soundedUntil: until ?? rundown.endsAt }))
        .map(({ answer, at }) => ({ answer, at })),
    };
  });
  const near = summaries.filter(
    (each) => each.startsAt < now + 2 * DAY_MS && each.endsAt > now - DAY_MS && each.villageId === villageId,
  );
  const ahead = ({ items: own }: RundownSummary) =>
    own.filter((item) => {
      const states = playbacks.filter(({ airingId }) => airingId === item.id).map(({ state }) => state);
      const isSilent = states.length > 0 && states.every((state) => ENDED_PLAYBACK_STATES.includes(state));
      const mayPlay = item.state === 'planned' || item.state === 'held';
      return mayPlay && overAt(item) > now && (item.startsAt > now || !isSilent);
    });
  const next = near
    .filter((each) => ahead(each).length > 0)
    .sort((a, b) => ahead(a)[0]!.startsAt - ahead(b)[0]!.startsAt || (a.id < b.id ? -1 : 1));
  const last = near.filter(
    (each) => ahead(each).length === 0 && each.items.some(({ startsAt }) => each.endsAt <= now || startsAt <= now),
  );
  const together = (all: readonly RundownSummary[], one: RundownSummary | undefined) =>
    one
      ? inOrderOf(
          summaries,
          all.filter((each) => isSameVillageSlot(each, one)),
        )
      : [];
  return { next: together(next, next[0]), last: together(last, last.at(-1)) };
}

function inOrderOf(all: readonly RundownSummary[], some: readonly RundownSummary[]): readonly RundownSummary[] {
  return all.filter((each) => some.includes(each));
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
