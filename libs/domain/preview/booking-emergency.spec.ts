// A booking that touches an emergency on air: the desk is told by what and until when, with ways out, and whatever else is booked, stopped or
// held, a preview never fails and leaves no day without a word.
import fc from 'fast-check';
import type { Airing } from '../air/air';
import type { BookingState } from '../bookings/booking';
import type { BookingPreview } from './booking-preview';
import { addDays, wallTimeOf } from '../calendar/calendar';
import { drillConflicts } from '../emergencies/drill-conflicts';
import { planZone, type BookedItem, type PlanRequest } from '../planning/plan-zone';
import { dueOccurrences } from '../planning/occurrences';
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
  UNCAPPED,
  WITH_SIGNATURES,
  ZONE,
} from '../../../test/support/planning-scene';
import { previewed, suggested } from '../../../test/support/previewed';
import { PLAN_RUNS } from '../../../test/support/property-runs';
import { MINUTE_MS } from '../calendar/time';

const FLOOD = 'Lũ quét';
const during = (from: string, to: string) => ({ emergencies: [{ title: FLOOD, from: at(from), to: at(to) }] });
/** Somebody types it in while the emergency sounds. */
const wish = (sketch: Parameters<typeof item>[1] = {}) =>
  item('Mới', { createdAt: at('17:05'), state: 'proposed', approvedAt: null, ...sketch });
const preview = (request: PlanRequest, candidate: BookedItem) => previewed([{ request, candidate }], { days: 2 });
const offers = ({ alternatives }: BookingPreview) =>
  alternatives.map(({ kind, firstStartsAt }) => `${kind} ${wallTimeOf(firstStartsAt, ZONE)}`);

const SOUNDING = { now: at('17:05'), ...during('17:00', '17:50') };
const FLOODED = {
  kind: 'emergency',
  zoneId: 'poọng',
  localDate: TODAY,
  title: FLOOD,
  startsAt: at('17:00'),
  endsAt: at('17:50'),
};

describe('a booking that touches an emergency on air', () => {
  it('is told by which one and until when, with a time behind it', () => {
    const told = preview(scene([], SOUNDING), wish(exactly('17:20')));
    expect([told.starts, told.conflicts]).toEqual([[], [FLOODED]]);
    expect(offers(told)).toEqual(['queue-after 17:50:00', 'other-time 17:52:00', 'other-time 17:54:00']);
  });

  it('is told so of a slot that it leaves no room, and is offered the time behind it besides another slot', () => {
    const told = preview(scene([], SOUNDING), wish({ minutes: 15 }));
    expect([told.starts, told.conflicts]).toEqual([[], [FLOODED]]);
    expect(offers(told)).toEqual(['queue-after 17:50:00', 'next-slot 05:30:00', 'next-slot 11:00:00']);
  });

  it('goes as soon as possible behind it', () => {
    const soonest = wish({ start: { kind: 'soonest' }, lateReason: 'gấp' });
    const told = preview(scene([], SOUNDING), soonest);
    expect(told.conflicts).toEqual([]);
    expect(wallTimeOf(told.soonestAt!, ZONE)).toBe('17:50:00');
  });

  it('waits for the end that it really had, also in its own zone', () => {
    const ended = scene([], { now: at('17:20'), ...during('17:00', '17:15') });
    expect(preview(ended, wish({ minutes: 15 }))).toMatchObject({ conflicts: [], alternatives: [] });
  });

  it('is in the way of a series only today, which can begin tomorrow', () => {
    const series = wish({ ...exactly('17:20'), recurrence: { kind: 'daily', from: TODAY, until: TOMORROW } });
    const told = preview(scene([], SOUNDING), series);
    expect(told.conflicts).toEqual([FLOODED]);
    expect(offers(told)[0]).toBe('later-begin 17:20:00');
  });

  it('is never asked to give way, and neither is it pushed out by what waits behind it', () => {
    const waiting = later('16:59', scene([item('Họp bản', exactly('17:51'))]), SOUNDING);
    const told = preview(waiting, wish({ ...exactly('17:20'), lateReason: 'gấp' }));
    expect(told.alternatives.map(({ kind }) => kind)).not.toContain('replace');
  });

  it('is told of a drill as what it is', () => {
    const time = { from: at('17:20'), to: at('17:21') };
    expect(drillConflicts(scene([], { ...SOUNDING, limits: { ...scene([]).limits, lockMs: 0 } }), time)).toContainEqual(
      FLOODED,
    );
  });
});

