// A zone without poles, and a booking that cannot be planned: states in which a plan says what stays silent and why, and nothing else is harmed.
import { planZone, undatable, type BookedItem } from './plan-zone';
import {
  aloud,
  at,
  exactly,
  item,
  later,
  scene,
  stop,
  TODAY,
  TOMORROW,
  WITH_SIGNATURES,
} from '../../../test/support/planning-scene';
import { forecast } from '../../../test/support/previewed';
import { anAiring } from '../../../test/support/factories';

/** The same booking, of which no pole stands in the zone any more. */
const withoutPoles = (booked: BookedItem): BookedItem => ({ ...booked, controllerIds: [] });

describe('a zone without poles', () => {
  const items = [item('Họp bản'), item('Chợ', exactly('17:30'))];
  const gone = { items: items.map(withoutPoles), standing: [] };

  it('plans what is due there as silent, with the reason', () => {
    const plan = planZone(scene(items.map(withoutPoles), { ...WITH_SIGNATURES, standing: [] }));
    expect(aloud(plan)).toEqual(['17:00:00 Họp bản dropped no-poles', '17:30:00 Chợ dropped no-poles']);
  });

  it('is a plan with nothing in it where nothing is due', () => {
    expect(planZone(scene([], { standing: [] }))).toEqual({ rundowns: [], airings: [] });
  });

  it('ends what was planned, where it was, and its opening and closing with it', () => {
    const plan = planZone(later('16:00', scene(items, WITH_SIGNATURES), gone));
    expect(aloud(plan)).toEqual([
      '17:00:00 opening cancelled rundown-empty',
      '17:00:12 Họp bản dropped no-poles',
      '17:30:00 Chợ dropped no-poles',
      '17:32:02 closing cancelled rundown-empty',
    ]);
    expect(plan.airings.flatMap(({ kind, controllerIds }) => (kind === 'item' ? controllerIds : []))).toEqual([]);
  });

  it('ends even what is frozen: nobody is there to play it', () => {
    expect(aloud(planZone(later('16:55', scene(items), gone)))).toEqual([
      '17:00:00 Họp bản dropped no-poles',
      '17:30:00 Chợ dropped no-poles',
    ]);
  });

  it('leaves what sounds already to its evidence', () => {
    expect(aloud(planZone(later('17:01', scene(items), gone)))[0]).toBe('17:00:00 Họp bản');
  });

  it('leaves a proposal whose time came before the poles went to its own reason, also when it is planned again', () => {
    const proposed = items.map((each) => ({ ...each, booking: { ...each.booking, state: 'proposed' as const } }));
    const begun = later('17:30:30', scene(proposed), { items: proposed.map(withoutPoles), standing: [] });
    expect(aloud(planZone(begun))[1]).toBe('17:30:00 Chợ dropped unapproved');
    expect(planZone(later('17:30:30', begun))).toEqual(planZone(begun));
  });

  it('says so of a proposal too', () => {
    const proposed = items.map((each) => ({ ...each, booking: { ...each.booking, state: 'proposed' as const } }));
    const plan = planZone(later('16:00', scene(proposed), { items: proposed.map(withoutPoles), standing: [] }));
    expect(aloud(plan)).toEqual(['17:00:00 Họp bản dropped no-poles', '17:30:00 Chợ dropped no-poles']);
  });

  it('sounds again where it did when a pole comes back in time', () => {
    const silent = later('15:00', scene(items), gone);
    expect(aloud(planZone(later('16:00', silent, { items, standing: ['cụm-1'] })))).toEqual([
      '17:00:00 Họp bản',
      '17:30:00 Chợ',
    ]);
  });

  it('is in the way of nothing it is tried for, and has no time when its poles come back too near to it', () => {
    const silent = later('15:00', scene([items[1]!]), gone);
    const tried = (poles: readonly string[]) => {
      const candidate = { ...items[1]!, controllerIds: poles };
      const request = { ...later('17:29', silent), items: [candidate], standing: poles };
      return forecast([{ request: { ...request, now: at('17:29:50') }, candidate }]).conflicts;
    };
    expect(tried([])).toEqual([]);
    expect(tried(['cụm-1'])).toMatchObject([{ kind: 'too-soon' }]);
  });

  it('keeps the show lock for the poles that are left, and names no other', () => {
    const left = items.map((each) => ({ ...each, controllerIds: ['cụm-2'] }));
    const [first] = planZone(later('16:55', scene(items), { items: left, standing: ['cụm-2'] })).airings;
    expect(first).toMatchObject({ startsAt: at('17:00'), state: 'planned', controllerIds: ['cụm-2'] });
  });

  it('starts nothing anew that an emergency cut short', () => {
    const running = later('17:01', scene(items), {
      emergencies: [{ title: 'Lũ quét', from: at('17:01'), to: at('17:03') }],
    });
    const { id } = running.existing[0]!;
    const cut = { ...gone, interruptions: [{ airingId: id, controllerIds: ['cụm-1', 'cụm-2'] }] };
    const plan = planZone(later('17:02', running, cut));
    expect(plan.airings.filter(({ restartOf }) => restartOf !== null)).toMatchObject([
      { state: 'dropped', reason: 'no-poles', controllerIds: [] },
    ]);
  });

  it('silences a drill that is to come', () => {
    const drill = anAiring({ kind: 'drill', bookingId: null, startsAt: at('18:00'), controllerIds: ['cụm-1'] });
    const planned = (standing: readonly string[]) => planZone(scene([], { existing: [drill], standing })).airings;
    expect(planned(['cụm-1'])).toEqual([drill]);
    expect(planned([])).toMatchObject([{ state: 'cancelled', reason: 'no-poles' }]);
  });
});

