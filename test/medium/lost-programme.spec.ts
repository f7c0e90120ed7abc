// A programme that is lost on its way while the link stays up: the desk knows what each pole accepted, and says it again.
import { MINUTE_MS, SECOND_MS } from '#domain';
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
