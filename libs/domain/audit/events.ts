// The event log: what happened, who did it, and why. Audit, live events and (later) webhooks read the same rows.
import type { Instant } from '../calendar/time';
import type { AirEvents, DrillEvents, EmergencyEvents, StopEvents } from './air-events';
import type { AnnouncementEvents, ApprovalEvents, BookingEvents, RecordingEvents } from './announcement-events';
import type { Nothing } from './event-parts';
import type { PeopleEvents } from './people-events';
import type { DeviceEvents, PlaceEvents } from './place-events';

/** Every kind of event, named `subject.what-happened`, with what it says beside actor, subject and time. */
export interface EventDetails
  extends
    RecordingEvents,
    AnnouncementEvents,
    ApprovalEvents,
    BookingEvents,
    AirEvents,
    StopEvents,
    EmergencyEvents,
    DrillEvents,
    PlaceEvents,
    DeviceEvents,
    PeopleEvents {}

export type EventKind = keyof EventDetails;

/** What a kind is about: its first word. */
type SubjectOf<Kind extends EventKind> = Kind extends `${infer Subject}.${string}` ? Subject : never;
export type EventSubject = SubjectOf<EventKind>;

/** Subjects about people and keys are for the audit alone, never for everybody who watches, whatever kinds they will have. */
type AuditSubject = 'person' | 'role' | 'link' | 'token';
type AudienceOf<Kind extends EventKind> = SubjectOf<Kind> extends AuditSubject ? 'audit' : 'audit' | 'commune';

/** Who may read of it: everybody of the commune as it happens, or the audit alone. A kind that is not listed does not compile. */
const EVENT_AUDIENCES = {
  'recording.received': 'commune',
  'recording.progressed': 'commune',
  'recording.ready': 'commune',
  'recording.removed': 'commune',
  'recording.refused': 'commune',
  'announcement.created': 'commune',
  'announcement.edited': 'commune',
  'announcement.submitted': 'commune',
  'announcement.approved': 'commune',
  'announcement.changes-requested': 'commune',
  'announcement.voided': 'commune',
  'approval.delegated': 'commune',
  'approval.delegation-ended': 'commune',
  'approval.escalated': 'commune',
  'booking.proposed': 'commune',
  'booking.approved': 'commune',
  'booking.declined': 'commune',
  'booking.cancelled': 'commune',
  'booking.amended': 'commune',
  'booking.day-cancelled': 'commune',
  'booking.replaced': 'commune',
  'booking.order-decided': 'commune',
  'booking.missed': 'commune',
  'booking.finished': 'commune',
  'booking.altered': 'commune',
  'airing.dropped': 'commune',
  'airing.interrupted': 'commune',
  'airing.unknown': 'commune',
  'programme.issued': 'commune',
  'plan.failing': 'commune',
  'plan.healed': 'commune',
  'playback.changed': 'commune',
  'playback.after-cancel': 'commune',
  'stop.ordered': 'commune',
  'stop.lifted': 'commune',
  'stop.unpublished': 'commune',
  'village.muted': 'commune',
  'village-notice.aired': 'commune',
  'retraction.ordered': 'commune',
  'resend.proposed': 'commune',
  'emergency.requested': 'commune',
  'emergency.confirmed': 'commune',
  'emergency.withdrawn': 'commune',
  'emergency.expired': 'commune',
  'emergency.closed': 'commune',
  'emergency.started': 'commune',
  'emergency.ended': 'commune',
  'emergency.unpublished': 'commune',
  'emergency-template.set': 'commune',
  'emergency-template.removed': 'commune',
  'review.opened': 'commune',
  'review.signed': 'commune',
  'rundown.confirmed': 'commune',
  'rundown.word-withdrawn': 'commune',
  'complaint.received': 'commune',
  'complaint.closed': 'commune',
  'trouble.settled': 'commune',
  'slot.summed-up': 'commune',
  'drill.ordered': 'commune',
  'drill.cancelled': 'commune',
  'drill.began': 'commune',
  'drill.finished': 'commune',
  'drill.expired': 'commune',
  'self-test.begun': 'commune',
  'self-test.ended': 'commune',
  'device.code-issued': 'audit',
  'device.enrolled': 'commune',
  'device.retired': 'commune',
  'device.online': 'commune',
  'device.offline': 'commune',
  'pole.muted': 'commune',
  'pole.unmuted': 'commune',
  'device.doubled': 'commune',
  'device.key-foreign': 'commune',
  'device.not-heard': 'audit',
  'evidence.rejected': 'audit',
  'evidence.lost': 'audit',
  'commune.signature-set': 'commune',
  'commune.founded': 'audit',
  'commune.rules-changed': 'commune',
  'commune.changed': 'commune',
  'commune.database-older': 'commune',
  'commune.key-changed': 'commune',
  'commune.drill-key-changed': 'commune',
  'commune.key-recovered': 'commune',
  'commune.row-altered': 'commune',
  'commune.log-begun-anew': 'commune',
  'village.created': 'commune',
  'village.changed': 'commune',
  'village.retired': 'commune',
  'zone.created': 'commune',
  'zone.changed': 'commune',
  'zone.retired': 'commune',
  'controller.created': 'commune',
  'controller.changed': 'commune',
  'controller.retired': 'commune',
  'slot.created': 'commune',
  'slot.changed': 'commune',
  'slot.retired': 'commune',
  'commune.special-days-entered': 'commune',
  'commune.special-day-removed': 'commune',
  'person.signed-in': 'audit',
  'person.sign-in-failed': 'audit',
  'person.created': 'audit',
  'person.pin-set': 'audit',
  'person.changed': 'audit',
  'person.code-issued': 'audit',
  'person.code-waited': 'audit',
  'person.waiting-agreed': 'audit',
  'person.waiting-refused': 'audit',
  'person.password-set': 'audit',
  'person.second-factor-set': 'audit',
  'person.second-factor-removed': 'audit',
  'person.second-factor-reset': 'audit',
  'person.recovery-codes-renewed': 'audit',
  'person.recovery-code-used': 'audit',
  'person.left': 'audit',
  'person.sessions-ended': 'audit',
  'person.signed-out': 'audit',
  'person.blocked': 'audit',
  'person.unblocked': 'audit',
  'person.handed-over': 'audit',
  'role.granted': 'audit',
  'role.revoked': 'audit',
  'link.issued': 'audit',
  'link.used': 'audit',
  'link.revoked': 'audit',
  'token.issued': 'audit',
  'token.revoked': 'audit',
} as const satisfies { readonly [Kind in EventKind]: AudienceOf<Kind> };

