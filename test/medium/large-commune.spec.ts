// The boards of a large commune: villages first, poles when they are opened, and what many villages hear said once. Counted in bytes for each village more,
// because a thousand poles have to fit into a line that carries little.
import { newId } from '#application';
import { HOUR_MS, MINUTE_MS } from '#domain';
import { ApiBench } from '../support/api-bench';
import { aController, aDevice, anAiring, aRundown, aVillage, aZone } from '../support/factories';

/** 250 villages are 100 KB. */
const BYTES_OF_A_VILLAGE = 400;
const [FEW, MANY] = [16, 32];

let bench: ApiBench;
let commune: string;
let mai: string;
const villageIds: string[] = [];
beforeAll(async () => {
  bench = await ApiBench.open();
  commune = `/api/v1/communes/${bench.home.commune.id}`;
  mai = await bench.signIn('mai');
});
afterAll(() => bench.close());

/** A village of two zones with two poles each, in which the same is heard as everywhere. */
async function addVillage(number: number): Promise<void> {
  const now = bench.clock.now();
  const own = { communeId: bench.home.commune.id };
  const village = aVillage({ ...own, id: newId(now), name: `Bản ${number}` });
  villageIds.push(village.id);
  await bench.unitOfWork.run(async ({ places, devices, air }) => {
    await places.insertVillage(village);
    for (const place of ['trên', 'dưới']) {
      const zone = aZone({ ...own, id: newId(now), villageId: village.id, name: `Bản ${number} ${place}` });
      await places.insertZone(zone);
      const controllers = [1, 2].map((pole) =>
        aController({ ...own, id: newId(now), zoneId: zone.id, name: `Loa ${place} ${pole}` }),
      );
      for (const { id: controllerId } of controllers) {
        await places.insertController(aController({ ...controllers.find(({ id }) => id === controllerId)! }));
        await devices.insertDevice(aDevice({ ...own, id: newId(now), controllerId, enrolledAt: now - HOUR_MS }));
      }
      const at = { ...own, zoneId: zone.id, startsAt: now + HOUR_MS };
      const rundown = aRundown({ ...at, id: newId(now), villageId: village.id, endsAt: now + 2 * HOUR_MS });
      const controllerIds = controllers.map(({ id }) => id);
      await air.putRundowns([rundown]);
      await air.putAirings([
        anAiring({
          ...at,
          id: newId(now),
          rundownId: rundown.id,
          controllerIds,
          bookingId: null,
          announcementId: null,
        }),
      ]);
    }
  });
}

interface Row {
  readonly villageId: string;
  readonly poles: number;
  readonly well: number;
  readonly next: number;
}

interface Overview {
  readonly tally: { readonly total: number };
  readonly airings: readonly { readonly title: string }[];
  readonly villages: readonly Row[];
  readonly items: readonly { readonly id: string; readonly villageId: string; readonly name: string }[];
  readonly outages: readonly { readonly controllerIds: readonly string[]; readonly poles: readonly unknown[] }[];
}

const ask = (path: string) => bench.ask('GET', `${commune}/${path}`, { as: mai });
const overview = async (query = 'overview=true') => (await ask(`poles?${query}`)).json<Overview>();

it('an ordinary commune comes whole, a large one village by village, and grows by little with each', async () => {
  const whole = await overview();
  expect([whole.villages, whole.items.length]).toEqual([[], whole.tally.total]);

  for (let number = 0; number < FEW; number += 1) await addVillage(number);
  const [polesBefore, boardBefore] = [await ask('poles?overview=true'), await ask('board')];
  for (let number = FEW; number < MANY; number += 1) await addVillage(number);
  const [polesAfter, boardAfter] = [await ask('poles?overview=true'), await ask('board')];
  const more = MANY - FEW;
  expect((polesAfter.body.length - polesBefore.body.length) / more).toBeLessThan(BYTES_OF_A_VILLAGE);
  expect((boardAfter.body.length - boardBefore.body.length) / more).toBeLessThan(BYTES_OF_A_VILLAGE);
  expect(boardAfter.json<{ broadcasts: unknown[] }>().broadcasts).toHaveLength(1);

  const { villages, airings, items } = polesAfter.json<Overview>();
  expect(items).toEqual([]);
  expect(villages).toHaveLength(MANY + 2);
  expect(villages.find(({ villageId }) => villageId === villageIds[0])).toMatchObject({ poles: 4, well: 4, next: 0 });
  expect(airings).toHaveLength(1);
});

it('the poles of a village come when it is opened; a question about a pole brings the row of its village', async () => {
  const opened = await overview(`overview=true&villageIds=${villageIds[1]!}`);
  expect(opened.items.map(({ villageId }) => villageId)).toEqual(Array.from({ length: 4 }, () => villageIds[1]));
  expect(opened.villages.map(({ villageId }) => villageId)).not.toContain(villageIds[1]);
  const asked = await overview(`controllerIds=${opened.items[0]!.id}`);
  expect(asked.items).toHaveLength(1);
  expect(asked.villages.map(({ villageId }) => villageId)).toEqual([villageIds[1]]);
});

it('who is away is named with all that went together, the first of them by name', async () => {
  const { devices } = bench.unitOfWork.read;
  const boxes = await devices.devices(bench.home.commune.id);
  await bench.unitOfWork.run(async (stores) => {
    for (const { id } of boxes)
      await stores.devices.updateDevice(id, { online: false, lastSeenAt: bench.clock.now() - MINUTE_MS });
  });
  const { outages } = await overview();
  expect(outages.map(({ controllerIds, poles }) => [controllerIds.length, poles.length])).toEqual([[boxes.length, 60]]);
});
