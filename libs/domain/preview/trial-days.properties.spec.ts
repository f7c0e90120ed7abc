// Trying a booking day by day comes to what trying all days at once comes to, ways out included, whatever else is booked, planned, stopped or
// ordered; and it plans no day twice.
import fc from 'fast-check';
import type { Booking } from '../bookings/booking';
import type { BookedItem, PlanRequest } from '../planning/plan-zone';
import { planZone } from '../planning/plan-zone';
import type { Recurrence } from '../calendar/recurrence';
import { addDays } from '../calendar/calendar';
import { HOUR_MS, MINUTE_MS, type Weekday } from '../calendar/time';
import type { ZoneCandidate } from './booking-conflicts';
import { TrialDays } from './trial-days';
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
  UNCAPPED,
  WITH_SIGNATURES,
} from '../../../test/support/planning-scene';
import { previewed } from '../../../test/support/previewed';
import { PLAN_RUNS } from '../../../test/support/property-runs';

const LATE = { ...EVENING, id: 'tối', name: 'Tối', from: '17:30', to: '18:30' };
const SLOTS = [MORNING, NOON, EVENING, LATE];
const CAPS = { ...UNCAPPED, maxRundownMs: 12 * MINUTE_MS, maxDayMs: 30 * MINUTE_MS };

const dayFrom = fc.integer({ min: -3, max: 9 }).map((days) => addDays(TODAY, days));
const recurrence: fc.Arbitrary<Recurrence> = fc
  .record({
    from: dayFrom,
    days: fc.integer({ min: 0, max: 12 }),
    kind: fc.constantFrom('once', 'daily', 'daily', 'weekdays', 'weekly', 'dates'),
    weekday: fc.integer({ min: 1, max: 7 }),
  })
  .map(({ from, days, kind, weekday }): Recurrence => {
    const until = addDays(from, days);
    switch (kind) {
      case 'once':
        return { kind, date: from };
      case 'weekly':
        return { kind, from, until, days: [weekday as Weekday, 6] };
      case 'dates':
        return { kind, dates: [from, addDays(from, 2), addDays(from, 3 + days)] };
      default:
        return { kind, from, until } as Recurrence;
    }
  });

const booked = (name: string): fc.Arbitrary<BookedItem> =>
  fc
    .record({
      start: fc.oneof(
        fc.constantFrom(...SLOTS).map(({ id }) => ({ start: { kind: 'slot', slotId: id } }) as const),
        fc
          .tuple(fc.constantFrom(4, 5, 11, 17, 18, 20, 23), fc.integer({ min: 0, max: 59 }))
          .map(([hour, minute]) => exactly(`${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`)),
      ),
      recurrence,
      minutes: fc.constantFrom(0.5, 1, 3, 7.25, 20),
      repeats: fc.constantFrom(1, 1, 2, 3),
      messageClass: fc.constantFrom('normal', 'normal', 'priority'),
      lateReason: fc.constantFrom(null, null, 'sự cố'),
      state: fc.constantFrom('approved', 'approved', 'proposed', 'cancelled'),
      precedence: fc.constantFrom(0, 0, -1, 2),
      controllers: fc.constantFrom(['cụm-1'], ['cụm-1', 'cụm-2'], []),
      cancelledDates: fc.constantFrom([], [addDays(TODAY, 2)], [TODAY, addDays(TODAY, 5)]),
      hoursOld: fc.integer({ min: 0, max: 200 }),
    })
    .map(({ start, hoursOld, ...sketch }) =>
      item(name, { ...start, ...(sketch as object), createdAt: at('16:00') - hoursOld * HOUR_MS }),
    );

const NAMES = ['Bão', 'Chợ', 'Họp', 'Lúa', 'Mía', 'Ngô', 'Phà'];
const zone: fc.Arbitrary<ZoneCandidate> = fc
  .record({
    items: fc
      .tuple(...NAMES.map((name) => fc.option(booked(name), { nil: undefined })))
      .map((each) => each.filter((one) => one !== undefined)),
    candidate: booked('Mới'),
    now: fc.constantFrom('10:55', '16:45', '17:20', '23:55').map((time) => at(time)),
    laterBy: fc.constantFrom(0, 0, 1, 30, 26 * 60),
    signatures: fc.boolean(),
    broadcastLimits: fc.constantFrom(UNCAPPED, CAPS),
    quietHours: fc.constantFrom([{ from: '21:00', to: '05:00' }], [{ from: '23:00', to: '05:40' }], []),
    stops: fc.constantFrom([], [stop('17:00', '17:40')]),
    emergency: fc.constantFrom(null, { from: at('17:05'), to: at('17:50'), title: 'Lũ' }),
    rests: fc.constantFrom(null, addDays(TODAY, 3)),
  })
  .map(({ items, candidate, now, laterBy, signatures, emergency, rests, ...change }) => {
    const specialDays = rests
      ? [
          {
            id: 'd',
            communeId: 'c',
            date: rests,
            name: 'Tết',
            quietHours: [{ from: '11:00', to: '12:00' }],
            seriesRest: true,
          },
        ]
      : [];
    const limits = { lockMs: 10 * MINUTE_MS, leadMs: 20_000, horizonDays: 7 };
    const first = scene(items, {
      slots: SLOTS,
      now,
      limits,
      specialDays,
      ...change,
      ...(signatures && WITH_SIGNATURES),
    });
    const plan = planZone(first);
    const request: PlanRequest = {
      ...first,
      now: now + laterBy * MINUTE_MS,
      existing: plan.airings,
      existingRundowns: plan.rundowns,
      emergencies: emergency ? [emergency] : [],
    };
    return {
      request,
      candidate:
        candidate.booking.state === 'approved'
          ? candidate
          : { ...candidate, booking: { ...candidate.booking, state: 'proposed' } },
    };
  });

