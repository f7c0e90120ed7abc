// The messages between server and device, one type each, with their direction. `PROTOCOL.md` is the same thing for people who write a device
// in another language. Every message is parsed by its schema, and only after its envelope was verified.
import { AIRING_KINDS, MESSAGE_CLASSES } from '#domain';
import { z } from 'zod';

/** Raised only when an old device could not understand a new message. */
export const PROTOCOL_VERSION = 1;

const instant = z.int().nonnegative();
const id = z.string().min(1).max(100);
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const wallTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?$/);
const dailyWindow = z.strictObject({ from: wallTime, to: wallTime }).readonly();
const percent = z.int().min(0).max(100);
const volumeBand = z.strictObject({ from: wallTime, to: wallTime, maxPercent: percent }).readonly();
const timeZone = z.string().refine(isTimeZone);

const sound = z.strictObject({ sha256, bytes: z.int().positive(), durationMs: z.int().positive() }).readonly();

const entry = z
  .strictObject({
    airingId: id,
    rundownId: id,
    /** A drill never stands in a programme: it has a message and a key of its own. */
    kind: z.enum(AIRING_KINDS).exclude(['drill']),
    title: z.string(),
    messageClass: z.enum(MESSAGE_CLASSES),
    startsAt: instant,
    durationMs: z.int().positive(),
    lateLimitMs: z.int().nonnegative(),
    /** Played back to back. */
    sounds: z.array(sound).min(1).readonly(),
    /** Only these controllers play it; being in the zone is not enough. */
    controllerIds: z.array(id).min(1).readonly(),
  })
  .readonly();

const stop = z
  .strictObject({
    stopId: id,
    from: instant,
    until: instant,
    /** A mute of a village: an emergency sounds all the same. */
    sparesEmergency: z.boolean().default(false),
  })
  .readonly();

/** From `startsAt` until before `endsAt` nothing else begins in the zone. */
const emergencyTime = z.strictObject({ emergencyId: id, startsAt: instant, endsAt: instant }).readonly();

/** A whole emergency in one small message; `emergencyEntries` says what each zone plays of it. */
export const emergencyOrderSchema = z
  .strictObject({
    kind: z.literal('emergency'),
    emergencyId: id,
    title: z.string(),
    startsAt: instant,
    endsAt: instant,
    /** From the start of one repeat to the start of the next. */
    everyMs: z.int().positive(),
    plays: z
      .array(
        z
          .strictObject({
            durationMs: z.int().positive(),
            sounds: z.array(sound).min(1).readonly(),
            zones: z
              .array(z.strictObject({ zoneId: id, controllerIds: z.array(id).min(1).readonly() }).readonly())
              .min(1)
              .readonly(),
          })
          .readonly(),
      )
      .min(1)
      .readonly(),
  })
  .readonly();

/** server -> zone, retained: everything the zone will play until `leaseUntil`, and what it must stop. Replaces the programme before it. */
const programmeSchema = z
  .strictObject({
    protocol: z.literal(PROTOCOL_VERSION),
    communeId: id,
    zoneId: id,
    /** Rises after a restore of the server; compared before `version`. */
    epoch: z.int().positive(),
    version: z.int().positive(),
    issuedAt: instant,
    /** After this instant the device plays nothing from it. */
    leaseUntil: instant,
    entries: z.array(entry).readonly(),
    /** Airings that were in an earlier version and must not sound, or must fall silent if they are sounding. */
    cancelledAiringIds: z.array(id).readonly(),
    stops: z.array(stop).readonly(),
    /** Emergencies that are on air or about to be; what they play stands among the entries. */
    emergencies: z.array(emergencyTime).readonly().default([]),
    /** To be kept on the device although no entry names them: what an emergency may need at once. */
    standbySounds: z.array(sound).readonly().default([]),
  })
  .readonly();

/** What a device must know to believe one drill: its key, and the only time in which it may be asked for and sound. */
const announcedDrill = z
  .strictObject({ drillId: id, keyId: id, publicKey: z.base64(), from: instant, until: instant })
  .readonly();

