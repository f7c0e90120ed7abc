// What goes on air: rundowns, their entries (airings), and each airing on each controller (playbacks) with its lifecycle.
import type { Lifecycle } from '../lifecycle';
import type { MessageClass } from '../announcements/message-class';
import type { Instant } from '../calendar/time';
import type { SoundRef } from '../recordings/sound';
import type { VillageSlot } from './village-slot';

/** One zone, one slot (or exact time), one date. */
export interface Rundown extends VillageSlot {
  readonly id: string;
  readonly communeId: string;
  readonly zoneId: string;
  readonly slotName: string;
  readonly startsAt: Instant;
  readonly endsAt: Instant;
}

export const AIRING_KINDS = ['opening', 'item', 'closing', 'emergency', 'drill'] as const;
/** One of `AIRING_KINDS`. */
export type AiringKind = (typeof AIRING_KINDS)[number];

/** What people see first of anything that sounds; the exact state and its reason are one tap below. */
export const OUTLOOKS = ['toPlay', 'played', 'trouble'] as const;
/** One of `OUTLOOKS`. */
export type Outlook = (typeof OUTLOOKS)[number];

/** True for what people are told; false for the sounds that open and close it. */
export function saysSomething({ kind }: { readonly kind: AiringKind }): boolean {
  return kind !== 'opening' && kind !== 'closing';
}

/** Sorts by start; what starts together by its id. */
export function byStart(
  one: { readonly startsAt: Instant; readonly id: string },
  other: { readonly startsAt: Instant; readonly id: string },
): number {
  return one.startsAt - other.startsAt || (one.id < other.id ? -1 : 1);
}

/** held: proposed, keeps its time; planned: goes on air; cancelled, dropped: does not, for the reason. */
type AiringState = 'held' | 'planned' | 'cancelled' | 'dropped';

/** One announcement (or signature sound) at one instant in one zone: an entry of a rundown. */
export interface Airing {
  /** Derived from booking, zone, local date, occurrence and repeat, never from the start: moving it must not double the sound. */
  readonly id: string;
  readonly rundownId: string;
  readonly communeId: string;
  readonly zoneId: string;
  readonly kind: AiringKind;
  /** The airing that was interrupted and sounds anew as this one. */
  readonly restartOf: string | null;
  /** Null for what nobody booked: opening, closing, emergency, drill. */
  readonly bookingId: string | null;
  readonly announcementId: string | null;
  readonly title: string;
  readonly messageClass: MessageClass;
  readonly startsAt: Instant;
  readonly durationMs: number;
  readonly lateLimitMs: number;
  readonly sounds: readonly SoundRef[];
  readonly controllerIds: readonly string[];
  readonly state: AiringState;
  /** Why it was cancelled or dropped. */
  readonly reason: AiringReason | null;
  /** What a sentence about the reason needs, such as `byMs`; empty when it needs nothing. */
  readonly reasonValues: Readonly<Record<string, string | number>>;
}

/** Why an airing does not go on air. The words for each stand in `#words`. */
export const AIRING_REASONS = [
  // Taken away from what was held or planned
  'booking-cancelled',
  'booking-declined',
  'day-cancelled',
  'booking-replaced',
  'announcement-voided',
  'special-day',
  'no-longer-due',
  'drill-cancelled',
  'stopped',
  // Somebody changed it without us
  'not-as-approved',
  // Nobody is there to play it
  'no-poles',
  // Found no place
  'unapproved',
  'locked',
  'too-soon',
  'quiet-hours',
  'overlap',
  'overflow',
  'clock-change',
  'rundown-cap',
  'day-cap',
  'emergency',
  'emergency-over',
  // Opening and closing
  'rundown-empty',
  'no-room',
] as const;

/** One of `AIRING_REASONS`. */
export type AiringReason = (typeof AIRING_REASONS)[number];

export const PLAYBACK_STATES = [
  'planned',
  'delivered',
  'ready',
  'playing',
  'played',
  'interrupted',
  'missed',
  'refused',
  'cancelled',
  'unconfirmed',
] as const;
export type PlaybackState = (typeof PLAYBACK_STATES)[number];

/** What can happen to a playback. All but `cancel`, `replan` and `expire` are the device's own evidence. */
export type PlaybackEvent =
  'deliver' | 'ready' | 'start' | 'play' | 'interrupt' | 'miss' | 'refuse' | 'cancel' | 'replan' | 'expire';

