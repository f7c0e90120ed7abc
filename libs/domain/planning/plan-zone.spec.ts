// Planning, told as mornings and evenings in one village.
import { addDays } from '../calendar/calendar';
import { planZone, type BookedItem, type PlanRequest } from './plan-zone';
import {
  aloud,
  at,
  CLOSING,
  EVENING,
  exactly,
  item,
  later,
  MORNING,
  OPENING,
  scene,
  stop,
  TODAY,
  TOMORROW,
  WITH_SIGNATURES,
} from '../../../test/support/planning-scene';
import { HOUR_MS, MINUTE_MS, SECOND_MS } from '../calendar/time';

const daily = { recurrence: { kind: 'daily', from: TODAY, until: '2026-12-31' } } as const;

describe('a rundown', () => {
  it('packs the evening: heavier class first, then who asked first, with silence in between', () => {
    const plan = planZone(
      scene([
        item('Thu gom rác', { createdAt: at('08:00', '2026-11-03') }),
        item('Họp bản', { createdAt: at('08:00', '2026-11-02') }),
        item('Rét đậm', { createdAt: at('08:00', '2026-11-20'), messageClass: 'priority' }),
      ]),
    );
    expect(aloud(plan)).toEqual(['17:00:00 Rét đậm', '17:02:02 Họp bản', '17:04:04 Thu gom rác']);
    expect(plan.rundowns).toEqual([
      expect.objectContaining({
        id: 'rundown/poọng/chiều/2026-11-21',
        slotName: 'Chiều',
        villageId: 'bản poọng',
        startsAt: at('17:00'),
        endsAt: at('17:06:04'),
      }),
    ]);
  });

  it('lets nothing slip into a gap before what people put before it, and equals use the gap', () => {
    const request = scene([
      item('Bóng đá', { ...exactly('17:03'), minutes: 1 }),
      item('Bão', { messageClass: 'priority', minutes: 5, createdAt: 2 }),
      item('Lũ', { messageClass: 'priority', minutes: 5, createdAt: 3, precedence: -1 }),
      item('Họp', { minutes: 1, createdAt: 1 }),
    ]);
    expect(aloud(planZone(request))).toEqual(['17:03:00 Bóng đá', '17:04:02 Lũ', '17:09:04 Bão', '17:14:06 Họp']);
    const equals = [item('Dài', { minutes: 5, createdAt: 1 }), item('Ngắn', { minutes: 1, createdAt: 2 })];
    const plan = planZone(scene([item('Bóng đá', { ...exactly('17:03'), minutes: 1 }), ...equals]));
    expect(aloud(plan)).toEqual(['17:00:00 Ngắn', '17:03:00 Bóng đá', '17:04:02 Dài']);
  });

  it('opens directly before the first item and closes directly after the last, inside the slot', () => {
    const plan = planZone(scene([item('Họp bản'), item('Tiêm chủng', { controllers: ['cụm-3'] })], WITH_SIGNATURES));
    expect(aloud(plan)).toEqual(['17:00:00 opening', '17:00:12 Họp bản', '17:02:14 Tiêm chủng', '17:04:16 closing']);
    expect(plan.airings[0]).toMatchObject({ sounds: [OPENING], controllerIds: ['cụm-1', 'cụm-2', 'cụm-3'] });
    expect(plan.airings[3]).toMatchObject({ sounds: [CLOSING], bookingId: null, announcementId: null });
  });

  it('keeps room for the closing: what would push it out of the slot does not fit', () => {
    const plan = planZone(scene([item('Dài', { minutes: 59.8 })], WITH_SIGNATURES));
    expect(aloud(plan)).toEqual(['17:00:00 Dài dropped overflow']);
    // An hour less opening, closing and their gaps leaves 59:41; the item asks for 59:48.
    expect(plan.airings[0]!.reasonValues).toEqual({ byMs: 7 * SECOND_MS });
  });

  it('drops what the slot cannot hold, says by how much, and still takes a shorter one', () => {
    const plan = planZone(
      scene([
        item('A', { minutes: 40, createdAt: 1 }),
        item('B', { minutes: 30, createdAt: 2 }),
        item('C', { minutes: 10, createdAt: 3 }),
      ]),
    );
    expect(aloud(plan)).toEqual(['17:00:00 A', '17:00:00 B dropped overflow', '17:40:02 C']);
    // Beside A and C there is room for 9:56; B asks for 30:00.
    expect(plan.airings.find(({ title }) => title === 'B')!.reasonValues).toEqual({
      byMs: 20 * MINUTE_MS + 4 * SECOND_MS,
    });
  });

  it('plays the repeats of one notice after each other', () => {
    const plan = planZone(scene([item('Sơ tán', { repeats: 3, messageClass: 'priority' }), item('Họp bản')]));
    expect(aloud(plan)).toEqual(['17:00:00 Sơ tán', '17:02:02 Sơ tán', '17:04:04 Sơ tán', '17:06:06 Họp bản']);
    expect(new Set(plan.airings.map(({ id }) => id)).size).toBe(4);
  });

  it('names an airing by booking, zone, day and repeat, never by its start', () => {
    const before = planZone(scene([item('Họp bản')]));
    const after = planZone(scene([item('Họp bản'), item('Rét đậm', { messageClass: 'priority' })]));
    const [first, second] = [before, after].map((plan) => plan.airings.find(({ title }) => title === 'Họp bản')!);
    expect(second!.id).toBe('airing/Họp bản/poọng/2026-11-21/0/0');
    expect(second!.id).toBe(first!.id);
    expect(second!.startsAt).not.toBe(first!.startsAt);
  });

  it('goes on every day to the horizon, without the day that was taken out', () => {
    const plan = planZone(scene([item('Bản tin sáng', { ...daily, cancelledDates: [TOMORROW] })]));
    expect(plan.rundowns.map(({ localDate }) => localDate)).toEqual([TODAY, addDays(TODAY, 2)]);
  });
});

