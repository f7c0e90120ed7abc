// The planner beside the most simple one that follows the same rules: every entry the same, on random communes of every size.
import fc from 'fast-check';
import { naivePlan } from '../../../test/support/naive-planner';
import { COMMUNE_RUNS } from '../../../test/support/property-runs';
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
  UNCAPPED,
  WITH_SIGNATURES,
} from '../../../test/support/planning-scene';
import type { BookingState } from '../bookings/booking';
import { addDays } from '../calendar/calendar';
import type { Recurrence } from '../calendar/recurrence';
import { MINUTE_MS, type LocalDate, type Weekday } from '../calendar/time';
import type { BroadcastLimits } from '../places/rules';
import { planZone, type BookedItem, type PlanRequest, type ZonePlan } from './plan-zone';

const NIGHT = { ...EVENING, id: 'đêm', name: 'Đêm', from: '23:30', to: '00:30' };
const LATE = { ...EVENING, id: 'tối', name: 'Tối', from: '17:30', to: '18:30' };
const DAWN = { ...EVENING, id: 'rạng', name: 'Rạng', from: '04:40', to: '05:45' };
const SLOTS = [MORNING, NOON, EVENING, LATE, NIGHT, DAWN];
const FULL_MOON = 'Rằm';
/** So early that the show lock holds nothing that is still to come. */
const NIGHT_TIME = at('01:00');

const day = fc.integer({ min: -2, max: 12 }).map((days) => addDays(TODAY, days));
const span = fc
  .tuple(day, fc.integer({ min: 0, max: 20 }))
  .map(([from, days]) => ({ from, until: addDays(from, days) }));
const sortedDays = (days: readonly LocalDate[]) => [...new Set(days)].sort();
const recurrence: fc.Arbitrary<Recurrence> = fc.oneof(
  day.map((date) => ({ kind: 'once', date }) as const),
  span.map((of) => ({ kind: 'daily', ...of }) as const),
  span.map((of) => ({ kind: 'weekdays', ...of }) as const),
  fc
    .tuple(span, fc.uniqueArray(fc.constantFrom<Weekday>(1, 2, 3, 4, 5, 6, 7), { minLength: 1, maxLength: 4 }))
    .map(([of, days]) => ({ kind: 'weekly', ...of, days: days.sort() }) as const),
  fc
    .tuple(span, fc.uniqueArray(fc.constantFrom(-1, 1, 15, 21, 22, 30), { minLength: 1 }))
    .map(([of, days]) => ({ kind: 'monthly', ...of, days }) as const),
  fc.array(day, { minLength: 1, maxLength: 6 }).map((dates) => ({ kind: 'dates', dates: sortedDays(dates) }) as const),
  span.map((of) => ({ kind: 'special', name: FULL_MOON, ...of }) as const),
);

const slotStart = fc.constantFrom(...SLOTS).map(({ id }) => ({ start: { kind: 'slot', slotId: id } }) as const);
/** Few minutes, so that many want the same, some of them at the edge of a slot. */
const exactStart = fc
  .tuple(fc.constantFrom(4, 5, 10, 11, 16, 17, 18, 20, 23), fc.constantFrom(0, 1, 10, 29, 44, 59))
  .map(([hour, minute]) => exactly(`${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`));

const bookedItem = (name: string): fc.Arbitrary<BookedItem> =>
  fc
    .record({
      start: fc.oneof(slotStart, slotStart, exactStart),
      recurrence,
      cancelledDates: fc.array(day, { maxLength: 3 }),
      minutes: fc.constantFrom(0.1, 0.5, 1, 3, 7.25, 14),
      repeats: fc.constantFrom(1, 1, 2, 3),
      messageClass: fc.constantFrom('normal', 'normal', 'priority', 'emergency'),
      lateReason: fc.constantFrom(null, null, 'sự cố'),
      state: fc.constantFrom<BookingState>('approved', 'approved', 'proposed', 'cancelled'),
      precedence: fc.constantFrom(0, 0, 0, -1, 2),
      controllers: fc.constantFrom(['cụm-1'], ['cụm-1', 'cụm-2'], ['cụm-1', 'cụm-2'], []),
      hoursOld: fc.integer({ min: 0, max: 60 }),
    })
    .map(({ start, hoursOld, ...sketch }) =>
      item(name, { ...start, ...sketch, createdAt: NIGHT_TIME - hoursOld * 60 * MINUTE_MS }),
    );

/** From an empty zone to one in which everything is full. */
const items = fc
  .constantFrom(0, 3, 8, 20, 45)
  .chain((most) => fc.tuple(...Array.from({ length: most }, (_, place) => bookedItem(`tin ${place}`))));

