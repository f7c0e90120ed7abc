// A small month for the doors: one broadcast in one village, of which one loudspeaker was on time, one late, one silent and one never heard of.
import { anAiring, aPlayback, aRundown } from './factories';
import type { ApiBench } from './api-bench';

const START = Date.parse('2026-11-20T05:30:00+07:00');

/** In December. */
export const AFTER_MONTH = Date.parse('2026-12-04T09:00:00+07:00');

/** What a villager might call a notice. */
const TITLE = `=cmd|' /C calc'!A0`;

export async function seedMonth({ unitOfWork, home }: ApiBench): Promise<void> {
  const communeId = home.commune.id;
  const [zone] = await unitOfWork.read.places.zones(communeId);
  const rundown = aRundown({
    id: 'november',
    communeId,
    villageId: zone!.villageId,
    zoneId: zone!.id,
    localDate: '2026-11-20',
    startsAt: START,
  });
  const own = { communeId, rundownId: rundown.id };
  const airing = anAiring({
    id: 'item',
    ...own,
    zoneId: zone!.id,
    title: TITLE,
    startsAt: START,
    announcementId: null,
  });
  const playback = { ...own, airingId: airing.id, deadlineAt: START };
  await unitOfWork.run(async ({ air }) => {
    await air.putRundowns([rundown]);
    await air.putAirings([airing]);
    await air.putPlaybacks([
      aPlayback({ ...playback, id: 'p1', controllerId: 'c1', state: 'played', startedAt: START, playedMs: 60_000 }),
      aPlayback({
        ...playback,
        id: 'p2',
        controllerId: 'c2',
        state: 'played',
        startedAt: START + 9_000,
        playedMs: 60_000,
      }),
      aPlayback({ ...playback, id: 'p3', controllerId: 'c3', state: 'missed', reason: 'device-off' }),
      aPlayback({ ...playback, id: 'p4', controllerId: 'c4', state: 'unconfirmed', reason: 'no-evidence' }),
    ]);
  });
}