describe('an exact time', () => {
  it('inside a slot joins its rundown, and the slot packs around it', () => {
    const plan = planZone(
      scene([
        item('Họp bản'),
        item('Chào cờ', exactly('17:01')),
        item('Tiêm chủng', { createdAt: at('12:00') - HOUR_MS }),
      ]),
    );
    expect(aloud(plan)).toEqual(['17:01:00 Chào cờ', '17:03:02 Họp bản', '17:05:04 Tiêm chủng']);
    expect(plan.rundowns).toHaveLength(1);
  });

  it('outside every slot makes a rundown of its own', () => {
    const plan = planZone(scene([item('Bóng đá', exactly('19:45'))], WITH_SIGNATURES));
    expect(aloud(plan)).toEqual(['19:44:48 opening', '19:45:00 Bóng đá', '19:47:02 closing']);
    expect(plan.rundowns).toMatchObject([{ slotKey: 'at-19:45:00', startsAt: at('19:44:48'), endsAt: at('19:47:07') }]);
  });

  it('gives way to another exact time that was asked for earlier', () => {
    const plan = planZone(
      scene([item('Sau', { ...exactly('19:46'), createdAt: 2 }), item('Trước', { ...exactly('19:45'), createdAt: 1 })]),
    );
    expect(aloud(plan)).toEqual(['19:45:00 Trước', '19:46:00 Sau dropped overlap']);
    expect(plan.airings[1]!.reasonValues).toEqual({
      title: 'Trước',
      kind: 'item',
      startsAt: at('19:45'),
      endsAt: at('19:47'),
    });
  });

  it('after midnight belongs to the slot that began the evening before', () => {
    const night = { ...EVENING, id: 'đêm', from: '23:30', to: '00:30' };
    const watch = item('Lũ quét', { ...exactly('00:10'), recurrence: { kind: 'once', date: TOMORROW } });
    const plan = planZone(scene([watch], { slots: [night], quietHours: [] }));
    expect(plan.rundowns).toMatchObject([{ slotKey: 'đêm', localDate: TODAY }]);
  });
});

