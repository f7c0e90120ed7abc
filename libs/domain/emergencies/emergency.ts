// "Khẩn cấp": a warning that goes on air at once, over everything, again and again until it ends. Two different people start it, or one alone
// (`break-glass`) with a reason that another person judges afterwards, or the province or civil defence.
import type { LanguageVersion } from '../announcements/announcement';
import { soundsFor } from '../announcements/language';
import type { Lifecycle } from '../lifecycle';
import type { Village, Zone } from '../places/places';
import { DAY_MS, MINUTE_MS, SECOND_MS, type Instant, type Interval } from '../calendar/time';
import type { SoundRef } from '../recordings/sound';

/** By which right an emergency goes on air. */
export const EMERGENCY_BASES = ['two-people', 'break-glass', 'upstream'] as const;
/** One of `EMERGENCY_BASES`. */
export type EmergencyBasis = (typeof EMERGENCY_BASES)[number];

/** How it is told that it came on air. An all-clear takes one person, by whichever right its warning began. */
export type EmergencyDecision = EmergencyBasis | 'all-clear';

export function decidedAs({ basis, allClearOf }: Pick<Emergency, 'basis' | 'allClearOf'>): EmergencyDecision {
  return allClearOf === null ? basis : 'all-clear';
}

export const EMERGENCY_STATES = ['requested', 'on_air', 'ended', 'run_out', 'expired', 'withdrawn', 'closed'] as const;
type EmergencyState = (typeof EMERGENCY_STATES)[number];
type EmergencyEvent = 'confirm' | 'end' | 'run_out' | 'expire' | 'withdraw' | 'close';

/** What some zones hear of an emergency: the same sounds, because the same languages are understood there. */
export interface EmergencyPlay {
  /** Length of one repeat. */
  readonly durationMs: number;
  readonly sounds: readonly SoundRef[];
  readonly zones: readonly { readonly zoneId: string; readonly controllerIds: readonly string[] }[];
}

/** A zone in which an emergency ended before its time, because another took its place there. */
interface ZoneEnd {
  readonly zoneId: string;
  readonly at: Instant;
  /** The emergency that took its place. */
  readonly gaveWayTo?: string;
}

export interface Emergency {
  readonly id: string;
  readonly communeId: string;
  readonly announcementId: string;
  readonly title: string;
  /** What is said, as the person heard it who asked for it; a confirmation is bound to it. */
  readonly digest: string;
  readonly zoneIds: readonly string[];
  /** Frozen when it is asked for, as in a booking. */
  readonly controllerIds: readonly string[];
  /** What each zone hears, frozen likewise. */
  readonly plays: readonly EmergencyPlay[];
  /** From the start of one repeat to the start of the next. */
  readonly everyMs: number;
  readonly basis: EmergencyBasis;
  readonly reason: string;
  readonly requestedBy: string;
  readonly requestedAt: Instant;
  readonly confirmedBy: string | null;
  readonly confirmedAt: Instant | null;
  /** First sound. Null: not on air yet. */
  readonly startsAt: Instant | null;
  /** The planned end, which every emergency has; until it starts, as if it started when it was asked for. */
  readonly endsAt: Instant;
  /** When it really ended, if somebody ended it. */
  readonly endedAt: Instant | null;
  readonly endedBy: string | null;
  readonly endedZones: readonly ZoneEnd[];
  /** What may say afterwards that the danger is over. Null: nothing was prepared. */
  readonly allClearAnnouncementId: string | null;
  /** The emergency that this one declares to be over. Null: it is a warning itself. */
  readonly allClearOf: string | null;
  readonly state: EmergencyState;
}

/** requested -> on_air -> ended (by a person) | run_out (at its planned end); requested -> expired | withdrawn | closed (over with another one). */
// prettier-ignore
export const EMERGENCY_LIFECYCLE: Lifecycle<EmergencyState, EmergencyEvent> = {
  requested: { confirm: 'on_air',                                     expire: 'expired', withdraw: 'withdrawn', close: 'closed' },
  on_air:    {                    end: 'ended', run_out: 'run_out' },
  ended:     {},
  run_out:   {},
  expired:   {},
  withdrawn: {},
  closed:    {},
};