describe('a booking that is set aside', () => {
  const broken = item('Hỏng', { ...exactly('17:10'), minutes: 5 });
  const rows = {
    ...broken,
    booking: { ...broken.booking, recurrence: { kind: 'nonsense', from: TODAY, until: TOMORROW } as never },
  };

  it('would end the plan of its zone', () => {
    expect(() => planZone(scene([rows]))).toThrow('no series is');
    const mute = { ...broken, sounds: [] };
    expect(() => planZone(scene([mute]))).toThrow('has no sound');
    const timeless = { ...broken, booking: { ...broken.booking, ...exactly('khi nào' as never) } };
    expect(() => planZone(scene([timeless]))).toThrow();
    const good = item('Họp bản');
    expect(undatable(scene([rows, mute, timeless, good]))).toEqual(['Hỏng', 'Hỏng', 'Hỏng']);
    expect(undatable(scene([good]))).toEqual([]);
  });

  it('keeps what was planned of it, and what comes later finds its place beside it', () => {
    const dinner = item('Họp bản', { minutes: 15 });
    const plan = planZone(later('16:00', scene([broken]), { items: [rows, dinner], setAside: ['Hỏng'] }));
    expect(aloud(plan)).toEqual(['17:10:00 Hỏng', '17:15:02 Họp bản']);
  });

  it('is silent under a stop, and where its poles are gone', () => {
    const aside = { items: [rows], setAside: ['Hỏng'] };
    const planned = (change: object) => aloud(planZone(later('16:00', scene([broken]), { ...aside, ...change })));
    expect(planned({ stops: [stop('17:00', '18:00')] })).toEqual(['17:10:00 Hỏng cancelled stopped']);
    expect(planned({ standing: [] })).toEqual(['17:10:00 Hỏng cancelled no-poles']);
  });

  it('has its opening and closing as before', () => {
    const plan = planZone(later('16:00', scene([broken], WITH_SIGNATURES), { items: [rows], setAside: ['Hỏng'] }));
    expect(aloud(plan)).toEqual(['17:09:48 opening', '17:10:00 Hỏng', '17:15:02 closing']);
  });
});
