// The signed programme of each zone: issued when its content changed or its lease runs down, and published as state, not as a message.
import {
  airtimeIn,
  DAY_MS,
  groupedBy,
  HOUR_MS,
  mayStillSound,
  MINUTE_MS,
  type Airing,
  type Emergency,
  type Instant,
  type Zone,
} from '#domain';
import { PROTOCOL_VERSION, type ProgrammeEntry } from '#protocol';
import { Injectable } from '@nestjs/common';
import type { StandbySounds } from './emergency-air';
import { AirSettings } from '../ports/air-settings';
import { Clock } from '../ports/clock';
import { DeviceLink } from '../ports/device-link';
import type { ProgrammeVersion, StoreReads, Stores } from '../ports/stores';
import { UnitOfWork } from '../ports/unit-of-work';
import type { SharedByZones } from '../planning/zone-requests';
import { Seals } from '../wire/seals';
import { sha256Of } from '../secrets/secrets';

/** A lease is renewed when this much of it was used, so that a quiet zone keeps playing. */
const LEASE_RENEWAL_MS = DAY_MS;
/** How long past entries and cancellations are still named. Cut by whole hours, or every entry that ends would issue a new version. */
const MEMORY_MS = HOUR_MS;

/** A pole that is there has said within this time that it follows what was published, or is told again. */
const HEARD_WITHIN_MS = MINUTE_MS;

/** What the programmes of a commune share: as it is read for planning, with the sounds that lie ready. */
export interface SharedByProgrammes extends Pick<SharedByZones, 'commune' | 'villages' | 'stops' | 'emergencies'> {
  readonly standbySounds: StandbySounds;
}

/** What was published for a zone. */
interface Published {
  readonly name: string;
  /** When it is time to ask whether the poles have it; null: all of them do. */
  readonly asksAt: Instant | null;
}

