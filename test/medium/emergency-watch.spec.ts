// What people see of an emergency: who may confirm it while it waits, how it stands in every village from evidence, and the all-clear after it.
import { DeviceFetches, type EmergencyRequest, type EmergencyView } from '#application';
import { ALARM_STATES, HOUR_MS, MINUTE_MS, SECOND_MS } from '#domain';
import { emergencyRundownId, playbackIdOf } from '#protocol';
import { DeskWorld } from '../support/desk-world';
import { refusal } from '../support/refusal';

let world: DeskWorld;
beforeEach(async () => (world = await DeskWorld.open()));
afterEach(() => world.close());

const read = () => world.database.unitOfWork.read;

async function template(title = 'Lũ quét', allClearTitle = 'Báo hết nguy hiểm') {
  const [warning, allClear] = [
    await world.announcement(title, 30 * SECOND_MS, 'emergency'),
    await world.announcement(allClearTitle, 10 * SECOND_MS, 'emergency'),
  ];
  for (const { id, digest } of [warning, allClear]) {
    await world.announcements.approve(world.person('toan'), id, digest!);
  }
  const draft = { name: title, announcementId: warning.id, allClearAnnouncementId: allClear.id, villageIds: [] };
  return world.emergencyTemplates.create(world.person('mai'), world.communeId, draft);
}

async function request(own: Partial<EmergencyRequest> = {}): Promise<EmergencyView> {
  const asked = { wholeCommune: true, minutes: 10, reason: 'Nước suối dâng nhanh', ...own };
  return world.emergencies.request(world.person('mai'), world.communeId, asked);
}

const watch = async (login: string, id: string) => world.emergencyWatch.live(world.person(login), id);

it('shows whoever asked, who may confirm until when, and to each one whether that may be them', async () => {
  const { id: templateId } = await template();
  const { id, requestedAt } = await request({ templateId });

  const shown = await watch('toan', id);

  expect(shown).toMatchObject({ requestedByName: 'Mai', confirmedByName: null, verdict: 'ok' });
  expect(shown.confirmBy).toBe(requestedAt + MINUTE_MS);
  expect([...shown.confirmers].sort()).toEqual(['Duyên', 'Toàn']);
  expect(shown.consequence).toMatchObject({ controllers: 6, households: 200, people: null });
  expect(shown.announcement.recordings[0]!.rendition).not.toBeNull();
  expect((await watch('mai', id)).verdict).toBe('emergency-same-person');
  expect((await watch('inh', id)).verdict).toBe('not-allowed');
});

it('keeps back whoever spoke it from confirming what nobody else has approved', async () => {
  const spoken = await world.announcement('Nói ngay', 20 * SECOND_MS, 'emergency');
  const author = { ...world.person('ngan'), grants: world.person('duyen').grants };
  const { id } = await request({ announcementId: spoken.id });
  expect((await world.emergencyWatch.live(author, id)).verdict).toBe('approval-self');
});

const watched = () => world.emergencyWatch.watched(world.person('toan'), world.communeId);

it('is open until it has ended, and just over for an hour from then, however long it was meant to be', async () => {
  const { id: templateId } = await template();
  const { id } = await request({ templateId });
  await world.emergencies.confirm(world.person('toan'), id);
  const stand = async () => {
    const { open, justOver } = await watched();
    return [open.length, justOver.length];
  };
  expect(await stand()).toEqual([1, 0]);
  await world.emergencies.end(world.person('toan'), id, { allClear: false });
  expect(await stand()).toEqual([0, 1]);
  world.clock.pass(HOUR_MS);
  expect(await stand()).toEqual([0, 0]);
});

it('waits no more after sixty seconds, whether or not somebody has tidied up', async () => {
  const { id: templateId } = await template();
  await request({ templateId });
  const open = async () => (await watched()).open.length;
  expect(await open()).toBe(1);
  world.clock.pass(61 * SECOND_MS);
  expect(await open()).toBe(0);
});