/** A certificate of an elliptic curve takes a fifth of it. */
const MOST_CERTIFICATE_CHARS = 4_000;

/** A broker, and the only certificate (PEM) that it may show. */
const brokerPlace = z.strictObject({ url: z.url(), certificatePem: z.string().max(MOST_CERTIFICATE_CHARS) }).readonly();
export type BrokerPlace = z.infer<typeof brokerPlace>;

/** server -> controller, retained: what binds a device to its place, and the limits it holds by itself. */
const settingsSchema = z
  .strictObject({
    protocol: z.literal(PROTOCOL_VERSION),
    communeId: id,
    villageId: id,
    zoneId: id,
    controllerId: id,
    deviceId: id,
    epoch: z.int().positive(),
    version: z.int().positive(),
    issuedAt: instant,
    timeZone,
    /** No sound in these hours, whatever a programme says; only an emergency passes. */
    quietHours: z.array(dailyWindow).readonly(),
    /** The same on single days, such as a day of mourning. */
    extraQuiet: z.array(z.strictObject({ from: instant, to: instant }).readonly()).readonly(),
    /** How much may sound. Emergencies are neither counted nor held back. */
    limits: z
      .strictObject({
        maxRundownMs: z.int().positive(),
        maxDayMs: z.int().positive(),
        /** Least silence between two sounds. */
        minGapMs: z.int().nonnegative(),
        /** The loudest in some hours of the day; of overlapping ones the quietest holds. */
        volumeBands: z.array(volumeBand).readonly(),
      })
      .readonly(),
    volumePercent: percent,
    /** The volume of an emergency, whatever the bands say. */
    emergencyVolumePercent: percent,
    /** Above this uncertainty of its clock a device starts nothing normal. */
    maxClockUncertaintyMs: z.int().positive(),
    /** Only while a drill is announced for this controller. */
    drill: announcedDrill.optional(),
    /** Where the broker is now, and by which certificate (PEM) it is known; left out: as at the enrolment. */
    broker: brokerPlace.optional(),
  })
  .readonly();

/** server -> commune or zones, not retained: act now. Expires quickly, so a late or repeated copy does nothing. */
export const urgentSchema = z
  .strictObject({
    protocol: z.literal(PROTOCOL_VERSION),
    orderId: id,
    communeId: id,
    /** Null: the whole commune. */
    zoneIds: z.array(id).readonly().nullable(),
    issuedAt: instant,
    expiresAt: instant,
    order: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('stop'), stop }).readonly(),
      z.strictObject({ kind: z.literal('lift'), stopId: id }).readonly(),
      /** Exactly these airings fall silent or do not begin; nothing else is touched. */
      z.strictObject({ kind: z.literal('silence'), airingIds: z.array(id).min(1).max(500).readonly() }).readonly(),
      emergencyOrderSchema,
      z.strictObject({ kind: z.literal('end-emergency'), emergencyId: id }).readonly(),
    ]),
  })
  .readonly();

/** server -> zone, not retained, signed with the drill key: one exercise. What sounds says before and after that it is one. */
const drillSchema = z
  .strictObject({
    protocol: z.literal(PROTOCOL_VERSION),
    /** Never the real thing. */
    exercise: z.literal(true),
    drillId: id,
    communeId: id,
    zoneId: id,
    airingId: id,
    title: z.string(),
    startsAt: instant,
    /** It begins by then or never. */
    expiresAt: instant,
    durationMs: z.int().positive(),
    /** The spoken opening, the content, the spoken end: played back to back. */
    sounds: z.array(sound).min(3).readonly(),
    controllerIds: z.array(id).min(1).readonly(),
  })
  .readonly();

/** server -> zone, not retained: prove in silence that everything works. Said again until the answer is there. */
const selfTestSchema = z
  .strictObject({
    protocol: z.literal(PROTOCOL_VERSION),
    testId: id,
    communeId: id,
    zoneId: id,
    /** Comes back in the answer. */
    nonce: z.string().min(8).max(64),
    issuedAt: instant,
    expiresAt: instant,
    /** To be fetched and verified, and then forgotten; null: the commune has none yet. */
    sound: sound.nullable(),
  })
  .readonly();

