// What needs a person now, on its way out; and the word that a trouble was dealt with, on its way in.
import type { NeedsView } from '#application';
import {
  AUDIT_TROUBLES,
  BROADCAST_STATES,
  COMPLAINT_TOPICS,
  DECODING_BOUNDS,
  MESSAGE_CLASSES,
  PLAN_PARTS,
  PLAYBACK_STATES,
  REVIEW_SUBJECTS,
} from '#domain';
import { z } from 'zod';
import { instant } from '../http/instants';
import { commune } from '../places/place-shapes';
import { confirmation } from '../rundowns/rundown-shapes';
import {
  NEXT_ACTS,
  stepOfComplaint,
  stepOfPole,
  stepOfSoon,
  stepOfTrouble,
  stepOfUnplanned,
  stepOfWaiting,
  stepOfZone,
} from './next-step';

const id = z.string();

const next = z
  .object({ act: z.enum(NEXT_ACTS), href: z.string().meta({ description: 'The page of the desk where it is done' }) })
  .meta({ id: 'NextStep', description: 'The one thing to do next' });

const waitingBase = z.object({
  subjectId: id.meta({ description: 'The request, booking, announcement or review itself' }),
  title: z.string(),
  since: instant,
  next,
});

const waiting = z
  .discriminatedUnion('kind', [
    waitingBase.extend({ kind: z.literal('emergency-asks'), by: z.string() }),
    waitingBase.extend({
      kind: z.literal('approval'),
      announcementId: id,
      bookingId: id.nullable().meta({ description: 'Null: nobody has booked it yet' }),
      messageClass: z.enum(MESSAGE_CLASSES),
      by: z.string(),
      firstStartsAt: instant.nullable(),
      may: z
        .enum(['ok', 'approval-self', 'not-allowed'])
        .meta({ description: 'Whether the one who asks may approve it, or the code of the refusal' }),
    }),
    waitingBase.extend({ kind: z.literal('fix'), announcementId: id, note: z.string().nullable() }),
    waitingBase.extend({
      kind: z.literal('sign'),
      subject: z.enum(REVIEW_SUBJECTS),
      announcementId: id.nullable(),
      by: z.string(),
      dueBy: instant,
    }),
  ])
  .meta({ id: 'WaitingNeed' });

const trouble = z
  .object({
    villageId: id,
    village: z.string(),
    slotKey: z.string(),
    slotName: z.string(),
    localDate: z.string(),
    startsAt: instant,
    rundownId: id,
    titles: z.array(z.string()),
    bookingIds: z.array(id).meta({ description: 'Bookings of which something failed or was not heard' }),
    poles: z.int(),
    failed: z.array(z.object({ state: z.enum(PLAYBACK_STATES), reason: z.string().nullable(), poles: z.int() })),
    reports: z.array(confirmation),
    reportedBy: z.array(z.string()),
    contradiction: z.boolean().meta({ description: 'Devices and people say different things' }),
    lastAt: instant.meta({ description: 'When the last of it became known; what comes later opens it again' }),
    next,
  })
  .meta({ id: 'TroubleNeed' });

const unplanned = z
  .object({
    part: z.enum(PLAN_PARTS),
    subjectId: id,
    name: z.string(),
    reason: z.string().meta({ description: 'What the planner met, for whoever looks for the cause' }),
    since: instant,
    lastAt: instant,
    times: z.int().meta({ description: 'How often in a row' }),
    next,
  })
  .meta({ id: 'UnplannedNeed', description: 'What was planned of it before is what its poles play' });

const zoneWithoutPoles = z
  .object({
    zoneId: id,
    zone: z.string(),
    village: z.string(),
    titles: z.array(z.string()).meta({ description: 'What stays silent there in the next days' }),
    firstStartsAt: instant,
    next,
  })
  .meta({ id: 'ZoneWithoutPoles' });

