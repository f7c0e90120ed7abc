// An approval stands for everything that is heard, seen and decided by it; whatever of that is otherwise is not what was approved.
import type { Announcement, Booking, Recording } from '#domain';
import { aBooking, anAnnouncement, aRecording, aRendition } from '../../../test/support/factories';
import { bookingDigest, contentDigest, isBookingAsApproved, isContentAsApproved } from './as-approved';

const recording = aRecording({ id: 'r', sha256: 'made', rendition: aRendition({ sha256: 'heard' }) });
const announcement = anAnnouncement({ versions: [{ language: 'vi', recordingId: 'r', script: 'Họp' }] });
const content = contentDigest(announcement, [recording])!;
const wish = aBooking({ state: 'approved' });
const booking = { ...wish, approvedDigest: bookingDigest(content, wish) };

const isApproved = (
  own: { booking?: Partial<Booking>; announcement?: Partial<Announcement>; recording?: Partial<Recording> } = {},
) =>
  isBookingAsApproved({ ...booking, ...own.booking }, { ...announcement, ...own.announcement }, [
    { ...recording, ...own.recording },
  ]);

it('is as approved while nothing was changed', () => {
  expect(isApproved()).toBe(true);
  expect(isContentAsApproved(content, announcement, [recording])).toBe(true);
});

it.each<[string, Parameters<typeof isApproved>[0]]>([
  ['start', { booking: { start: { kind: 'exact', at: '03:00' } } }],
  ['days', { booking: { recurrence: { kind: 'once', date: '2030-01-01' } } }],
  ['repeats', { booking: { repeats: 4 } }],
  ['poles', { booking: { controllerIds: ['somewhere else'] } }],
  ['digest', { booking: { approvedDigest: 'f'.repeat(64) } }],
  ['no digest', { booking: { approvedDigest: null } }],
  ['title', { announcement: { title: 'Bán đất' } }],
  ['class', { announcement: { messageClass: 'priority' } }],
  ['script', { announcement: { versions: [{ language: 'vi', recordingId: 'r', script: 'Bán' }] } }],
  ['no versions', { announcement: { versions: [] } }],
  ['recording', { recording: { sha256: 'made otherwise' } }],
  ['sound', { recording: { rendition: aRendition({ sha256: 'heard otherwise' }) } }],
  ['no sound', { recording: { rendition: null } }],
])('is not as approved: %s', (_, own) => {
  expect(isApproved(own)).toBe(false);
});
