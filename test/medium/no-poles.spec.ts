// Places in which nobody is left to play: what was decided for them is told as silent, and nothing else stops at them.
import { ItemFailures, Needs, Tonight } from '#application';
import { DEFAULT_RULES, MINUTE_MS, SECOND_MS } from '#domain';
import { AFTERNOON } from '../support/desk-commune';
import { DeskWorld } from '../support/desk-world';
import { aVillage } from '../support/factories';
import { refusal } from '../support/refusal';

let world: DeskWorld;
beforeEach(async () => (world = await DeskWorld.open()));
afterEach(() => world.close());

const read = () => world.database.unitOfWork.read;
const zoneId = (name: string) => world.zones.find((zone) => zone.name === name)!.id;

/** Takes every pole of these zones down. */
async function takeDown(...zoneNames: readonly string[]): Promise<void> {
  const gone = new Set(zoneNames.map(zoneId));
  const poles = (await read().places.controllers(world.communeId)).filter((pole) => gone.has(pole.zoneId));
  await world.database.unitOfWork.run(async ({ places, air }) => {
    for (const { id } of poles) await places.updateController(id, { retiredAt: world.clock.now() });
    await air.wantPlan(world.communeId);
  });
  await world.planner.plan(world.communeId);
}

async function approved(title: string, messageClass: 'normal' | 'emergency' = 'normal', seconds = 10): Promise<string> {
  const { id, digest } = await world.announcement(title, seconds * SECOND_MS, messageClass);
  await world.announcements.approve(world.person('toan'), id, digest!);
  return id;
}

async function linesOf(villageName: string) {
  const tonight = new Tonight(world.database.unitOfWork, world.clock, world.settings, new ItemFailures());
  const { villages } = await tonight.tonight(world.person('mai'), world.communeId);
  const { lines } = villages.find(({ village }) => village.name === villageName)!;
  return lines.map(({ zones, title, state, reason }) => [zones.join(), title, state, reason]).sort();
}

const ALL = ['Nà Khoang trên', 'Nà Khoang dưới', 'Phìn Sử trên', 'Phìn Sử dưới'];
const emergencyIn = (announcementId: string, own: object = { wholeCommune: true }) => ({
  announcementId,
  minutes: 2,
  reason: 'Nước suối dâng nhanh, cần báo ngay',
  ...own,
});

describe('an emergency', () => {
  it('is told as silent where its last pole was taken down while it sounded', async () => {
    const id = await approved('Lũ quét', 'emergency', 30);
    const { id: emergencyId } = await world.emergencies.request(world.person('mai'), world.communeId, emergencyIn(id));
    await world.emergencies.confirm(world.person('toan'), emergencyId);
    await world.work();
    await takeDown('Phìn Sử dưới');
    const lines = await linesOf('Phìn Sử');
    expect(lines).toContainEqual(['Phìn Sử dưới', 'Lũ quét', 'cancelled', 'no-poles']);
    expect(lines).toContainEqual(['Phìn Sử trên', 'Lũ quét', 'planned', null]);
    expect(await read().air.planFailures(world.communeId)).toEqual([]);
  });

  it('is still shown while it waits, and refused in words, when no pole is left at all', async () => {
    const id = await approved('Lũ quét', 'emergency');
    const { id: emergencyId } = await world.emergencies.request(world.person('mai'), world.communeId, emergencyIn(id));
    await takeDown(...ALL);
    const { open } = await world.emergencyWatch.watched(world.person('toan'), world.communeId);
    expect(open[0]!.consequence).toMatchObject({ controllers: 0 });
    expect(await refusal(world.emergencies.confirm(world.person('toan'), emergencyId))).toBe('booking-no-controllers');
  });

  it('reaches the others of its villages when one of them has no zone', async () => {
    const bare = aVillage({ id: 'bare', communeId: world.communeId, name: 'Khu mới' });
    await world.database.unitOfWork.run(({ places }) => places.insertVillage(bare));
    const id = await approved('Lũ quét', 'emergency');
    const both = { villageIds: [bare.id, world.villageId('Phìn Sử')] };
    const checked = await world.emergencies.check(world.person('mai'), world.communeId, emergencyIn(id, both));
    expect(checked.controllers).toBe(3);
    const alone = emergencyIn(id, { villageIds: [bare.id] });
    expect(await refusal(world.emergencies.check(world.person('mai'), world.communeId, alone))).toBe(
      'booking-no-zones',
    );
  });

  it('is declared over in the zones that are left', async () => {
    const [announcementId, allClearAnnouncementId] = [
      await approved('Lũ quét', 'emergency', 30),
      await approved('Hết nguy hiểm', 'emergency'),
    ];
    const draft = { name: 'Lũ', announcementId, allClearAnnouncementId, villageIds: [] };
    const { id: templateId } = await world.emergencyTemplates.create(world.person('mai'), world.communeId, draft);
    const asked = { templateId, wholeCommune: true, minutes: 2, reason: 'lũ' };
    const { id } = await world.emergencies.request(world.person('mai'), world.communeId, asked);
    await world.emergencies.confirm(world.person('toan'), id);
    await takeDown('Phìn Sử dưới');
    await world.database.unitOfWork.run(({ places }) =>
      places.updateZone(zoneId('Phìn Sử dưới'), { retiredAt: world.clock.now() }),
    );
    const [, sequel] = await world.emergencies.end(world.person('mai'), id, { allClear: true });
    expect(sequel!.zoneIds).toHaveLength(3);
  });
});

describe('a drill', () => {
  it('is said where somebody hears it, and is silent in the zone that lost its pole', async () => {
    const drill = {
      openingAnnouncementId: await approved('Đây là diễn tập'),
      closingAnnouncementId: await approved('Hết diễn tập'),
    };
    const rules = { ...DEFAULT_RULES, drill };
    await world.database.unitOfWork.run(({ places }) => places.updateCommune(world.communeId, { rules }));
    const content = { announcementId: await approved('Lũ quét'), wholeCommune: true, reason: 'mùa mưa' };
    const startsAt = AFTERNOON + 20 * MINUTE_MS;
    await world.drills.order(world.person('mai'), world.communeId, { ...content, startsAt });
    await takeDown('Phìn Sử dưới');
    expect(await linesOf('Phìn Sử')).toEqual([
      ['Phìn Sử dưới', 'Lũ quét', 'cancelled', 'no-poles'],
      ['Phìn Sử trên', 'Lũ quét', 'planned', null],
    ]);
    world.clock.pass(10 * MINUTE_MS);
    await world.drills.keep(world.communeId);
    const said = world.link.said.filter(({ channel }) => channel === 'drill').map(({ to }) => to);
    expect(said.sort()).toEqual(ALL.slice(0, 3).map(zoneId).sort());
  });
});

describe('a commune without poles', () => {
  it('is planned, muted and looked after like any other', async () => {
    await world.onAir(await world.announcement('Họp xã'));
    await takeDown(...ALL);
    const needs = await world.get(Needs).now(world.person('mai'), world.communeId);
    expect(needs.zonesWithoutPoles.map(({ zone, titles }) => [zone, ...titles])).toEqual(
      expect.arrayContaining(ALL.map((name) => [name, 'Họp xã'])),
    );
    await world.tick.beat();
    await world.work();
    const pao = world.person('pao');
    expect((await world.stops.mute(pao, world.villageId('Phìn Sử'), '')).published).toBe(true);
    expect(await read().air.planFailures(world.communeId)).toEqual([]);
  });
});