export const EVENT_KINDS = Object.keys(EVENT_AUDIENCES) as readonly EventKind[];
export const EVENT_SUBJECTS = [...new Set(EVENT_KINDS.map(subjectOf))];

/** The kinds that everybody of the commune may watch. */
export type WatchedKind = {
  [Kind in EventKind]: (typeof EVENT_AUDIENCES)[Kind] extends 'commune' ? Kind : never;
}[EventKind];
export type WatchedSubject = SubjectOf<WatchedKind>;

export const WATCHED_KINDS = EVENT_KINDS.filter(isWatched);

/** Whether everybody of the commune may see events of that kind. */
export function isWatched(kind: EventKind): kind is WatchedKind {
  return EVENT_AUDIENCES[kind] === 'commune';
}

/** What the kind is about. */
export function subjectOf<Kind extends EventKind>(kind: Kind): SubjectOf<Kind> {
  return kind.slice(0, kind.indexOf('.')) as SubjectOf<Kind>;
}

/** What happened, as it is written down now: the kind, and all that belongs to it. */
export type Happening<Kind extends EventKind = EventKind> = {
  readonly [Each in Kind]: { readonly kind: Each } & (Nothing extends EventDetails[Each]
    ? { readonly details?: EventDetails[Each] }
    : { readonly details: EventDetails[Each] });
}[Kind];

/**
 * What happened, as it was written down once. No row is ever changed (the chain), so it says what its version of us knew: any of its fields
 * may be missing, and every reader has to answer for that. A field never changes what it means: what means something else gets another name.
 */
export type KnownHappening<Kind extends EventKind = EventKind> = {
  readonly [Each in Kind]: { readonly kind: Each; readonly details: Optional<EventDetails[Each]> };
}[Kind];

/** Of each shape that the details may have. */
type Optional<Details> = Details extends unknown ? Partial<Details> : never;

/** When, where and by whom something happened. */
export interface Occasion {
  readonly communeId: string;
  readonly at: Instant;
  /** A person's id, `device:<id>` or `system`. */
  readonly actor: string;
  readonly subjectId: string;
}

/** One thing that happened. `sequence` rises over the whole installation and is the resume point of live events. */
export type DomainEvent<Kind extends EventKind = EventKind> = Occasion &
  KnownHappening<Kind> & { readonly sequence: number };
