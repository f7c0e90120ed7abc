// A server that dies in the middle of an emergency: whatever was written by then, the one that starts again finishes what was begun, and what
// the poles said by then, or say afterwards, is told.
import { DAY_MS, MINUTE_MS, SECOND_MS, type Emergency } from '#domain';
import { emergencyEntries, playbackIdOf, type EmergencyOrder } from '#protocol';
import { DeskWorld } from '../support/desk-world';
import { dyingAfter } from '../support/dying-process';
import type { Box } from '../support/signing-box';

let world: DeskWorld;
let boxes: readonly Box[];
let announcementId: string;
beforeEach(async () => {
  world = await DeskWorld.open();
  boxes = [await world.enrol('Nà Khoang 1'), await world.enrol('Phìn Sử 1')];
  const { id, digest } = await world.announcement('Lũ quét', 30 * SECOND_MS, 'emergency');
  await world.announcements.approve(world.person('toan'), id, digest!);
  announcementId = id;
});
afterEach(() => world.close());

const read = () => world.database.unitOfWork.read;

/** Asks for it and confirms it; the server dies after that unit of work, counted from the confirmation, and starts again. */
async function confirmedAndDead(after: number): Promise<{ readonly emergency: Emergency; readonly died: boolean }> {
  const asked = { announcementId, wholeCommune: true, minutes: 1, reason: 'Nước dâng' };
  const { id } = await world.emergencies.request(world.person('mai'), world.communeId, asked);
  await world.work();
  const died = await dyingAfter(world.database.unitOfWork, after, async () => {
    await world.emergencies.confirm(world.person('toan'), id);
    await world.work();
  });
  world.jobs.waiting.clear();
  return { emergency: (await read().emergencies.emergency(id))!, died };
}

/** The first sound of it on every box, by the order as each of them has it. */
async function firstSounds({ id: emergencyId, title, startsAt, endsAt, everyMs, plays }: Emergency) {
  const order: EmergencyOrder = { kind: 'emergency', emergencyId, title, startsAt: startsAt!, endsAt, everyMs, plays };
  return Promise.all(
    boxes.map(async (box) => {
      const { zoneId } = (await read().places.controller(box.controllerId))!;
      const { airingId } = emergencyEntries(order, zoneId)[0]!;
      return { box, airingId, playbackId: playbackIdOf(airingId, box.controllerId), startedAt: startsAt! };
    }),
  );
}

const restart = async () => {
  await world.tick.beat();
  await world.work();
};

const live = async (id: string) => (await world.emergencyWatch.live(world.person('toan'), id)).villages;

/** Runs the scene once for every unit of work after which the server may die, until it does not die any more. */
async function dyingEverywhere(scene: (emergency: Emergency) => Promise<void>): Promise<number> {
  for (let after = 1; ; after += 1) {
    const { emergency, died } = await confirmedAndDead(after);
    await scene(emergency);
    world.clock.pass(5 * MINUTE_MS);
    if (!died) return after;
  }
}

/** What one box says of it: it sounded for ten seconds, and fell silent when it was over. */
async function sayCutShort(emergency: Emergency, place: number): Promise<void> {
  const { box, startedAt, ...proof } = (await firstSounds(emergency))[place]!;
  const said = box.sign(world.clock.now(), [
    { kind: 'started', ...proof },
    { kind: 'interrupted', ...proof, startedAt, playedMs: 10 * SECOND_MS, reason: 'emergency-over' },
  ]);
  await world.evidence.accept(world.communeId, box.deviceId, said);
}

const playbacksOf = async (emergency: Emergency) => {
  const ids = (await firstSounds(emergency)).map(({ playbackId }) => playbackId);
  const known = await read().air.playbacksByIds(ids);
  return ids.map((wanted) => known.find(({ id }) => id === wanted));
};

it('what sounded is told although it was over before the next plan, whether the poles say so before it or after it', async () => {
  const units = await dyingEverywhere(async (emergency) => {
    world.clock.pass(10 * SECOND_MS);
    await world.emergencies.end(world.person('toan'), emergency.id, { allClear: false });
    world.jobs.waiting.clear();
    await sayCutShort(emergency, 0);
    await restart();
    await sayCutShort(emergency, 1);
    expect(await playbacksOf(emergency)).toMatchObject([{ state: 'interrupted' }, { state: 'interrupted' }]);
    expect((await live(emergency.id)).map(({ sounded }) => sounded)).toEqual([1, 1]);
  });
  expect(units).toBeGreaterThan(4);
});

it('what sounded is told when nobody planned for longer than emergencies are looked back at', async () => {
  const { emergency } = await confirmedAndDead(2);
  world.clock.pass(3 * DAY_MS);
  await sayCutShort(emergency, 0);
  await restart();
  await sayCutShort(emergency, 1);
  expect((await live(emergency.id)).map(({ sounded }) => sounded)).toEqual([1, 1]);
});

it('a pole that sounded although a stop held is told as what it is', async () => {
  await world.stops.stop(world.person('mai'), world.communeId, { zoneIds: null, minutes: 60, reason: 'thử' });
  const { emergency } = await confirmedAndDead(1);
  world.clock.pass(10 * SECOND_MS);
  await sayCutShort(emergency, 0);
  await restart();
  expect(await playbacksOf(emergency)).toMatchObject([
    { state: 'interrupted', playedAfterCancel: true },
    { state: 'cancelled', reason: 'stopped' },
  ]);
});

it('a box speaks for its own pole only, also of what no plan knew of yet', async () => {
  const { emergency } = await confirmedAndDead(1);
  const [own, other] = await firstSounds(emergency);
  const proof = { airingId: other!.airingId, playbackId: other!.playbackId };
  const forged = own!.box.sign(world.clock.now(), [{ kind: 'started', ...proof }]);
  await world.evidence.accept(world.communeId, own!.box.deviceId, forged);
  await restart();
  expect(await playbacksOf(emergency)).toMatchObject([{ state: 'planned' }, { state: 'planned' }]);
});
