// Somebody with a hand in the database file changes quiet hours or a prepared warning: before anybody verifies, the quieter of both holds, the warning is
// not given, and people are told, once.
import { AirPlanner } from '#application';
import { DAY_MS, MINUTE_MS } from '#domain';
import { DeskWorld } from '../support/desk-world';
import { openPlain, type PlainConnection } from '../support/plain-sqlite';
import { refusal } from '../support/refusal';

let world: DeskWorld;
let plain: PlainConnection;
beforeEach(async () => {
  world = await DeskWorld.open();
  plain = await openPlain(world.database.path);
});
afterEach(async () => {
  await plain.close();
  await world.close();
});

const read = () => world.database.unitOfWork.read;
const plan = async () => {
  world.clock.pass(MINUTE_MS);
  await world.get(AirPlanner).plan(world.communeId);
};
const told = async (kind: string) => {
  const { items } = await read().notices.ofPerson(world.person('mai').personId, { limit: 50 });
  return items.filter((notice) => notice.kind === kind).length;
};
async function standing(): Promise<readonly string[]> {
  const now = world.clock.now();
  const airings = await read().air.airingsOfZone(world.zones[0]!.id, now - DAY_MS, now + DAY_MS);
  return airings.filter(({ kind }) => kind === 'item').map(({ state, reason }) => `${state} ${reason}`);
}

it('quiet hours that were widened or taken away: it is silent in both, and loud again once they are put back', async () => {
  await world.onAir(await world.announcement('Họp bản'));
  await plan();
  expect(await standing()).toEqual(['planned null']);
  const write = (hours: object) => plain.all('UPDATE communes SET "quietHours" = ?', JSON.stringify(hours));

  await write([{ from: '15:00', to: '19:00' }]);
  await plan();
  await plan();
  expect(await standing()).toEqual(['dropped quiet-hours']);
  expect(await told('quiet-hours-altered')).toBe(1);

  await write([]);
  await plan();
  expect(await standing()).toEqual(['planned null']);
  expect(await told('quiet-hours-altered')).toBe(2);
  const late = world.onAir(await world.announcement('Khuya'), { start: { kind: 'exact', at: '22:00:00' } });
  expect(await refusal(late)).toBe('booking-quiet-hours');

  await write([{ from: '21:00', to: '05:00' }]);
  await plan();
  expect([await standing(), await told('quiet-hours-altered')]).toEqual([['planned null'], 2]);
});

it('a prepared warning that was changed or put in is not given, and one that is put back is', async () => {
  const { communeId } = world;
  const [mai, toan] = [world.person('mai'), world.person('toan')];
  const flood = await world.announcement('Lũ quét', 30_000, 'emergency');
  const fire = await world.announcement('Cháy rừng', 30_000, 'emergency');
  for (const { id, digest } of [flood, fire]) await world.announcements.approve(toan, id, digest!);
  const draft = { name: 'Lũ', announcementId: flood.id, allClearAnnouncementId: null, villageIds: [] };
  const { id: templateId } = await world.emergencyTemplates.create(mai, communeId, draft);
  const request = (template: string) =>
    world.emergencies.request(mai, communeId, { templateId: template, wholeCommune: true, minutes: 2, reason: 'lũ' });

  await plain.all('UPDATE emergency_templates SET "announcementId" = ?', fire.id);
  await plan();
  await plan();
  expect(await refusal(request(templateId))).toBe('not-as-approved');
  expect(await told('template-altered')).toBe(1);

  await plain.all('UPDATE emergency_templates SET "announcementId" = ?', flood.id);
  await plain.all(`INSERT INTO emergency_templates SELECT 'forged', "communeId", "name", "announcementId", "allClearAnnouncementId", "villageIds", "revision"
    FROM emergency_templates`);
  expect(await refusal(request('forged'))).toBe('not-as-approved');
  expect(await request(templateId)).toMatchObject({ state: 'requested', announcementId: flood.id });
});