/** A warning that is prepared: recorded in every language and approved beforehand. */
export interface EmergencyTemplate {
  readonly id: string;
  readonly communeId: string;
  readonly name: string;
  readonly announcementId: string;
  /** "Báo hết nguy hiểm". */
  readonly allClearAnnouncementId: string | null;
  /** Where it is chosen to sound before anybody chooses otherwise. Empty: the whole commune. */
  readonly villageIds: readonly string[];
  /** Rises with every edit. */
  readonly revision: number;
}

/** The second person has so long to confirm. */
export const CONFIRM_WITHIN_MS = MINUTE_MS;
export const MAX_EMERGENCY_MINUTES = 60;
/** Shorter is not a reason that anybody could judge afterwards. */
export const MIN_BREAK_GLASS_REASON = 10;
/** Later than this after the warning, nobody would know what is over. */
const ALL_CLEAR_WITHIN_MS = DAY_MS;
/** Silence between two repeats. */
const REPEAT_PAUSE_MS = 5 * SECOND_MS;
/** A shorter warning is not repeated more often than this. */
const LEAST_REPEAT_MS = 30 * SECOND_MS;

/** Why somebody may not confirm. The refusals are codes of `Problem`. */
export type ConfirmRefusal = 'emergency-same-person' | 'emergency-request-expired';

/** Whether this person may confirm the request now; the right to order emergencies is asked for elsewhere. */
export function mayConfirm(
  { requestedBy, requestedAt }: Pick<Emergency, 'requestedBy' | 'requestedAt'>,
  personId: string,
  now: Instant,
): 'ok' | ConfirmRefusal {
  if (personId === requestedBy) return 'emergency-same-person';
  return now - requestedAt > CONFIRM_WITHIN_MS ? 'emergency-request-expired' : 'ok';
}

/** Whether a second person may still confirm it. */
export function waitsForSecond({ state, requestedAt }: Pick<Emergency, 'state' | 'requestedAt'>, now: Instant) {
  return state === 'requested' && now - requestedAt <= CONFIRM_WITHIN_MS;
}

/** Whether both warn of the same in at least one zone: what is said of one to be over holds for the other. */
export function isAboutSame(
  one: Pick<Emergency, 'announcementId' | 'zoneIds'>,
  other: Pick<Emergency, 'announcementId' | 'zoneIds'>,
): boolean {
  return one.announcementId === other.announcementId && one.zoneIds.some((id) => other.zoneIds.includes(id));
}

/** Whether one request asks for exactly what the other does, whoever asks. Any difference makes it another one, so that no warning is lost. */
export function asksTheSame(one: Emergency, other: Emergency): boolean {
  const asked = ({ announcementId, digest, zoneIds, controllerIds, ...emergency }: Emergency) => {
    const minutes = (emergency.endsAt - emergency.requestedAt) / MINUTE_MS;
    const { reason, basis, allClearAnnouncementId } = emergency;
    const places = [[...zoneIds].sort(), [...controllerIds].sort()];
    return JSON.stringify([announcementId, digest, places, minutes, reason, basis, allClearAnnouncementId]);
  };
  return asked(one) === asked(other);
}

/**
 * Whether one that sounds makes room where another wants to: an all-clear for any warning, since life comes before tidiness, and everything
 * for the word from above. No all-clear takes the place of anything.
 */
export function givesWay(
  sounding: Pick<Emergency, 'allClearOf'>,
  wanted: Pick<Emergency, 'allClearOf' | 'basis'>,
): boolean {
  if (wanted.allClearOf !== null) return false;
  return sounding.allClearOf !== null || wanted.basis === 'upstream';
}

/** Whether this says of the warning that it is over. An all-clear that had to give way anywhere was not said to the end, and may be said again. */
export function saysAllClear({ allClearOf, endedZones }: Pick<Emergency, 'allClearOf' | 'endedZones'>, id: string) {
  return allClearOf === id && endedZones.length === 0;
}