describe('quiet hours', () => {
  it('let nothing sound that touches them, not even by a second', () => {
    const plan = planZone(
      scene([item('Muộn', exactly('20:58:01')), item('Vừa kịp', { ...exactly('20:56'), minutes: 1 })]),
    );
    expect(aloud(plan)).toEqual(['20:56:00 Vừa kịp', '20:58:01 Muộn dropped quiet-hours']);
  });

  it('push a slot item behind them', () => {
    const early = { ...MORNING, from: '04:30', to: '05:30' };
    const plan = planZone(
      scene(
        [
          item('Bản tin sáng', {
            start: { kind: 'slot', slotId: 'sáng' },
            recurrence: { kind: 'once', date: TOMORROW },
          }),
        ],
        { slots: [early] },
      ),
    );
    expect(aloud(plan)).toEqual(['05:00:00 Bản tin sáng']);
  });

  it('are the reason when they leave no room in the slot', () => {
    const plan = planZone(scene([item('Họp bản')], { quietHours: [{ from: '16:00', to: '18:00' }] }));
    expect(aloud(plan)).toEqual(['17:00:00 Họp bản dropped quiet-hours']);
  });

  it('silence an opening that would begin in them, and let the item sound', () => {
    const plan = planZone(
      scene([item('Thể dục', { ...exactly('05:00'), recurrence: { kind: 'once', date: TOMORROW } })], WITH_SIGNATURES),
    );
    expect(aloud(plan)).toEqual(['05:00:00 Thể dục', '05:02:02 closing']);
  });

  it('let an emergency pass', () => {
    const plan = planZone(scene([item('Vỡ đập', { ...exactly('23:00'), messageClass: 'emergency' })]));
    expect(aloud(plan)).toEqual(['23:00:00 Vỡ đập']);
  });
});

describe('a slot over midnight', () => {
  it('goes on after midnight as the rundown of the evening before', () => {
    const night = { ...EVENING, id: 'đêm', from: '23:30', to: '00:30' };
    const notice = item('Lũ quét', { start: { kind: 'slot', slotId: 'đêm' }, minutes: 50 });
    const evening = scene([notice], { slots: [night], quietHours: [] });
    const plan = planZone(later('00:00', evening, { now: at('00:10', TOMORROW) }));
    expect(aloud(plan)).toEqual(['23:30:00 Lũ quét']);
    expect(plan.rundowns).toMatchObject([{ localDate: TODAY }]);
  });
});

