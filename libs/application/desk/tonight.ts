// "Tối nay phát gì": the next day and night of a commune, planned at this very moment by the planner itself and told with the people behind it.
import {
  DAY_MS,
  hourOf,
  keepsFailing,
  Problem,
  TONIGHT_DAYS,
  TONIGHT_MS,
  tonightLines,
  type Actor,
  type AirHistory,
  type Airing,
  type Booking,
  type Commune,
  type Instant,
  type PlanFailure,
  type PlannedZone,
  type TonightLine,
  type Village,
} from '#domain';
import { Injectable } from '@nestjs/common';
import { requireView } from '../acting/access';
import { airingsInReach, sightOf } from '../acting/reach';
import { ItemFailures, type ItemFailure } from '../acting/item-failures';
import { emergencyAir } from '../air/emergency-air';
import { nameOfPart } from '../planning/plan-failures';
import { plannedZones } from '../planning/planned-zones';
import { recentEmergencies } from '../planning/zone-requests';
import { AirSettings } from '../ports/air-settings';
import { Clock } from '../ports/clock';
import type { StoreReads } from '../ports/stores';
import { UnitOfWork } from '../ports/unit-of-work';

/** How far back the usual is looked for. */
const HISTORY_MS = 90 * DAY_MS;

/** A line with the names of zones and people in it. */
export interface TonightEntry extends TonightLine {
  readonly zones: readonly string[];
  /** Who asked for it, who let it on air and when. Null: nobody booked it, or nobody approved it yet. */
  readonly proposedBy: string | null;
  readonly approvedBy: string | null;
  readonly approvedAt: Instant | null;
}

/** One village with everything that will sound in it. */
interface VillageTonight {
  readonly village: Village;
  readonly lines: readonly TonightEntry[];
  /** One for each of its zones that cannot be planned now: the lines say what was planned last, which is what its poles still play. */
  readonly notForecast: readonly ItemFailure[];
}

/** What keeps failing to be planned: what was planned of it before is what its poles play. */
interface UnplannedPart extends Pick<PlanFailure, 'part' | 'subjectId' | 'since' | 'times'> {
  readonly name: string;
}

interface TonightView {
  readonly commune: Commune;
  readonly from: Instant;
  readonly to: Instant;
  readonly villages: readonly VillageTonight[];
  readonly unplanned: readonly UnplannedPart[];
}

@Injectable()
export class Tonight {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly settings: AirSettings,
    private readonly failures: ItemFailures,
  ) {}

  /** What will sound in the next 24 hours in the villages at which the actor may look, where and why. Changes nothing. */
  async tonight(actor: Actor, communeId: string): Promise<TonightView> {
    requireView(actor, communeId);
    const { read } = this.unitOfWork;
    const sight = await sightOf(read, actor, communeId);
    const whole = await tonightOf(read, communeId, this.clock.now(), this.settings, this.failures, (airings) =>
      airingsInReach(read, actor, communeId, airings),
    );
    return {
      ...whole,
      villages: whole.villages.filter(({ village }) => sight(village.id)),
      unplanned: whole.unplanned.filter(({ subjectId }) => sight(subjectId)),
    };
  }
}

