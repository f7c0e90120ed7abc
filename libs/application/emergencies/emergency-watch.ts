// An emergency as people look at it while it waits for the second person and while it sounds: what is said, who may confirm, and how it
// stands in every village. Read only.
import {
  airtimeIn,
  alarmCounts,
  alarmStateOf,
  CONFIRM_WITHIN_MS,
  HOUR_MS,
  mayConfirm,
  mayDo,
  MINUTE_MS,
  overIn,
  saysAllClear,
  waitsForSecond,
  type Actor,
  type AlarmedVillage,
  type ConfirmRefusal,
  type Emergency,
  type EmergencyConsequence,
  type Instant,
  type Playback,
} from '#domain';
import { emergencyRundownId } from '#protocol';
import { Injectable } from '@nestjs/common';
import { requireCommune } from '../acting/access';
import { orderInReach, ordersInReach } from '../acting/reach';
import { viewOf, type AnnouncementView } from '../announcements/announcement-view';
import { consequence, firstSound, handsIn, placesLeft } from './emergency-request';
import { peopleWhoMay } from '../acting/notices';
import { AirSettings } from '../ports/air-settings';
import { Clock } from '../ports/clock';
import type { StoreReads } from '../ports/stores';
import { UnitOfWork } from '../ports/unit-of-work';

/** So long after its end an emergency is still shown: to be repeated, or to be declared over. */
const SHOWN_AFTER_MS = HOUR_MS;

/** What people look at who deal with emergencies, each list with its newest first. */
interface WatchedEmergencies {
  /** Those that wait for a second person, and those on air. */
  readonly open: readonly EmergencyLive[];
  readonly justOver: readonly EmergencyLive[];
}

/** Why this person may not confirm. */
type SecondPersonRefusal = ConfirmRefusal | 'not-allowed' | 'approval-self';

/** An emergency with everything that a person needs to confirm it, to follow it, and to end it. */
export interface EmergencyLive extends Emergency {
  readonly announcement: AnnouncementView;
  readonly requestedByName: string;
  readonly confirmedByName: string | null;
  /** Until then somebody may confirm it. Null: it does not wait. */
  readonly confirmBy: Instant | null;
  /** Who may confirm it, by name. Empty while it does not wait. */
  readonly confirmers: readonly string[];
  /** Whether the one who looks may confirm it, or why not. Null: it does not wait. */
  readonly verdict: 'ok' | SecondPersonRefusal | null;
  /** What giving the order would do. Null: it does not wait. */
  readonly consequence: EmergencyConsequence | null;
  readonly villages: readonly AlarmedVillage[];
  /** Somebody has said already that the danger is over. */
  readonly allClearSaid: boolean;
  /** Titles of those that took its place, wherever they did. */
  readonly gaveWayTo: readonly string[];
}

@Injectable()
export class EmergencyWatch {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly settings: AirSettings,
  ) {}

  /** Those that are open, and those that are just over, where the actor may look. */
  async watched(actor: Actor, communeId: string): Promise<WatchedEmergencies> {
    requireCommune(actor, communeId);
    const { read } = this.unitOfWork;
    const now = this.clock.now();
    const waiting = (await read.emergencies.requested(communeId)).filter((each) => waitsForSecond(each, now));
    const aired = await read.emergencies.airedSince(communeId, now - SHOWN_AFTER_MS);
    const isOnAir = ({ state, endsAt }: Emergency) => state === 'on_air' && now < endsAt;
    const isJustOver = (each: Emergency) => !isOnAir(each) && now - SHOWN_AFTER_MS < (each.endedAt ?? each.endsAt);
    const shown = async (some: readonly Emergency[]) => {
      const seen = await ordersInReach(read, actor, communeId, some, handsIn);
      const newestFirst = [...seen].sort((a, b) => b.requestedAt - a.requestedAt);
      return Promise.all(newestFirst.map((each) => this.liveOf(actor, each, now)));
    };
    return {
      open: await shown([...waiting, ...aired.filter(isOnAir)]),
      justOver: await shown(aired.filter(isJustOver)),
    };
  }

  /** One of them. Throws Problem `not-found`. */
  async live(actor: Actor, id: string): Promise<EmergencyLive> {
    const { read } = this.unitOfWork;
    const emergency = await orderInReach(read, actor, await read.emergencies.emergency(id), handsIn);
    return this.liveOf(actor, emergency, this.clock.now());
  }

  private async liveOf(actor: Actor, emergency: Emergency, now: Instant): Promise<EmergencyLive> {
    const { read } = this.unitOfWork;
    const { id, communeId, announcementId, requestedAt, requestedBy, confirmedBy, endsAt, endedZones } = emergency;
    const announcement = await viewOf(read, (await read.announcements.announcement(announcementId))!);
    const asked = waitsForSecond(emergency, now);
    const { startsAt } = emergency;
    const later = startsAt === null ? [] : await read.emergencies.airedSince(communeId, startsAt);
    const people = new Map((await read.people.people(communeId)).map((person) => [person.id, person.name]));
    const others = asked ? await peopleWhoMay(read, 'emergency.order', { communeId, villageId: null }) : [];
    return {
      ...emergency,
      announcement,
      requestedByName: people.get(requestedBy) ?? '',
      confirmedByName: confirmedBy === null ? null : (people.get(confirmedBy) ?? ''),
      confirmBy: asked ? requestedAt + CONFIRM_WITHIN_MS : null,
      confirmers: others.filter((each) => each !== requestedBy).map((each) => people.get(each) ?? ''),
      verdict: asked ? verdictOn(actor, emergency, announcement, now) : null,
      consequence: asked
        ? await effectOf(read, emergency, announcement, (endsAt - requestedAt) / MINUTE_MS, now)
        : null,
      villages: await villagesUnder(read, emergency, now, this.settings.settleMs),
      allClearSaid: later.some((each) => saysAllClear(each, id)),
      gaveWayTo: later
        .filter((each) => endedZones.some(({ gaveWayTo }) => gaveWayTo === each.id))
        .map(({ title }) => title),
    };
  }
}

