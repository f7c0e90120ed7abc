// What a change of hours, slots or poles is told to do before it is made.
import { at, EVENING, exactly, item, scene } from '../../../test/support/planning-scene';
import { planChange } from './plan-change';
import { planZone, type PlanRequest } from '../planning/plan-zone';

const ITEMS = [item('Họp', exactly('17:10')), item('Chợ')];

/** What changes when the zone is planned with these items as `change` says instead. */
function foreseen(change: Partial<PlanRequest>, items = ITEMS) {
  const request = scene(items);
  return planChange([planZone(request)], [planZone({ ...request, ...change })], request.now);
}

describe('a change that is foreseen', () => {
  it('of quiet hours names the booking that loses its time, and no other', () => {
    expect(foreseen({ quietHours: [{ from: '17:05', to: '05:00' }] })).toEqual({
      lost: [{ bookingId: 'Họp', title: 'Họp', firstStartsAt: at('17:10'), starts: 1 }],
      moved: [],
    });
  });

  it('of a slot tells what only begins at another time', () => {
    const slots = [{ ...EVENING, from: '18:00', to: '19:00' }];
    expect(foreseen({ slots }, [item('Chợ')])).toEqual({
      lost: [],
      moved: [{ bookingId: 'Chợ', title: 'Chợ', firstStartsAt: at('17:00'), starts: 1 }],
    });
  });

  it('counts a start once, on however many poles it is lost, and tells one that a single pole loses', () => {
    const withoutOne = item('Chợ', { controllers: ['cụm-1'] });
    expect(foreseen({ items: [withoutOne] }, [item('Chợ')]).lost).toMatchObject([{ title: 'Chợ', starts: 1 }]);
    expect(foreseen({ items: [] }, [item('Chợ')]).lost).toMatchObject([{ title: 'Chợ', starts: 1 }]);
  });

  it('says nothing of what still waits for approval, and nothing when all stays as it is', () => {
    const proposed = item('Chợ', { state: 'proposed', approvedBy: null, approvedAt: null, approvedDigest: null });
    expect(foreseen({ items: [] }, [proposed])).toEqual({ lost: [], moved: [] });
    expect(foreseen({})).toEqual({ lost: [], moved: [] });
  });
});
