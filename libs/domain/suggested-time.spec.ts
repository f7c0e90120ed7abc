// The time that the desk suggests: the first slot in which all zones take it, told as a person would say it.
import {
  at,
  EVENING,
  exactly,
  item,
  MORNING,
  NOON,
  scene,
  stop,
  TODAY,
  TOMORROW,
  ZONE,
} from '../../test/support/planning-scene';
import { wallTimeOf } from './calendar';
import { suggestTime, villagesByStart } from './suggested-time';
import type { PlanRequest } from './planning';

const candidate = item('Mới', { createdAt: at('12:00'), state: 'proposed', approvedAt: null, ...exactly('03:00') });
const suggested = (...requests: readonly PlanRequest[]) =>
  suggestTime(requests.map((request) => ({ request, candidate })));

it('is the next slot of today that has room, whatever the booking itself says', () => {
  expect(suggested(scene([]))).toMatchObject({ slotId: EVENING.id, slotName: EVENING.name, localDate: TODAY });
});

it('is a later slot where a zone is silent in the next one', () => {
  const silenced = scene([], { stops: [stop('16:00', '23:00')] });
  expect(suggested(scene([]), { ...silenced, zoneId: 'nàng 1' })).toMatchObject({
    slotId: MORNING.id,
    localDate: TOMORROW,
  });
});

it('is none where no slot of the next days takes it', () => {
  expect(suggested(scene([], { slots: [] }))).toBeUndefined();
  const tooShort = { ...NOON, to: NOON.from.replace(':00', ':01') };
  expect(suggested(scene([], { slots: [tooShort] }))).toBeUndefined();
});

it('tells which villages hear it when, each once', () => {
  const busy = scene([item('Họp bản')]);
  const found = suggested(busy, { ...scene([]), zoneId: 'nàng 1' }, { ...scene([]), zoneId: 'nàng 2' })!;
  const times = villagesByStart(found, (zoneId) => (zoneId.startsWith('nàng') ? 'Nàng' : 'Poọng'));
  expect(times.map(({ startsAt, villageIds }) => [wallTimeOf(startsAt, ZONE), villageIds])).toEqual([
    ['17:00:00', ['Nàng']],
    ['17:02:02', ['Poọng']],
  ]);
});
