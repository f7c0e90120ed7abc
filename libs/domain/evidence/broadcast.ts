// A buổi phát as the desk speaks of it: what all zones hear in the same slot of the same day. Says whether it is ready, who is missing and why.
import {
  byStart,
  ENDED_PLAYBACK_STATES,
  saysSomething,
  wentOnAir,
  type Airing,
  type Confirmation,
  type Playback,
  type PlaybackState,
  type Rundown,
} from '../air/air';
import { overAt, stretchAt } from '../air/stretches';
import { bySlotOfDay, slotOfDayKey, villageSlotKey, type SlotOfDay, type Together } from '../air/village-slot';
import type { Device } from '../places/places';
import { HOUR_MS, type Instant, type LocalDate } from '../calendar/time';
import { groupedBy } from '../groups';

/** What is not ready so shortly before it begins needs a person. */
export const SOON_MS = 2 * HOUR_MS;

/**
 * How a buổi phát stands. `on-air`: now, and not in a silence before something that is to come in the same slot; what is to come is `ready` or not.
 * `awaiting`: it is over, and not every pole has said what became of it.
 */
export const BROADCAST_STATES = ['preparing', 'ready', 'not-ready', 'on-air', 'awaiting', 'played', 'trouble'] as const;
/** One of `BROADCAST_STATES`. */
export type BroadcastState = (typeof BROADCAST_STATES)[number];

/** Why a pole is not ready: it has no box, is silent, was not reached by the order yet, or still loads the sounds. */
type MissingCause = 'no-device' | 'offline' | 'not-reached' | 'loading';

/** A pole that could not play everything if it began now. */
export interface MissingPole {
  readonly controllerId: string;
  readonly villageId: string;
  readonly cause: MissingCause;
  /** Silent since then. Null: another cause, or it was never heard of. */
  readonly since: Instant | null;
}

/** The rundowns of all zones in the same slot and day. */
export interface Broadcast extends SlotOfDay {
  readonly slotName: string;
  readonly startsAt: Instant;
  readonly endsAt: Instant;
  readonly titles: readonly string[];
  readonly villageIds: readonly string[];
  readonly state: BroadcastState;
  /** Poles that are to play something. */
  readonly poles: number;
  /**
   * Those of them that have loaded all that is to come; on air and afterwards, those on which nothing failed, and nothing is missing for what has
   * begun and did not end yet.
   */
  readonly polesWell: number;
  /** Who has not loaded all that is to come; empty on air and afterwards. */
  readonly missing: readonly MissingPole[];
  /** Bookings that keep their time there and are not approved yet. */
  readonly unapproved: readonly { readonly bookingId: string; readonly title: string }[];
}

/** What of an airing tells how its buổi phát stands. */
// prettier-ignore
export const AIRING_FACTS = [
  'id', 'rundownId', 'kind', 'bookingId', 'title', 'startsAt', 'durationMs', 'controllerIds', 'state',
] as const satisfies readonly (keyof Airing)[];
/** The same of a playback. */
// prettier-ignore
export const PLAYBACK_FACTS = [
  'id', 'airingId', 'controllerId', 'state', 'reason', 'playedAfterCancel', 'changedAt',
] as const satisfies readonly (keyof Playback)[];

export type AiringFacts = Pick<Airing, (typeof AIRING_FACTS)[number]>;
export type PlaybackFacts = Pick<Playback, (typeof PLAYBACK_FACTS)[number]>;

/** Everything that is known of the air of a commune in some stretch of time. */
export interface CommuneAir {
  readonly rundowns: readonly Rundown[];
  readonly airings: readonly AiringFacts[];
  readonly playbacks: readonly PlaybackFacts[];
  readonly confirmations: readonly Confirmation[];
}

/** Evidence that something was not played to its end although nobody took it off the air. */
const FAILED: readonly PlaybackState[] = ['missed', 'refused', 'interrupted', 'unconfirmed'];
/** The sound lies on the pole. */
const LOADED: readonly PlaybackState[] = ['ready', 'playing', 'played'];
/** It has not begun. */
const AHEAD: readonly PlaybackState[] = ['planned', 'delivered', 'ready'];
/** A failure that somebody asked for, or that the rules ask for, is none. */
const WANTED: readonly string[] = ['stopped', 'cancelled', 'emergency', 'pre-empted'];

/** Whether the playback failed in a way that a person should look at. */
export function hasFailed({ state, reason }: Pick<Playback, 'state' | 'reason'>): boolean {
  return FAILED.includes(state) && (reason === null || !WANTED.includes(reason));
}