describe('what was settled before', () => {
  it('is told as it is now when the hours, the stop or the emergency that took its time are gone', () => {
    const quiet = scene([item('Họp bản', exactly('17:20'))], { quietHours: [{ from: '17:00', to: '18:00' }] });
    const stopped = scene([item('Họp bản', exactly('17:20'))], { stops: [stop('17:00', '18:00')] });
    const flooded = scene([item('Họp bản', exactly('17:20'))], during('17:00', '18:00'));
    for (const request of [quiet, stopped, flooded]) {
      const freed = later('17:19:50', request, { quietHours: [], stops: [], emergencies: [] });
      expect(preview(freed, request.items[0]!).conflicts).toMatchObject([{ kind: 'too-soon' }]);
    }
  });

  it('is not passed over when a stop has taken it off the air', () => {
    const request = scene([item('Họp bản', { ...exactly('17:20'), state: 'proposed' })]);
    const stopped = later('16:00', request, { stops: [stop('17:00', '18:00')] });
    expect(preview(stopped, request.items[0]!).conflicts).toMatchObject([{ kind: 'stopped', until: at('18:00') }]);
  });
});

describe('every preview', () => {
  const SLOTS = [MORNING, NOON, EVENING, { ...EVENING, id: 'tối', name: 'Tối', from: '17:30', to: '18:30' }];
  const clock = fc
    .tuple(fc.constantFrom(5, 11, 16, 17, 18), fc.integer({ min: 0, max: 59 }))
    .map(([hour, minute]) => `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`);
  const start = fc.oneof(
    fc.constantFrom(...SLOTS).map(({ id }) => ({ start: { kind: 'slot', slotId: id } }) as const),
    clock.map(exactly),
    fc.constant({ start: { kind: 'soonest' }, recurrence: { kind: 'once', date: TODAY } } as const),
  );
  const booked = (name: string) =>
    fc
      .record({
        start,
        recurrence: fc.constantFrom(
          { kind: 'once', date: TODAY } as const,
          { kind: 'daily', from: addDays(TODAY, -1), until: TOMORROW } as const,
        ),
        minutes: fc.constantFrom(0.5, 3, 20),
        repeats: fc.constantFrom(1, 1, 3),
        messageClass: fc.constantFrom('normal', 'normal', 'priority'),
        lateReason: fc.constantFrom(null, 'sự cố'),
        state: fc.constantFrom<BookingState>('approved', 'proposed'),
        afterInterruption: fc.constantFrom('restart', 'report'),
        createdAt: fc.constantFrom(at('08:00', '2026-11-01'), at('16:30')),
      })
      .map(({ start: chosen, ...sketch }) => item(name, { ...sketch, ...chosen }));

  /** A zone that has been planned, then met an emergency, perhaps a stop, and was planned again while time went by. */
  const story = fc.record({
    items: fc.tuple(booked('Họp'), booked('Chợ'), booked('Rét')),
    mine: fc.constantFrom<'Họp' | 'Mới'>('Họp', 'Mới'),
    newcomer: booked('Mới'),
    signatures: fc.boolean(),
    limits: fc.constantFrom(UNCAPPED, { ...UNCAPPED, maxRundownMs: 4 * MINUTE_MS, maxDayMs: 9 * MINUTE_MS }),
    beginsAt: fc.constantFrom('16:40', '16:55', '17:00', '17:10', '17:31').map((time) => at(time)),
    lastsMin: fc.integer({ min: 1, max: 60 }),
    endedAfterMin: fc.option(fc.integer({ min: 0, max: 40 }), { nil: undefined }),
    cut: fc.boolean(),
    stopped: fc.constantFrom([], [stop('17:00', '17:25')], [stop('17:00', '17:25', { liftedAt: at('17:05') })]),
    lookedAtMin: fc.integer({ min: 0, max: 70 }),
    quietAfter: fc.constantFrom([{ from: '21:00', to: '05:00' }], [], [{ from: '17:15', to: '05:00' }]),
  });

  const later2 = (request: PlanRequest, change: Partial<PlanRequest>): PlanRequest => {
    const plan = planZone(request);
    return { ...request, existing: plan.airings, existingRundowns: plan.rundowns, ...change };
  };
  const soundsAt = (instant: number) => (airing: Airing) =>
    airing.startsAt < instant && instant < airing.startsAt + airing.durationMs && airing.state === 'planned';

  it('says of each day that is asked for when it would sound or why it would not, whatever happens on air', () => {
    fc.assert(
      fc.property(story, (told) => {
        const { beginsAt, lastsMin, endedAfterMin, mine, newcomer } = told;
        const before = scene(told.items, {
          slots: SLOTS,
          broadcastLimits: told.limits,
          ...(told.signatures && WITH_SIGNATURES),
        });
        const begun = later2({ ...before, now: beginsAt - 20 * MINUTE_MS }, { now: beginsAt });
        const interruptions = begun.existing
          .filter(soundsAt(beginsAt))
          .map(({ id, controllerIds }) => ({ airingId: id, controllerIds }));
        const sounding = {
          stops: told.stopped,
          emergencies: [{ title: FLOOD, from: beginsAt, to: beginsAt + lastsMin * MINUTE_MS }],
          interruptions: told.cut ? interruptions : [],
        };
        const now = beginsAt + told.lookedAtMin * MINUTE_MS;
        const to = Math.min(beginsAt + lastsMin * MINUTE_MS, now, beginsAt + (endedAfterMin ?? 99) * MINUTE_MS);
        const ended = endedAfterMin === undefined ? sounding.emergencies : [{ title: FLOOD, from: beginsAt, to }];
        const looked = later2({ ...begun, ...sounding }, { now, emergencies: ended, quietHours: told.quietAfter });
        const candidate = mine === 'Mới' ? newcomer : told.items[0];

        const shown = preview(looked, { ...candidate, booking: { ...candidate.booking, state: 'proposed' } });
        suggested([{ request: looked, candidate }]);

        for (const conflict of shown.conflicts) {
          for (const value of Object.values(conflict)) expect(value).not.toBeNaN();
          for (const value of Object.values(conflict)) {
            if (typeof value === 'number') expect(Number.isFinite(value)).toBe(true);
          }
          if (conflict.kind === 'emergency') expect(conflict.endsAt).toBeGreaterThan(conflict.startsAt);
        }
        if (shown.starts.length === 0) expect(shown.conflicts).not.toEqual([]);
        const { soonestAt } = shown;
        const asked = { ...candidate, booking: { ...candidate.booking, state: 'approved' as const, soonestAt } };
        const daysSaid = new Set([...shown.starts, ...shown.conflicts].map(({ localDate }) => localDate));
        const due = dueOccurrences({ ...looked, items: [asked] }).filter(
          ({ anchoredAt, frame }) => (anchoredAt ?? frame.window.to) > now,
        );
        for (const { localDate } of due) expect([...daysSaid]).toContain(localDate);
        for (const alternative of shown.alternatives) {
          const { start: chosen, recurrence, repeats } = alternative;
          const booking = { ...candidate.booking, start: chosen, recurrence, repeats };
          if (alternative.kind !== 'replace') {
            expect(preview(looked, { ...candidate, booking }).conflicts).toEqual([]);
          }
        }
      }),
      { numRuns: PLAN_RUNS },
    );
  });
});
