// The event log: what happened, who did it, and why. Audit, live events and (later) webhooks read the same rows.
import type { Instant } from './time';

/** Kinds of events, named `subject.what-happened`. */
export const EVENT_KINDS = [
  'recording.received',
  'recording.progressed',
  'recording.ready',
  'recording.refused',
  'announcement.created',
  'announcement.edited',
  'announcement.submitted',
  'announcement.approved',
  'announcement.changes-requested',
  'announcement.voided',
  'approval.delegated',
  'approval.delegation-ended',
  'approval.escalated',
  'booking.proposed',
  'booking.approved',
  'booking.declined',
  'booking.cancelled',
  'booking.amended',
  'booking.day-cancelled',
  'booking.replaced',
  'booking.order-decided',
  'booking.missed',
  'booking.finished',
  'airing.dropped',
  'airing.interrupted',
  'programme.issued',
  'playback.changed',
  'playback.after-cancel',
  'stop.ordered',
  'stop.lifted',
  'stop.unpublished',
  'village.muted',
  'village-notice.aired',
  'retraction.ordered',
  'resend.proposed',
  'emergency.requested',
  'emergency.confirmed',
  'emergency.withdrawn',
  'emergency.expired',
  'emergency.started',
  'emergency.ended',
  'emergency.unpublished',
  'emergency-template.set',
  'emergency-template.removed',
  'review.opened',
  'review.signed',
  'rundown.confirmed',
  'rundown.word-withdrawn',
  'complaint.received',
  'complaint.closed',
  'trouble.settled',
  'slot.summed-up',
  'drill.ordered',
  'drill.cancelled',
  'drill.began',
  'drill.finished',
  'drill.expired',
  'self-test.begun',
  'self-test.ended',
  'device.code-issued',
  'device.enrolled',
  'device.retired',
  'device.online',
  'device.offline',
  'evidence.rejected',
  'commune.signature-set',
  'commune.rules-changed',
  'commune.changed',
  'village.changed',
  'commune.special-days-entered',
  'commune.special-day-removed',
  'person.signed-in',
  'person.sign-in-failed',
  'person.created',
  'person.pin-set',
  'link.issued',
  'link.used',
  'link.revoked',
  'token.issued',
  'token.revoked',
] as const;
export type EventKind = (typeof EVENT_KINDS)[number];

/** One thing that happened. `sequence` rises over the whole installation and is the resume point of live events. */
export interface DomainEvent {
  readonly sequence: number;
  readonly communeId: string;
  readonly at: Instant;
  readonly kind: EventKind;
  /** A person's id, `device:<id>` or `system`. */
  readonly actor: string;
  readonly subjectId: string;
  readonly details: Readonly<Record<string, unknown>>;
}
