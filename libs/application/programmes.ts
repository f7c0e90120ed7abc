// The signed programme of each zone: issued when its content changed or its lease runs down, and published as state, not as a message.
// Also the settings that bind a device to its pole.
import { DAY_MS, HOUR_MS, type Airing, type Instant } from '#domain';
import { PROTOCOL_VERSION, type ProgrammeEntry } from '#protocol';
import { Injectable } from '@nestjs/common';
import { AirSettings } from './ports/air-settings';
import { Clock } from './ports/clock';
import { DeviceLink } from './ports/device-link';
import type { StoreReads, Stores } from './ports/stores';
import { UnitOfWork } from './ports/unit-of-work';
import { Seals } from './seals';
import { sha256Of } from './secrets';

/** A lease is renewed when this much of it was used, so that a quiet zone keeps playing. */
const LEASE_RENEWAL_MS = DAY_MS;
/** How long past entries and cancellations are still named. Cut by whole hours, or every entry that ends would issue a new version. */
const MEMORY_MS = HOUR_MS;
/** Above this uncertainty of its clock a device starts nothing normal (RELIABILITY decision 2). */
const MAX_CLOCK_UNCERTAINTY_MS = 20_000;

@Injectable()
export class Programmes {
  /** What this process has published since it started; the tick compares it with what was issued. */
  private readonly published = new Map<string, string>();

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly settings: AirSettings,
    private readonly seals: Seals,
    private readonly link: DeviceLink,
  ) {}

  /** Issues the zone's programme inside the unit of work that planned it. True when there is a new version to deliver. */
  async issue(stores: Stores, communeId: string, zoneId: string, now: Instant): Promise<boolean> {
    const commune = await stores.places.commune(communeId);
    if (!commune) return false;
    const before = await stores.delivery.programme(zoneId);
    const content = await this.contentOf(stores, communeId, zoneId, now);
    const contentDigest = sha256Of(JSON.stringify(content));
    const fresh = before && before.leaseUntil - now > this.settings.leaseMs - LEASE_RENEWAL_MS;
    if (fresh && before.contentDigest === contentDigest && before.epoch === commune.epoch) return false;
    const version = before && before.epoch === commune.epoch ? before.version + 1 : 1;
    const leaseUntil = now + this.settings.leaseMs;
    const envelope = await this.seals.seal(communeId, 'programme', {
      protocol: PROTOCOL_VERSION,
      communeId,
      zoneId,
      epoch: commune.epoch,
      version,
      issuedAt: now,
      leaseUntil,
      ...content,
    });
    const programme = {
      zoneId,
      communeId,
      epoch: commune.epoch,
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

  /** Publishes the zone's current programme. Publishing the same version again is harmless. */
  async deliver(zoneId: string): Promise<void> {
    const programme = await this.unitOfWork.read.delivery.programme(zoneId);
    if (!programme) return;
    await this.link.publishProgramme(programme.communeId, zoneId, programme.envelope);
    this.published.set(zoneId, versionName(programme));
  }

  /** Zones whose current programme this process has not published yet. */
  async undelivered(communeId: string): Promise<readonly string[]> {
    const programmes = await this.unitOfWork.read.delivery.programmes(communeId);
    return programmes
      .filter((each) => this.published.get(each.zoneId) !== versionName(each))
      .map((each) => each.zoneId);
  }

  /** Forgets what was published: the broker lost it, or the link was opened anew. */
  forgetPublished(): void {
    this.published.clear();
  }

  /** Issues the settings of every controller that has a device, where they changed, and publishes them. */
  async bindDevices(communeId: string): Promise<void> {
    const changed = await this.unitOfWork.run((stores) => this.issueSettings(stores, communeId));
    const all = await this.unitOfWork.read.delivery.allSettings(communeId);
    for (const each of all) {
      const name = `settings ${each.version}`;
      if (!changed.has(each.controllerId) && this.published.get(each.controllerId) === name) continue;
      await this.link.publishSettings(communeId, each.controllerId, each.envelope);
      this.published.set(each.controllerId, name);
    }
  }

  private async issueSettings(stores: Stores, communeId: string): Promise<ReadonlySet<string>> {
    const commune = await stores.places.commune(communeId);
    const zones = new Map((await stores.places.zones(communeId)).map((zone) => [zone.id, zone]));
    const villages = new Map((await stores.places.villages(communeId)).map((village) => [village.id, village]));
    const controllers = new Map((await stores.places.controllers(communeId)).map((each) => [each.id, each]));
    const known = new Map((await stores.delivery.allSettings(communeId)).map((each) => [each.controllerId, each]));
    const changed = new Set<string>();
    for (const device of commune ? await stores.devices.devices(communeId) : []) {
      const controller = controllers.get(device.controllerId)!;
      const zone = zones.get(controller.zoneId)!;
      const content = {
        communeId,
        villageId: zone.villageId,
        zoneId: zone.id,
        controllerId: controller.id,
        deviceId: device.id,
        epoch: commune!.epoch,
        timeZone: commune!.timeZone,
        quietHours: villages.get(zone.villageId)!.quietHours ?? commune!.quietHours,
        volumePercent: controller.volumePercent,
        maxClockUncertaintyMs: MAX_CLOCK_UNCERTAINTY_MS,
      };
      const contentDigest = sha256Of(JSON.stringify(content));
      const before = known.get(controller.id);
      if (before?.contentDigest === contentDigest) continue;
      const version = (before?.version ?? 0) + 1;
      const issuedAt = this.clock.now();
      const envelope = await this.seals.seal(communeId, 'settings', {
        protocol: PROTOCOL_VERSION,
        ...content,
        version,
        issuedAt,
      });
      await stores.delivery.putSettings({ controllerId: controller.id, communeId, version, contentDigest, envelope });
      changed.add(controller.id);
    }
    return changed;
  }

  private async contentOf(stores: StoreReads, communeId: string, zoneId: string, now: Instant) {
    const horizonMs = (this.settings.limits.horizonDays + 1) * DAY_MS;
    const since = Math.floor(now / HOUR_MS) * HOUR_MS - MEMORY_MS;
    const airings = await stores.air.airingsOfZone(zoneId, since, now + horizonMs);
    const stops = await stores.air.stops(communeId, now);
    return {
      entries: airings.filter((airing) => airing.state === 'planned').map(entryOf),
      cancelledAiringIds: airings.filter(({ state }) => state === 'cancelled').map(({ id }) => id),
      stops: stops
        .filter((stop) => stop.zoneIds === null || stop.zoneIds.includes(zoneId))
        .map(({ id, from, until }) => ({ stopId: id, from, until })),
    };
  }
}

function entryOf(airing: Airing): ProgrammeEntry {
  const { id, rundownId, kind, title, messageClass, startsAt, durationMs, lateLimitMs, sounds, controllerIds } = airing;
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

function versionName({ epoch, version }: { readonly epoch: number; readonly version: number }): string {
  return `programme ${epoch}.${version}`;
}
