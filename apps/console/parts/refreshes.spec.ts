import { NOTICE_KINDS, WATCHED_KINDS, type NoticeKind, type WatchedKind } from '#domain';
import { madeOldBy } from './refreshes';

/** The event in whose unit of work people are told; null: one that is for the audit alone, or none. */
const TOLD_WITH: Readonly<Record<NoticeKind, WatchedKind | null>> = {
  'approval-waits': 'announcement.submitted',
  'approval-escalated': 'approval.escalated',
  'approval-delegated': 'approval.delegated',
  'changes-requested': 'announcement.changes-requested',
  'booking-declined': 'booking.declined',
  'booking-cancelled': 'booking.cancelled',
  'booking-replaced': 'booking.replaced',
  'village-notice-aired': 'village-notice.aired',
  'village-muted': 'village.muted',
  'review-waits': 'review.opened',
  'emergency-asks': 'emergency.requested',
  'emergency-broke-glass': 'emergency.started',
  'emergency-from-above': 'emergency.started',
  'emergency-ended': 'emergency.ended',
  'item-interrupted': 'airing.interrupted',
  'played-after-cancel': 'playback.after-cancel',
  'slot-summary': 'slot.summed-up',
  'retraction-ordered': 'retraction.ordered',
  'drill-ordered': 'drill.ordered',
  'drill-cancelled': 'drill.cancelled',
  'self-test-failed': 'self-test.ended',
  'complaint-received': 'complaint.received',
  'plan-failing': 'plan.failing',
  'not-as-approved': 'booking.altered',
  'quiet-hours-altered': 'commune.row-altered',
  'template-altered': 'commune.row-altered',
  'database-older': 'commune.database-older',
  'key-changed': 'commune.key-changed',
  'key-revoked': 'commune.key-changed',
  'key-recovered': 'commune.key-recovered',
  'key-foreign': 'device.key-foreign',
  'unknown-taken-off': 'airing.unknown',
  'unknown-sounded': 'airing.unknown',
  // A while after `device.offline`, when the pole did not come back.
  'poles-offline': null,
  'poles-not-heard': null,
  'pole-doubled': 'device.doubled',
  // Told by the next look: with no room left nothing is written beside it.
  'disk-full': null,
  'clock-doubted': null,
  'log-unguarded': null,
  'log-begun-anew': 'commune.log-begun-anew',
  'token-issued': null,
  'village-link-issued': null,
  'code-issued': null,
  'second-factor-reset': null,
  'recovery-code-used': null,
  'code-waits': null,
  'role-waits': null,
  'waiting-refused': null,
};

describe('What an event makes old', () => {
  const told = NOTICE_KINDS.flatMap((notice) => TOLD_WITH[notice] ?? []);

  it.each([...told, 'booking.proposed', 'booking.amended'] as const)('is the bell, where %s tells people', (kind) => {
    expect(madeOldBy(kind)).toContain('notices');
  });

  it.each(WATCHED_KINDS)('is the journal and something else, after %s', (kind) => {
    const old = madeOldBy(kind);
    expect(old).toContain('audit');
    expect(old.length).toBeGreaterThan(1);
    expect(new Set(old).size).toBe(old.length);
  });

  it.each(WATCHED_KINDS)('is the number of unread notices wherever the notices are, after %s', (kind) => {
    const old = madeOldBy(kind);
    if (old.includes('notices')) expect(old).toContain('needs');
  });

  it.each([
    ['village-notice.aired', 'bookings'],
    ['resend.proposed', 'bookings'],
    ['airing.dropped', 'why'],
    ['village.muted', 'stops'],
    ['controller.retired', 'poles'],
  ] as const)('%s is seen in what is asked about %s', (kind, subject) => {
    expect(madeOldBy(kind)).toContain(subject);
  });
});
