// Silence for a village: by the commune, or for ten minutes by its own head.
import { MINUTE_MS } from '#domain';
import { DeskWorld } from '../support/desk-world';
import { refusal } from '../support/refusal';

let world: DeskWorld;
beforeEach(async () => (world = await DeskWorld.open()));
afterEach(() => world.close());

const read = () => world.database.unitOfWork.read;
const own = () => world.villageId('Nà Khoang');
const zonesOf = (village: string) => world.zones.filter(({ name }) => name.startsWith(village)).map(({ id }) => id);

describe('a stop of whole villages', () => {
  it('silences all their zones and no other', async () => {
    const stop = await world.stops.stop(world.person('mai'), world.communeId, {
      zoneIds: [],
      villageIds: [own()],
      minutes: 30,
      reason: 'nhầm',
    });
    expect([...stop.zoneIds!].sort()).toEqual([...zonesOf('Nà Khoang')].sort());
    expect(await world.urgentOrders()).toMatchObject([
      { zoneIds: stop.zoneIds, order: { kind: 'stop', stop: { sparesEmergency: false } } },
    ]);
  });

  it('is refused for a village of nobody', async () => {
    const request = { zoneIds: [], villageIds: ['elsewhere'], minutes: 30, reason: 'nhầm' };
    expect(await refusal(world.stops.stop(world.person('mai'), world.communeId, request))).toBe('not-found');
    expect(await world.urgentOrders()).toEqual([]);
  });
});

describe("a village head's mute", () => {
  it('holds ten minutes in the own village, spares emergencies, and is told to operators and leaders', async () => {
    const mute = await world.stops.mute(world.person('inh'), own(), 'đám tang');
    expect(mute).toMatchObject({ sparesEmergency: true, published: true, until: world.clock.now() + 10 * MINUTE_MS });
    expect([...mute.zoneIds!].sort()).toEqual([...zonesOf('Nà Khoang')].sort());
    expect(await world.urgentOrders()).toMatchObject([
      { order: { kind: 'stop', stop: { stopId: mute.id, sparesEmergency: true } } },
    ]);
    await world.work();
    expect((await world.programme('Nà Khoang trên'))!.stops).toMatchObject([{ sparesEmergency: true }]);
    expect((await world.programme('Phìn Sử trên'))!.stops).toEqual([]);
    const told = await read().notices.ofSubject(mute.id);
    const people = ['mai', 'toan', 'duyen'].map((login) => world.person(login).personId);
    expect(told.map(({ personId }) => personId).sort()).toEqual(people.sort());
    expect(told[0]).toMatchObject({
      kind: 'village-muted',
      values: { place: 'Nà Khoang', who: 'Inh', reason: 'đám tang' },
    });
  });

  it('is not for other villages, other people, or twice at once', async () => {
    expect(await refusal(world.stops.mute(world.person('pao'), own(), ''))).toBe('not-allowed');
    expect(await refusal(world.stops.mute(world.person('ngan'), own(), ''))).toBe('not-allowed');
    expect(await refusal(world.stops.mute(world.stranger, own(), ''))).toBe('not-found');
    await world.stops.mute(world.person('inh'), own(), '');
    expect(await refusal(world.stops.mute(world.person('inh'), own(), ''))).toBe('village-muted');
    await world.stops.mute(world.person('pao'), world.villageId('Phìn Sử'), '');
    world.clock.pass(10 * MINUTE_MS);
    await world.stops.mute(world.person('inh'), own(), '');
  });

  it('is lifted by the village head or by an operator, who alone lifts a stop of the commune', async () => {
    const first = await world.stops.mute(world.person('inh'), own(), '');
    expect(await refusal(world.stops.lift(world.person('pao'), first.id))).toBe('not-allowed');
    expect((await world.stops.lift(world.person('inh'), first.id)).liftedAt).toBe(world.clock.now());
    const second = await world.stops.mute(world.person('inh'), own(), '');
    await world.stops.lift(world.person('mai'), second.id);
    const ofCommune = { zoneIds: zonesOf('Nà Khoang'), minutes: 5, reason: 'nhầm' };
    const stop = await world.stops.stop(world.person('mai'), world.communeId, ofCommune);
    expect(await refusal(world.stops.lift(world.person('inh'), stop.id))).toBe('not-allowed');
  });
});
