// What each event says of the rows that came of it: one line for each kind of event. Read from the first event to the last this is what the tables
// hold, as far as the log says so; whatever they hold otherwise nobody did by an act.
import { bookingDigestText } from '../approvals/digest';
import type { Booking } from '../bookings/booking';
import type { ChangeOnPoles } from './air-events';
import type { BookingWish } from './announcement-events';
import type { DomainEvent, EventKind } from './events';
import {
  approvalId,
  ENDED_BY_A_BOX,
  grantId,
  journalId,
  playbackId,
  specialDayId,
  wordId,
  type RecordKind,
  type Said,
} from './record-kinds';

/** What an event says of one row; null: it is there no more. */
export interface Telling {
  readonly kind: RecordKind;
  readonly id: string;
  readonly says: Said | null;
}

/** What was said up to here. */
export interface Heard {
  told(kind: RecordKind, id: string): Said | undefined;
  bookingsOf(announcementId: string): readonly string[];
  /** Of an announcement or a booking. */
  approvalsOf(subjectId: string): readonly string[];
}

type Tellings = {
  readonly [Kind in EventKind]?: (event: DomainEvent<Kind>, heard: Heard) => readonly Telling[];
};

const stands = (kind: RecordKind, id: string, says: Said): readonly Telling[] => [{ kind, id, says }];
const isGone = (kind: RecordKind, id: string): readonly Telling[] => [{ kind, id, says: null }];

const NO_APPROVAL = { approvedBy: null, approvedAt: null, approvedDigest: null };

/** A place that was made, changed or taken down. */
const edited =
  (kind: RecordKind) =>
  ({ subjectId, at, details }: { subjectId: string; at: number; details: Partial<Edited> }) =>
    stands(kind, subjectId, {
      ...details.after,
      ...(details.before === null && { retiredAt: null }),
      ...(details.after === null && { retiredAt: at }),
    });

interface Edited {
  readonly before: object | null;
  readonly after: object | null;
}

/** Places that were there from the beginning. */
const founded = (kind: RecordKind, places: readonly { readonly id: string }[] = []): readonly Telling[] =>
  places.flatMap(({ id, ...place }) => stands(kind, id, { ...place, retiredAt: null }));

const approved = (
  subject: 'announcement' | 'booking',
  { actor, at }: Pick<DomainEvent, 'actor' | 'at'>,
  approval: { readonly subjectId: unknown; readonly digest: unknown; readonly basis?: unknown },
): readonly Telling[] =>
  stands('approval', approvalId({ subject, approvedAt: at, ...approval }), {
    ...{ subject, subjectId: approval.subjectId, approvedBy: actor, approvedAt: at, basis: approval.basis },
    voidedAt: null,
  });

/** None of what is about it counts any more. */
const voided = (subjectId: string, voidedAt: number, { told, approvalsOf }: Heard): readonly Telling[] =>
  approvalsOf(subjectId)
    .filter((id) => told('approval', id)?.['voidedAt'] === null)
    .flatMap((id) => stands('approval', id, { voidedAt }));

/** What a playback came to by the word of its box, or because there was none. Before that it may be planned, cancelled and planned again. */
const cameTo = (
  { state, reason, airingIds, controllerIds }: Partial<ChangeOnPoles>,
  isBox: boolean,
): readonly Telling[] =>
  (airingIds ?? []).flatMap((airingId) =>
    (controllerIds ?? []).flatMap((controllerId) =>
      stands('playback', playbackId({ airingId, controllerId }), playbackIs(state, reason, isBox)),
    ),
  );

function playbackIs(state: unknown, reason: unknown, isBox: boolean): Said {
  if (state === 'unconfirmed') return { cameTo: state, reason };
  return ENDED_BY_A_BOX.includes(String(state))
    ? { cameTo: state, reason, receipt: isBox ? 'stands' : undefined }
    : { cameTo: null, reason: undefined, receipt: undefined };
}

const bookingIs = (state: Booking['state']) => (event: { readonly subjectId: string }) =>
  stands('booking', event.subjectId, { state });
const emergencyIs = (state: string) => (event: { readonly subjectId: string }) =>
  stands('emergency', event.subjectId, { state });

