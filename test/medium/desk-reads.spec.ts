// What the desk opens every day reads what it shows: it says what going through everything says, and what went well long ago is not read.
import { AuditSealing, Needs, Poles, type SoundRenderer } from '#application';
import {
  addDays,
  broadcastsOf,
  DAY_MS,
  HOUR_MS,
  isSoon,
  localDateOf,
  MINUTE_MS,
  openTroubles,
  saysSomething,
  SOON_MS,
} from '#domain';
import fc from 'fast-check';
import { SqliteQueryRunner } from 'typeorm/driver/sqlite/SqliteQueryRunner';
import { anyAir, lookingAt, type Air } from '../support/any-air';
import { DeskWorld } from '../support/desk-world';
import { anAiring, aPlayback, aRundown } from '../support/factories';
import { PLAN_RUNS } from '../support/property-runs';

type Looking = ConstructorParameters<typeof Needs>[0];

let world: DeskWorld;
beforeEach(async () => (world = await DeskWorld.open()));
afterEach(() => world.close());

const mai = () => world.person('mai');

/** What needs somebody, as it was found when everything of a week was read. */
function formerNeeds(air: Air) {
  const now = world.clock.now();
  const today = localDateOf(now, 'Asia/Ho_Chi_Minh');
  const rundowns = air.rundowns.filter(({ localDate }) => localDate >= addDays(today, -1));
  const broadcasts = broadcastsOf({ ...air, rundowns }, [], now);
  return {
    troubles: openTroubles(air, [], now).map(({ villageId, slotKey, localDate, failed, reports, lastAt }) => ({
      ...{ villageId, slotKey, localDate, failed, reports, lastAt },
    })),
    soon: broadcasts
      .filter(({ startsAt, endsAt }) => startsAt <= now + SOON_MS && endsAt > now)
      .map(({ slotKey, state, polesWell }) => ({ slotKey, state, polesWell })),
    today: broadcasts.filter(({ localDate }) => localDate === today).length,
  };
}

it('needs are those that are found by reading everything', async () => {
  await fc.assert(
    fc.asyncProperty(anyAir(world), async (air) => {
      const needs = await lookingAt(world, air, (stores) =>
        new Needs({ read: stores } as unknown as Looking, world.clock, world.get(AuditSealing), {
          notHeld: [],
        } as unknown as SoundRenderer).now(mai(), world.communeId),
      );
      expect(needs).toMatchObject({
        ...{ troubles: formerNeeds(air).troubles, soon: formerNeeds(air).soon },
      });
      expect(Object.values(needs.today).reduce((sum, count) => sum + count, 0)).toBe(formerNeeds(air).today);
      expect(needs.soon.every((broadcast) => isSoon(broadcast, world.clock.now()))).toBe(true);
    }),
    { numRuns: PLAN_RUNS },
  );
});

it('a pole plays now and next what is found by going through everything', async () => {
  await fc.assert(
    fc.asyncProperty(anyAir(world), async (air) => {
      const now = world.clock.now();
      const { items } = await lookingAt(world, air, (stores) =>
        new Poles({ read: stores } as unknown as Looking, world.clock).board(mai(), world.communeId),
      );
      const inOrder = [...air.airings].sort((a, b) => a.startsAt - b.startsAt || (a.id < b.id ? -1 : 1));
      for (const { id, next, playing } of items) {
        const ahead = inOrder.find(
          ({ state, ...each }) =>
            state === 'planned' && each.startsAt > now && saysSomething(each) && each.controllerIds.includes(id),
        );
        const own = air.playbacks.filter(({ controllerId, state }) => controllerId === id && state === 'playing');
        const sounding = inOrder.findLast(
          (each) =>
            each.startsAt > now - 3 * HOUR_MS &&
            each.startsAt < now + MINUTE_MS / 12 &&
            own.some(({ airingId }) => airingId === each.id),
        );
        expect([next?.id, playing?.id]).toEqual([ahead?.id, sounding?.id]);
      }
    }),
    { numRuns: PLAN_RUNS },
  );
});

describe('what went well', () => {
  /** Rows that the database hands out meanwhile. */
  async function rowsOf(ask: () => Promise<unknown>): Promise<number> {
    let rows = 0;
    const query = SqliteQueryRunner.prototype.query;
    const spy = jest.spyOn(SqliteQueryRunner.prototype, 'query').mockImplementation(async function (
      this: SqliteQueryRunner,
      ...asked: Parameters<typeof query>
    ) {
      const answer: unknown = await query.apply(this, asked);
      if (Array.isArray(answer)) rows += answer.length;
      return answer;
    });
    await ask();
    spy.mockRestore();
    return rows;
  }

  async function broadcastDaysAgo(days: number, state: 'played' | 'missed'): Promise<void> {
    const startsAt = world.clock.now() - days * DAY_MS;
    await world.database.unitOfWork.run(async ({ air }) => {
      for (const { id: zoneId, villageId } of world.zones) {
        const own = { communeId: world.communeId, rundownId: `${days} ${zoneId}` };
        const localDate = localDateOf(startsAt, 'Asia/Ho_Chi_Minh');
        const rundown = aRundown({
          id: own.rundownId,
          communeId: own.communeId,
          villageId,
          zoneId,
          localDate,
          startsAt,
        });
        const airing = anAiring({ ...own, id: `item ${own.rundownId}`, zoneId, startsAt, announcementId: null });
        await air.putRundowns([rundown]);
        await air.putAirings([airing]);
        await air.putPlaybacks([
          aPlayback({ ...own, id: `playback ${own.rundownId}`, airingId: airing.id, controllerId: 'pole', state }),
        ]);
      }
    });
  }

  it('some days ago is not read to say what needs somebody now, what failed is', async () => {
    const needs = () => world.get(Needs).now(mai(), world.communeId);
    const before = await rowsOf(needs);
    for (const days of [3, 4, 5]) await broadcastDaysAgo(days, 'played');
    expect(await rowsOf(needs)).toBe(before);
    await broadcastDaysAgo(6, 'missed');
    // Its rundown, its airing and its playback, in each zone.
    expect(await rowsOf(needs)).toBe(before + 3 * world.zones.length);
  });

  it('is read of no pole to say how they are doing', async () => {
    const { poles } = world;
    const before = await rowsOf(() => poles.board(mai(), world.communeId));
    for (const days of [0, 1, 2]) await broadcastDaysAgo(days, 'played');
    expect(await rowsOf(() => poles.board(mai(), world.communeId))).toBe(before);
  });
});