/** Whether nobody has said a word of it yet, although its time is over. */
export function isAwaited(
  { state }: Pick<Playback, 'state'>,
  airing: Pick<Airing, 'startsAt' | 'durationMs'>,
  now: Instant,
): boolean {
  return AHEAD.includes(state) && overAt(airing) <= now;
}

/** Whether a person should look at the playback: it failed, or it was heard although it had been taken off the air. */
export function isIncident(playback: Pick<Playback, 'state' | 'reason' | 'playedAfterCancel'>): boolean {
  return playback.playedAfterCancel || hasFailed(playback);
}

/** What of a playback tells people how it went. */
type PlaybackOutcomeFacts = Pick<Playback, 'state' | 'reason' | 'playedMs'>;

/** Whether it was heard until somebody, or a rule, cut it short: no trouble, and no silence either. */
export function wasCutShort(playback: PlaybackOutcomeFacts): boolean {
  return playback.state === 'interrupted' && !hasFailed(playback) && (playback.playedMs ?? 0) > 0;
}

/** The state that people are told first: what was kept off the air because somebody wanted it so counts as cancelled, what was heard does not. */
export function toldState(playback: PlaybackOutcomeFacts): PlaybackState {
  const isWanted = FAILED.includes(playback.state) && !hasFailed(playback);
  return isWanted && !wasCutShort(playback) ? 'cancelled' : playback.state;
}

/**
 * The rundowns of every buổi phát that the desk looks at: those of this day, and those on air now or soon, each with all of its zones. Of the others
 * nothing needs to be known.
 */
export function rundownsLookedAt(rundowns: readonly Rundown[], today: LocalDate, now: Instant): readonly Rundown[] {
  return bySlotOfDay(rundowns)
    .filter(([first, ...more]) => first.localDate === today || isSoon(spanOf([first, ...more]), now))
    .flat();
}

/** Whether it is on air or begins within `SOON_MS`. */
export function isSoon({ startsAt, endsAt }: Pick<Broadcast, 'startsAt' | 'endsAt'>, now: Instant): boolean {
  return startsAt <= now + SOON_MS && endsAt > now;
}

function spanOf(rundowns: readonly Pick<Rundown, 'startsAt' | 'endsAt'>[]): Pick<Broadcast, 'startsAt' | 'endsAt'> {
  return {
    startsAt: Math.min(...rundowns.map(({ startsAt }) => startsAt)),
    endsAt: Math.max(...rundowns.map(({ endsAt }) => endsAt)),
  };
}

/** Every buổi phát in which something is to be heard, by start. `devices`: the boxes that serve the poles now. */
export function broadcastsOf(air: CommuneAir, devices: readonly Device[], now: Instant): readonly Broadcast[] {
  const parts = {
    entries: groupedBy(air.airings, ({ rundownId }) => rundownId),
    playbacks: groupedBy(air.playbacks, ({ airingId }) => airingId),
    devices: new Map(devices.map((device) => [device.controllerId, device])),
    reported: new Set(air.confirmations.filter(({ answer }) => answer !== 'heard').map(villageSlotKey)),
  };
  return bySlotOfDay(air.rundowns)
    .flatMap((rundowns) => broadcastOf(rundowns, parts, now) ?? [])
    .sort((a, b) => a.startsAt - b.startsAt || (slotOfDayKey(a) < slotOfDayKey(b) ? -1 : 1));
}

/** What stands in each rundown, what became of it by airing, the boxes by their poles, and the village slots of which people reported trouble. */
interface PartedAir {
  readonly entries: ReadonlyMap<string, readonly AiringFacts[]>;
  readonly playbacks: ReadonlyMap<string, readonly PlaybackFacts[]>;
  readonly devices: ReadonlyMap<string, Device>;
  readonly reported: ReadonlySet<string>;
}

