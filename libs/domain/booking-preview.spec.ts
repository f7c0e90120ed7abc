// What the desk is told before a booking is saved, and that every way out it is offered really is one.
import fc from 'fast-check';
import type { BookedItem, PlanRequest } from './planning';
import { previewBooking, type BookingPreview } from './booking-preview';
import { wallTimeOf } from './calendar';
import { planZone } from './planning';
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
} from '../../test/support/planning-scene';
import { PLAN_RUNS } from '../../test/support/property-runs';
import { MINUTE_MS, SECOND_MS } from './time';

/** A wish that is being typed in at 12:00. */
function wish(sketch: Parameters<typeof item>[1] = {}): BookedItem {
  return item('Mới', { createdAt: at('12:00'), state: 'proposed', approvedAt: null, ...sketch });
}

function preview(request: PlanRequest, candidate: BookedItem, days = 3): BookingPreview {
  return previewBooking([{ request, candidate }], days);
}

const kinds = ({ conflicts }: BookingPreview) => conflicts.map(({ kind }) => kind);
const offers = ({ alternatives }: BookingPreview) =>
  alternatives.map(({ firstStartsAt }) => wallTimeOf(firstStartsAt, ZONE));

describe('the preview of a booking', () => {
  it('tells every start of a series, in every zone, as the planner will make it', () => {
    const request = scene([item('Họp bản')]);
    const other = { ...request, zoneId: 'nàng 1', items: [] };
    const candidate = wish({ recurrence: { kind: 'daily', from: TODAY, until: '2026-12-31' }, repeats: 2 });
    const { starts, conflicts, alternatives } = previewBooking(
      [
        { request, candidate },
        { request: other, candidate },
      ],
      1,
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
    expect(offers(told)).toEqual(['19:51:00', '19:53:00', '19:55:00']);
  });

  it('offers no time that is free on the first day and taken on another', () => {
    const dayAfter = '2026-11-23';
    const once = (date: string) => ({ recurrence: { kind: 'once', date } }) as const;
    const request = scene([
      item('Bóng đá', { ...exactly('19:45'), ...once(TOMORROW) }),
      item('Chèo', { ...exactly('19:48'), ...once(dayAfter) }),
    ]);
    const series = wish({ ...exactly('19:45'), recurrence: { kind: 'daily', from: TOMORROW, until: dayAfter } });
    expect(offers(preview(request, series))).toEqual(['19:50:00', '19:52:00', '19:54:00']);
  });

  it('says by how much a slot is too full, and which slots have room', () => {
    const told = preview(scene([item('Đại hội', { minutes: 59 })]), wish());
    expect(told.conflicts).toEqual([
      { kind: 'overflow', zoneId: 'poọng', localDate: TODAY, byMs: MINUTE_MS + 2 * SECOND_MS },
    ]);
    expect(told.alternatives.map(({ start, recurrence }) => [start, recurrence])).toEqual(
      [MORNING, NOON, EVENING].map(({ id }) => [
        { kind: 'slot', slotId: id },
        { kind: 'once', date: TOMORROW },
      ]),
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
        for (const { start, recurrence, firstStartsAt } of preview(request, candidate).alternatives) {
          const taken = { ...candidate, booking: { ...candidate.booking, start, recurrence } };
          const after = new Map(
            planZone({ ...request, items: [...request.items, taken] }).airings.map((each) => [each.id, each]),
          );
          expect([...after.values()].find(({ title }) => title === 'Mới')).toMatchObject({
            state: 'held',
            startsAt: firstStartsAt,
          });
          expect(before.filter(({ id }) => after.get(id)?.state !== 'planned')).toEqual([]);
        }
      }),
      { numRuns: PLAN_RUNS },
    );
  });
});
