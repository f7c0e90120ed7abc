// One identity, two boxes: a memory card that was copied, or an older copy of the own card. Nothing that cannot be of one box counts as evidence,
// and people hear of it.
import { DeviceConduct } from '#application';
import { MINUTE_MS } from '#domain';
import { playbackIdOf, type Receipt } from '#protocol';
import { DeskWorld } from '../support/desk-world';
import { polesOnAir, type PoleOnAir } from '../support/poles-on-air';
import { Box } from '../support/signing-box';

let world: DeskWorld;
let pole: PoleOnAir;
beforeEach(async () => {
  world = await DeskWorld.open();
  [pole] = (await polesOnAir(world, 1, 3)) as [PoleOnAir];
});
afterEach(() => world.close());

const read = () => world.database.unitOfWork.read;
const named = (item: number) => {
  const airingId = pole.airings[item]!.id;
  return { airingId, playbackId: playbackIdOf(airingId, pole.box.controllerId) };
};
const started = (sequence: number, item: number, uptimeMs = 1_000): Receipt => ({
  ...{ kind: 'started', ...named(item), sequence },
  ...{ at: world.clock.now(), uncertaintyMs: 5, uptimeMs },
});
const say = (box: Box, ...receipts: readonly Receipt[]) =>
  world.evidence.accept(world.communeId, box.deviceId, box.signNumbered(receipts));
/** The same box, or its double, with another journal. */
const withJournal = (deviceEpoch: string) =>
  new Box(pole.box.deviceId, pole.box.controllerId, world.communeId, pole.box.privateKeyPem, deviceEpoch);

const stateOf = async (item: number) => (await read().air.playbacksByIds([named(item).playbackId]))[0]!.state;
const seen = async () =>
  (await read().events.after(world.communeId, 0, 10_000)).flatMap((event) =>
    event.kind === 'device.doubled' ? [event.details.seen] : [],
  );
const isHeard = () => world.get(DeviceConduct).admits(world.communeId, pole.box.deviceId, 10, 1_000);
const toldAtTheDesk = async () =>
  (await read().notices.ofPerson(world.person('mai').personId, { limit: 50 })).items.filter(
    ({ kind }) => kind === 'pole-doubled',
  );

it('what is sent again word for word is of the same box', async () => {
  const first = started(1, 0);
  await say(pole.box, first);
  await say(pole.box, first, started(2, 1));
  expect([await seen(), await stateOf(1), isHeard()]).toEqual([[], 'playing', true]);
});

it('another word under a number that was used is not believed, is told, and the box is not heard for a while', async () => {
  await say(pole.box, started(1, 0));
  await say(pole.box, started(1, 0, 2_000), started(2, 1));
  expect([await seen(), await stateOf(1), isHeard()]).toEqual([['two-words'], 'planned', false]);
  expect(await toldAtTheDesk()).toHaveLength(1);
  // A box with an older copy of its journal learns by the acknowledgement that the server has more.
  expect(await world.acknowledged(pole.box)).toBe(1);
  world.clock.pass(16 * MINUTE_MS);
  expect(isHeard()).toBe(true);
});

it('a box that lost its journal begins another; two journals that go on beside each other are of two boxes', async () => {
  const [one, other] = [withJournal('one'), withJournal('other')];
  await say(one, started(1, 0));
  await say(other, started(1, 1));
  // One message may have been long on its way.
  await say(one, started(2, 0));
  await say(other, started(2, 1));
  expect(await seen()).toEqual([]);
  await say(one, started(3, 2));
  expect([await seen(), await stateOf(2)]).toEqual([['two-journals'], 'planned']);
  // The journal that was begun last is believed all the same: the true box may be the one that writes it.
  await say(other, started(3, 2));
  expect([await seen(), await stateOf(2)]).toEqual([['two-journals'], 'playing']);
});