function broadcastOf(rundowns: Together<Rundown>, parts: PartedAir, now: Instant): Broadcast | undefined {
  const villageOf = new Map(rundowns.map(({ id, villageId }) => [id, villageId]));
  const playbacksOf = ({ id }: AiringFacts) => parts.playbacks.get(id) ?? [];
  const entries = rundowns
    .flatMap(({ id }) => parts.entries.get(id) ?? [])
    .map((airing) => asItSounds(airing, playbacksOf(airing), now))
    .sort(byStart);
  const items = entries.filter(saysSomething);
  const due = items.filter(
    (airing) => airing.state === 'planned' || playbacksOf(airing).some(({ playedAfterCancel }) => playedAfterCancel),
  );
  const held = items.filter(({ state }) => state === 'held');
  if (due.length + held.length === 0) return undefined;
  const playbacks = due.flatMap((airing) => playbacksOf(airing).filter((playback) => wentOnAir(airing, playback)));
  const villages = new Map(
    due.flatMap(({ rundownId, controllerIds }) => controllerIds.map((id) => [id, villageOf.get(rundownId)!] as const)),
  );
  const { slotKey, slotName, localDate } = rundowns[0];
  const sounding = entries.filter(({ state }) => state === 'planned');
  const isOnAir = stretchAt(sounding, now) !== undefined;
  const ahead = isOnAir ? [] : [...due, ...held].filter(({ startsAt }) => startsAt > now).sort(byStart);
  const playbacksAt = groupedBy(ahead.flatMap(playbacksOf), ({ controllerId }) => controllerId);
  const awaited = new Set(ahead.flatMap(({ state, controllerIds }) => (state === 'planned' ? controllerIds : [])));
  const missing = [...awaited].flatMap((id) => {
    const cause = missingCause(playbacksAt.get(id) ?? [], parts.devices.get(id));
    return cause ? [{ controllerId: id, villageId: villages.get(id)!, ...cause }] : [];
  });
  const failed = new Set(playbacks.filter(isIncident).map(({ controllerId }) => controllerId));
  const begun = due.filter(({ startsAt }) => startsAt <= now);
  const open = begun.flatMap(playbacksOf).filter(({ state }) => !ENDED_PLAYBACK_STATES.includes(state));
  const openAt = [...groupedBy(open, ({ controllerId }) => controllerId)];
  const unable = openAt.flatMap(([id, own]) => (missingCause(own, parts.devices.get(id)) ? [id] : []));
  const isReported = rundowns.some((rundown) => parts.reported.has(villageSlotKey(rundown)));
  const isTrouble = begun.length > 0 && (failed.size > 0 || isReported);
  const isComplete = missing.length === 0 && held.length === 0;
  return {
    slotKey,
    slotName,
    localDate,
    ...spanOf([...sounding, ...due, ...held].map((each) => ({ startsAt: each.startsAt, endsAt: overAt(each) }))),
    titles: distinct([...due, ...held].sort((a, b) => a.startsAt - b.startsAt).map(({ title }) => title)),
    villageIds: distinct([...due, ...held].map(({ rundownId }) => villageOf.get(rundownId)!)),
    state: isTrouble ? 'trouble' : stateOf(ahead, playbacks, { isOnAir, isComplete }, now),
    poles: villages.size,
    polesWell: villages.size - (ahead.length > 0 ? missing.length : new Set([...failed, ...unable]).size),
    missing,
    unapproved: [...new Map(held.map(({ bookingId, title }) => [bookingId!, title]))].map(([bookingId, title]) => ({
      bookingId,
      title,
    })),
  };
}

/** What every pole has ended already, an emergency for one, sounds no longer although its time is not over. */
function asItSounds(airing: AiringFacts, playbacks: readonly PlaybackFacts[], now: Instant): AiringFacts {
  const { startsAt } = airing;
  const isNow = airing.state === 'planned' && startsAt <= now && now < overAt(airing);
  if (!isNow || !saysSomething(airing) || playbacks.length === 0) return airing;
  const isSilent = playbacks.every(({ state }) => ENDED_PLAYBACK_STATES.includes(state));
  return isSilent ? { ...airing, durationMs: now - startsAt } : airing;
}

function stateOf(
  [next]: readonly AiringFacts[],
  playbacks: readonly PlaybackFacts[],
  { isOnAir, isComplete }: { readonly isOnAir: boolean; readonly isComplete: boolean },
  now: Instant,
): BroadcastState {
  if (isOnAir) return 'on-air';
  if (next) return isComplete ? 'ready' : next.startsAt - now <= SOON_MS ? 'not-ready' : 'preparing';
  return playbacks.every(({ state }) => ENDED_PLAYBACK_STATES.includes(state)) ? 'played' : 'awaiting';
}

function missingCause(
  own: readonly PlaybackFacts[],
  device: Device | undefined,
): Pick<MissingPole, 'cause' | 'since'> | undefined {
  const open = own.filter(({ state }) => !LOADED.includes(state));
  if (!device) return { cause: 'no-device', since: null };
  if (own.length > 0 && open.length === 0) return undefined;
  // A silent pole that has loaded everything plays on its own: only what it has not loaded makes its silence matter.
  if (!device.online) return { cause: 'offline', since: device.lastSeenAt };
  const cause = open.length === 0 || open.some(({ state }) => state === 'planned') ? 'not-reached' : 'loading';
  return { cause, since: null };
}

function distinct<T>(values: readonly T[]): readonly T[] {
  return [...new Set(values)];
}