it('counts village by village what the boxes say, and never more', async () => {
  const box = await world.enrol('Nà Khoang 1');
  await world.database.unitOfWork.run(({ devices }) => devices.updateDevice(box.deviceId, { online: true }));
  const { id: templateId } = await template();
  const { id } = await request({ templateId });
  await world.emergencies.confirm(world.person('toan'), id);
  await world.work();
  const nobodySpoke = await watch('mai', id);
  expect(nobodySpoke).toMatchObject({ confirmedByName: 'Toàn', verdict: null, confirmBy: null, consequence: null });
  expect(nobodySpoke.villages[0]).toMatchObject({
    name: 'Nà Khoang',
    controllers: 3,
    offline: 2,
    waiting: 3,
    sounding: 0,
  });

  const { zoneId } = (await read().places.controller(box.controllerId))!;
  const [first] = await read().air.airingsOfRundowns([emergencyRundownId(id, zoneId)]);
  const proof = { airingId: first!.id, playbackId: playbackIdOf(first!.id, box.controllerId) };
  await world.evidence.accept(
    world.communeId,
    box.deviceId,
    box.sign(world.clock.now(), [{ kind: 'started', ...proof }]),
  );

  const [here, there] = (await watch('mai', id)).villages;
  expect(here).toMatchObject({ sounding: 1, sounded: 0, waiting: 2 });
  expect(there).toMatchObject({ name: 'Phìn Sử', sounding: 0, waiting: 3 });
});

it('ends for every pole: called off before it sounds, heard of, or not heard of in time', async () => {
  const { id: templateId } = await template();
  const states = async (id: string) => {
    const [village] = (await watch('mai', id)).villages;
    return Object.fromEntries(ALARM_STATES.map((state) => [state, village![state]]).filter(([, count]) => count !== 0));
  };
  const start = async () => {
    const { id } = await request({ templateId });
    await world.emergencies.confirm(world.person('toan'), id);
    return id;
  };
  const forgotten = await request({ templateId });
  expect(await states(forgotten.id)).toEqual({ waiting: 3 });
  world.clock.pass(61 * SECOND_MS);
  expect(await states(forgotten.id)).toEqual({ cancelled: 3 });

  const calledOff = await start();
  await world.emergencies.end(world.person('mai'), calledOff, { allClear: false });
  expect(await states(calledOff)).toEqual({ cancelled: 3 });
  await world.work();
  expect(await states(calledOff)).toEqual({ cancelled: 3 });

  const unheard = await start();
  await world.work();
  world.clock.pass(10 * SECOND_MS);
  await world.emergencies.end(world.person('mai'), unheard, { allClear: false });
  await world.work();
  expect(await states(unheard)).toEqual({ waiting: 3 });
  world.clock.pass(world.settings.settleMs + MINUTE_MS);
  await world.tick.beat();
  await world.work();
  expect(await states(unheard)).toEqual({ unheard: 3 });
});

it('hides nothing on the board that was over last when it was called off before anybody heard it', async () => {
  const booking = await world.onAir(await world.announcement('Họp thôn'));
  const { startsAt } = (await read().air.airingsOfBooking(booking.id))[0]!;
  const { id: templateId } = await template();
  world.clock.pass(startsAt + 10 * MINUTE_MS - world.clock.now());
  const { id } = await request({ templateId });
  await world.emergencies.confirm(world.person('toan'), id);
  await world.emergencies.end(world.person('mai'), id, { allClear: false });
  world.clock.pass(MINUTE_MS);
  await world.tick.beat();
  await world.work();
  const { villages } = await world.board.board(world.person('mai'), world.communeId);
  const titles = villages.map(({ last }) => last.flatMap(({ items }) => items.map(({ title }) => title)));
  expect(new Set(titles.flat())).toEqual(new Set(['Họp thôn']));
});

