// What holds for every plan of every zone, whatever is booked, approved, cancelled, stopped and lifted while time goes by.
import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import type { Airing, StopOrder } from '../air/air';
import type { BookingState } from '../bookings/booking';
import { capOverrun, isCapped } from '../air/broadcast-limits';
import { addDays } from '../calendar/calendar';
import { mayStillSound } from '../air/last-sound';
import { TONIGHT_DAYS, TONIGHT_MS } from '../desk/tonight';
import { planStandsUntil } from './plan-boundary';
import { planZone, type BookedItem, type PlanRequest, type ZonePlan } from './plan-zone';
import { byDecision, dueOccurrences } from './occurrences';
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
import { PLAN_RUNS } from '../../../test/support/property-runs';
import { quietDuring } from '../calendar/quiet-hours';
import type { BroadcastLimits } from '../places/rules';
import { DAY_MS, MINUTE_MS, overlaps, type Instant } from '../calendar/time';

const NIGHT = { ...EVENING, id: 'đêm', name: 'Đêm', from: '23:30', to: '00:30' };
/** Overlaps the evening, as a commune may well set it up. */
const LATE = { ...EVENING, id: 'tối', name: 'Tối', from: '17:30', to: '18:30' };
const SLOTS = [MORNING, NOON, EVENING, LATE, NIGHT];

const ROOMY: BroadcastLimits = { ...UNCAPPED, maxRundownMs: 30 * MINUTE_MS, maxDayMs: 45 * MINUTE_MS };
const STRICT: BroadcastLimits = { ...UNCAPPED, maxRundownMs: 4 * MINUTE_MS, maxDayMs: 9 * MINUTE_MS };

const slotStart = fc.constantFrom(...SLOTS).map(({ id }) => ({ start: { kind: 'slot', slotId: id } }) as const);
const exactStart = fc
  .tuple(fc.constantFrom(4, 11, 16, 17, 18, 20, 23), fc.integer({ min: 0, max: 59 }))
  .map(([hour, minute]) => exactly(`${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`));
const recurrence = fc.constantFrom(
  { kind: 'once', date: TODAY } as const,
  { kind: 'once', date: TOMORROW } as const,
  { kind: 'daily', from: addDays(TODAY, -1), until: TOMORROW } as const,
);

const bookedItem = (name: string): fc.Arbitrary<BookedItem> =>
  fc
    .record({
      start: fc.oneof(slotStart, exactStart),
      recurrence,
      minutes: fc.constantFrom(0.5, 1, 3, 7.25, 20),
      repeats: fc.constantFrom(1, 1, 2, 3),
      messageClass: fc.constantFrom('normal', 'normal', 'priority'),
      lateReason: fc.constantFrom(null, null, 'sự cố'),
      state: fc.constantFrom<BookingState>('approved', 'approved', 'proposed'),
      precedence: fc.constantFrom(0, 0, -1, 2),
      controllers: fc.constantFrom(['cụm-1'], ['cụm-1', 'cụm-2']),
      hoursOld: fc.integer({ min: 0, max: 40 }),
    })
    .map(({ start, hoursOld, ...sketch }) =>
      item(name, { ...start, ...sketch, createdAt: at('16:00') - hoursOld * 60 * MINUTE_MS }),
    );

const POLES = ['cụm-1', 'cụm-2'];
const NAMES = ['Bão', 'Chợ', 'Họp', 'Lúa', 'Mía', 'Ngô', 'Phà', 'Rét', 'Sắn'];
const items = fc
  .tuple(...NAMES.map((name) => fc.option(bookedItem(name), { nil: undefined })))
  .map((each) => each.filter((one) => one !== undefined));

/** What happens between one planning and the next. */
interface Event {
  readonly minutes: number;
  readonly name: string;
  readonly happens:
    'nothing' | 'approve' | 'cancel' | 'void' | 'cancel-day' | 'stop' | 'lift' | 'book' | 'tighten' | 'poles';
  readonly newcomer: BookedItem;
  /** Who stands in the zone from then on, when it is about poles. */
  readonly standing: readonly string[];
}

