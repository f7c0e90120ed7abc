// What the desk is told before a booking is saved, and that every way out it is offered really is one.
import fc from 'fast-check';
import type { BookedItem, PlanRequest } from '../planning/plan-zone';
import { precedenceAmong, type BookingPreview } from './booking-preview';
import { wallTimeOf } from '../calendar/calendar';
import { planZone } from '../planning/plan-zone';
import {
  aloud,
  at,
  EVENING,
  exactly,
  item,
  later,
  MORNING,
  NOON,
  OPENING,
  scene,
  stop,
  TODAY,
  TOMORROW,
  ZONE,
} from '../../../test/support/planning-scene';
import { previewed } from '../../../test/support/previewed';
import { PLAN_RUNS } from '../../../test/support/property-runs';
import { MINUTE_MS, SECOND_MS } from '../calendar/time';

/** A wish that is being typed in at 12:00. */
function wish(sketch: Parameters<typeof item>[1] = {}): BookedItem {
  return item('Mới', { createdAt: at('12:00'), state: 'proposed', approvedAt: null, ...sketch });
}

function preview(request: PlanRequest, candidate: BookedItem, days = 3): BookingPreview {
  return previewed([{ request, candidate }], { days });
}

const kinds = ({ conflicts }: BookingPreview) => conflicts.map(({ kind }) => kind);
const ways = ({ alternatives }: BookingPreview) => alternatives.map(({ kind }) => kind);
const offers = ({ alternatives }: BookingPreview) =>
  alternatives.map(({ firstStartsAt }) => wallTimeOf(firstStartsAt, ZONE));

