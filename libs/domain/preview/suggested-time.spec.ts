// The time that the desk suggests: the first slot in which all zones take it, told as a person would say it.
import {
  at,
  EVENING,
  exactly,
  item,
  later,
  MORNING,
  NOON,
  scene,
  stop,
  TODAY,
  TOMORROW,
  ZONE,
} from '../../../test/support/planning-scene';
import { suggested as suggestedIn } from '../../../test/support/previewed';
import { wallTimeOf } from '../calendar/calendar';
import { villagesByStart } from './suggested-time';
import { planZone, type PlanRequest } from '../planning/plan-zone';

const candidate = item('Mới', { createdAt: at('12:00'), state: 'proposed', approvedAt: null, ...exactly('03:00') });
const suggested = (...requests: readonly PlanRequest[]) =>
  suggestedIn(requests.map((request) => ({ request, candidate })));

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

it('leaves the time to hear it, to approve it and to bring it to the poles: a slot that begins sooner is passed over', () => {
  const asked = (now: string) => suggested(scene([], { now: at(now) }));
  expect(asked('16:20')).toMatchObject({ slotId: EVENING.id, localDate: TODAY });
  expect(asked('16:21')).toMatchObject({ slotId: MORNING.id, localDate: TOMORROW });
  // One that has begun would take it as soon as the show lock ends, and lose it a minute later.
  expect(asked('17:05')).toMatchObject({ slotId: MORNING.id, localDate: TOMORROW });
});

it('is still there for whoever says yes after a while', () => {
  const { starts } = suggested(scene([], { now: at('16:20') }))!;
  const held = {
    ...candidate,
    booking: { ...candidate.booking, start: { kind: 'slot', slotId: EVENING.id } } as const,
  };
  const proposed = scene([held], { now: at('16:20') });
  const [kept] = planZone(later('16:49', proposed)).airings;
  expect(kept).toMatchObject({ state: 'held', startsAt: starts[0]!.startsAt });
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
