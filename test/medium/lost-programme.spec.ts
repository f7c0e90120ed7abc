// A programme that is lost on its way while the link stays up: the desk knows what each pole accepted, and says it again.
import { PolePresence, Programmes } from '#application';
import { HOUR_MS, MINUTE_MS, SECOND_MS } from '#domain';
import { DeskFleet } from '../support/desk-fleet';
import { DeskWorld } from '../support/desk-world';

const POLE = 'Nà Khoang 1';

it('is said again until the pole that is there has it, and not once more', async () => {
  const world = await DeskWorld.open();
  const fleet = await DeskFleet.open(world, [POLE]);
  const zoneId = world.founded.controllers.find(({ name }) => name === POLE)!.zoneId;
  const said = () => world.link.said.filter(({ channel, to }) => channel === 'programme' && to === zoneId).length;
  try {
    fleet.lost.add('programme');
    await world.onAir(await world.announcement('Họp thôn', 20 * SECOND_MS), {
      start: { kind: 'exact', at: '16:08:00' },
      lateReason: 'gấp',
    });
    await fleet.pass(MINUTE_MS);
    fleet.lost.clear();
    await fleet.pass(3 * MINUTE_MS);
    const after = said();
    await fleet.pass(4 * MINUTE_MS);
    expect(fleet.poles.get(POLE)!.heard).toMatchObject([{ completed: true }]);
    expect(said()).toBe(after);
  } finally {
    await fleet.close();
    await world.close();
  }
});

it('is compared again at once when the clock by which it was said is set back', async () => {
  const world = await DeskWorld.open();
  try {
    const { deviceId } = await world.enrol(POLE);
    await world.get(PolePresence).note(deviceId, true);
    await world.onAir(await world.announcement('Họp thôn', 20 * SECOND_MS), {
      start: { kind: 'exact', at: '16:08:00' },
      lateReason: 'gấp',
    });
    const programmes = world.get(Programmes);
    for (const zoneId of await programmes.undelivered(world.communeId)) await programmes.deliver(zoneId);
    expect(await programmes.undelivered(world.communeId)).toEqual([]);
    world.clock.pass(-HOUR_MS);
    const zoneId = world.founded.controllers.find(({ name }) => name === POLE)!.zoneId;
    expect(await programmes.undelivered(world.communeId)).toEqual([zoneId]);
  } finally {
    await world.close();
  }
});
