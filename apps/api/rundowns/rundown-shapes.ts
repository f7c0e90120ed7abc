// What goes on air, and what became of it, on its way in and out.
import { AIRING_KINDS, CONFIRMATION_ANSWERS, MESSAGE_CLASSES, PLAYBACK_STATES } from '#domain';
import { z } from 'zod';
import { eventShape } from '../audit/event-shape';
import { instant, instantIn, openValues } from '../http/instants';
import { listOf } from '../http/paging';

const id = z.string();
const airingState = z.enum(['held', 'planned', 'cancelled', 'dropped']);
const answer = z.enum(CONFIRMATION_ANSWERS);

const rundownBase = z.object({
  id,
  communeId: id,
  villageId: id,
  zoneId: id,
  slotKey: z.string(),
  slotName: z.string(),
  localDate: z.string(),
  startsAt: instant,
  endsAt: instant,
});

export const playback = z
  .object({
    id,
    communeId: id,
    airingId: id,
    rundownId: id,
    controllerId: id,
    state: z.enum(PLAYBACK_STATES),
    startedAt: instant.nullable().meta({ description: 'The instant of the first sample, by the device' }),
    playedMs: z.number().nullable(),
    reason: z.string().nullable(),
    cancelledAt: instant.nullable().meta({ description: 'When it was taken off the air; null while it is on it' }),
    playedAfterCancel: z.boolean().meta({ description: 'It began after that: an incident' }),
    deadlineAt: instant,
    changedAt: instant,
  })
  .meta({ id: 'Playback', description: 'One airing on one controller, from evidence only' });

/** Something that people are told in a rundown. */
export const itemInShort = z.object({
  title: z.string(),
  startsAt: instant,
  durationMs: z.number(),
  state: airingState,
  reason: z.string().nullable(),
});

export const confirmationInShort = z.object({ answer, at: instant });

const rundownSummary = rundownBase
  .extend({
    items: z.array(itemInShort.extend({ id })),
    playbacks: z
      .partialRecord(z.enum(PLAYBACK_STATES), z.int())
      .meta({ description: 'How many playbacks of the items stand in each state' }),
    cutShort: z.int().meta({ description: 'How many of the interrupted somebody cut short, or a rule' }),
    afterCancel: z.int().meta({ description: 'How many began after they had been cancelled' }),
    confirmations: z.array(confirmationInShort),
  })
  .meta({ id: 'RundownSummary' });

export const rundowns = listOf('RundownList', rundownSummary);

const airing = z
  .object({
    id,
    rundownId: id,
    zoneId: id,
    kind: z.enum(AIRING_KINDS),
    bookingId: id.nullable(),
    announcementId: id.nullable(),
    title: z.string(),
    messageClass: z.enum(MESSAGE_CLASSES),
    startsAt: instant,
    durationMs: z.number(),
    lateLimitMs: z.number(),
    sounds: z.array(z.object({ sha256: z.string(), bytes: z.int(), durationMs: z.number() })),
    controllerIds: z.array(id),
    state: airingState,
    reason: z.string().nullable(),
    reasonValues: openValues,
    playbacks: z.array(playback),
  })
  .meta({ id: 'Airing' });

export const confirmation = z
  .object({
    id,
    communeId: id,
    villageId: id,
    slotKey: z.string(),
    localDate: z.string(),
    airingId: id.nullable().meta({ description: 'Null: the whole rundown' }),
    personId: id,
    answer,
    note: z.string(),
    at: instant,
  })
  .meta({ id: 'Confirmation', description: 'The word of a person, kept apart from what devices prove' });

export const rundown = rundownBase
  .extend({
    airings: z.array(airing),
    evidence: z
      .partialRecord(z.enum(PLAYBACK_STATES), z.int())
      .meta({ description: 'What devices prove: how many playbacks of the items stand in each state' }),
    heard: z.partialRecord(answer, z.int()).meta({ description: 'What people say: how often each answer was given' }),
    contradiction: z.boolean().meta({ description: 'Devices and people say different things; neither is changed' }),
    confirmations: z.array(confirmation),
  })
  .meta({ id: 'Rundown' });

const receipt = z
  .object({
    deviceId: id,
    deviceEpoch: z.string(),
    sequence: z.int(),
    kind: z.string(),
    deviceAt: instant,
    receivedAt: instant,
    body: openValues,
  })
  .meta({ id: 'Receipt' });

export const playbackInFull = playback
  .extend({ receipts: z.array(receipt), events: z.array(eventShape) })
  .meta({ id: 'PlaybackWithEvidence' });

export const rundownQuery = z.strictObject({ from: instantIn.optional(), to: instantIn.optional() });
export type RundownQuery = z.output<typeof rundownQuery>;

export const withdrawalQuery = z.strictObject({
  airingId: id
    .max(100)
    .nullable()
    .default(null)
    .meta({ description: 'The item it is about; left out: the whole rundown' }),
});
export type WithdrawalQuery = z.output<typeof withdrawalQuery>;

export const confirmationRequest = z
  .strictObject({
    answer,
    note: z.string().trim().max(1_000).default(''),
    airingId: id.max(100).nullable().default(null).meta({ description: 'Null: the whole rundown' }),
  })
  .meta({ id: 'ConfirmationRequest', examples: [{ answer: 'heard' }] });
export type ConfirmationRequest = z.output<typeof confirmationRequest>;