describe('the all-clear', () => {
  it('can be said after the warning ran out, once, in the same places', async () => {
    const { id: templateId } = await template();
    const { id } = await request({ templateId });
    const mai = world.person('mai');
    expect(await refusal(world.allClears.declare(mai, id))).toBe('wrong-state');
    await world.emergencies.confirm(world.person('toan'), id);
    expect(await refusal(world.allClears.declare(mai, id))).toBe('wrong-state');
    world.clock.pass(11 * MINUTE_MS);
    await world.tick.beat();
    await world.work();
    expect(await watch('mai', id)).toMatchObject({ state: 'run_out', allClearSaid: false });

    const allClear = await world.allClears.declare(mai, id);

    expect(allClear).toMatchObject({ title: 'Báo hết nguy hiểm', allClearOf: id, state: 'on_air' });
    const { order } = (await world.urgentOrders()).at(-1)!;
    expect(order).toMatchObject({ kind: 'emergency', emergencyId: allClear.id });
    expect((await watch('mai', id)).allClearSaid).toBe(true);
    expect(await refusal(world.allClears.declare(mai, id))).toBe('wrong-state');
  });

  it('is refused where another warning sounds, to a village head, and a day later', async () => {
    const { id: templateId } = await template();
    const { id } = await request({ templateId });
    await world.emergencies.confirm(world.person('toan'), id);
    await world.emergencies.end(world.person('mai'), id, { allClear: false });
    expect(await refusal(world.allClears.declare(world.person('inh'), id))).toBe('not-allowed');
    const second = await template('Cháy rừng', 'Hết cháy');
    const { id: fire } = await request({ templateId: second.id });
    await world.emergencies.confirm(world.person('toan'), fire);
    expect(await refusal(world.allClears.declare(world.person('mai'), id))).toBe('emergency-running');
    await world.emergencies.end(world.person('mai'), fire, { allClear: false });
    world.clock.pass(25 * HOUR_MS);
    expect(await refusal(world.allClears.declare(world.person('mai'), id))).toBe('wrong-state');
  });

  it('gives way to a new warning at once, where both sound; it was not said then, and may be said again', async () => {
    const [mai, toan] = [world.person('mai'), world.person('toan')];
    const { id: templateId } = await template();
    const { id: flood } = await request({ templateId });
    await world.emergencies.confirm(toan, flood);
    const [, allClear] = await world.emergencies.end(mai, flood, { allClear: true });
    expect(await watch('mai', flood)).toMatchObject({ allClearSaid: true });

    const fire = await template('Cháy rừng', 'Hết cháy');
    const village = world.villageId('Nà Khoang');
    const { id: inOneVillage } = await world.emergencies.request(mai, world.communeId, {
      ...{ templateId: fire.id, villageIds: [village], minutes: 5, reason: '' },
    });
    await world.emergencies.confirm(toan, inOneVillage);

    const orders = (await world.urgentOrders()).slice(-2);
    expect(orders[0]!.order).toEqual({ kind: 'end-emergency', emergencyId: allClear!.id });
    expect(orders[1]!.order).toMatchObject({ kind: 'emergency', emergencyId: inOneVillage });
    expect(await watch('mai', allClear!.id)).toMatchObject({ state: 'on_air', gaveWayTo: ['Cháy rừng'] });
    expect(await watch('mai', flood)).toMatchObject({ allClearSaid: false });
    await world.work();
    const standing = async (zone: string) =>
      (await world.programme(zone))!.emergencies.map(({ emergencyId }) => emergencyId);
    expect(await standing('Nà Khoang trên')).toEqual([inOneVillage]);
    expect(await standing('Phìn Sử trên')).toEqual([allClear!.id]);

    await world.emergencies.end(mai, inOneVillage, { allClear: false });
    world.clock.pass(MINUTE_MS);
    await world.tick.beat();
    await world.work();
    const again = await world.allClears.declare(mai, flood);
    await world.emergencies.breakGlass(toan, world.communeId, {
      ...{ templateId, wholeCommune: true, minutes: 5, reason: 'Nước lại dâng, không gọi được ai' },
    });
    expect(await watch('mai', again.id)).toMatchObject({ state: 'ended', gaveWayTo: ['Lũ quét'] });
  });
});

