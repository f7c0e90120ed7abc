// A stop whose request was repeated after a crash is said as of the instant at which it was ordered: too late, it silences nobody.
import { Intent } from '#application';
import { MINUTE_MS } from '#domain';
import { DeskWorld } from '../support/desk-world';
import { dyingAfter } from '../support/dying-process';

let world: DeskWorld;
beforeEach(async () => {
  world = await DeskWorld.open();
});
afterEach(() => world.close());

const stop = async () => {
  const { unitOfWork } = world.database;
  const named = { who: 'mai', key: 'once', requestHash: 'h', at: world.clock.now() };
  const request = { zoneIds: null, minutes: 60, reason: 'phát nhầm' };
  return unitOfWork.within(await Intent.open(unitOfWork.read.installation, named), () =>
    world.stops.stop(world.person('mai'), world.communeId, request),
  );
};

it('a stop that the crash kept from the poles is said when the request is repeated, once written down', async () => {
  await dyingAfter(world.database.unitOfWork, 1, stop);
  expect(await world.urgentOrders()).toEqual([]);
  const { id } = await stop();
  const orders = await world.urgentOrders();
  expect(orders).toMatchObject([{ orderId: id, issuedAt: world.clock.now() }]);
  expect(await world.database.unitOfWork.read.air.stops(world.communeId, world.clock.now())).toHaveLength(1);
});

it('a stop that was lifted meanwhile is not in force again because a phone asked for its answer', async () => {
  await dyingAfter(world.database.unitOfWork, 1, stop);
  const [ordered] = await world.database.unitOfWork.read.air.stops(world.communeId, world.clock.now());
  world.clock.pass(10 * MINUTE_MS);
  await world.stops.lift(world.person('mai'), ordered!.id);
  await stop();
  const orders = await world.urgentOrders();
  const said = orders.find(({ orderId }) => orderId === ordered!.id)!;
  expect(said.expiresAt).toBeLessThan(world.clock.now());
});