/**
 * Beside settings, signed with the key before: another key follows it. Each key has one that follows it, and the first one that is said counts.
 */
const keyChangeSchema = z
  .strictObject({
    protocol: z.literal(PROTOCOL_VERSION),
    communeId: id,
    /** One more than that of the key before; that of the founding has 0. */
    serial: z.int().positive(),
    keyId: id,
    publicKey: z.base64(),
    /** `digestOfKey` of the key that will follow this one: no other can. */
    nextKeyDigest: sha256,
    issuedAt: instant,
    /** Until then the keys before count, too. */
    oldUntil: instant,
    /** The key before is in foreign hands: what was said under it counts no more. */
    revoked: z.boolean(),
  })
  .readonly();

/** device -> server: what time is it? */
export const clockProbeSchema = z.strictObject({ nonce: z.string().min(8).max(64) }).readonly();

/** server -> device: the server's time for exactly that question. */
const clockReplySchema = z.strictObject({ nonce: z.string(), deviceId: id, serverAt: instant }).readonly();

const evidence = {
  /** Rises by one per device epoch, without gaps. */
  sequence: z.int().positive(),
  /** The device's own idea of the instant, and how wrong it may be. */
  at: instant,
  uncertaintyMs: z.int().nonnegative(),
  uptimeMs: z.int().nonnegative(),
};
const playback = { playbackId: id, airingId: id };

/** Of the programme of an epoch before: the new one, of a higher epoch, names it nowhere, so it is off the air here. */
const takenOff = z
  .strictObject({
    airingId: id,
    title: z.string(),
    startsAt: instant,
    /** Whether it sounded here, or began to. */
    sounded: z.boolean(),
  })
  .readonly();

/** One piece of evidence. What a device did, or would not do and why. */
export const receiptSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    ...evidence,
    kind: z.literal('programme-accepted'),
    zoneId: id,
    epoch: z.int(),
    version: z.int(),
    takenOff: z.array(takenOff).min(1).readonly().optional(),
  }),
  z.strictObject({ ...evidence, kind: z.literal('message-refused'), purpose: z.string(), reason: z.string() }),
  /** The sounds of these playbacks lie on the device and were verified. */
  z.strictObject({ ...evidence, kind: z.literal('ready'), playbackIds: z.array(id).min(1) }),
  z.strictObject({ ...evidence, ...playback, kind: z.literal('started') }),
  z.strictObject({
    ...evidence,
    ...playback,
    kind: z.literal('played'),
    startedAt: instant,
    playedMs: z.int().nonnegative(),
  }),
  z.strictObject({
    ...evidence,
    ...playback,
    kind: z.literal('interrupted'),
    startedAt: instant.nullable(),
    playedMs: z.int().nonnegative(),
    reason: z.string(),
  }),
  z.strictObject({ ...evidence, ...playback, kind: z.literal('missed'), reason: z.string() }),
  z.strictObject({ ...evidence, ...playback, kind: z.literal('refused'), reason: z.string() }),
  /** The playback began by a battery clock of which the server's time showed later that it was ahead by so much, or behind (less than 0). */
  z.strictObject({ ...evidence, ...playback, kind: z.literal('clock-was-wrong'), aheadMs: z.int() }),
  z.strictObject({ ...evidence, kind: z.literal('order-obeyed'), orderId: id, silenced: z.boolean() }),
  /** Each check is `ok` or the reason why not. */
  z.strictObject({
    ...evidence,
    kind: z.literal('self-tested'),
    testId: id,
    nonce: z.string(),
    checks: z.strictObject({
      signature: z.string(),
      clock: z.string(),
      storage: z.string(),
      sound: z.string(),
      horn: z.string(),
    }),
  }),
]);

