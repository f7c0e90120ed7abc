// An emergency over a plan: what had not begun waits behind it or is dropped for it, what it cut short sounds anew once or is reported.
import fc from 'fast-check';
import { planZone, type PlanRequest, type ZonePlan } from './plan-zone';
import { aloud, at, exactly, item, later, scene } from '../../../test/support/planning-scene';
import { PLAN_RUNS } from '../../../test/support/property-runs';
import { MINUTE_MS, overlaps } from '../calendar/time';

const during = (from: string, to: string) => ({ emergencies: [{ title: 'Lũ quét', from: at(from), to: at(to) }] });
const cutShort = (airingId: string, ...controllerIds: string[]) => ({ interruptions: [{ airingId, controllerIds }] });
const idOf = (request: PlanRequest, title: string) =>
  planZone(request).airings.find((airing) => airing.title === title)!.id;
const again = (request: PlanRequest, plan: ZonePlan): PlanRequest => ({
  ...request,
  existing: plan.airings,
  existingRundowns: plan.rundowns,
});

describe('an emergency over a plan', () => {
  it('moves what had not begun behind it, inside the slot, even into the show lock', () => {
    const request = scene([item('Họp bản'), item('Tiêm chủng')]);
    const plan = planZone(later('16:59', request, during('16:59', '17:05')));
    expect(aloud(plan)).toEqual(['17:05:00 Họp bản', '17:07:02 Tiêm chủng']);
  });

  it('drops what has an exact time in it, and what finds no room behind it, for the emergency', () => {
    const request = scene([item('Đúng giờ', exactly('17:03')), item('Dài', { minutes: 30 })]);
    const plan = planZone(later('16:59', request, during('16:59', '17:40')));
    expect(aloud(plan)).toEqual(['17:00:00 Dài dropped emergency', '17:03:00 Đúng giờ dropped emergency']);
  });

  it('gives back what was dropped for it when it ends early', () => {
    const request = scene([item('Dài', { minutes: 30 })]);
    const dropped = later('16:59', request, during('16:59', '17:40'));
    const plan = planZone(later('17:01', dropped, during('16:59', '17:01')));
    expect(aloud(plan)).toEqual(['17:01:20 Dài']);
  });

  it('lets what it cut short sound anew once, only where it was cut short', () => {
    const request = scene([item('Họp bản')]);
    const id = idOf(request, 'Họp bản');
    const running = later('17:01', request, { ...during('17:01', '17:03'), ...cutShort(id, 'cụm-2') });
    const plan = planZone(running);
    expect(plan.airings.filter(({ restartOf }) => restartOf === id)).toMatchObject([
      { startsAt: at('17:03'), state: 'planned', controllerIds: ['cụm-2'] },
    ]);
    const cutAgain = {
      interruptions: [...running.interruptions, { airingId: `restart/${id}`, controllerIds: ['cụm-2'] }],
    };
    const twice = planZone(later('17:04', running, { ...during('17:04', '17:06'), ...cutAgain }));
    const planned = twice.airings.filter(({ restartOf, state }) => restartOf !== null && state === 'planned');
    expect(planned.map(({ restartOf }) => restartOf)).toEqual([id]);
  });

  it.each([
    ['its rule says so', { afterInterruption: 'report' } as const, '17:03'],
    ['there is no room left', {}, '17:59'],
  ])('only reports it when %s', (_, rule, until) => {
    const request = scene([item('Họp bản', rule)]);
    const id = idOf(request, 'Họp bản');
    const plan = planZone(later('17:01', request, { ...during('17:01', until), ...cutShort(id, 'cụm-1') }));
    const restarts = plan.airings.filter(({ restartOf }) => restartOf === id);
    expect(restarts).toMatchObject([{ state: 'dropped', controllerIds: ['cụm-1'] }]);
  });
});

describe('every plan with an emergency', () => {
  const stories = fc.record({
    minutes: fc.array(fc.constantFrom(0.5, 2, 7, 12), { minLength: 1, maxLength: 6 }),
    beginsAfterMin: fc.integer({ min: -5, max: 55 }),
    lastsMin: fc.integer({ min: 1, max: 60 }),
    cut: fc.boolean(),
  });

  it('lets nothing begin inside it, sounds nothing twice except as its one restart, and changes nothing when planned again', () => {
    fc.assert(
      fc.property(stories, ({ minutes, beginsAfterMin, lastsMin, cut }) => {
        const request = scene(minutes.map((each, index) => item(`Tin ${index}`, { minutes: each })));
        const now = at('17:00') + beginsAfterMin * MINUTE_MS;
        const emergency = { title: 'Lũ quét', from: now, to: now + lastsMin * MINUTE_MS };
        const planned = planZone(request);
        const interruptions = planned.airings
          .filter(({ startsAt, durationMs }) => startsAt < now && now < startsAt + durationMs)
          .map(({ id, controllerIds }) => ({ airingId: id, controllerIds }));
        const change = { now, emergencies: [emergency], interruptions: cut ? interruptions : [] };
        const after = { ...again(request, planned), ...change };
        const plan = planZone(after);
        const onAir = plan.airings.filter(({ state }) => state === 'planned');
        for (const { startsAt, durationMs } of onAir.filter((each) => each.startsAt >= now)) {
          expect(overlaps({ from: startsAt, to: startsAt + durationMs }, emergency)).toBe(false);
        }
        expect(new Set(plan.airings.map(({ id }) => id)).size).toBe(plan.airings.length);
        const restarted = plan.airings.flatMap(({ restartOf }) => restartOf ?? []);
        expect(restarted.sort()).toEqual(change.interruptions.map(({ airingId }) => airingId).sort());
        expect(planZone(again(after, plan))).toEqual(plan);
      }),
      { numRuns: PLAN_RUNS },
    );
  });
});
