// A booking that somebody changed behind our back: it is silent with its reason whatever time it is, its air is free for others, and the same plan
// comes out when it is planned again.
import { planZone, type PlanRequest } from './plan-zone';
import {
  aloud,
  at,
  exactly,
  item,
  later,
  scene,
  TOMORROW,
  WITH_SIGNATURES,
} from '../../../test/support/planning-scene';

const altered = new Set(['Họp bản']);
const items = [item('Họp bản', { minutes: 10 }), item('Chợ', { minutes: 10, createdAt: at('12:00') })];
const evening = scene(items, WITH_SIGNATURES);

/** What somebody made of it. */
const moved = item('Họp bản', { minutes: 10, recurrence: { kind: 'once', date: TOMORROW } });

/** The plan, which is the same when it is made of itself. */
function planned(request: PlanRequest): readonly string[] {
  const plan = planZone(request);
  const again = { ...request, existing: plan.airings, existingRundowns: plan.rundowns };
  expect(planZone(again)).toEqual(plan);
  return aloud(plan).filter((line) => !/opening|closing/.test(line));
}

it.each([
  ['long before', '15:00', '17:00:12 Họp bản dropped not-as-approved'],
  ['inside the show lock', '16:55', '17:00:12 Họp bản dropped not-as-approved'],
  ['while it sounds', '17:05', '17:00:12 Họp bản cancelled not-as-approved'],
])('is silent: %s', (_, time, expected) => {
  expect(planned(later(time, evening, { altered }))).toContain(expected);
});

it('leaves what has sounded as it was', () => {
  expect(planned(later('17:25', evening, { altered }))).toContain('17:00:12 Họp bản');
});

it('gives its time to others, and promises nothing that was not promised before', () => {
  expect(planned({ ...evening, altered })).toContain('17:00:12 Chợ');
  const own = planned(later('15:00', evening, { items: [moved, items[1]!], altered })).filter((line) =>
    line.includes('Họp bản'),
  );
  expect(own).toEqual(['17:00:12 Họp bản dropped not-as-approved']);
});

it('leaves nothing of what it was changed to once it is put back', () => {
  const forged = planZone(later('15:00', evening, { items: [moved, items[1]!], altered }));
  const back = { ...later('15:05', evening), existing: forged.airings, existingRundowns: forged.rundowns };
  expect(planned(back)).toEqual(planned(later('15:05', evening)));
});

it('an airing that is not what its booking says is placed as its booking says', () => {
  const request = scene([item('Họp bản', exactly('17:10'))]);
  const plan = planZone(request);
  const existing = plan.airings.map((airing) => ({ ...airing, title: 'Bán đất' }));
  const { id } = plan.airings[0]!;
  const again = { ...request, existing, existingRundowns: plan.rundowns, altered: new Set([id]) };
  expect(planZone(again)).toEqual(plan);
});
