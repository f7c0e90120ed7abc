// What is told of a commune's air is worked out in one pass: twice the villages are twice the work. Counted in how often a playback is looked at.
import { aDevice, anAiring, aPlayback, aRundown, aVillage } from '../../../test/support/factories';
import type { Airing, Playback, Rundown } from '../air/air';
import { DAY_MS, HOUR_MS, MINUTE_MS, type Instant } from '../calendar/time';
import type { Device } from '../places/places';
import { broadcastsOf, type CommuneAir } from './broadcast';
import { monthReport } from './month-report';
import { slotSummaries } from './slot-summary';
import { openTroubles } from './trouble';
import { questionsFor } from './village-questions';

const START = Date.parse('2026-03-02T05:30:00+07:00');
const NUMBERS = [0, 1, 2];

/** With everything that is known of its airings and playbacks. */
interface WholeAir extends CommuneAir {
  readonly airings: readonly Airing[];
  readonly playbacks: readonly Playback[];
}

type Look = (air: WholeAir, devices: readonly Device[], now: Instant) => unknown;

/** Three days of so many villages, with a counter of how often a field of a playback is read. */
function watchedAir(villages: number) {
  const reads = { count: 0 };
  const rundowns: Rundown[] = [];
  const airings = [];
  const playbacks: Playback[] = [];
  for (let village = 0; village < villages; village += 1) {
    for (const day of NUMBERS) {
      const id = `rundown ${village} ${day}`;
      const startsAt = START + day * DAY_MS;
      const place = { zoneId: `zone ${village}`, villageId: `village ${village}` };
      rundowns.push(
        aRundown({ ...place, id, localDate: `2026-03-0${2 + day}`, startsAt, endsAt: startsAt + 10 * MINUTE_MS }),
      );
      for (const item of NUMBERS) {
        const airing = anAiring({ zoneId: place.zoneId, id: `${id} ${item}`, rundownId: id, startsAt });
        airings.push({ ...airing, controllerIds: [`pole ${village}`] });
        const state = item === 0 ? 'missed' : 'played';
        const own = { airingId: airing.id, rundownId: id, controllerId: `pole ${village}` };
        playbacks.push(watched(aPlayback({ ...own, id: `playback ${airing.id}`, state }), reads));
      }
    }
  }
  const devices = rundowns.map(({ zoneId }) => aDevice({ controllerId: zoneId.replace('zone', 'pole') }));
  return { reads, devices, air: { rundowns, airings, playbacks, confirmations: [] } };
}

function watched(playback: Playback, reads: { count: number }): Playback {
  return new Proxy(playback, {
    get: (target, name) => {
      reads.count += 1;
      return target[name as keyof Playback];
    },
  });
}

function readsOf(look: Look, villages: number, now: Instant): number {
  const { reads, air, devices } = watchedAir(villages);
  look(air, devices, now);
  return reads.count;
}

it.each<[string, Instant, Look]>([
  ['the broadcasts ahead', START - HOUR_MS, broadcastsOf],
  ['the broadcasts that were', START + 4 * DAY_MS, broadcastsOf],
  ['the troubles', START + 4 * DAY_MS, (air, _, now) => openTroubles(air, [], now)],
  ['the questions', START + 3 * DAY_MS, (air, _, now) => questionsFor(air, [], now)],
  [
    'the slots that are over',
    START + 2 * DAY_MS + HOUR_MS,
    ({ rundowns, airings, playbacks }, _, now) => slotSummaries(rundowns, airings, playbacks, now),
  ],
  [
    'the month',
    START + 10 * DAY_MS,
    (air, devices, now) => {
      const villages = devices.map((_, place) => aVillage({ id: `village ${place}` }));
      return monthReport({ ...air, month: '2026-03', villages, languageOfSound: new Map() }, now);
    },
  ],
])('%s cost twice as much for twice the villages', (_, now, look) => {
  const [once, twice] = [readsOf(look, 20, now), readsOf(look, 40, now)];
  expect(once).toBeGreaterThan(0);
  // Sorting takes a little more than that.
  expect(twice).toBeLessThanOrEqual(2.2 * once);
});