describe('the show lock', () => {
  const evening = scene([item('Họp bản'), item('Tiêm chủng', { createdAt: at('08:00', '2026-11-02') })]);
  const urgent = { createdAt: at('16:55'), messageClass: 'priority' } as const;

  it('freezes what starts within ten minutes; a heavier newcomer goes behind', () => {
    const newcomer = item('Rét đậm', urgent);
    const request = later('16:51', evening, { items: [...evening.items, newcomer] });
    // Frozen until 17:01: Họp bản. Tiêm chủng is not, and gives way.
    expect(aloud(planZone(request))).toEqual(['17:00:00 Họp bản', '17:02:02 Rét đậm', '17:04:04 Tiêm chủng']);
  });

  it('does not tear repeats apart: what has begun goes on before a heavier newcomer', () => {
    const repeated = scene([item('Sơ tán', { repeats: 2 })]);
    const request = later('16:51', repeated, { items: [...repeated.items, item('Rét đậm', urgent)] });
    expect(aloud(planZone(request))).toEqual(['17:00:00 Sơ tán', '17:02:02 Sơ tán', '17:04:04 Rét đậm']);
  });

  it('keeps the first reason of what found no place: time only makes it later', () => {
    const full = scene([item('Đại hội', { minutes: 59, createdAt: 1 }), item('Chèo', { minutes: 55, createdAt: 2 })]);
    const freed = later('17:01', full, {
      items: [item('Đại hội', { minutes: 59, state: 'cancelled' }), full.items[1]!],
    });
    expect(aloud(planZone(freed))).toContain('17:00:00 Chèo dropped overflow');
  });

  it('lets nothing new in without a reason', () => {
    const newcomer = item('Mất điện', { ...urgent, ...exactly('16:58') });
    expect(aloud(planZone(scene([newcomer], { now: at('16:55') })))).toEqual(['16:58:00 Mất điện dropped locked']);
  });

  it('lets a newcomer with a reason into free time, as soon as the poles can know of it', () => {
    const newcomer = item('Mất điện', { ...urgent, lateReason: 'sự cố lúc 16:50', minutes: 1 });
    const request = later('17:06', evening, { items: [...evening.items, newcomer] });
    expect(aloud(planZone(request))).toEqual(['17:00:00 Họp bản', '17:02:02 Tiêm chủng', '17:06:20 Mất điện']);
    const tooSoon = item('Mất điện', { ...urgent, ...exactly('16:55:10'), lateReason: 'sự cố' });
    expect(aloud(planZone(scene([tooSoon], { now: at('16:55') })))).toEqual(['16:55:10 Mất điện dropped too-soon']);
  });

  it('holds opening and closing where they are when an item beside them is cancelled', () => {
    const evening = scene([item('A', { createdAt: 1 }), item('B', { createdAt: 2 })], WITH_SIGNATURES);
    const without = (gone: string) =>
      aloud(
        planZone(
          later('16:55', evening, {
            items: evening.items.map((each) => (each.title === gone ? item(gone, { state: 'cancelled' }) : each)),
          }),
        ),
      );
    expect(without('A')).toEqual([
      '17:00:00 opening',
      '17:00:12 A cancelled booking-cancelled',
      '17:02:14 B',
      '17:04:16 closing',
    ]);
    expect(without('B')).toEqual([
      '17:00:00 opening',
      '17:00:12 A',
      '17:02:14 B cancelled booking-cancelled',
      '17:04:16 closing',
    ]);
  });

  it('leaves out an opening that the poles would not know of in time', () => {
    const urgentNow = item('Mất điện', { ...urgent, ...exactly('16:55:25'), lateReason: 'sự cố' });
    const plan = planZone(scene([urgentNow], { now: at('16:55'), ...WITH_SIGNATURES }));
    expect(aloud(plan)).toEqual(['16:55:25 Mất điện', '16:57:27 closing']);
  });

  it('without a reason a slot item waits until the lock is over', () => {
    expect(aloud(planZone(scene([item('Họp bản', { createdAt: at('17:04') })], { now: at('17:05') })))).toEqual([
      '17:15:00 Họp bản',
    ]);
    expect(aloud(planZone(scene([item('Họp bản', { createdAt: at('17:04') })], { now: at('17:50') })))).toEqual([
      '17:00:00 Họp bản dropped locked',
    ]);
  });

  it('moves the closing behind a late item, under the same name', () => {
    const first = scene([item('Họp bản')], WITH_SIGNATURES);
    const newcomer = item('Mất điện', { ...urgent, lateReason: 'sự cố', minutes: 1 });
    const before = planZone(first);
    const after = planZone(later('17:01', first, { items: [...first.items, newcomer] }));
    expect(aloud(before)).toEqual(['17:00:00 opening', '17:00:12 Họp bản', '17:02:14 closing']);
    expect(aloud(after)).toEqual(['17:00:00 opening', '17:00:12 Họp bản', '17:02:14 Mất điện', '17:03:16 closing']);
    expect(after.airings[3]!.id).toBe(before.airings[2]!.id);
  });
});

describe('a proposal', () => {
  const proposal = item('Hội diễn', { state: 'proposed' });

  it('holds its time, and brings no opening by itself', () => {
    expect(aloud(planZone(scene([proposal], WITH_SIGNATURES)))).toEqual(['17:00:12 Hội diễn held']);
  });

  it('loses its time when the lock comes before the approval', () => {
    const request = later('16:50:01', scene([proposal]));
    expect(aloud(planZone(request))).toEqual(['17:00:00 Hội diễn dropped unapproved']);
  });

  it('keeps its time when it was approved before the lock, though the planner comes late', () => {
    const approved = item('Hội diễn', { state: 'approved', approvedAt: at('16:49') });
    expect(aloud(planZone(later('16:52', scene([proposal]), { items: [approved] })))).toEqual(['17:00:00 Hội diễn']);
  });

  it('with a late reason waits minute by minute for the approval', () => {
    const urgent = scene([item('Mất điện', { state: 'proposed', lateReason: 'sự cố', createdAt: at('17:04') })], {
      now: at('17:05'),
    });
    expect(aloud(planZone(urgent))).toEqual(['17:05:20 Mất điện held']);
    expect(aloud(planZone(later('17:08', urgent)))).toEqual(['17:08:20 Mất điện held']);
  });
});