const event: fc.Arbitrary<Event> = fc.record({
  minutes: fc.constantFrom(0, 1 / 3, 1, 4, 9, 15, 45, 300),
  name: fc.constantFrom(...NAMES),
  happens: fc.constantFrom(
    'nothing',
    'approve',
    'cancel',
    'void',
    'cancel-day',
    'stop',
    'lift',
    'book',
    'tighten',
    'poles',
  ),
  newcomer: bookedItem('Gấp'),
  standing: fc.constantFrom([], [], ['cụm-1'], ['cụm-2'], POLES),
});

const firstRequest = fc
  .record({
    items,
    now: fc.constantFrom('10:55', '16:45', '16:58', '17:20', '23:20').map((time) => at(time)),
    signatures: fc.boolean(),
    broadcastLimits: fc.constantFrom(UNCAPPED, ROOMY, ROOMY, STRICT),
    quietHours: fc.constantFrom([{ from: '21:00', to: '05:00' }], [{ from: '23:45', to: '05:40' }], []),
  })
  .map(({ signatures, ...change }) =>
    scene([], { slots: SLOTS, standing: POLES, ...change, ...(signatures && WITH_SIGNATURES) }),
  );

function next(
  request: PlanRequest,
  plan: ZonePlan,
  { minutes, name, happens, newcomer, standing }: Event,
): PlanRequest {
  const now = request.now + minutes * MINUTE_MS;
  const change = (to: Partial<BookedItem['booking']>) =>
    request.items.map((each) => (each.booking.id === name ? { ...each, booking: { ...each.booking, ...to } } : each));
  const stopped: StopOrder = { ...stop('00:00', '00:00'), id: String(now), from: now, until: now + 15 * MINUTE_MS };
  const changed: Partial<PlanRequest> = {
    nothing: {},
    approve: { items: change({ state: 'approved', approvedAt: now }) },
    cancel: { items: change({ state: 'cancelled' }) },
    void: { items: change({ state: 'proposed', approvedAt: null }) },
    'cancel-day': { items: change({ cancelledDates: [TODAY] }) },
    stop: { stops: [...request.stops, stopped] },
    lift: { stops: request.stops.map((each) => ({ ...each, liftedAt: now })) },
    tighten: { broadcastLimits: STRICT },
    poles: { standing },
    book: {
      items: [
        ...request.items.filter(({ booking }) => booking.id !== 'Gấp'),
        { ...newcomer, booking: { ...newcomer.booking, createdAt: now } },
      ],
    },
  }[happens];
  return heardHere({ ...request, now, existing: plan.airings, existingRundowns: plan.rundowns, ...changed });
}

/** Every item with those of its poles that stand in the zone. */
function heardHere(request: PlanRequest): PlanRequest {
  const { standing } = request;
  const items = request.items.map((each) => ({
    ...each,
    controllerIds: each.booking.controllerIds.filter((id) => standing.includes(id)),
  }));
  return { ...request, items };
}

/** Checks one rule on every plan of a random story. */
function always(rule: (request: PlanRequest, plan: ZonePlan) => void): void {
  fc.assert(
    fc.property(firstRequest, fc.array(event, { maxLength: 6 }), (first, events) => {
      let request = first;
      let plan = planZone(request);
      rule(request, plan);
      for (const each of events) {
        request = next(request, plan, each);
        plan = planZone(request);
        rule(request, plan);
      }
    }),
    { numRuns: PLAN_RUNS },
  );
}

const onAir = ({ airings }: ZonePlan) => airings.filter(({ state }) => state === 'planned' || state === 'held');
const timeOf = ({ startsAt, durationMs }: Airing) => ({ from: startsAt, to: startsAt + durationMs });
const byId = (airings: readonly Airing[]) => new Map(airings.map((airing) => [airing.id, airing]));