const limits = fc.record<BroadcastLimits>({
  maxRundownMs: fc.constantFrom(4, 30, 24 * 60).map((minutes) => minutes * MINUTE_MS),
  maxDayMs: fc.constantFrom(9, 45, 24 * 60).map((minutes) => minutes * MINUTE_MS),
  minGapMs: fc.constantFrom(0, UNCAPPED.minGapMs, 15_000),
  volumeBands: fc.constant([]),
});

const specialDay = fc.record({
  id: fc.uuid(),
  communeId: fc.constant('mường-lát'),
  date: day,
  name: fc.constantFrom(FULL_MOON, 'Giỗ'),
  quietHours: fc.constantFrom([], [{ from: '11:00', to: '11:20' }], [{ from: '17:10', to: '17:50' }]),
  seriesRest: fc.boolean(),
});

const emergency = fc
  .tuple(fc.constantFrom('05:40', '11:05', '17:20'), fc.integer({ min: 1, max: 25 }))
  .map(([from, minutes]) => ({ title: 'Lũ', from: at(from), to: at(from) + minutes * MINUTE_MS }));

const firstRequest = (now: fc.Arbitrary<number>): fc.Arbitrary<PlanRequest> =>
  fc
    .record({
      items,
      now,
      slots: fc.subarray(SLOTS),
      signatures: fc.boolean(),
      broadcastLimits: limits,
      specialDays: fc.array(specialDay, { maxLength: 4 }),
      stops: fc.constantFrom([], [], [stop('11:10', '11:20')], [stop('17:05', '17:25', { zoneIds: ['xóm khác'] })]),
      emergencies: fc.array(emergency, { maxLength: 1 }),
      quietHours: fc.constantFrom([{ from: '21:00', to: '05:00' }], [{ from: '23:45', to: '05:40' }], []),
      horizonDays: fc.constantFrom(1, 2, 7, 9),
    })
    .map(({ signatures, horizonDays, ...change }) =>
      scene([], {
        ...change,
        limits: { lockMs: 10 * MINUTE_MS, leadMs: 20_000, horizonDays },
        ...(signatures && WITH_SIGNATURES),
      }),
    );

const anyTime = fc.constantFrom('01:00', '05:20', '10:55', '16:58', '17:20', '23:20').map((time) => at(time));

describe('the planner and the naive one', () => {
  it('plan the same where nothing was planned before', () => {
    fc.assert(
      fc.property(firstRequest(anyTime), (request) => {
        expect(planZone(request)).toEqual(naivePlan(request));
      }),
      { numRuns: COMMUNE_RUNS },
    );
  });

  it('plan the same for what is to come when bookings change, and leave nothing on the air of what was there', () => {
    const change = fc.record({
      place: fc.nat(),
      state: fc.constantFrom<BookingState>('approved', 'proposed', 'cancelled', 'declined'),
      cancelledDate: fc.option(day),
      newcomer: bookedItem('Gấp'),
    });
    fc.assert(
      fc.property(
        firstRequest(fc.constant(NIGHT_TIME)),
        fc.array(change, { minLength: 1, maxLength: 3 }),
        (first, changes) => {
          let request: PlanRequest = { ...first, stops: [] };
          for (const { place, state, cancelledDate, newcomer } of changes) {
            const { airings, rundowns } = planZone(request);
            const chosen = request.items[place % Math.max(1, request.items.length)]?.booking.id;
            const changed = request.items.map((each) => {
              if (each.booking.id !== chosen) return each;
              const cancelledDates = [
                ...each.booking.cancelledDates,
                ...(cancelledDate === null ? [] : [cancelledDate]),
              ];
              return { ...each, booking: { ...each.booking, state, cancelledDates } };
            });
            const others = changed.filter(({ booking }) => booking.id !== newcomer.booking.id);
            request = { ...request, items: [...others, newcomer], existing: airings, existingRundowns: rundowns };
          }
          const anew = naivePlan({ ...request, existing: [], existingRundowns: [] });
          expect(soundingAhead(planZone(request), request)).toEqual(soundingAhead(anew, request));
        },
      ),
      { numRuns: COMMUNE_RUNS },
    );
  });
});

/** What sounds after the show lock. */
function soundingAhead({ airings }: ZonePlan, { now, limits: { lockMs } }: PlanRequest) {
  return airings.filter(({ state, startsAt }) => (state === 'planned' || state === 'held') && startsAt > now + lockMs);
}