/** Another zone in which the same is booked: what was planned of the first is used for it. */
const beside = ({ request, candidate }: ZoneCandidate): ZoneCandidate => ({
  request: { ...request, zoneId: 'bên cạnh', existing: [], existingRundowns: [] },
  candidate,
});

/** As if something reached over midnight everywhere: then all days of all zones are planned at once, for every way out anew. */
function atOnce<T>(act: () => T): T {
  const methods = ['specialDate', 'specialDateOfOthers'] as const;
  const mocks = methods.map((name) => jest.spyOn(TrialDays.prototype, name).mockReturnValue(undefined));
  try {
    return act();
  } finally {
    for (const mock of mocks) mock.mockRestore();
  }
}

it('is the same as trying all days at once, with the same ways out', () => {
  fc.assert(
    fc.property(fc.array(zone, { minLength: 1, maxLength: 2 }), fc.constantFrom(5, 35), (some, days) => {
      const [{ candidate, request }] = some as [ZoneCandidate];
      const zones = some.flatMap((one, index): readonly ZoneCandidate[] => {
        const { now, limits } = request;
        const same = { request: { ...one.request, now, limits, zoneId: `zone ${index}` }, candidate };
        return [same, beside(same)];
      });
      const terms = { days, orderLater: false };
      const expected = atOnce(() => previewed(zones, terms));
      expect(previewed(zones, terms)).toEqual(expected);
    }),
    { numRuns: 8 * PLAN_RUNS },
  );
});

describe('the work of one question', () => {
  const daily = (name: string, time: string, change: Partial<Booking> = {}) =>
    item(name, { ...exactly(time), recurrence: { kind: 'daily', from: TODAY, until: addDays(TODAY, 90) }, ...change });
  const series = (count: number) =>
    Array.from({ length: count }, (_, index) => daily(`series ${index}`, `${String(6 + index).padStart(2, '0')}:40`));
  const zonesWith = (
    count: number,
    items: readonly BookedItem[],
    own: (index: number) => readonly BookedItem[] = () => [],
  ) =>
    Array.from({ length: count }, (_, index): ZoneCandidate => {
      const candidate = daily('Mới', '06:40', {
        recurrence: { kind: 'daily', from: TOMORROW, until: addDays(TODAY, 90) },
      });
      return { request: scene([...items, ...own(index)], { zoneId: `zone ${index}` }), candidate };
    });
  /** How many items are looked at while days are planned: each is given its id. */
  const work = (zones: readonly ZoneCandidate[], days: number) => {
    let looks = 0;
    const counted = zones.map(({ request, candidate }) => {
      const idOf: PlanRequest['idOf'] = (...parts) => {
        looks += 1;
        return parts.join('/');
      };
      return { candidate, request: { ...request, idOf } };
    });
    const { conflicts, alternatives } = previewed(counted, { days });
    expect(conflicts).toHaveLength(zones.length * days);
    expect(alternatives.length).toBeGreaterThan(1);
    return looks;
  };

  it('grows neither with the days of a series nor with zones that are alike', () => {
    const few = work(zonesWith(2, series(5)), 10);
    expect(work(zonesWith(2, series(5)), 40)).toBe(few);
    expect(work(zonesWith(20, series(5)), 40)).toBe(few);
    expect(work(zonesWith(20, series(10)), 40)).toBeLessThanOrEqual(2 * few);
  });

  it('grows with the zones in which something else is booked, by the same for each', () => {
    const own = (index: number) => [daily(`own ${index}`, '20:10')];
    const [two, four, eight] = [2, 4, 8].map((count) => work(zonesWith(count, series(5), own), 40));
    expect(eight! - four!).toBeLessThanOrEqual(2 * (four! - two!));
  });
});