describe('taken off the air', () => {
  const evening = scene(
    [item('Họp bản', { minutes: 10 }), item('Tiêm chủng', { minutes: 10, createdAt: at('12:00') - HOUR_MS })],
    WITH_SIGNATURES,
  );
  const withBooking = (change: Parameters<typeof item>[1]) => [
    item('Họp bản', { minutes: 10, ...change }),
    evening.items[1]!,
  ];

  it.each([
    ['booking-cancelled', { state: 'cancelled' }],
    ['booking-declined', { state: 'declined' }],
    ['announcement-voided', { state: 'proposed' }],
    ['day-cancelled', { cancelledDates: [TODAY] }],
    ['no-longer-due', { recurrence: { kind: 'once', date: TOMORROW } }],
  ] as const)('while it sounds: %s', (reason, change) => {
    const plan = planZone(later('17:05', evening, { items: withBooking(change) }));
    expect(
      plan.airings.find(({ title, startsAt }) => title === 'Họp bản' && startsAt === at('17:00:12')),
    ).toMatchObject({
      state: 'cancelled',
      reason,
    });
    expect(aloud(plan)).toContain('17:10:14 Tiêm chủng');
  });

  it('is never taken back once it has ended', () => {
    const plan = planZone(later('17:12', evening, { items: withBooking({ state: 'cancelled' }) }));
    expect(aloud(plan)).toContain('17:00:12 Họp bản');
  });

  it('takes opening and closing along when nothing is left', () => {
    const alone = scene([item('Họp bản')], WITH_SIGNATURES);
    const plan = planZone(later('16:55', alone, { items: [item('Họp bản', { state: 'cancelled' })] }));
    expect(aloud(plan)).toEqual([
      '17:00:00 opening cancelled rundown-empty',
      '17:00:12 Họp bản cancelled booking-cancelled',
      '17:02:14 closing cancelled rundown-empty',
    ]);
  });

  it('a stop silences what sounds and what would start in it, and nothing after it', () => {
    const plan = planZone(later('17:05', evening, { stops: [stop('17:05', '17:15')] }));
    expect(aloud(plan)).toEqual([
      '17:00:00 opening',
      '17:00:12 Họp bản cancelled stopped',
      '17:10:14 Tiêm chủng cancelled stopped',
      '17:20:16 closing cancelled rundown-empty',
    ]);
  });

  it('a stop of another zone is not ours', () => {
    const plan = planZone(later('17:05', evening, { stops: [stop('17:05', '17:15', { zoneIds: ['nàng 1'] })] }));
    expect(aloud(plan)).toContain('17:00:12 Họp bản');
  });

  it('takes the time of a proposal too, which comes back with it when the stop is lifted', () => {
    const waiting = { state: 'proposed', approvedBy: null, approvedAt: null } as const;
    const held = scene([item('Chợ phiên', { ...exactly('14:00'), ...waiting })]);
    const stopped = later('12:05', held, { stops: [stop('13:30', '14:30')] });

    expect(aloud(planZone(stopped))).toEqual(['14:00:00 Chợ phiên cancelled stopped']);
    const lifted = later('12:10', stopped, { stops: [stop('13:30', '14:30', { liftedAt: at('12:10') })] });
    expect(aloud(planZone(lifted))).toEqual(['14:00:00 Chợ phiên held']);
  });

  it('lifted in time, what has not started is planned again at its old time; what was cut is not', () => {
    const stopped = later('17:05', evening, { stops: [stop('17:05', '17:15')] });
    const lifted = planZone(later('17:07', stopped, { stops: [stop('17:05', '17:15', { liftedAt: at('17:07') })] }));
    expect(aloud(lifted)).toEqual([
      '17:00:00 opening',
      '17:00:12 Họp bản cancelled stopped',
      '17:10:14 Tiêm chủng',
      '17:20:16 closing',
    ]);
    const tooLate = planZone(later('17:10', stopped, { stops: [stop('17:05', '17:15', { liftedAt: at('17:10') })] }));
    expect(aloud(tooLate)).toContain('17:10:14 Tiêm chủng cancelled stopped');
  });

  it('lifted, what finds its old time taken looks for another', () => {
    const repeated = scene([item('Sơ tán', { minutes: 10, repeats: 2 })]);
    const stopped = later('16:40', repeated, { stops: [stop('16:40', '17:05')] });
    expect(aloud(planZone(stopped))).toEqual(['17:00:00 Sơ tán cancelled stopped', '17:05:00 Sơ tán']);
    const lifted = later('16:56', stopped, { stops: [stop('16:40', '17:05', { liftedAt: at('16:56') })] });
    expect(aloud(planZone(lifted))).toEqual(['17:05:00 Sơ tán', '17:15:02 Sơ tán']);
  });

  it('nothing new is packed into a stop', () => {
    const plan = planZone(
      scene([item('Họp bản'), item('Bóng đá', exactly('17:20'))], { stops: [stop('11:00', '17:30')] }),
    );
    expect(aloud(plan)).toEqual(['17:20:00 Bóng đá dropped stopped', '17:30:00 Họp bản']);
  });
});

