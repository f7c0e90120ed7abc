// The same wish twice is told from two wishes.
import { aBooking, NOON } from '../../../test/support/factories';
import { duplicatesOf } from './booking-duplicate';

const standing = aBooking({
  zoneIds: ['a', 'b'],
  start: { kind: 'exact', at: '17:00:00' },
  recurrence: { kind: 'daily', from: '2026-11-23', until: '2026-11-30' },
});
const { announcementId, zoneIds, start, recurrence, repeats } = standing;
const wish = { announcementId, zoneIds, start, recurrence, repeats };
const found = (own: Partial<typeof wish> = {}, booked = standing) =>
  duplicatesOf({ ...wish, ...own }, [booked], NOON).length > 0;

it('the same notice, time and days in one of the same zones', () => {
  expect(found()).toBe(true);
  expect(found({ zoneIds: ['b', 'c'] })).toBe(true);
  expect(found({ start: { kind: 'exact', at: '17:00' } })).toBe(true);
});

it('anything else is another wish', () => {
  expect(found({ announcementId: 'other' })).toBe(false);
  expect(found({ zoneIds: ['c'] })).toBe(false);
  expect(found({ repeats: 3 })).toBe(false);
  expect(found({ start: { kind: 'exact', at: '17:01' } })).toBe(false);
  expect(found({ recurrence: { kind: 'once', date: '2026-11-23' } })).toBe(false);
});

it('what is over, refused or has sounded is no longer in the way', () => {
  expect(found({}, { ...standing, state: 'cancelled' })).toBe(false);
  const soonest = { ...standing, start: { kind: 'soonest' }, state: 'approved' } as const;
  expect(found({ start: { kind: 'soonest' } }, { ...soonest, soonestAt: NOON - 1 })).toBe(false);
  expect(found({ start: { kind: 'soonest' } }, { ...soonest, soonestAt: NOON + 1 })).toBe(true);
});