/** Whether the all-clear may be said on its own: the warning is over since less than a day, and nobody said it before. */
export function mayDeclareAllClear(emergency: Emergency, said: boolean, now: Instant): boolean {
  const { state, endsAt, allClearOf } = emergency;
  const over = state === 'ended' || state === 'run_out';
  return over && !said && allClearOf === null && now - endsAt < ALL_CLEAR_WITHIN_MS;
}

/** How often it is repeated: long enough for the zone that hears the most. */
export function repeatEveryMs(plays: readonly EmergencyPlay[]): number {
  return Math.max(LEAST_REPEAT_MS, longestOf(plays) + REPEAT_PAUSE_MS);
}

/** When it ends if it starts at that instant: as asked, but never in the middle of its first repeat. */
export function plannedEnd(startsAt: Instant, minutes: number, plays: readonly EmergencyPlay[]): Instant {
  return startsAt + Math.max(minutes * MINUTE_MS, longestOf(plays));
}

/** The starts of all repeats of one length: on a fixed grid, each over before the end. */
export function repeatStarts(
  { startsAt, endsAt, everyMs }: { readonly startsAt: Instant; readonly endsAt: Instant; readonly everyMs: number },
  durationMs: number,
): readonly Instant[] {
  const count = Math.max(0, Math.floor((endsAt - startsAt - durationMs) / everyMs) + 1);
  return Array.from({ length: count }, (_, repeat) => startsAt + repeat * everyMs);
}

/** What was asked for, as the log keeps it: by whom, until when, where, and what it says there. Requests from before it was kept have none. */
export interface EmergencyAsked extends Pick<
  Emergency,
  'requestedBy' | 'requestedAt' | 'endsAt' | 'announcementId' | 'allClearAnnouncementId'
> {
  /** Of zones and poles. */
  readonly placesSha256: string;
  readonly playsSha256: string;
}

/** When it is over in that zone, also where that is before its first sound. */
export function overIn({ endsAt, endedAt, endedZones }: Emergency, zoneId: string): Instant {
  return endedZones.find((end) => end.zoneId === zoneId)?.at ?? endedAt ?? endsAt;
}

/** When it holds the air of that zone; undefined when it does not, or is not on air yet. */
export function airtimeIn(emergency: Emergency, zoneId: string): Interval | undefined {
  const { startsAt, zoneIds } = emergency;
  if (startsAt === null || !zoneIds.includes(zoneId)) return undefined;
  const to = overIn(emergency, zoneId);
  return to > startsAt ? { from: startsAt, to } : undefined;
}

/** One zone with those of its controllers that are meant, and the village in which it lies. */
export interface EmergencyPlace {
  readonly zone: Zone;
  readonly village: Village;
  readonly controllerIds: readonly string[];
}

/** What each zone hears: the languages of its village. Zones that hear the same stand together; zones without controllers hear nothing. */
export function emergencyPlays(
  places: readonly EmergencyPlace[],
  versions: readonly (Pick<LanguageVersion, 'language'> & { readonly sound: SoundRef })[],
): readonly EmergencyPlay[] {
  const plays = new Map<string, EmergencyPlay>();
  for (const { zone, village, controllerIds } of places.filter((place) => place.controllerIds.length > 0)) {
    const sounds = soundsFor(versions, village.languages);
    const key = sounds.map(({ sha256 }) => sha256).join();
    const durationMs = sounds.reduce((sum, sound) => sum + sound.durationMs, 0);
    const zones = [...(plays.get(key)?.zones ?? []), { zoneId: zone.id, controllerIds: [...controllerIds].sort() }];
    plays.set(key, { durationMs, sounds, zones });
  }
  return [...plays.values()];
}

function longestOf(plays: readonly EmergencyPlay[]): number {
  return Math.max(0, ...plays.map(({ durationMs }) => durationMs));
}