function verdictOn(
  actor: Actor,
  emergency: Emergency,
  { state, editors }: AnnouncementView,
  now: Instant,
): 'ok' | SecondPersonRefusal {
  if (!mayDo(actor, 'emergency.order', { communeId: emergency.communeId, villageId: null })) return 'not-allowed';
  const may = mayConfirm(emergency, actor.personId, now);
  if (may !== 'ok') return may;
  return state !== 'approved' && editors.includes(actor.personId) ? 'approval-self' : 'ok';
}

async function effectOf(
  read: StoreReads,
  { communeId, zoneIds, plays }: Emergency,
  announcement: AnnouncementView,
  minutes: number,
  now: Instant,
): Promise<EmergencyConsequence> {
  const places = await placesLeft(read, communeId, zoneIds);
  const { digest } = announcement;
  const ready = {
    announcement: { ...announcement, digest: digest ?? '' },
    allClearAnnouncementId: null,
    places,
    plays,
  };
  return consequence(read, communeId, ready, await firstSound(read, communeId, now), minutes);
}

async function villagesUnder(
  read: StoreReads,
  emergency: Emergency,
  now: Instant,
  settleMs: number,
): Promise<readonly AlarmedVillage[]> {
  const { id, communeId, plays, startsAt } = emergency;
  const reached = plays.flatMap(({ zones }) => zones);
  const playbacks = await read.air.playbacksOfRundowns(reached.map(({ zoneId }) => emergencyRundownId(id, zoneId)));
  const byPole = new Map<string, Playback[]>();
  for (const playback of playbacks) {
    byPole.set(playback.controllerId, [...(byPole.get(playback.controllerId) ?? []), playback]);
  }
  const devices = await read.devices.devices(communeId);
  const online = new Set(devices.filter((device) => device.online).map(({ controllerId }) => controllerId));
  const villageOf = new Map((await read.places.zones(communeId)).map((zone) => [zone.id, zone.villageId]));
  const villages = await read.places.villages(communeId);
  return villages.flatMap(({ id: villageId, name, label }) => {
    const zones = reached.filter(({ zoneId }) => villageOf.get(zoneId) === villageId);
    const poles = zones.flatMap((zone) => zone.controllerIds);
    if (poles.length === 0) return [];
    const states = zones.flatMap(({ zoneId, controllerIds }) => {
      const isCalledOff =
        startsAt === null ? !waitsForSecond(emergency, now) : airtimeIn(emergency, zoneId) === undefined;
      const isSettled = startsAt !== null && overIn(emergency, zoneId) + settleMs <= now;
      return controllerIds.map((pole) => alarmStateOf(byPole.get(pole) ?? [], { isCalledOff, isSettled }));
    });
    const offline = poles.filter((pole) => !online.has(pole)).length;
    return [{ villageId, name, label, controllers: poles.length, offline, ...alarmCounts(states) }];
  });
}
