// The boxes of a commune, enrolled all at once: each controller gets a device that signs.
import { newId } from '#application';
import { generateKeys, playbackIdOf } from '#protocol';
import { AFTERNOON } from '../../support/desk-commune';
import type { DeskWorld } from '../../support/desk-world';
import { aDevice } from '../../support/factories';
import { Box } from '../../support/signing-box';
import type { Reported } from './reported';

/** A box, and where it hangs. */
export interface HungBox {
  readonly box: Box;
  readonly zoneId: string;
  readonly publicKey: string;
}

/** One for every controller of the commune. */
export async function hangBoxes(world: DeskWorld): Promise<readonly HungBox[]> {
  const { communeId, founded, database } = world;
  const hung = founded.controllers.map(({ id: controllerId, zoneId }) => {
    const [{ privateKeyPem, publicKey }, id] = [generateKeys(), newId(AFTERNOON)];
    return { box: new Box(id, controllerId, communeId, privateKeyPem), zoneId, publicKey };
  });
  await database.unitOfWork.run(async ({ devices }) => {
    for (const { box, publicKey } of hung) {
      await devices.insertDevice(aDevice({ id: box.deviceId, communeId, controllerId: box.controllerId, publicKey }));
    }
  });
  await world.seals.load();
  return hung;
}

/** What the boxes say of a booking: that it began. */
export async function startedOf(world: DeskWorld, bookingId: string, hung: readonly HungBox[]): Promise<Reported[]> {
  const airings = await world.database.unitOfWork.read.air.airingsOfBooking(bookingId);
  const airingOf = new Map(airings.map(({ zoneId, id }) => [zoneId, id]));
  return hung.map(({ box, zoneId, publicKey }) => {
    const airingId = airingOf.get(zoneId)!;
    const playbackId = playbackIdOf(airingId, box.controllerId);
    const envelope = box.sign(world.clock.now(), [{ kind: 'started', airingId, playbackId }]);
    return { zoneId, controllerId: box.controllerId, deviceId: box.deviceId, publicKey, envelope };
  });
}
