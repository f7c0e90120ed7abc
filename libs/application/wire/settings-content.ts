// What the settings of a device say, worked out for one pole or for all of a commune: what many of them share is read once.
import {
  announcedDrill,
  byId,
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
import type { AnnouncedDrill, BrokerPlace } from '#protocol';
import { quietPlaces, type QuietPlaces } from '../acting/places-as-told';
import type { StoreReads } from '../ports/stores';
import { sha256Of } from '../secrets/secrets';

/** Above this uncertainty of its clock a device starts nothing normal. */
const MAX_CLOCK_UNCERTAINTY_MS = 20_000;

/** How far ahead a device knows the silence of special days, for the time in which no server reaches it. */
const SPECIAL_DAYS_AHEAD_MS = 35 * DAY_MS;

type SettingsContent = Awaited<ReturnType<typeof contentOf>>;

/** The content that a device should have now, with its digest: equal content is not issued again. */
export interface WantedSettings {
  readonly content: SettingsContent;
  readonly digest: string;
}

/**
 * A way to ask for the settings of each of these devices of a commune. How much is read does not depend on how many they are; a device that
 * hangs at a place which was given up costs reads of its own, and one whose place is not found fails alone.
 */
export async function settingsOf(
  stores: StoreReads,
  communeId: string,
  devices: readonly Device[],
  { now, broker }: { readonly now: Instant; readonly broker: BrokerPlace | undefined },
): Promise<(device: Device) => Promise<WantedSettings>> {
  const quiet = (await quietPlaces(stores, communeId))!;
  const extraQuiet = daysAhead(quiet.specialDays, quiet.commune.timeZone, now);
  const drillFor = await announcements(stores, communeId, now);
  const tree = await treeOf(stores, communeId, devices.length > 1);
  const shared = { quiet, extraQuiet, drillFor, tree, broker };
  return async (device) => {
    const content = await contentOf(shared, device);
    return { content, digest: sha256Of(JSON.stringify(content)) };
  };
}

interface Shared {
  readonly quiet: QuietPlaces;
  readonly extraQuiet: ReturnType<typeof daysAhead>;
  readonly drillFor: (controllerId: string) => AnnouncedDrill | undefined;
  readonly tree: Awaited<ReturnType<typeof treeOf>>;
  readonly broker: BrokerPlace | undefined;
}

async function contentOf(
  { quiet, extraQuiet, drillFor, tree, broker }: Shared,
  { id: deviceId, controllerId }: Device,
) {
  const controller = (await tree.controller(controllerId))!;
  const zone = (await tree.zone(controller.zoneId))!;
  const { commune } = quiet;
  const village = quiet.village((await tree.village(zone.villageId))!);
  return {
    communeId: commune.id,
    villageId: village.id,
    zoneId: zone.id,
    controllerId,
    deviceId,
    epoch: commune.epoch,
    timeZone: commune.timeZone,
    quietHours: village.quietHours ?? commune.quietHours,
    extraQuiet,
    limits: strictestLimits(commune.rules.limits, village.limits),
    volumePercent: controller.volumePercent,
    emergencyVolumePercent: commune.rules.emergencyVolumePercent,
    maxClockUncertaintyMs: MAX_CLOCK_UNCERTAINTY_MS,
    drill: drillFor(controllerId),
    broker,
  };
}

/** Places by their id: all that stand are read beforehand when many will be asked for. */
async function treeOf({ places }: StoreReads, communeId: string, many: boolean) {
  const read = many ? places : undefined;
  const controllers = byId((await read?.controllers(communeId)) ?? []);
  const zones = byId((await read?.zones(communeId)) ?? []);
  const villages = byId((await read?.villages(communeId)) ?? []);
  return {
    controller: async (id: string) => controllers.get(id) ?? (await places.controller(id)),
    zone: async (id: string) => zones.get(id) ?? (await places.zone(id)),
    village: async (id: string) => villages.get(id) ?? (await places.village(id)),
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
