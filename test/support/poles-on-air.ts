// A commune of many poles with a programme on the air, straight in the database: for measuring what the reports of the poles cost.
import { newId } from '#application';
import { DAY_MS, MINUTE_MS, type Airing, type Controller, type Playback, type Zone } from '#domain';
import { generateKeys, playbackIdOf } from '#protocol';
import type { DeskWorld } from './desk-world';
import { aController, aDevice, anAiring, aPlayback, aRundown, aZone } from './factories';
import { Box } from './signing-box';

/** Poles of one zone: as many as a village has. */
const POLES_PER_ZONE = 4;

/** A pole, and what it is to play. */
export interface PoleOnAir {
  readonly box: Box;
  readonly zoneId: string;
  readonly airings: readonly Airing[];
}

/** So many poles, each with a box of its own and with the same number of items ahead. */
export async function polesOnAir(world: DeskWorld, count: number, items: number): Promise<readonly PoleOnAir[]> {
  const { communeId } = world;
  const { villageId } = world.zones[0]!;
  const startsAt = world.clock.now() + MINUTE_MS;
  const poles: PoleOnAir[] = [];
  for (let first = 0; first < count; first += POLES_PER_ZONE) {
    const zone: Zone = aZone({ id: newId(startsAt), communeId, villageId, name: `zone ${first}` });
    const own = { communeId, zoneId: zone.id };
    const places = Array.from({ length: Math.min(POLES_PER_ZONE, count - first) }, (_, place) => first + place);
    const controllers = places.map((place): Controller =>
      aController({ ...own, id: newId(startsAt), name: `pole ${place}` }),
    );
    const boxes = controllers.map(({ id }) => ({ id: newId(startsAt), controllerId: id, keys: generateKeys() }));
    const controllerIds = controllers.map(({ id }) => id);
    const rundown = aRundown({ ...own, id: newId(startsAt), villageId, startsAt, endsAt: startsAt + DAY_MS / 2 });
    const airings = Array.from({ length: items }, (_, item) =>
      anAiring({
        ...own,
        id: newId(startsAt),
        rundownId: rundown.id,
        startsAt: startsAt + item * MINUTE_MS,
        controllerIds,
        bookingId: null,
        announcementId: null,
      }),
    );
    const playbacks = airings.flatMap(({ id: airingId }) =>
      controllerIds.map((controllerId): Playback =>
        aPlayback({
          id: playbackIdOf(airingId, controllerId),
          communeId,
          airingId,
          rundownId: rundown.id,
          controllerId,
          deadlineAt: startsAt + 2 * DAY_MS,
        }),
      ),
    );
    await world.database.unitOfWork.run(async ({ places: stands, devices, air, delivery }) => {
      await stands.insertZone(zone);
      for (const controller of controllers) await stands.insertController(controller);
      for (const { id, controllerId, keys } of boxes) {
        await devices.insertDevice(aDevice({ id, communeId, controllerId, publicKey: keys.publicKey }));
      }
      await air.putRundowns([rundown]);
      await air.putAirings(airings);
      await air.putPlaybacks(playbacks);
      const signed = { contentDigest: 'd', envelope: new Uint8Array(1), issuedAt: startsAt, leaseUntil: startsAt };
      await delivery.putProgramme({ ...signed, ...own, epoch: 1, version: 1 });
    });
    for (const { id, controllerId, keys } of boxes) {
      poles.push({ box: new Box(id, controllerId, communeId, keys.privateKeyPem), zoneId: zone.id, airings });
    }
  }
  return poles;
}