/** What a device was told and what was acknowledged to it. A server that knows less than that works on an older copy of its database. */
const standing = z
  .strictObject({
    /** The programme that it follows. */
    programme: z
      .strictObject({ zoneId: id, epoch: z.int().positive(), version: z.int().positive(), issuedAt: instant })
      .readonly()
      .nullable(),
    deviceEpoch: id,
    /** Up to where its receipts were acknowledged. */
    acknowledged: z.int().nonnegative(),
    /** The first of the receipts that it still has, without a gap, up to the newest. */
    heldFrom: z.int().positive(),
  })
  .readonly();

/** device -> server: evidence that was not acknowledged yet, in order. */
const receiptBatchSchema = z
  .strictObject({
    protocol: z.literal(PROTOCOL_VERSION),
    communeId: id,
    controllerId: id,
    deviceId: id,
    /** A new one after the device lost its journal. */
    deviceEpoch: id,
    standing: standing.optional(),
    receipts: z.array(receiptSchema).min(1).max(500).readonly(),
  })
  .readonly();

/** device -> server, now and then and when something changed: how it is doing. Never evidence; the newest one counts, a lost one is no loss. */
const statusSchema = z
  .strictObject({
    protocol: z.literal(PROTOCOL_VERSION),
    communeId: id,
    controllerId: id,
    deviceId: id,
    at: instant,
    uncertaintyMs: z.int().nonnegative(),
    uptimeMs: z.int().nonnegative(),
    /** Different sounds that it should have, and those of them that it has. Bytes count what has come of an unfinished one too. */
    soundsWanted: z.int().nonnegative(),
    soundsHeld: z.int().nonnegative(),
    bytesWanted: z.int().nonnegative(),
    bytesHeld: z.int().nonnegative(),
    /** What sounds now. */
    airingId: id.nullable(),
    /** How loud a normal sound would be now. */
    volumePercent: percent,
    standing: standing.optional(),
    /** The newest key of its commune that it knows; left out: that of the founding. */
    serverKey: z.strictObject({ serial: z.int().positive(), keyId: id }).readonly().optional(),
  })
  .readonly();

/** server -> device: everything up to `sequence` of that epoch is safe with the server and may be forgotten. */
const receiptAckSchema = z.strictObject({ deviceId: id, deviceEpoch: id, sequence: z.int().nonnegative() }).readonly();

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

export type ProgrammeEntry = z.infer<typeof entry>;
export type Programme = z.infer<typeof programmeSchema>;
export type DeviceSettings = z.infer<typeof settingsSchema>;
export type UrgentOrder = z.infer<typeof urgentSchema>;
export type DrillOrder = z.infer<typeof drillSchema>;
export type AnnouncedDrill = z.infer<typeof announcedDrill>;
export type SelfTestOrder = z.infer<typeof selfTestSchema>;
export type Receipt = z.infer<typeof receiptSchema>;
export type ReceiptBatch = z.infer<typeof receiptBatchSchema>;
export type DeviceStanding = z.infer<typeof standing>;
export type KeyChange = z.infer<typeof keyChangeSchema>;
export type DeviceStatus = z.infer<typeof statusSchema>;
export type TakenOff = z.infer<typeof takenOff>;
export type StopEntry = z.infer<typeof stop>;
export type EmergencyTime = z.infer<typeof emergencyTime>;
/** The order that puts an emergency on air. */
export type EmergencyOrder = z.infer<typeof emergencyOrderSchema>;

/** What a signed message may be for. The purpose is part of what is signed, so that a message of one kind never passes for another. */
export const MESSAGES = {
  programme: programmeSchema,
  settings: settingsSchema,
  urgent: urgentSchema,
  drill: drillSchema,
  'self-test': selfTestSchema,
  'key-change': keyChangeSchema,
  'clock-reply': clockReplySchema,
  receipts: receiptBatchSchema,
  'receipt-ack': receiptAckSchema,
  status: statusSchema,
} as const;

/** The name of a signed message. */
export type Purpose = keyof typeof MESSAGES;
export type MessageOf<P extends Purpose> = z.infer<(typeof MESSAGES)[P]>;