/** By the kind of the event. What is not here says nothing of a row that is held against the log. */
export const TELLINGS: Tellings = {
  'recording.received': ({ subjectId, details: { sha256, bytes, fileName } }) =>
    stands('recording', subjectId, { sha256, bytes, fileName }),
  'recording.ready': ({ subjectId, details: { sha256, durationMs } }) =>
    stands('recording', subjectId, { state: 'ready', renditionSha256: sha256, durationMs }),
  'recording.removed': ({ subjectId, at }) => stands('recording', subjectId, { removedAt: at }),
  'recording.refused': ({ subjectId }) => stands('recording', subjectId, { state: 'refused' }),

  'announcement.created': ({ subjectId, actor, details: { title } }) =>
    stands('announcement', subjectId, { title, createdBy: actor, isApproved: false }),
  'announcement.submitted': ({ subjectId }) =>
    stands('announcement', subjectId, { isApproved: false, note: undefined }),
  'announcement.edited': ({ subjectId, details: { after } }) => stands('announcement', subjectId, { ...after }),
  'announcement.approved': ({ subjectId, details: { digest, basis }, ...event }) => [
    ...stands('announcement', subjectId, { isApproved: true, digest }),
    ...approved('announcement', event, { subjectId, digest, basis }),
  ],
  'announcement.changes-requested': ({ subjectId, details: { note } }) =>
    stands('announcement', subjectId, { isApproved: false, note }),
  'announcement.voided': ({ subjectId, at }, heard) => [
    ...stands('announcement', subjectId, { isApproved: false, digest: undefined }),
    ...voided(subjectId, at, heard),
    ...heard
      .bookingsOf(subjectId)
      .filter((id) => heard.told('booking', id)?.['state'] === 'approved')
      .flatMap((id) => [
        ...stands('booking', id, { state: 'proposed', ...NO_APPROVAL, soonestAt: null }),
        ...voided(id, at, heard),
      ]),
  ],

  'booking.proposed': ({ subjectId, actor, details: { announcementId, asked } }) =>
    stands('booking', subjectId, { ...asked, announcementId, createdBy: actor, state: 'proposed', ...NO_APPROVAL }),
  'booking.approved': ({ subjectId, actor, at, details: { digest, soonestAt } }) => [
    ...stands('booking', subjectId, {
      ...{ state: 'approved', approvedBy: actor, approvedAt: at, approvedDigest: digest, soonestAt },
    }),
    ...approved('booking', { actor, at }, { subjectId, digest }),
  ],
  'village-notice.aired': ({ subjectId, actor, at, details: { announcementId, title, digest, soonestAt, asked } }) => [
    ...approved('booking', { actor, at }, { subjectId, digest, basis: 'village-notice' }),
    ...stands('announcement', String(announcementId), { title, isApproved: true }),
    ...stands('booking', subjectId, {
      ...{ ...asked, announcementId, createdBy: actor },
      ...{ state: 'approved', approvedBy: null, approvedAt: at, approvedDigest: digest, soonestAt },
    }),
  ],
  'booking.declined': bookingIs('declined'),
  'booking.cancelled': bookingIs('cancelled'),
  'booking.missed': bookingIs('missed'),
  'booking.finished': bookingIs('finished'),
  'booking.replaced': ({ subjectId, at, details: { localDates } }, heard) =>
    localDates
      ? stands('booking', subjectId, withoutDays(heard.told('booking', subjectId), localDates))
      : [...stands('booking', subjectId, { state: 'replaced' }), ...voided(subjectId, at, heard)],
  'booking.day-cancelled': ({ subjectId, details: { date } }, heard) =>
    stands('booking', subjectId, withoutDays(heard.told('booking', subjectId), [date])),
  'booking.order-decided': ({ subjectId, details: { after } }) => stands('booking', subjectId, { precedence: after }),
  'booking.amended': ({ subjectId, at, details }, heard) => {
    const booking = heard.told('booking', subjectId);
    const isApproved = booking?.['state'] === 'approved';
    if (details.scope === 'following') {
      const { after: recurrence, digest: approvedDigest } = details;
      return [
        ...stands('booking', subjectId, { recurrence, ...(isApproved && { approvedDigest }) }),
        // The approval goes over to the rest, which the log did not always name.
        ...(isApproved && typeof approvedDigest === 'string' ? narrowed(subjectId, at, approvedDigest, heard) : []),
      ];
    }
    const { before, after } = details as { readonly before?: BookingWish; readonly after?: BookingWish };
    const isLost = isApproved && textOf(before) !== textOf(after);
    const lost = { state: 'proposed', ...NO_APPROVAL, soonestAt: undefined };
    return [
      ...stands('booking', subjectId, { ...after, ...(isLost && lost) }),
      ...(isLost ? voided(subjectId, at, heard) : []),
    ];
  },

  // Who asks for the same again comes to the request that waits, whatever reason they give.
  'emergency.requested': ({ subjectId, details }) => stands('emergency', subjectId, { ...details, state: 'requested' }),
  'emergency.confirmed': ({ subjectId, actor, at }) =>
    stands('emergency', subjectId, { confirmedBy: actor, confirmedAt: at }),
  'emergency.started': ({ subjectId, details }) => stands('emergency', subjectId, { ...details, state: 'on_air' }),
  'emergency.ended': ({ subjectId, actor, at, details }) => {
    if ('gaveWayTo' in details) return stands('emergency', subjectId, { state: undefined });
    const ended = { state: 'ended', endedAt: at, endedBy: actor };
    return stands('emergency', subjectId, 'ranOut' in details ? { state: 'run_out' } : ended);
  },
  'emergency.withdrawn': emergencyIs('withdrawn'),
  'emergency.expired': emergencyIs('expired'),
  'emergency.closed': emergencyIs('closed'),
  'emergency-template.set': ({ subjectId, details }) => stands('emergency-template', subjectId, details),
  'emergency-template.removed': ({ subjectId }) => isGone('emergency-template', subjectId),

  'stop.ordered': ({ subjectId, actor, at, details: { zoneIds, until, reason } }) =>
    stands('stop', subjectId, { zoneIds, until, reason, orderedBy: actor, from: at, liftedAt: null }),
  'village.muted': ({ subjectId, actor, at, details: { zoneIds, until, reason } }) =>
    stands('stop', subjectId, { zoneIds, until, reason, orderedBy: actor, from: at, liftedAt: null }),
  'stop.lifted': ({ subjectId, at }) => stands('stop', subjectId, { liftedAt: at }),
  'retraction.ordered': ({ subjectId, actor, at, details: { announcementId, bookingId, reason } }) =>
    stands('retraction', subjectId, { announcementId, bookingId, reason, orderedBy: actor, orderedAt: at }),

  'rundown.confirmed': ({ actor, at, details }) =>
    stands('confirmation', wordId({ ...details, personId: actor }), { answer: details.answer, note: details.note, at }),
  'rundown.word-withdrawn': ({ actor, details }) => isGone('confirmation', wordId({ ...details, personId: actor })),
  'review.opened': ({ subjectId: id, actor, details: { subject, subjectId, dueBy } }) =>
    stands('review', id, { subject, subjectId, dueBy, actedBy: actor, signedBy: null }),
  'review.signed': ({ subjectId: id, actor, at, details: { verdict, note } }) =>
    stands('review', id, { verdict, note, signedBy: actor, signedAt: at }),
  'complaint.received': ({ subjectId, at, details: { controllerId, topic } }) =>
    stands('complaint', subjectId, { controllerId, topic, at, closedBy: null }),
  'complaint.closed': ({ subjectId, actor, at, details: { answer } }) =>
    stands('complaint', subjectId, { answer, closedBy: actor, closedAt: at }),

  'commune.founded': ({ communeId, details: { commune, slots, villages, zones, controllers } }) => [
    ...stands('commune', communeId, { ...commune }),
    ...founded('slot', slots),
    ...founded('village', villages),
    ...founded('zone', zones),
    ...founded('controller', controllers),
  ],
  'commune.special-days-entered': ({ details: { dates, name, quietHours, seriesRest } }) =>
    (dates ?? []).flatMap((date) => stands('special-day', specialDayId({ date, name }), { quietHours, seriesRest })),
  'commune.special-day-removed': ({ details: { date, name } }) => isGone('special-day', specialDayId({ date, name })),
  'commune.rules-changed': ({ communeId, details: { after } }) => stands('commune', communeId, { rules: after }),
  'commune.changed': ({ communeId, details: { after } }) => stands('commune', communeId, { ...after }),
  'commune.signature-set': ({ communeId, details }) => stands('commune', communeId, details),
  'village.created': edited('village'),
  'village.changed': edited('village'),
  'village.retired': edited('village'),
  'zone.created': edited('zone'),
  'zone.changed': edited('zone'),
  'zone.retired': edited('zone'),
  'controller.created': edited('controller'),
  'controller.changed': edited('controller'),
  'controller.retired': edited('controller'),
  'slot.created': edited('slot'),
  'slot.changed': edited('slot'),
  'slot.retired': edited('slot'),

  'person.created': ({ subjectId, details: { name, login, role, villageId } }) => [
    ...stands('person', subjectId, { name, login, blockedAt: null }),
    ...(role === undefined ? [] : stands('grant', grantId({ personId: subjectId, role, villageId }), {})),
  ],
  'person.changed': ({ subjectId, details: { after } }) => stands('person', subjectId, { ...after }),
  'person.blocked': ({ subjectId, at }) => stands('person', subjectId, { blockedAt: at }),
  'person.handed-over': ({ subjectId, at }) => stands('person', subjectId, { blockedAt: at }),
  'person.unblocked': ({ subjectId }) => stands('person', subjectId, { blockedAt: null }),
  'role.granted': ({ subjectId, details: { after } }) =>
    stands('grant', grantId({ personId: subjectId, ...after }), { from: after?.from ?? null }),
  'person.waiting-agreed': ({ subjectId, at, details: { roles } }) =>
    (roles ?? []).flatMap((role) => stands('grant', grantId({ personId: subjectId, ...role }), { from: at })),
  'role.revoked': ({ subjectId, details: { before } }) => isGone('grant', grantId({ personId: subjectId, ...before })),
  'approval.delegated': ({ subjectId, actor, details: { toPersonId, from, until } }) =>
    stands('delegation', subjectId, { fromPersonId: actor, toPersonId, from, until, revokedAt: null }),
  'approval.delegation-ended': ({ subjectId, at }) => stands('delegation', subjectId, { revokedAt: at }),
  'device.enrolled': ({ subjectId, at, details: { deviceId, replaces } }) => [
    ...(replaces ? stands('device', replaces, { retiredAt: at }) : []),
    ...(deviceId ? stands('device', deviceId, { controllerId: subjectId, retiredAt: null }) : []),
  ],
  'device.retired': ({ at, details: { before } }) =>
    before ? stands('device', before.deviceId, { retiredAt: at }) : [],

  // One by one, as it was told once, it is known by its own id.
  'playback.changed': ({ subjectId, actor, details }) =>
    'changes' in details
      ? (details.changes ?? []).flatMap((change) => cameTo(change, (details.deviceIds ?? []).length > 0))
      : stands('playback', subjectId, {
          ...playbackIs((details as Partial<ChangeOnPoles>).state, undefined, actor !== 'system'),
        }),
  'playback.after-cancel': ({ subjectId, actor, details: { state, reason } }) =>
    stands('playback', subjectId, playbackIs(state, reason, actor !== 'system')),
  'evidence.lost': ({ actor, details: { deviceEpoch, from = 1, to = 0 } }, { told }) => {
    const id = journalId({ deviceId: actor.replace(/^device:/, ''), deviceEpoch });
    return stands('journal', id, { missing: Number(told('journal', id)?.['missing'] ?? 0) + to - from + 1 });
  },
};

/** The approval of a series stands for what is left of it. */
function narrowed(subjectId: string, at: number, digest: string, heard: Heard): readonly Telling[] {
  const { approvedBy, approvedAt } = heard.told('booking', subjectId) ?? {};
  const rest = approvalId({ subject: 'booking', subjectId, approvedAt, digest });
  return [
    ...voided(subjectId, at, heard),
    ...stands('approval', rest, { subject: 'booking', subjectId, approvedBy, approvedAt, voidedAt: null }),
  ];
}

/** These days are taken out as well; at least these, where the log does not say which were from the beginning. */
function withoutDays(booking: Said | undefined, days: readonly unknown[]): Said {
  const field = booking?.['cancelledDates'] === undefined ? 'cancelledAtLeast' : 'cancelledDates';
  const before = (booking?.[field] ?? []) as readonly unknown[];
  return { [field]: [...before, ...days] };
}

/** What of a wish an approval is bound to. */
function textOf(wish: BookingWish | undefined): string {
  return wish ? bookingDigestText({ ...wish, announcementDigest: '' }) : '';
}
