// The signed settings that bind a device to its pole: its zone, the hours and limits it holds by itself, its volume. Issued when they change, and
// published as state.
import {
  announcedDrill,
  listeningTime,
  DAY_MS,
  overlaps,
  silenceOfSpecialDays,
  strictestLimits,
  type Device,
  type Instant,
  type SpecialDay,
  type TimeZone,
} from '#domain';
import { PROTOCOL_VERSION, type AnnouncedDrill } from '#protocol';
import { Injectable } from '@nestjs/common';
import { eachInTurn, throwTogether } from '../acting/run-all';
import { Clock } from '../ports/clock';
import { DeviceLink } from '../ports/device-link';
import type { StoreReads, Stores } from '../ports/stores';
import { UnitOfWork } from '../ports/unit-of-work';
import { Seals } from './seals';
import { sha256Of } from '../secrets/secrets';

/** Above this uncertainty of its clock a device starts nothing normal. */
const MAX_CLOCK_UNCERTAINTY_MS = 20_000;

/** How far ahead a device knows the silence of special days, for the time in which no server reaches it. */
const SPECIAL_DAYS_AHEAD_MS = 35 * DAY_MS;

@Injectable()
export class DeviceSettingsPublisher {
  /** The version of each controller's settings that this process has published. */
  private readonly published = new Map<string, number>();

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly seals: Seals,
    private readonly link: DeviceLink,
  ) {}

  /**
   * Issues the settings of these devices where they changed, inside the unit of work that changed them. Returns what failed: one box whose
   * settings cannot be made keeps neither the change nor any other box from its own. `renew` tries it again and says so.
   */
  async issue(stores: Stores, communeId: string, devices: readonly Device[]): Promise<readonly unknown[]> {
    const now = this.clock.now();
    const drillFor = await announcements(stores, communeId, now);
    const failures: unknown[] = [];
    for (const device of devices) {
      const issued = stores.apart(() => this.issueOne(stores, device, now, drillFor(device.controllerId)));
      await issued.catch((error: unknown) => failures.push(error));
    }
    return failures;
  }

  private async issueOne(
    stores: Stores,
    device: Device,
    now: Instant,
    drill: AnnouncedDrill | undefined,
  ): Promise<void> {
    const content = { ...(await contentOf(stores, device, now)), drill };
    const contentDigest = sha256Of(JSON.stringify(content));
    const { communeId, controllerId } = device;
    const before = await stores.delivery.settings(controllerId);
    if (before?.contentDigest === contentDigest) return;
    const version = (before?.version ?? 0) + 1;
    const envelope = await this.seals.seal(communeId, 'settings', {
      protocol: PROTOCOL_VERSION,
      ...content,
      version,
      issuedAt: now,
    });
    await stores.delivery.putSettings({ controllerId, communeId, version, contentDigest, envelope });
  }

  /** Brings the settings of the whole commune up to date, and publishes what this process has not published yet. */
  async renew(communeId: string): Promise<void> {
    await eachInTurn([() => this.issueAll(communeId), () => this.publishNew(communeId)], (part) => part());
  }

  private async issueAll(communeId: string): Promise<void> {
    throwTogether(
      await this.unitOfWork.run(async (stores) =>
        this.issue(stores, communeId, await stores.devices.devices(communeId)),
      ),
    );
  }

  private async publishNew(communeId: string): Promise<void> {
    const settings = await this.unitOfWork.read.delivery.allSettings(communeId);
    await eachInTurn(settings, async ({ controllerId, version, envelope }) => {
      if (this.published.get(controllerId) === version) return;
      await this.link.publishSettings(communeId, controllerId, envelope);
      this.published.set(controllerId, version);
    });
  }
}

async function contentOf({ places }: StoreReads, { id: deviceId, communeId, controllerId }: Device, now: Instant) {
  const commune = (await places.commune(communeId))!;
  const controller = (await places.controller(controllerId))!;
  const zone = (await places.zone(controller.zoneId))!;
  const village = (await places.village(zone.villageId))!;
  return {
    communeId,
    villageId: village.id,
    zoneId: zone.id,
    controllerId,
    deviceId,
    epoch: commune.epoch,
    timeZone: commune.timeZone,
    quietHours: village.quietHours ?? commune.quietHours,
    extraQuiet: daysAhead(await places.specialDays(communeId), commune.timeZone, now),
    limits: strictestLimits(commune.rules.limits, village.limits),
    volumePercent: controller.volumePercent,
    emergencyVolumePercent: commune.rules.emergencyVolumePercent,
    maxClockUncertaintyMs: MAX_CLOCK_UNCERTAINTY_MS,
  };
}

/** What each controller has to know of a drill; undefined, which leaves it out: none is ahead of it. */
async function announcements(stores: StoreReads, communeId: string, now: Instant) {
  const drills = await stores.drills.open(communeId);
  const key = drills.length > 0 ? await stores.installation.drillKey(communeId) : undefined;
  return (controllerId: string): AnnouncedDrill | undefined => {
    const drill = announcedDrill(drills, controllerId, now);
    if (!drill || !key) return undefined;
    const { from, to } = listeningTime(drill);
    return { drillId: drill.id, keyId: key.keyId, publicKey: key.publicKey, from, until: to };
  };
}

/** The silence of special days that a device has to know now: settings change as days come and go. */
function daysAhead(days: readonly SpecialDay[], timeZone: TimeZone, now: Instant) {
  return silenceOfSpecialDays(days, timeZone)
    .filter((stretch) => overlaps(stretch, { from: now, to: now + SPECIAL_DAYS_AHEAD_MS }))
    .sort((a, b) => a.from - b.from || a.to - b.to)
    .map(({ from, to }) => ({ from, to }));
}