describe('a reason', () => {
  const night = { ...EVENING, id: 'tối', name: 'Tối', from: '17:30', to: '18:30' };
  const inTheNight = item('Chợ', { start: { kind: 'slot', slotId: night.id }, minutes: 1, messageClass: 'priority' });
  const tooLong = item('Dài', { minutes: 32, createdAt: 1 });
  const request = scene([inTheNight, tooLong], {
    ...WITH_SIGNATURES,
    slots: [EVENING, night],
  });
  const reasons = (at: PlanRequest) =>
    planZone(at).airings.flatMap(({ title, reason, reasonValues }) =>
      reason ? [{ title, reason, reasonValues }] : [],
    );

  it('is what people booked, however near a signature sound has come', () => {
    const first = reasons(request);
    expect(first.length).toBeGreaterThan(0);
    expect(reasons(later('17:24', request))).toEqual(first);
  });

  it('does not name a signature sound that the same plan takes off the air', () => {
    const near = later('17:24', request);
    const stopped = later('17:24', near, { stops: [stop('17:24', '17:40')] });
    expect(reasons(later('17:24', stopped))).toEqual(reasons(stopped));
  });
});

describe('on the day on which the clocks go forward', () => {
  const CHANGE = '2026-03-29';
  const night = { id: 'đêm', name: 'Đêm', from: '02:10', to: '02:50' };
  const told = (items: readonly BookedItem[]) =>
    planZone(
      scene(items, {
        timeZone: 'Europe/Berlin',
        quietHours: [],
        slots: [{ ...EVENING, ...night }],
        now: Date.parse('2026-03-28T12:00Z'),
      }),
    ).airings.map(({ title, state, reason }) => `${title} ${state} ${reason}`);
  const once = { recurrence: { kind: 'once', date: CHANGE } } as const;

  it('what is booked into a slot that the clocks skip does not sound, and the reason is named', () => {
    expect(told([item('Tin đêm', { ...once, start: { kind: 'slot', slotId: 'đêm' }, createdAt: 1 })])).toEqual([
      'Tin đêm dropped clock-change',
    ]);
  });

  it('of two exact times that become one the first sounds, and the other is told why it does not', () => {
    expect(
      told([
        item('Một', { ...once, ...exactly('02:20'), createdAt: 1 }),
        item('Hai', { ...once, ...exactly('02:40'), createdAt: 2 }),
      ]),
    ).toEqual(['Hai dropped clock-change', 'Một planned null']);
  });
});
