// What goes on air and what became of it.
import type { PlanMark } from '#application';
import type {
  Airing,
  Confirmation,
  PlanFailure,
  Playback,
  Retraction,
  Rundown,
  StopOrder,
  TroubleSettlement,
} from '#domain';
import { flag, index, instant, json, key, nullable, refersTo, table, text, textOrEmpty, unique, whole } from './table';

export const RUNDOWNS = table<Rundown>(
  'rundowns',
  {
    id: key,
    communeId: text,
    villageId: text,
    zoneId: text,
    slotKey: text,
    slotName: text,
    localDate: text,
    startsAt: instant,
    endsAt: instant,
  },
  // By end, because most questions are about today and later: what ended long ago is never looked at.
  {
    indices: [
      index('rundowns', 'communeId', 'endsAt'),
      index('rundowns', 'zoneId', 'endsAt'),
      index('rundowns', 'villageId', 'endsAt'),
    ],
  },
);

export const AIRINGS = table<Airing>(
  'airings',
  {
    id: key,
    rundownId: text,
    communeId: text,
    zoneId: text,
    kind: text,
    restartOf: nullable(text),
    bookingId: nullable(text),
    announcementId: nullable(text),
    title: text,
    messageClass: text,
    startsAt: instant,
    durationMs: whole,
    lateLimitMs: whole,
    sounds: json,
    controllerIds: json,
    state: text,
    reason: nullable(text),
    reasonValues: json,
  },
  {
    indices: [index('airings', 'zoneId', 'startsAt'), index('airings', 'rundownId'), index('airings', 'bookingId')],
    foreignKeys: [refersTo('rundowns', 'rundownId')],
  },
);

/** States that a deadline can still turn into `unconfirmed`; the same words as in the partial index. */
export const OPEN_PLAYBACK_STATES_SQL = `('planned', 'delivered', 'ready', 'playing')`;

/** What may be an incident, whatever its reason; the same words as in the partial index. */
export const INCIDENT_SQL = `("playedAfterCancel" OR "state" IN ('missed', 'refused', 'interrupted', 'unconfirmed'))`;

export const PLAYBACKS = table<Playback>(
  'playbacks',
  {
    id: key,
    communeId: text,
    airingId: text,
    rundownId: text,
    controllerId: text,
    state: text,
    startedAt: nullable(instant),
    playedMs: nullable(whole),
    reason: nullable(text),
    cancelledAt: nullable(instant),
    playedAfterCancel: flag,
    deadlineAt: instant,
    changedAt: instant,
  },
  {
    indices: [
      index('playbacks', 'airingId'),
      index('playbacks', 'rundownId'),
      { ...index('playbacks', 'communeId', 'deadlineAt'), where: `"state" IN ${OPEN_PLAYBACK_STATES_SQL}` },
      { ...index('playbacks', 'rundownId', 'state'), where: INCIDENT_SQL },
    ],
    foreignKeys: [refersTo('airings', 'airingId')],
  },
);

export const STOP_ORDERS = table<StopOrder>(
  'stop_orders',
  {
    id: key,
    communeId: text,
    zoneIds: nullable(json),
    reason: text,
    orderedBy: text,
    from: instant,
    until: instant,
    liftedAt: nullable(instant),
    sparesEmergency: flag,
  },
  { indices: [index('stop_orders', 'communeId', 'until')] },
);

export const CONFIRMATIONS = table<Confirmation>(
  'confirmations',
  {
    id: key,
    communeId: text,
    villageId: text,
    slotKey: text,
    localDate: text,
    airingId: textOrEmpty,
    since: nullable(instant),
    personId: text,
    answer: text,
    note: text,
    at: instant,
  },
  {
    indices: [
      unique('confirmations', 'personId', 'villageId', 'slotKey', 'localDate', 'airingId', 'since'),
      index('confirmations', 'communeId', 'localDate'),
    ],
  },
);

export const TROUBLE_SETTLEMENTS = table<TroubleSettlement>(
  'trouble_settlements',
  {
    id: key,
    communeId: text,
    villageId: text,
    slotKey: text,
    localDate: text,
    settledBy: text,
    settledAt: instant,
    note: text,
  },
  { indices: [index('trouble_settlements', 'communeId', 'localDate')] },
);

export const RETRACTIONS = table<Retraction>(
  'retractions',
  {
    id: key,
    communeId: text,
    announcementId: text,
    bookingId: nullable(text),
    reason: text,
    orderedBy: text,
    orderedAt: instant,
    correctionBookingIds: json,
  },
  {
    indices: [index('retractions', 'communeId', 'id')],
    foreignKeys: [refersTo('announcements', 'announcementId')],
  },
);

export const PLAN_MARKS = table<PlanMark>('plan_marks', {
  communeId: key,
  wanted: whole,
  done: whole,
  plannedAt: nullable(instant),
  standsUntil: nullable(instant),
  failures: whole,
  runId: nullable(text),
});

export const PLAN_FAILURES = table<PlanFailure>('plan_failures', {
  communeId: key,
  part: key,
  subjectId: key,
  reason: text,
  since: instant,
  lastAt: instant,
  times: whole,
  toldAt: nullable(instant),
});