describe('every plan', () => {
  it('names only poles that stand, and nothing that is to come names nobody', () => {
    always(({ now, standing, items: booked }, plan) => {
      for (const airing of onAir(plan)) {
        expect(airing.controllerIds).not.toEqual([]);
        if (airing.startsAt <= now || airing.kind !== 'item') continue;
        expect(airing.controllerIds.filter((id) => !standing.includes(id))).toEqual([]);
      }
      const silent = plan.airings.filter(({ reason }) => reason === 'no-poles');
      for (const { bookingId } of silent.filter(({ startsAt }) => startsAt > now + DAY_MS)) {
        expect(booked.find(({ booking }) => booking.id === bookingId)?.controllerIds).toEqual([]);
      }
    });
  });

  it('lets no two entries of the zone sound at once', () => {
    always((_, plan) => {
      const times = onAir(plan).map(timeOf);
      const clashes = times.filter((time, index) => times.some((other, at) => at > index && overlaps(time, other)));
      expect(clashes).toEqual([]);
    });
  });

  it('keeps the quiet hours and every stop', () => {
    always(({ quietHours, timeZone, stops, now }, plan) => {
      for (const airing of onAir(plan)) {
        expect(quietDuring(timeOf(airing), quietHours, timeZone)).toBeUndefined();
        const ended = timeOf(airing).to <= now;
        const inForce = stops.filter(({ liftedAt }) => liftedAt === null);
        expect(!ended && inForce.some(({ from, until }) => overlaps(timeOf(airing), { from, to: until }))).toBe(false);
      }
    });
  });

  it('keeps slot items inside their slot', () => {
    always((request, plan) => {
      const [airings, before] = [byId(plan.airings), byId(request.existing)];
      for (const { anchoredAt, airingIds, frame } of dueOccurrences(request)) {
        for (const airing of airingIds.map((id) => airings.get(id)!)) {
          // What was locked or over when its booking became another one stays where it was.
          const hasStayed = before.get(airing.id)?.startsAt === airing.startsAt;
          if (hasStayed && airing.startsAt <= request.now + request.limits.lockMs) continue;
          if (anchoredAt !== null || (airing.state !== 'planned' && airing.state !== 'held')) continue;
          expect(airing.startsAt).toBeGreaterThanOrEqual(frame.window.from);
          expect(timeOf(airing).to).toBeLessThanOrEqual(frame.window.to);
        }
      }
    });
  });

  it('lets nothing that is placed in a slot come before what people put before it there', () => {
    always((request, plan) => {
      const airings = byId(plan.airings);
      const lockEndsAt = request.now + request.limits.lockMs;
      const known = new Set(request.existing.map(({ bookingId }) => bookingId));
      const inSlots = dueOccurrences(request)
        .filter(({ anchoredAt }) => anchoredAt === null)
        .map(({ item, frame, airingIds }) => {
          const entries = airingIds.map((id) => airings.get(id)!).filter(({ reason }) => reason === null);
          return { item, frame, entries };
        })
        .filter(({ entries }) => entries.length > 0);
      for (const later of inSlots) {
        const starts = later.entries.map(({ startsAt }) => startsAt);
        // What is frozen keeps its place, and so do the repeats that follow it.
        if (known.has(later.item.booking.id) && starts.some((start) => start < lockEndsAt)) continue;
        for (const first of inSlots.filter(({ frame }) => frame.id === later.frame.id)) {
          if (byDecision(first.item, later.item) >= 0) continue;
          const ends = first.entries.map((entry) => timeOf(entry).to);
          expect(Math.min(...starts)).toBeGreaterThanOrEqual(Math.max(...ends));
        }
      }
    });
  });

  it('gives every due occurrence exactly one start or one reason', () => {
    always((request, plan) => {
      expect(new Set(plan.airings.map(({ id }) => id)).size).toBe(plan.airings.length);
      const airings = byId(plan.airings);
      for (const id of dueOccurrences(request).flatMap(({ airingIds }) => airingIds)) {
        const airing = airings.get(id);
        expect(airing).toBeDefined();
        const takesAir = airing!.state === 'planned' || airing!.state === 'held';
        expect(takesAir).toBe(airing!.reason === null);
      }
    });
  });

  it('moves nothing that is frozen, except a closing, and that only later', () => {
    always((request, plan) => {
      const airings = byId(plan.airings);
      const frozen = request.existing.filter(
        ({ state, startsAt }) => state === 'planned' && startsAt < request.now + request.limits.lockMs,
      );
      for (const before of frozen) {
        const after = airings.get(before.id)!;
        if (before.kind !== 'closing') expect(after.startsAt).toBe(before.startsAt);
        else expect(after.startsAt).toBeGreaterThanOrEqual(before.startsAt);
        if (request.now < timeOf(before).to) continue;
        if (!mayStillSound(before, request.now)) expect(after).toEqual(before);
        // A pole that is late may still begin it: it can be taken off the air, and nothing else happens to it.
        const { state, reason, reasonValues } = after;
        expect({ ...before, state, reason, reasonValues }).toEqual(after);
        if (state !== 'cancelled') expect(after).toEqual(before);
      }
    });
  });

  it('starts nothing anew before the poles can know, nor inside the lock without a reason', () => {
    always((request, plan) => {
      const before = byId(request.existing);
      const reasons = new Map(request.items.map(({ booking }) => [booking.id, booking.lateReason]));
      const lockEndsAt: Instant = request.now + request.limits.lockMs;
      for (const airing of onAir(plan)) {
        if (before.get(airing.id)?.startsAt === airing.startsAt) continue;
        expect(airing.startsAt).toBeGreaterThanOrEqual(request.now + request.limits.leadMs);
        if (airing.kind === 'item' && reasons.get(airing.bookingId!) === null) {
          expect(airing.startsAt).toBeGreaterThanOrEqual(lockEndsAt);
        }
      }
    });
  });

  it('changes nothing when it is planned again at the same moment', () => {
    always((request, plan) => {
      expect(planZone({ ...request, existing: plan.airings, existingRundowns: plan.rundowns })).toEqual(plan);
    });
  });

  it('stands by itself for as long as it says', () => {
    always((request, plan) => {
      const until = planStandsUntil(request, plan);
      expect(until).toBeGreaterThan(request.now);
      const known = { ...request, existing: plan.airings, existingRundowns: plan.rundowns };
      if (!isDeepStrictEqual(planZone(known), plan)) return;
      for (const part of [0.05, 0.3, 0.7, 1]) {
        const now = Math.min(until - 1, Math.floor(request.now + part * (until - request.now)));
        expect({ now, ...planZone({ ...known, now }) }).toEqual({ now, ...plan });
      }
    });
  });

  it('says of the next day the same however far ahead it is made', () => {
    const tonight = ({ now }: PlanRequest, { airings }: ZonePlan) =>
      airings.filter(({ startsAt }) => startsAt < now + TONIGHT_MS);
    always((request, plan) => {
      const until = request.now + (TONIGHT_DAYS + 1) * DAY_MS;
      const near = {
        ...request,
        limits: { ...request.limits, horizonDays: TONIGHT_DAYS },
        existing: request.existing.filter(({ startsAt }) => startsAt < until),
        existingRundowns: request.existingRundowns.filter(({ startsAt }) => startsAt < until),
      };
      expect(tonight(near, planZone(near))).toEqual(tonight(request, plan));
    });
  });

  it('does not depend on the order in which things are listed', () => {
    always((request, plan) => {
      const reversed: PlanRequest = {
        ...request,
        items: [...request.items].reverse(),
        slots: [...request.slots].reverse(),
        existing: [...request.existing].reverse(),
        existingRundowns: [...request.existingRundowns].reverse(),
        stops: [...request.stops].reverse(),
        quietHours: [...request.quietHours].reverse(),
      };
      expect(planZone(reversed)).toEqual(plan);
    });
  });

  it('frames every airing by a rundown of the same plan', () => {
    always((_, plan) => {
      const rundowns = new Set(plan.rundowns.map(({ id }) => id));
      expect(plan.airings.filter(({ rundownId }) => !rundowns.has(rundownId))).toEqual([]);
    });
  });

  it('lets no rundown and no day sound more than allowed, whatever the caps were before', () => {
    always(({ existing, broadcastLimits, timeZone, now, limits }, plan) => {
      const before = byId(existing);
      const counted = onAir(plan).filter(isCapped);
      for (const airing of counted) {
        const overrun = capOverrun(
          [airing],
          counted.filter(({ id }) => id !== airing.id),
          broadcastLimits,
          timeZone,
        );
        if (!overrun) continue;
        // Only what was frozen under wider caps keeps its place; nothing else is beside it.
        expect(before.get(airing.id)).toMatchObject({ state: 'planned', startsAt: airing.startsAt });
        expect(airing.startsAt).toBeLessThan(now + limits.lockMs);
      }
    });
  });

  it('drops for a cap only what is not frozen, and says by how much', () => {
    always(({ existing, now, limits }, { airings }) => {
      const before = byId(existing);
      for (const { id, reason, reasonValues } of airings) {
        if (reason !== 'rundown-cap' && reason !== 'day-cap') continue;
        expect(Number(reasonValues['byMs'])).toBeGreaterThan(0);
        const wasOnAir = before.get(id)?.state === 'planned';
        if (wasOnAir) expect(before.get(id)!.startsAt).toBeGreaterThanOrEqual(now + limits.lockMs);
      }
    });
  });
});
