// What an emergency is made of: which places it reaches, what they hear, and what giving the order would do. The dry run, the request and
// the confirmation all ask here, so that they show the same numbers.
import {
  consequenceOf,
  DAY_MS,
  EMERGENCY_LIFECYCLE,
  emergencyLeadMs,
  emergencyPlays,
  follow,
  plannedEnd,
  Problem,
  repeatEveryMs,
  requireKept,
  type Emergency,
  type EmergencyBasis,
  type EmergencyConsequence,
  type EmergencyPlace,
  type EmergencyPlay,
  type Instant,
} from '#domain';
import { zonesPicked } from '../planning/plan-requests';
import { isDeepStrictEqual } from 'node:util';
import { askedOf, isContentAsApproved } from '../acting/as-approved';
import { viewOf, type AnnouncementView } from '../announcements/announcement-view';
import { alteredTemplates } from '../acting/template-as-told';
import type { StartedEmergency } from './emergency-orders';
import { newId } from '../acting/new-id';
import type { StoreReads } from '../ports/stores';

/** What a person asks for: a template or an announcement, where, and for how many minutes it is repeated. */
export interface EmergencyRequest {
  readonly templateId?: string | undefined;
  readonly announcementId?: string | undefined;
  readonly wholeCommune?: boolean | undefined;
  readonly villageIds?: readonly string[] | undefined;
  readonly zoneIds?: readonly string[] | undefined;
  readonly minutes: number;
  readonly reason: string;
}

/** A request with everything that follows from it. */
export interface PreparedEmergency {
  readonly announcement: AnnouncementView & { readonly digest: string };
  readonly allClearAnnouncementId: string | null;
  readonly places: readonly EmergencyPlace[];
  readonly plays: readonly EmergencyPlay[];
}

/**
 * Reads what the request speaks of; a template that is not what somebody prepared is used for nothing. Throws Problem `not-found`,
 * `emergency-wrong-class`, `recording-not-ready`, `not-as-approved`, `booking-no-zones`, `booking-no-controllers`.
 */
export async function prepared(
  stores: StoreReads,
  communeId: string,
  request: EmergencyRequest,
): Promise<PreparedEmergency> {
  const template = request.templateId === undefined ? undefined : await stores.emergencies.template(request.templateId);
  const altered = template ? await alteredTemplates(stores, communeId) : [];
  if (altered.some(({ id }) => id === template?.id)) throw new Problem('not-as-approved');
  const announcement = await speakable(stores, communeId, template?.announcementId ?? request.announcementId);
  const places = await placesOf(stores, communeId, request);
  return {
    announcement,
    allClearAnnouncementId: template?.allClearAnnouncementId ?? null,
    places,
    plays: playsOf(announcement, places),
  };
}

/**
 * An announcement of this commune that can sound as an emergency. Throws Problem `not-found`, `emergency-wrong-class`, `recording-not-ready`,
 * `not-as-approved`.
 */
export async function speakable(
  stores: StoreReads,
  communeId: string,
  announcementId: string | undefined,
): Promise<AnnouncementView & { readonly digest: string }> {
  const found = announcementId === undefined ? undefined : await stores.announcements.announcement(announcementId);
  if (!found || found.communeId !== communeId) throw new Problem('not-found', { field: 'announcementId' });
  const { messageClass } = found;
  if (messageClass !== 'emergency') throw new Problem('emergency-wrong-class', { messageClass });
  const { digest, ...view } = await viewOf(stores, found);
  if (digest === null) throw new Problem('recording-not-ready', { recordings: [] });
  requireKept(view.recordings);
  if (found.state === 'approved') {
    const approval = (await stores.bookings.approvals(found.id)).find(({ voidedAt }) => voidedAt === null);
    if (!approval || !isContentAsApproved(approval.digest, found, view.recordings))
      throw new Problem('not-as-approved');
  }
  return { ...view, digest };
}

/** Passes when the plays sound nothing but the announcement. Throws Problem `not-as-approved`. */
export function requireSaid(plays: readonly EmergencyPlay[], { recordings }: AnnouncementView): void {
  const known = new Set(recordings.map(({ rendition }) => rendition?.sha256));
  const sounds = plays.flatMap((play) => play.sounds);
  if (!sounds.every(({ sha256 }) => known.has(sha256))) throw new Problem('not-as-approved');
}

/** Passes when it is what the log says was asked for last. Throws Problem `not-as-approved`. */
export async function requireAsAsked({ events }: StoreReads, emergency: Emergency): Promise<void> {
  const happened = await events.ofSubject(emergency.communeId, emergency.id);
  const last = happened
    .flatMap((event) => (event.kind === 'emergency.requested' && event.subjectId === emergency.id ? [event] : []))
    .at(-1);
  if (last?.details.playsSha256 === undefined) return;
  const { title: _title, reason: _reason, ...asked } = last.details;
  if (!isDeepStrictEqual(asked, askedOf(emergency))) throw new Problem('not-as-approved');
}

/** What the zones of these places hear of the announcement. */
export function playsOf({ versions, recordings }: AnnouncementView, places: readonly EmergencyPlace[]) {
  const spoken = versions.flatMap(({ language, recordingId }) => {
    const rendition = recordings.find(({ id }) => id === recordingId)?.rendition;
    if (!rendition) return [];
    const { sha256, bytes, durationMs } = rendition;
    return [{ language, sound: { sha256, bytes, durationMs } }];
  });
  return emergencyPlays(places, spoken);
}