/** One airing on one controller. */
export interface Playback {
  /** Derived from airing and controller; the device computes the same id. */
  readonly id: string;
  readonly communeId: string;
  readonly airingId: string;
  readonly rundownId: string;
  readonly controllerId: string;
  readonly state: PlaybackState;
  /** The device's instant of the first sample, once it is known. */
  readonly startedAt: Instant | null;
  readonly playedMs: number | null;
  /** Why it ended as it did, a stable code such as `device-restarted`. */
  readonly reason: string | null;
  /** When somebody, or a rule, took it off the air; null while it is on it. Also kept of what sounded all the same. */
  readonly cancelledAt: Instant | null;
  /** Began after it was cancelled: an incident, never hidden. */
  readonly playedAfterCancel: boolean;
  /** When silence becomes `unconfirmed`. */
  readonly deadlineAt: Instant;
  /** When the state was last changed. */
  readonly changedAt: Instant;
}

/**
 * From evidence only. Evidence may arrive in any order and late: an end may come before its start was heard of, and signed
 * evidence may correct `unconfirmed` and `cancelled` once, because what sounded has sounded.
 */
// prettier-ignore
export const PLAYBACK_LIFECYCLE: Lifecycle<PlaybackState, PlaybackEvent> = {
  planned:     { deliver: 'delivered', ready: 'ready', start: 'playing', play: 'played', interrupt: 'interrupted', miss: 'missed', refuse: 'refused', cancel: 'cancelled', replan: 'planned', expire: 'unconfirmed' },
  delivered:   { deliver: 'delivered', ready: 'ready', start: 'playing', play: 'played', interrupt: 'interrupted', miss: 'missed', refuse: 'refused', cancel: 'cancelled', replan: 'planned', expire: 'unconfirmed' },
  ready:       { deliver: 'ready',     ready: 'ready', start: 'playing', play: 'played', interrupt: 'interrupted', miss: 'missed', refuse: 'refused', cancel: 'cancelled', replan: 'ready',   expire: 'unconfirmed' },
  playing:     { deliver: 'playing',   ready: 'playing', start: 'playing', play: 'played', interrupt: 'interrupted',                                   cancel: 'playing',   replan: 'playing', expire: 'unconfirmed' },
  cancelled:   { deliver: 'cancelled', ready: 'cancelled', start: 'playing', play: 'played', interrupt: 'interrupted',                                 cancel: 'cancelled', replan: 'planned' },
  unconfirmed: {                                                         play: 'played', interrupt: 'interrupted', miss: 'missed', refuse: 'refused' },
  played:      {},
  interrupted: {},
  missed:      {},
  refused:     {},
};

/** Whether the evidence says that it began at or after the instant at which it was taken off the air. A sound that never came is none. */
export function beganAfterCancel({
  state,
  startedAt,
  playedMs,
  cancelledAt,
}: Pick<Playback, 'state' | 'startedAt' | 'playedMs' | 'cancelledAt'>): boolean {
  if (cancelledAt === null || startedAt === null || startedAt < cancelledAt) return false;
  return state === 'playing' || state === 'played' || (state === 'interrupted' && (playedMs ?? 0) > 0);
}

/** Whether the playback counts among what went on air: planned to the end, or heard although its airing was taken off meanwhile. */
export function wentOnAir(
  airing: Pick<Airing, 'state'>,
  playback: Pick<Playback, 'state' | 'playedAfterCancel'>,
): boolean {
  return airing.state === 'planned' || playback.state === 'played' || playback.playedAfterCancel;
}

/** States that evidence or a deadline has closed. */
export const ENDED_PLAYBACK_STATES: readonly PlaybackState[] = [
  'played',
  'interrupted',
  'missed',
  'refused',
  'cancelled',
  'unconfirmed',
];

/** An order that silences places for a while. `zoneIds` null: the whole commune. */
export interface StopOrder {
  readonly id: string;
  readonly communeId: string;
  readonly zoneIds: readonly string[] | null;
  readonly reason: string;
  readonly orderedBy: string;
  readonly from: Instant;
  /** Airings that would start before this are cancelled. */
  readonly until: Instant;
  readonly liftedAt: Instant | null;
  /** A village head's mute leaves emergencies alone. */
  readonly sparesEmergency: boolean;
}

export const CONFIRMATION_ANSWERS = ['heard', 'faint', 'not_heard', 'wrong_content', 'other'] as const;
/** One of `CONFIRMATION_ANSWERS`. `other`: trouble of another kind, which the note may tell. */
export type ConfirmationAnswer = (typeof CONFIRMATION_ANSWERS)[number];

/** The village head's word about what sounded of one rundown in the own village, or one item of it. Never merged with device evidence. */
export interface Confirmation extends VillageSlot {
  readonly id: string;
  readonly communeId: string;
  /** Null: everything of the rundown that sounded after `since` and was over by `at`. */
  readonly airingId: string | null;
  /** The same person's word before this one: what was over by then has its own. 0: there was none. */
  readonly since: Instant;
  readonly personId: string;
  readonly answer: ConfirmationAnswer;
  readonly note: string;
  readonly at: Instant;
}

/** Whether an airing belongs to a drill: such a one never stands in a live programme. */
export function isExercise({ kind }: Pick<Airing, 'kind'>): boolean {
  return kind === 'drill';
}
