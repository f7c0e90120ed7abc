// What each event says of the rows that came of it: one line for each kind of event. Read from the first event to the last this is what the tables
// hold, as far as the log says so; whatever they hold otherwise nobody did by an act.
import { bookingDigestText } from '../approvals/digest';
import type { Booking } from '../bookings/booking';
import type { BookingWish } from './announcement-events';
import type { DomainEvent, EventKind } from './events';

/** What is held against the log, in the order in which it has to be read: what speaks of others stands behind them. */
export const RECORD_KINDS = [
  'recording',
  'announcement',
  'booking',
  'emergency',
  'emergency-template',
  'stop',
  'retraction',
  'confirmation',
  'review',
  'complaint',
  'special-day',
  'slot',
  'village',
  'zone',
  'controller',
  'commune',
] as const;
/** One of `RECORD_KINDS`. */
export type RecordKind = (typeof RECORD_KINDS)[number];

/** Fields of a row by what they have to be; undefined: the log does not say. */
export type Said = Readonly<Record<string, unknown>>;

/** What an event says of one row; null: it is there no more. */
interface Telling {
  readonly kind: RecordKind;
  readonly id: string;
  readonly says: Said | null;
}

/** What was said up to here. */
interface Heard {
  booking(id: string): Said | undefined;
  bookingsOf(announcementId: string): readonly string[];
}

type Tellings = {
  readonly [Kind in EventKind]?: (event: DomainEvent<Kind>, heard: Heard) => readonly Telling[];
};

const stands = (kind: RecordKind, id: string, says: Said): readonly Telling[] => [{ kind, id, says }];
const isGone = (kind: RecordKind, id: string): readonly Telling[] => [{ kind, id, says: null }];

const NO_APPROVAL = { approvedBy: null, approvedAt: null, approvedDigest: null };

/** A row of these may be older than its first event: it was there when the commune was founded. */
export const FOUNDED: ReadonlySet<RecordKind> = new Set(['slot', 'village', 'zone', 'controller', 'commune']);

/** By what a special day is known in its commune. */
export function specialDayId({ date, name }: { readonly date: unknown; readonly name: unknown }): string {
  return `${String(date)} ${String(name)}`;
}

/** By what the word of a person is known: said again it takes the place of itself. */
export function wordId(word: {
  readonly [Field in 'personId' | 'villageId' | 'slotKey' | 'localDate' | 'airingId' | 'since']?: unknown;
}): string {
  const { personId, villageId, slotKey, localDate, airingId, since } = word;
  return [personId, villageId, slotKey, localDate, airingId ?? '', since ?? 0].map(String).join(' ');
}

/** A place that was made, changed or taken down. */
const edited =
  (kind: RecordKind) =>
  ({ subjectId, at, details }: { subjectId: string; at: number; details: { after?: object | null } }) =>
    stands(kind, subjectId, details.after === null ? { retiredAt: at } : { ...details.after });

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
  'recording.refused': ({ subjectId }) => stands('recording', subjectId, { state: 'refused' }),

  'announcement.created': ({ subjectId, actor, details: { title } }) =>
    stands('announcement', subjectId, { title, createdBy: actor, isApproved: false }),
  'announcement.submitted': ({ subjectId }) =>
    stands('announcement', subjectId, { isApproved: false, note: undefined }),
  'announcement.edited': ({ subjectId, details: { after } }) => stands('announcement', subjectId, { ...after }),
  'announcement.approved': ({ subjectId, details: { digest } }) =>
    stands('announcement', subjectId, { isApproved: true, digest }),
  'announcement.changes-requested': ({ subjectId, details: { note } }) =>
    stands('announcement', subjectId, { isApproved: false, note }),
  'announcement.voided': ({ subjectId }, { booking, bookingsOf }) => [
    ...stands('announcement', subjectId, { isApproved: false, digest: undefined }),
    ...bookingsOf(subjectId)
      .filter((id) => booking(id)?.['state'] === 'approved')
      .flatMap((id) => stands('booking', id, { state: 'proposed', ...NO_APPROVAL, soonestAt: null })),
  ],

  'booking.proposed': ({ subjectId, actor, details: { announcementId } }) =>
    stands('booking', subjectId, { announcementId, createdBy: actor, state: 'proposed', ...NO_APPROVAL }),
  'booking.approved': ({ subjectId, actor, at, details: { digest, soonestAt } }) =>
    stands('booking', subjectId, {
      ...{ state: 'approved', approvedBy: actor, approvedAt: at, approvedDigest: digest, soonestAt },
    }),
  'village-notice.aired': ({ subjectId, at, details: { announcementId, title, digest, soonestAt } }) => [
    ...stands('announcement', String(announcementId), { title, isApproved: true }),
    ...stands('booking', subjectId, {
      ...{ announcementId, state: 'approved', approvedBy: null, approvedAt: at, approvedDigest: digest, soonestAt },
    }),
  ],
  'booking.declined': bookingIs('declined'),
  'booking.cancelled': bookingIs('cancelled'),
  'booking.missed': bookingIs('missed'),
  'booking.finished': bookingIs('finished'),
  'booking.replaced': ({ subjectId, details: { localDates } }, heard) =>
    localDates
      ? stands('booking', subjectId, withoutDays(heard.booking(subjectId), localDates))
      : stands('booking', subjectId, { state: 'replaced' }),
  'booking.day-cancelled': ({ subjectId, details: { date } }, heard) =>
    stands('booking', subjectId, withoutDays(heard.booking(subjectId), [date])),
  'booking.order-decided': ({ subjectId, details: { after } }) => stands('booking', subjectId, { precedence: after }),
  'booking.amended': ({ subjectId, details }, heard) => {
    if (details.scope === 'following') {
      const { after: recurrence, digest: approvedDigest } = details;
      const isApproved = heard.booking(subjectId)?.['state'] === 'approved';
      return stands('booking', subjectId, { recurrence, ...(isApproved && { approvedDigest }) });
    }
    const { before, after } = details as { readonly before?: BookingWish; readonly after?: BookingWish };
    const isLost = heard.booking(subjectId)?.['state'] === 'approved' && textOf(before) !== textOf(after);
    const lost = { state: 'proposed', ...NO_APPROVAL, soonestAt: undefined };
    return stands('booking', subjectId, { ...after, ...(isLost && lost) });
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
};

/** At least these are taken out: which were from the beginning the log does not say. */
function withoutDays(booking: Said | undefined, days: readonly unknown[]): Said {
  const before = (booking?.['cancelledDates'] ?? []) as readonly unknown[];
  return { cancelledDates: [...before, ...days] };
}

/** What of a wish an approval is bound to. */
function textOf(wish: BookingWish | undefined): string {
  return wish ? bookingDigestText({ ...wish, announcementDigest: '' }) : '';
}