@Injectable()
export class Programmes {
  /** What this process has published since it started; the tick compares it with what was issued. */
  private readonly published = new Map<string, Published>();

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly settings: AirSettings,
    private readonly seals: Seals,
    private readonly link: DeviceLink,
  ) {}

  /** Issues the zone's programme inside the unit of work that planned it. True when there is a new version to deliver. */
  async issue(stores: Stores, shared: SharedByProgrammes, zone: Zone, now: Instant): Promise<boolean> {
    const { before, content, contentDigest, isIssued } = await this.wanted(stores, shared, zone, now);
    if (isIssued) return false;
    const { id: communeId, epoch } = shared.commune;
    const zoneId = zone.id;
    const version = before && before.epoch === epoch ? before.version + 1 : 1;
    const leaseUntil = now + this.settings.leaseMs;
    const envelope = await this.seals.seal(communeId, 'programme', {
      protocol: PROTOCOL_VERSION,
      communeId,
      zoneId,
      epoch,
      version,
      issuedAt: now,
      leaseUntil,
      ...content,
    });
    const programme = {
      zoneId,
      communeId,
      epoch,
      version,
      contentDigest,
      envelope,
      issuedAt: now,
      leaseUntil,
    };
    await stores.delivery.putProgramme(programme);
    await stores.events.append({
      communeId,
      at: now,
      kind: 'programme.issued',
      actor: 'system',
      subjectId: zoneId,
      details: { version, entries: content.entries.length, cancelled: content.cancelledAiringIds.length },
    });
    return true;
  }

  /** Whether there is nothing to issue: the zone's programme says what is planned, and its lease does not run down. */
  async isCurrent(stores: StoreReads, shared: SharedByProgrammes, zone: Zone, now: Instant): Promise<boolean> {
    return (await this.wanted(stores, shared, zone, now)).isIssued;
  }

  /** What the programme is to say, and whether it says so already. */
  private async wanted(stores: StoreReads, shared: SharedByProgrammes, zone: Zone, now: Instant) {
    const before = await stores.delivery.programme(zone.id);
    const content = await this.contentOf(stores, shared, zone, now);
    // The same content under another key is another message.
    const contentDigest = sha256Of(JSON.stringify(content)) + (await this.seals.keyName(shared.commune.id));
    const fresh = before && before.leaseUntil - now > this.settings.leaseMs - LEASE_RENEWAL_MS;
    const isIssued = fresh && before.contentDigest === contentDigest && before.epoch === shared.commune.epoch;
    return { before, content, contentDigest, isIssued: isIssued === true };
  }

  /** Publishes the zone's current programme. Publishing the same version again is harmless. */
  async deliver(zoneId: string): Promise<void> {
    const programme = await this.unitOfWork.read.delivery.programme(zoneId);
    if (!programme) return;
    await this.link.publishProgramme(programme.communeId, zoneId, programme.envelope);
    this.published.set(zoneId, { name: versionName(programme), asksAt: this.clock.now() + HEARD_WITHIN_MS });
  }

  /** Zones whose current programme this process has not published yet, or that was lost on its way to a pole that is there. */
  async undelivered(communeId: string): Promise<readonly string[]> {
    const newest = await this.unitOfWork.read.delivery.programmeVersions(communeId);
    const fresh = newest.filter((each) => this.published.get(each.zoneId)?.name !== versionName(each));
    return [...fresh, ...(await this.unheard(communeId, newest))].map(({ zoneId }) => zoneId);
  }

  /** Forgets what was published: the broker lost it, or the link was opened anew. */
  forgetPublished(): void {
    this.published.clear();
  }

  /** Compares what was published a while ago with what the poles accepted since, until all of them have it. */
  private async unheard(communeId: string, newest: readonly ProgrammeVersion[]): Promise<readonly ProgrammeVersion[]> {
    const now = this.clock.now();
    const isDue = (each: ProgrammeVersion) => {
      const published = this.published.get(each.zoneId);
      if (published?.name !== versionName(each) || published.asksAt === null) return false;
      // Longer than anybody waits: the clock was set back since.
      const waitMs = published.asksAt - now;
      return waitMs <= 0 || waitMs > HEARD_WITHIN_MS;
    };
    const due = newest.filter(isDue);
    if (due.length === 0) return [];
    const { places, devices } = this.unitOfWork.read;
    const zoneOf = new Map((await places.controllers(communeId)).map(({ id, zoneId }) => [id, zoneId]));
    const boxes = groupedBy(await devices.devices(communeId), ({ controllerId }) => zoneOf.get(controllerId));
    return due.filter((each) => {
      const own = boxes.get(each.zoneId) ?? [];
      const behind = own.filter(({ programme }) => !programme || versionName(programme) !== versionName(each));
      const asksAt = behind.length > 0 ? now + HEARD_WITHIN_MS : null;
      this.published.set(each.zoneId, { name: versionName(each), asksAt });
      return behind.some(({ online }) => online);
    });
  }

  private async contentOf(stores: StoreReads, shared: SharedByProgrammes, zone: Zone, now: Instant) {
    const horizonMs = (this.settings.limits.horizonDays + 1) * DAY_MS;
    const hour = Math.floor(now / HOUR_MS) * HOUR_MS;
    const recent = await stores.air.airingsOfZone(zone.id, hour - DAY_MS, now + horizonMs);
    const airings = recent.filter((airing) => airing.startsAt >= hour - MEMORY_MS || mayStillSound(airing, hour));
    const village = shared.villages.get(zone.villageId);
    return {
      entries: airings.filter((airing) => airing.state === 'planned').flatMap((airing) => entryOf(airing) ?? []),
      cancelledAiringIds: await takenOffIn(stores, airings),
      stops: shared.stops
        .filter((stop) => stop.zoneIds === null || stop.zoneIds.includes(zone.id))
        .map(({ id, from, until, sparesEmergency }) => ({ stopId: id, from, until, sparesEmergency })),
      emergencies: shared.emergencies.flatMap((emergency) => heldBy(emergency, zone.id, now)),
      standbySounds: village ? shared.standbySounds(zone, village) : [],
    };
  }
}

/** The time for which the emergency holds the air of the zone, or is about to. */
function heldBy(emergency: Emergency, zoneId: string, now: Instant) {
  const time = emergency.state === 'on_air' ? airtimeIn(emergency, zoneId) : undefined;
  return time && time.to > now ? [{ emergencyId: emergency.id, startsAt: time.from, endsAt: time.to }] : [];
}

/** What must not begin any more: all that is cancelled, and whatever else stands on air no longer although poles were once told to play it. */
async function takenOffIn({ air }: StoreReads, airings: readonly Airing[]): Promise<readonly string[]> {
  const others = airings.filter(({ state }) => state === 'held' || state === 'dropped').map(({ id }) => id);
  const once = new Set((await air.playbacksOfAirings(others)).map(({ airingId }) => airingId));
  return airings.filter(({ id, state }) => state === 'cancelled' || once.has(id)).map(({ id }) => id);
}

/** Undefined for a drill: that never stands in a live programme, it goes out by itself under a key of its own. */
function entryOf(airing: Airing): ProgrammeEntry | undefined {
  const { id, rundownId, kind, title, messageClass, startsAt, durationMs, lateLimitMs, sounds, controllerIds } = airing;
  if (kind === 'drill') return undefined;
  return {
    airingId: id,
    rundownId,
    kind,
    title,
    messageClass,
    startsAt,
    durationMs,
    lateLimitMs,
    sounds,
    controllerIds,
  };
}

function versionName({ epoch, version }: Pick<ProgrammeVersion, 'epoch' | 'version'>): string {
  return `programme ${epoch}.${version}`;
}