describe('the preview of a booking', () => {
  it('tells every start of a series, in every zone, as the planner will make it', () => {
    const request = scene([item('Họp bản')]);
    const other = { ...request, zoneId: 'nàng 1', items: [] };
    const candidate = wish({ recurrence: { kind: 'daily', from: TODAY, until: '2026-12-31' }, repeats: 2 });
    const { starts, conflicts, alternatives } = previewed(
      [
        { request, candidate },
        { request: other, candidate },
      ],
      { days: 1 },
    );
    expect([conflicts, alternatives]).toEqual([[], []]);
    expect(
      starts.map((start) => [start.zoneId, start.localDate, start.repeat, wallTimeOf(start.startsAt, ZONE)]),
    ).toEqual([
      ['nàng 1', TODAY, 0, '17:00:00'],
      ['poọng', TODAY, 0, '17:02:02'],
      ['nàng 1', TODAY, 1, '17:02:02'],
      ['poọng', TODAY, 1, '17:04:04'],
      ['poọng', TOMORROW, 0, '17:00:00'],
      ['nàng 1', TOMORROW, 0, '17:00:00'],
      ['poọng', TOMORROW, 1, '17:02:02'],
      ['nàng 1', TOMORROW, 1, '17:02:02'],
    ]);
  });

  it('names what stands in the way of an exact time, and the next free minutes', () => {
    const told = preview(scene([item('Bóng đá', { ...exactly('19:45'), minutes: 5 })]), wish(exactly('19:47')));
    expect(told.starts).toEqual([]);
    expect(told.conflicts).toEqual([
      {
        kind: 'overlap',
        zoneId: 'poọng',
        localDate: TODAY,
        title: 'Bóng đá',
        startsAt: at('19:45'),
        endsAt: at('19:50'),
      },
    ]);
    expect(offers(told)).toEqual(['19:51:00', '19:53:00', '19:55:00', '19:47:00']);
    expect(ways(told)).toEqual(['queue-after', 'other-time', 'other-time', 'replace']);
  });

  it('offers no time that is free on the first day and taken on another', () => {
    const dayAfter = '2026-11-23';
    const once = (date: string) => ({ recurrence: { kind: 'once', date } }) as const;
    const request = scene([
      item('Bóng đá', { ...exactly('19:45'), ...once(TOMORROW) }),
      item('Chèo', { ...exactly('19:48'), ...once(dayAfter) }),
    ]);
    const series = wish({ ...exactly('19:45'), recurrence: { kind: 'daily', from: TOMORROW, until: dayAfter } });
    const told = preview(request, series);
    expect(offers(told)).toEqual(['19:50:00', '19:52:00', '19:54:00', '19:45:00']);
    expect(ways(told)).toEqual(['other-time', 'other-time', 'other-time', 'replace']);
  });

  it('says by how much a slot is too full, and which slots have room', () => {
    const told = preview(scene([item('Đại hội', { minutes: 59 })]), wish());
    expect(told.conflicts).toEqual([
      { kind: 'overflow', zoneId: 'poọng', localDate: TODAY, byMs: MINUTE_MS + 2 * SECOND_MS },
    ]);
    expect(told.alternatives.slice(0, 3)).toMatchObject(
      [MORNING, NOON, EVENING].map(({ id }) => ({
        kind: 'next-slot',
        start: { kind: 'slot', slotId: id },
        recurrence: { kind: 'once', date: TOMORROW },
      })),
    );
  });

  it('does not let a heavier class push out what is there', () => {
    const told = preview(scene([item('Đại hội', { minutes: 59 })]), wish({ messageClass: 'priority' }));
    expect(told.conflicts).toMatchObject([{ kind: 'overflow', byMs: MINUTE_MS + 2 * SECOND_MS }]);
    const exact = preview(
      scene([item('Bóng đá', exactly('19:45'))]),
      wish({ ...exactly('19:44'), messageClass: 'priority' }),
    );
    expect(exact.conflicts).toMatchObject([
      { kind: 'overlap', title: 'Bóng đá', startsAt: at('19:45'), endsAt: at('19:47') },
    ]);
  });

  it('offers the first minute after the quiet hours', () => {
    const told = preview(scene([]), wish(exactly('20:59')));
    expect(told.conflicts).toMatchObject([{ kind: 'quiet-hours', window: { from: '21:00', to: '05:00' } }]);
    expect(told.alternatives[0]).toEqual({
      kind: 'other-time',
      repeats: 1,
      replaces: [],
      givingWay: [],
      start: { kind: 'exact', at: '05:00:00' },
      recurrence: { kind: 'once', date: TOMORROW },
      firstStartsAt: at('05:00', TOMORROW),
    });
  });

  it.each([
    ['11:59', null, 'in-the-past'],
    ['12:00', null, 'in-the-past'],
    ['12:00:19', 'sự cố', 'too-soon'],
    ['12:00:20', 'sự cố', undefined],
    ['12:09:59', null, 'needs-late-reason'],
    ['12:10', null, undefined],
  ])('at %s with the reason %s: %s', (time, lateReason, expected) => {
    expect(kinds(preview(scene([]), wish({ ...exactly(time), lateReason })))).toEqual(expected ? [expected] : []);
  });

  it('gives the earliest time and the end of the lock to act on', () => {
    const [soon] = preview(scene([]), wish({ ...exactly('12:00:19'), lateReason: 'sự cố' })).conflicts;
    expect(soon).toMatchObject({ earliest: at('12:00:20') });
    const [locked] = preview(scene([]), wish(exactly('12:05'))).conflicts;
    expect(locked).toMatchObject({ lockEndsAt: at('12:10') });
  });

  it('offers times that leave half an hour to approve them, or the next ones to whoever has a reason to be late', () => {
    expect(offers(preview(scene([]), wish(exactly('12:05'))))).toEqual(['12:40:00', '12:42:00', '12:44:00']);
    expect(offers(preview(scene([]), wish({ ...exactly('12:00:10'), lateReason: 'sự cố' })))[0]).toBe('12:01:00');
  });

  it.each([
    ['16:20', EVENING, TODAY],
    ['16:45', MORNING, TOMORROW],
  ])('at %s a slot is offered when half an hour is left to approve it', (time, slot, date) => {
    const missed = wish({ start: { kind: 'slot', slotId: NOON.id }, createdAt: at(time) });
    expect(preview({ ...scene([]), now: at(time) }, missed).alternatives[0]).toMatchObject({
      ...{ kind: 'next-slot', start: { slotId: slot.id }, recurrence: { date } },
    });
  });

  it('calls a series that began before it was booked past, and offers to begin it tomorrow', () => {
    const told = preview(scene([]), wish({ recurrence: { kind: 'daily', from: '2026-11-01', until: '2026-12-31' } }));
    expect(told.conflicts).toMatchObject([{ kind: 'in-the-past', localDate: '2026-11-01' }]);
    expect(told.alternatives[0]!.recurrence).toMatchObject({ from: TOMORROW });
  });

  it('lets a series be approved after its first days went by', () => {
    const series = { recurrence: { kind: 'daily', from: '2026-11-19', until: '2026-12-31' } } as const;
    const told = preview(scene([]), wish({ ...series, createdAt: at('08:00', '2026-11-18') }));
    expect(told.conflicts).toEqual([]);
    expect(told.starts[0]!.startsAt).toBe(at('17:00'));
  });

  it('calls a booking of which nothing is left past', () => {
    expect(kinds(preview(scene([]), wish({ ...exactly('11:00'), createdAt: at('08:00') })))).toEqual(['in-the-past']);
  });

  it('says until when a stop holds', () => {
    const told = preview(scene([], { stops: [stop('11:00', '20:00')] }), wish(exactly('19:45')));
    expect(told.conflicts).toMatchObject([{ kind: 'stopped', until: at('20:00') }]);
    expect(offers(told)[0]).toBe('20:00:00');
  });

  it('of a proposal that holds its time is the proposal itself, no conflict with its own airings', () => {
    const proposal = wish();
    const held = later('12:30', scene([proposal]));
    expect(preview(held, proposal)).toMatchObject({ conflicts: [], starts: [{ startsAt: at('17:00') }] });
    expect(kinds(preview(later('16:51', scene([proposal])), proposal))).toEqual([]);
    expect(kinds(preview(later('17:58', scene([proposal])), proposal))).toEqual(['too-soon']);
  });

  it('looks as far as the first day of a booking that is weeks away', () => {
    const told = preview(scene([]), wish({ recurrence: { kind: 'once', date: '2027-01-20' } }));
    expect(told.starts).toMatchObject([{ localDate: '2027-01-20' }]);
  });

  it('offers the most repeats that still fit', () => {
    const told = preview(scene([item('Đại hội', { minutes: 50 })]), wish({ minutes: 3, repeats: 5 }));
    expect(told.conflicts).toMatchObject([{ kind: 'overflow' }]);
    expect(told.alternatives.find(({ kind }) => kind === 'fewer-repeats')).toMatchObject({
      repeats: 3,
      start: { kind: 'slot', slotId: EVENING.id },
      firstStartsAt: at('17:50:02'),
    });
  });

  it('offers no fewer repeats when even one is too many', () => {
    const told = preview(scene([item('Đại hội', { minutes: 59 })]), wish({ minutes: 3, repeats: 5 }));
    expect(ways(told)).not.toContain('fewer-repeats');
  });

  describe('of others that would have to give way', () => {
    const replaced = (told: BookingPreview) => told.alternatives.find(({ kind }) => kind === 'replace')?.givingWay;

    it('names the fewest, the lightest and the latest first', () => {
      const told = preview(
        scene([
          item('Họp', { minutes: 20, createdAt: 1 }),
          item('Chợ', { minutes: 20, createdAt: 2 }),
          item('Bão', { minutes: 15, createdAt: 3, messageClass: 'priority' }),
        ]),
        wish({ minutes: 20 }),
      );
      expect(replaced(told)).toEqual([{ bookingId: 'Chợ', title: 'Chợ', localDates: [TODAY] }]);
    });

    it('names of a series only the days in conflict', () => {
      const daily = { kind: 'daily', from: TODAY, until: '2026-11-24' } as const;
      const told = preview(
        scene([item('Thể dục', { ...exactly('19:45'), recurrence: daily })]),
        wish({ ...exactly('19:46'), recurrence: { kind: 'once', date: TOMORROW } }),
      );
      expect(replaced(told)).toEqual([{ bookingId: 'Thể dục', title: 'Thể dục', localDates: [TOMORROW] }]);
    });

    it('names what sounds at that very time, however many lighter ones are near', () => {
      const near = ['17:00', '17:03', '17:06', '17:09', '17:12'].map((time, index) =>
        item(`Nhẹ ${index}`, { ...exactly(time), createdAt: at('10:00') }),
      );
      const heavy = item('Bão', { ...exactly('17:30'), messageClass: 'priority', createdAt: 1 });
      const told = preview(scene([...near, heavy]), wish(exactly('17:31')));
      expect(replaced(told)).toMatchObject([{ bookingId: 'Bão' }]);
    });

    it('spares an emergency and what is frozen', () => {
      const emergency = item('Lũ quét', { ...exactly('19:45'), messageClass: 'emergency' });
      expect(ways(preview(scene([emergency]), wish(exactly('19:46'))))).not.toContain('replace');
      const frozen = later('19:40', scene([item('Chèo', exactly('19:45'))]));
      const told = preview(frozen, wish({ ...exactly('19:46'), lateReason: 'gấp', createdAt: at('19:40') }));
      expect(kinds(told)).toEqual(['overlap']);
      expect(ways(told)).not.toContain('replace');
    });

    it('does not offer it where giving way would not help', () => {
      const told = preview(scene([item('Chèo', exactly('20:58'))]), wish(exactly('20:59')));
      expect(kinds(told)).toEqual(['quiet-hours']);
      expect(ways(told)).not.toContain('replace');
    });
  });

  describe('of two priorities in one rundown', () => {
    const priority = { messageClass: 'priority' } as const;
    const request = scene([item('Bão', priority), item('Họp'), item('Lũ', { ...priority, ...exactly('17:30') })]);

    it('asks who goes first, and names whom it meets', () => {
      expect(preview(request, wish(priority)).conflicts).toEqual([
        { kind: 'priority-order', zoneId: 'poọng', localDate: TODAY, bookingId: 'Bão', title: 'Bão' },
      ]);
    });

    it.each([
      ['before', '17:00:00', '17:02:02'],
      ['after', '17:02:02', '17:00:00'],
    ] as const)('puts it %s the other once somebody decided', (order, own, others) => {
      const precedence = precedenceAmong(preview(request, wish(priority)).met, order);
      const decided = wish({ ...priority, precedence });
      expect(preview(request, decided)).toMatchObject({ conflicts: [], starts: [{ startsAt: at(own) }] });
      const plan = planZone({ ...request, items: [...request.items, decided] });
      expect(plan.airings.find(({ title }) => title === 'Bão')!.startsAt).toBe(at(others));
    });

    it('does not ask a normal notice, an exact time, another slot, nor whoever leaves the decision to others', () => {
      expect(kinds(preview(request, wish()))).toEqual([]);
      expect(kinds(preview(request, wish({ ...priority, ...exactly('17:45') })))).toEqual([]);
      expect(kinds(preview(request, wish({ ...priority, recurrence: { kind: 'once', date: TOMORROW } })))).toEqual([]);
      const later = previewed([{ request, candidate: wish(priority) }], { orderLater: true });
      expect([later.conflicts, later.met.map(({ title }) => title)]).toEqual([[], ['Bão']]);
    });

    it('says on which first day a series meets it', () => {
      const daily = (from: string) => ({ recurrence: { kind: 'daily', from, until: '2026-11-24' } }) as const;
      const told = preview(
        scene([item('Bão', { ...priority, ...daily(TOMORROW) })]),
        wish({ ...priority, ...daily(TODAY) }),
      );
      expect(told.conflicts).toMatchObject([{ kind: 'priority-order', localDate: TOMORROW }]);
    });
  });

  describe('of what goes as soon as possible', () => {
    const soonest = { start: { kind: 'soonest' }, lateReason: 'lũ về' } as const;

    it('shows the next whole minute that is free in all zones and still reached in time', () => {
      const morning = { now: at('11:00') };
      const request = later('12:00', scene([item('Chèo', { ...exactly('12:01'), minutes: 3 })], morning));
      const tuong = item('Tuồng', { ...exactly('12:05'), minutes: 1 });
      const other = later('12:00', scene([tuong], { ...morning, zoneId: 'nàng 1' }));
      const candidate = wish(soonest);
      expect(preview(request, candidate)).toMatchObject({ soonestAt: at('12:05'), conflicts: [] });
      const both = [request, other].map((each) => ({ request: each, candidate }));
      expect(previewed(both)).toMatchObject({ soonestAt: at('12:07'), conflicts: [] });
    });

    it('keeps clear of what is held, stopped, quiet, and of a frozen opening', () => {
      const soonestAt = (request: PlanRequest) => preview(request, wish(soonest)).soonestAt;
      expect(soonestAt(scene([]))).toBe(at('12:01'));
      const held = item('Chờ', { ...exactly('12:12'), minutes: 3, state: 'proposed', lateReason: 'gấp' });
      expect(soonestAt(later('12:11', scene([held])))).toBe(at('12:16'));
      expect(soonestAt(scene([], { stops: [stop('11:00', '12:30')] }))).toBe(at('12:30'));
      expect(soonestAt(scene([], { quietHours: [{ from: '11:30', to: '13:30' }] }))).toBe(at('13:30'));
      const opened = later('16:58', scene([item('Họp')], { opening: OPENING }));
      expect(soonestAt(opened)).toBe(at('17:03'));
    });

    it('waits behind a slot whose rundown may sound no longer', () => {
      const broadcastLimits = { ...scene([]).broadcastLimits, maxRundownMs: 10 * MINUTE_MS };
      const full = later('17:15', scene([item('Họp', { minutes: 9.5 })], { broadcastLimits }));
      expect(preview(full, wish({ ...soonest, minutes: 1 }))).toMatchObject({ soonestAt: at('18:00'), conflicts: [] });
    });

    it('asks for the reason that breaks the lock', () => {
      expect(kinds(preview(scene([]), wish({ ...soonest, lateReason: null })))).toEqual(['needs-late-reason']);
    });

    it('says when its day has no free minute left, and what would do', () => {
      const told = preview(scene([], { now: at('20:59') }), wish({ ...soonest, createdAt: at('20:59') }));
      expect(kinds(told)).toEqual(['no-free-minute']);
      expect(offers(told)).toEqual(['05:00:00', '05:02:00', '05:04:00']);
    });

    it('holds no time before it was approved, and its minute afterwards', () => {
      expect(planZone(scene([wish(soonest)])).airings).toEqual([]);
      const approved = wish({ ...soonest, state: 'approved', approvedAt: at('12:00'), soonestAt: at('12:01') });
      expect(aloud(planZone(scene([approved])))).toEqual(['12:01:00 Mới']);
    });
  });

  it('offers only what holds: every way out, when it is taken, is planned and drops nothing', () => {
    const minutes = fc.constantFrom(1, 5, 20, 40);
    const start = fc.constantFrom(exactly('17:10'), exactly('19:45'), exactly('12:03'), exactly('20:55'), {
      start: { kind: 'slot', slotId: EVENING.id } as const,
    });
    const booked = fc.record({ start, minutes }).map(({ start, minutes }) => ({ ...start, minutes }));
    fc.assert(
      fc.property(fc.array(booked, { maxLength: 4 }), booked, (sketches, wanted) => {
        const request = scene(sketches.map((sketch, index) => item(`Tin ${index}`, { ...sketch, createdAt: index })));
        const candidate = wish(wanted);
        const before = planZone(request).airings.filter(({ state }) => state === 'planned');
        for (const { start, recurrence, repeats, replaces, firstStartsAt } of preview(request, candidate)
          .alternatives) {
          const taken = { ...candidate, booking: { ...candidate.booking, start, recurrence, repeats } };
          const gone = new Set(replaces);
          const staying = request.items.filter(({ booking }) => !gone.has(booking.id));
          const after = new Map(
            planZone({ ...request, items: [...staying, taken] }).airings.map((each) => [each.id, each]),
          );
          expect([...after.values()].find(({ title }) => title === 'Mới')).toMatchObject({
            state: 'held',
            startsAt: firstStartsAt,
          });
          const kept = before.filter(({ bookingId }) => !gone.has(bookingId!));
          expect(kept.filter(({ id }) => after.get(id)?.state !== 'planned')).toEqual([]);
        }
      }),
      { numRuns: PLAN_RUNS },
    );
  });
});