/** The same for whoever stands at the machine itself, of whom nothing is kept. Throws Problem `not-found`. */
export async function tonightOf(
  stores: StoreReads,
  communeId: string,
  now: Instant,
  { limits }: AirSettings,
  failures: ItemFailures,
  told: (airings: readonly Airing[]) => Promise<readonly Airing[]> = (airings) => Promise.resolve(airings),
): Promise<TonightView> {
  const commune = await stores.places.commune(communeId);
  if (!commune) throw new Problem('not-found');
  const emergencies = await recentEmergencies(stores, communeId, now);
  const stops = await stores.air.stops(communeId, now);
  const places = new Map((await stores.places.zones(communeId)).map((zone) => [zone.id, zone]));
  const standing = new Set((await stores.places.controllers(communeId)).map(({ id }) => id));
  const near = { ...limits, horizonDays: Math.min(limits.horizonDays, TONIGHT_DAYS) };
  const planned = await plannedZones(stores, communeId, now, near, failures);
  const toZone = async ({ request, plan }: (typeof planned.zones)[number]): Promise<PlannedZone> => {
    // Emergencies hold the air beside the plan: their airings come from the very function that writes them.
    const beside = emergencies.flatMap(
      (emergency) => emergencyAir(emergency, places.get(request.zoneId)!, stops, commune.timeZone, standing) ?? [],
    );
    return {
      request,
      plan: {
        rundowns: [...plan.rundowns, ...beside.map(({ rundown }) => rundown)],
        airings: await told([...plan.airings, ...beside.flatMap(({ airings }) => airings)]),
      },
    };
  };
  const zones = await Promise.all(planned.zones.map(toZone));
  const villages = await stores.places.villages(communeId);
  const languages = new Map(villages.map((village) => [village.id, village.languages]));
  const ids = zones.flatMap(({ plan }) => plan.airings.flatMap(({ announcementId }) => announcementId ?? []));
  const announcements = await stores.announcements.byIds([...new Set(ids)]);
  const window = { from: now, to: now + TONIGHT_MS };
  const lines = tonightLines(zones, {
    window,
    history: await historyOf(stores, commune, now),
    announcements: new Map(announcements.map((announcement) => [announcement.id, announcement])),
    languagesOf: (villageId) => languages.get(villageId) ?? [],
  });
  const named = await entriesOf(stores, communeId, zones, lines);
  return {
    commune,
    ...window,
    villages: villages.map((village) => ({
      village,
      lines: named.filter(({ villageId }) => villageId === village.id),
      notForecast: planned.zones.flatMap(({ request, failure }) =>
        request.villageId === village.id && failure ? [failure] : [],
      ),
    })),
    unplanned: await unplannedOf(stores, planned.known),
  };
}

async function unplannedOf(stores: StoreReads, failures: readonly PlanFailure[]): Promise<readonly UnplannedPart[]> {
  return Promise.all(
    failures.filter(keepsFailing).map(async (failure) => {
      const { part, subjectId, since, times } = failure;
      return { part, subjectId, since, times, name: await nameOfPart(stores, failure) };
    }),
  );
}

async function historyOf(stores: StoreReads, commune: Commune, now: Instant): Promise<AirHistory | null> {
  const zoneIds = (await stores.places.zones(commune.id)).map(({ id }) => id);
  const aired = await stores.air.airedBetween(zoneIds, now - HISTORY_MS, now);
  if (aired.quarters.length === 0) return null;
  const announcements = await stores.announcements.byIds(aired.announcementIds);
  return {
    hours: new Set(aired.quarters.map((quarter) => hourOf(quarter, commune.timeZone))),
    longestMs: aired.longestMs,
    authors: new Set(announcements.map(({ createdBy }) => createdBy)),
  };
}

async function entriesOf(
  stores: StoreReads,
  communeId: string,
  zones: readonly PlannedZone[],
  lines: readonly TonightLine[],
): Promise<readonly TonightEntry[]> {
  const zoneNames = new Map((await stores.places.zones(communeId)).map(({ id, name }) => [id, name]));
  const people = new Map((await stores.people.people(communeId)).map(({ id, name }) => [id, name]));
  const bookings = new Map<string, Booking>(
    zones.flatMap(({ request }) => request.items.map(({ booking }) => [booking.id, booking] as const)),
  );
  const nameOf = (id: string | null | undefined) => (id ? (people.get(id) ?? null) : null);
  return lines.map((line) => {
    const booking = line.bookingId === null ? undefined : bookings.get(line.bookingId);
    return {
      ...line,
      zones: line.zoneIds.map((id) => zoneNames.get(id) ?? id),
      proposedBy: nameOf(booking?.createdBy),
      approvedBy: nameOf(booking?.approvedBy),
      approvedAt: booking?.approvedAt ?? null,
    };
  });
}
