// The poles of a commune as the desk looks at them: how each is doing and since when, what it has of what it needs, what sounds there.
import {
  byId,
  byStart,
  conditionOf,
  DAY_MS,
  failedChecks,
  groupedBy,
  HOUR_MS,
  localDateOf,
  presenceStrip,
  SECOND_MS,
  STRIP_MS,
  addDays,
  type Commune,
  type Controller,
  type Device,
  type DomainEvent,
  type Instant,
  type Playback,
  type PoleCondition,
  type PoleReport,
  type PresenceChange,
  type PresenceStretch,
  type SelfTestResult,
} from '#domain';
import type { NamedAiring, ProgrammeVersion, StoreReads } from '../ports/stores';

/** One pole with everything that tells how it is doing. */
export interface PoleView extends Controller {
  readonly zone: string;
  readonly villageId: string;
  readonly condition: PoleCondition;
  /** Since when it is there, or away; null: not known. */
  readonly since: Instant | null;
  readonly device: Device | null;
  /** When it was last heard of. */
  readonly lastContactAt: Instant | null;
  readonly wantedProgramme: ProgrammeVersion | null;
  readonly report: PoleReport | null;
  readonly strip: readonly PresenceStretch[];
  readonly selfTest: (Pick<SelfTestResult, 'state' | 'answeredAt'> & { readonly failed: readonly string[] }) | null;
  /** Nobody is told about its absences before. Null: people are told. */
  readonly mutedUntil: Instant | null;
  /** What it said that it is playing. */
  readonly playing: NamedAiring | null;
  /** What it plays next. */
  readonly next: NamedAiring | null;
}

/** A playback with the title of what it plays. */
export interface TitledPlayback extends Playback {
  readonly title: string;
  readonly startsAt: Instant;
}

/** A pole with what happened to it, newest first. */
export interface PoleInFull extends PoleView {
  readonly playbacks: readonly TitledPlayback[];
  readonly events: readonly DomainEvent[];
}

/** How far ahead the next airing of a pole is looked for. */
const AHEAD_MS = 2 * DAY_MS;
/** What may still sound began no longer ago. */
const LONGEST_MS = 3 * HOUR_MS;
/** A pole whose clock is ahead begins before the time. */
const EARLY_MS = 5 * SECOND_MS;

/** All poles of the commune, by zone and name. */
export async function poleViews(stores: StoreReads, commune: Commune, now: Instant): Promise<readonly PoleView[]> {
  const { places, devices, poles, delivery } = stores;
  const { id } = commune;
  const [controllers, zones, boxes, changes, reports, mutes, wanted, tests, air] = await Promise.all([
    places.controllers(id),
    places.zones(id),
    devices.devices(id),
    poles.presenceSince(id, now - STRIP_MS),
    poles.reports(id),
    poles.mutes(id, now),
    delivery.programmeVersions(id),
    lastSelfTests(stores, commune, now),
    airOf(stores, id, now),
  ]);
  const zoneOf = byId(zones);
  const deviceAt = new Map(boxes.map((device) => [device.controllerId, device]));
  const reportOf = new Map(reports.map((report) => [report.deviceId, report]));
  const changesAt = groupedBy(changes, ({ controllerId }) => controllerId);
  const wantedIn = new Map(wanted.map((programme) => [programme.zoneId, programme]));
  const mutedUntil = new Map(mutes.map(({ controllerId, until }) => [controllerId, until]));
  return controllers.map((controller): PoleView => {
    const device = deviceAt.get(controller.id) ?? null;
    const report = (device && reportOf.get(device.id)) ?? null;
    const own = changesAt.get(controller.id) ?? [];
    const since = device && sinceOf(device, own, now);
    const newest = wantedIn.get(controller.zoneId) ?? null;
    const test = tests.get(controller.id) ?? null;
    const facts = { device: device && { ...device, since }, wanted: newest, report, selfTest: test?.state ?? null };
    const zone = zoneOf.get(controller.zoneId)!;
    return {
      ...controller,
      zone: zone.name,
      villageId: zone.villageId,
      condition: conditionOf(facts, now),
      since,
      device,
      lastContactAt: latest(device?.lastSeenAt ?? null, report?.receivedAt ?? null),
      wantedProgramme: newest,
      report,
      strip: device ? presenceStrip(own, device.online, { from: now - STRIP_MS, to: now }, device.enrolledAt) : [],
      selfTest: test && {
        state: test.state,
        answeredAt: test.answeredAt,
        failed: test.findings ? failedChecks(test.findings) : [],
      },
      mutedUntil: mutedUntil.get(controller.id) ?? null,
      ...air(controller),
    };
  });
}

/** Since when the pole is as it is: its last change, or longer than the strip shows. */
function sinceOf(device: Device, changes: readonly PresenceChange[], now: Instant): Instant | null {
  const last = changes.at(-1);
  if (last) return last.at;
  if (device.lastSeenAt === null) return device.enrolledAt;
  return device.online ? Math.max(device.enrolledAt, now - STRIP_MS) : device.lastSeenAt;
}

function latest(one: Instant | null, other: Instant | null): Instant | null {
  if (one === null || other === null) return one ?? other;
  return Math.max(one, other);
}

/** The last result of every pole, of this day or the one before. */
async function lastSelfTests(
  { selfTests }: StoreReads,
  { id, timeZone }: Commune,
  now: Instant,
): Promise<ReadonlyMap<string, SelfTestResult>> {
  const today = localDateOf(now, timeZone);
  const tests = [...(await selfTests.testsOn(id, today)), ...(await selfTests.testsOn(id, addDays(today, -1)))];
  const last = new Map<string, SelfTestResult>();
  for (const test of tests) {
    for (const result of await selfTests.results(test.id)) {
      // A test that is under way says nothing yet.
      if (result.state !== 'asked' && !last.has(result.controllerId)) last.set(result.controllerId, result);
    }
  }
  return last;
}

/** What each pole plays now and next. */
async function airOf({ air }: StoreReads, communeId: string, now: Instant) {
  const ahead = await air.nextAirings(communeId, now, now + AHEAD_MS);
  // What was taken off the air may sound all the same, where a pole does not know of it yet.
  const sounding = await air.soundingAirings(communeId, now - LONGEST_MS, now + EARLY_MS);
  const nextIn = groupedBy(ahead, ({ zoneId }) => zoneId);
  const playingAt = new Map(sounding.map((airing) => [airing.controllerId, airing]));
  return ({ id, zoneId }: Controller): Pick<PoleView, 'playing' | 'next'> => {
    const own = (nextIn.get(zoneId) ?? []).filter(({ controllerIds }) => controllerIds.includes(id));
    const [next] = own.sort(byStart);
    const playing = playingAt.get(id);
    return { playing: playing ? named(playing) : null, next: next ? named(next) : null };
  };
}

function named({ id, kind, title, startsAt, durationMs }: NamedAiring): NamedAiring {
  return { id, kind, title, startsAt, durationMs };
}