const complaint = z
  .object({
    id,
    topic: z.enum(COMPLAINT_TOPICS),
    text: z.string(),
    at: instant,
    pole: z.string().meta({ description: 'The pole below which it was written' }),
    village: z.string(),
    next,
  })
  .meta({ id: 'ComplaintNeed' });

const silentPole = z
  .object({ controllerId: id, name: z.string(), village: z.string(), since: instant.nullable(), next })
  .meta({ id: 'SilentPole' });

const soon = z
  .object({
    slotKey: z.string(),
    slotName: z.string(),
    localDate: z.string(),
    startsAt: instant,
    endsAt: instant,
    titles: z.array(z.string()),
    villageIds: z.array(id),
    state: z.enum(BROADCAST_STATES),
    poles: z.int(),
    polesWell: z
      .int()
      .meta({ description: 'Poles that have loaded all of it; once it has begun, those on which nothing failed' }),
    missing: z.array(
      z.object({
        controllerId: id,
        villageId: id,
        name: z.string(),
        village: z.string(),
        cause: z.enum(['no-device', 'offline', 'not-reached', 'loading']),
        since: instant.nullable(),
      }),
    ),
    unapproved: z.array(z.object({ bookingId: id, title: z.string() })),
    next: next.nullable(),
  })
  .meta({ id: 'SoonBroadcast' });

export const needs = z
  .object({
    commune,
    now: instant,
    today: z
      .record(z.enum(BROADCAST_STATES), z.int())
      .meta({ description: 'How many broadcasts of today stand in each state' }),
    waiting: z.array(waiting),
    unplanned: z.array(unplanned),
    zonesWithoutPoles: z.array(zoneWithoutPoles),
    unguardedLog: z.enum(AUDIT_TROUBLES).nullable().meta({ description: 'Why the event log is not signed any more' }),
    fillingDisk: z
      .object({ freeBytes: z.int(), fullAt: instant })
      .nullable()
      .meta({ description: 'When the disk of the server will be full, if that is within two months' }),
    openDecoding: z
      .array(z.enum(DECODING_BOUNDS))
      .meta({ description: 'What the decoding of foreign sound is not kept from; told in production alone' }),
    troubles: z.array(trouble),
    complaints: z.array(complaint),
    silentPoles: z.array(silentPole),
    soon: z.array(soon).meta({ description: 'On air now or within two hours' }),
    unreadNotices: z.int(),
  })
  .meta({ id: 'Needs', description: 'Each role sees its own part' });

/** With the next step of each. */
export function presentNeeds(view: NeedsView) {
  return {
    ...view,
    waiting: view.waiting.map((need) => ({ ...need, next: stepOfWaiting(need) })),
    unplanned: view.unplanned.map((each) => ({ ...each, next: stepOfUnplanned(each) })),
    zonesWithoutPoles: view.zonesWithoutPoles.map((zone) => ({ ...zone, next: stepOfZone() })),
    troubles: view.troubles.map((trouble) => ({ ...trouble, next: stepOfTrouble(trouble) })),
    complaints: view.complaints.map((each) => ({ ...each, next: stepOfComplaint(each.id) })),
    silentPoles: view.silentPoles.map((pole) => ({ ...pole, next: stepOfPole(pole.controllerId) })),
    soon: view.soon.map((broadcast) => ({ ...broadcast, next: stepOfSoon(broadcast, view.waiting) })),
  };
}

export const settlementRequest = z
  .strictObject({ note: z.string().trim().max(1_000).default('') })
  .meta({ id: 'SettlementRequest', examples: [{ note: 'Thợ đã thay dây loa.' }] });
export type SettlementRequest = z.output<typeof settlementRequest>;

export const settlement = z
  .object({
    id,
    villageId: id,
    slotKey: z.string(),
    localDate: z.string(),
    settledBy: id,
    settledAt: instant,
    note: z.string(),
  })
  .meta({ id: 'TroubleSettlement' });