describe('a prepared warning', () => {
  it('goes to every pole as soon as it is written, before the tick looks', async () => {
    const { id, revision } = await template();
    await world.work();
    const sounds = async () => (await world.programme('Phìn Sử trên'))!.standbySounds.length;
    expect(await sounds()).toBe(2);
    const mai = world.person('mai');
    await world.emergencyTemplates.change(mai, id, revision, { allClearAnnouncementId: null });
    await world.work();
    expect(await sounds()).toBe(1);
  });

  it('may be fetched by every box beforehand, and what no longer stands ready may not', async () => {
    const { id, revision } = await template();
    await world.work();
    const { controllerId } = await world.enrol('Phìn Sử 1');
    const device = (await read().devices.deviceOfController(controllerId))!;
    const standing = async () => (await world.programme('Phìn Sử trên'))!.standbySounds.map(({ sha256 }) => sha256);
    const before = await standing();
    expect(before).toHaveLength(2);
    const desk = new DeviceFetches(world.database.unitOfWork, world.clock, world.settings);
    for (const sha256 of before) await desk.requireSound(device, sha256);
    await world.emergencyTemplates.change(world.person('mai'), id, revision, { allClearAnnouncementId: null });
    await world.work();
    const after = await standing();
    const gone = before.find((sha256) => !after.includes(sha256))!;
    expect(await refusal(desk.requireSound(device, gone))).toBe('not-found');
    await desk.requireSound(device, after[0]!);
  });

  it('is edited by whoever saw it as it stands, with approved sounds and villages that are there', async () => {
    const { id, revision } = await template();
    const mai = world.person('mai');
    const { emergencyTemplates, communeId } = world;
    const villageIds = [world.villageId('Nà Khoang')];
    const changed = await emergencyTemplates.change(mai, id, revision, { name: 'Lũ ống', villageIds });
    expect(changed).toMatchObject({ name: 'Lũ ống', villageIds, revision: revision + 1 });
    expect(await emergencyTemplates.list(mai, communeId)).toEqual([changed]);
    expect(await refusal(emergencyTemplates.change(mai, id, revision, { name: 'Lũ' }))).toBe('edited-meanwhile');
    const spoken = await world.announcement('Nói ngay', 30 * SECOND_MS, 'emergency');
    const unapproved = { announcementId: spoken.id };
    expect(await refusal(emergencyTemplates.change(mai, id, revision + 1, unapproved))).toBe(
      'announcement-not-approved',
    );
    const nowhere = { villageIds: ['none'] };
    expect(await refusal(emergencyTemplates.change(mai, id, revision + 1, nowhere))).toBe('not-found');
    expect(await refusal(emergencyTemplates.change(world.person('inh'), id, revision + 1, {}))).toBe('not-allowed');
  });
});

it('a review names what was put on air, by whom and why, before and after it is signed', async () => {
  const { id: templateId } = await template();
  const [toan, duyen] = [world.person('toan'), world.person('duyen')];
  const asked = { templateId, wholeCommune: true, minutes: 5, reason: 'Không gọi được ai' };
  const { announcementId } = await world.emergencies.breakGlass(toan, world.communeId, asked);
  const list = async () => (await world.reviews.list(duyen, world.communeId, { limit: 10 })).items[0]!;
  const open = await list();
  expect(open).toMatchObject({ title: 'Lũ quét', announcementId, actedByName: 'Toàn', signedByName: null });
  expect(open.reason).toBe('Không gọi được ai');
  await world.reviews.sign(duyen, open.id, 'in_order', '');
  expect(await list()).toMatchObject({ signedByName: 'Duyên', verdict: 'in_order' });
});