/** Who had a hand in it: for them it is no less to be seen than for those whom it reaches. */
export function handsIn({ requestedBy, confirmedBy, endedBy }: Emergency): readonly (string | null)[] {
  return [requestedBy, confirmedBy, endedBy];
}

/** The zones that are picked, with village and controllers. Throws Problem `not-found`, `booking-no-zones`, `booking-no-controllers`. */
async function placesOf(
  stores: StoreReads,
  communeId: string,
  pick: Pick<EmergencyRequest, 'wholeCommune' | 'villageIds' | 'zoneIds'>,
): Promise<readonly EmergencyPlace[]> {
  const all = await stores.places.zones(communeId);
  const villages = await stores.places.villages(communeId);
  // A village without zones is known, and reaches nobody: it keeps no other from its warning.
  const known = new Set([...all, ...villages].map(({ id }) => id));
  const unknown = [...(pick.villageIds ?? []), ...(pick.zoneIds ?? [])].some((id) => !known.has(id));
  if (unknown) throw new Problem('not-found', { field: 'zoneIds' });
  const zones = zonesPicked(all, { ...pick });
  if (zones.length === 0) throw new Problem('booking-no-zones');
  const zoneIds = zones.map(({ id }) => id);
  return requireHeard(await placesLeft(stores, communeId, zoneIds));
}

/** Those of the zones that still stand, with village and controllers: what was decided before may have lost some since. */
export async function placesLeft(
  stores: StoreReads,
  communeId: string,
  zoneIds: readonly string[],
): Promise<readonly EmergencyPlace[]> {
  const zones = (await stores.places.zones(communeId)).filter(({ id }) => zoneIds.includes(id));
  const villages = new Map((await stores.places.villages(communeId)).map((village) => [village.id, village]));
  const controllers = await stores.places.controllers(communeId);
  return zones.flatMap((zone) => {
    const village = villages.get(zone.villageId);
    if (!village) return [];
    const controllerIds = controllers.filter(({ zoneId }) => zoneId === zone.id).map(({ id }) => id);
    return [{ zone, village, controllerIds }];
  });
}

/** Passes when anybody would hear it. Throws Problem `booking-no-controllers`. */
export function requireHeard(places: readonly EmergencyPlace[]): readonly EmergencyPlace[] {
  if (places.every(({ controllerIds }) => controllerIds.length === 0)) throw new Problem('booking-no-controllers');
  return places;
}

/** What giving the order would do if it started at that instant. */
export async function consequence(
  stores: StoreReads,
  communeId: string,
  { announcement, places, plays }: PreparedEmergency,
  startsAt: Instant,
  minutes: number,
): Promise<EmergencyConsequence> {
  const endsAt = plannedEnd(startsAt, minutes, plays);
  const devices = await stores.devices.devices(communeId);
  const airings = await Promise.all(
    places.map(({ zone }) => stores.air.airingsOfZone(zone.id, startsAt - DAY_MS, endsAt)),
  );
  return consequenceOf({
    places,
    plays,
    controllers: await stores.places.controllers(communeId),
    onlineControllerIds: new Set(devices.filter(({ online }) => online).map(({ controllerId }) => controllerId)),
    languages: announcement.versions.map(({ language }) => language),
    airings: airings.flat(),
    stops: await stores.air.stops(communeId, startsAt),
    startsAt,
    minutes,
  });
}

/** The request as it is kept until somebody confirms it. */
export function requestedEmergency(
  communeId: string,
  { announcement, allClearAnnouncementId, places, plays }: PreparedEmergency,
  asked: {
    readonly basis: EmergencyBasis;
    readonly minutes: number;
    readonly reason: string;
    readonly by: string;
    readonly at: Instant;
  },
): Emergency {
  return {
    id: newId(asked.at),
    communeId,
    announcementId: announcement.id,
    title: announcement.title,
    digest: announcement.digest,
    zoneIds: places.map(({ zone }) => zone.id),
    controllerIds: places.flatMap(({ controllerIds }) => controllerIds).sort(),
    plays,
    everyMs: repeatEveryMs(plays),
    basis: asked.basis,
    reason: asked.reason,
    requestedBy: asked.by,
    requestedAt: asked.at,
    confirmedBy: null,
    confirmedAt: null,
    startsAt: null,
    endsAt: plannedEnd(asked.at, asked.minutes, plays),
    endedAt: null,
    endedBy: null,
    endedZones: [],
    allClearAnnouncementId,
    allClearOf: null,
    state: 'requested',
  };
}

/** When an emergency that is ordered now sounds for the first time. */
export async function firstSound(stores: StoreReads, communeId: string, now: Instant): Promise<Instant> {
  return now + emergencyLeadMs(await stores.poles.reach(communeId));
}

/** The emergency as it goes on air without a second person; it was asked for just now. */
export function started(emergency: Emergency, startsAt: Instant): StartedEmergency {
  const endsAt = startsAt + (emergency.endsAt - emergency.requestedAt);
  return { ...emergency, startsAt, endsAt, state: follow(EMERGENCY_LIFECYCLE, emergency.state, 'confirm') };
}
