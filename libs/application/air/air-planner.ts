// The `plan` job: derives a commune's rundowns, airings and playbacks from its bookings, and issues each zone's programme where it changed.
// Running it again without a change writes nothing. A zone, booking or emergency that cannot be planned stands aside and is told.
import {
  distinctFaults,
  MINUTE_MS,
  planFault,
  planStandsUntil,
  planZone,
  type Instant,
  type PlanFault,
  type PlanRequest,
  type Zone,
  type ZonePlan,
} from '#domain';
import { Injectable } from '@nestjs/common';
import { ClockWatch } from '../acting/clock-watch';
import { newId } from '../acting/new-id';
import { throwTogether } from '../acting/run-all';
import { endBookings } from './bookings-over';
import { settleEmergencies, standbySoundsIn } from './emergency-air';
import { emergenciesDue, writeEmergencies } from './emergency-writes';
import { noteAltered } from '../planning/altered-bookings';
import { noteAlteredRows } from '../planning/altered-rows';
import { noteFaults } from '../planning/plan-failures';
import { AirSettings } from '../ports/air-settings';
import { Breath } from '../ports/breath';
import { Clock } from '../ports/clock';
import { JobQueue } from '../ports/job-queue';
import type { PlanMark, StoreReads, Stores } from '../ports/stores';
import { UnitOfWork } from '../ports/unit-of-work';
import { Programmes, type SharedByProgrammes } from './programmes';
import { planApart, type ZoneOutcome } from '../planning/zone-apart';
import { ZoneRequests, type SharedByZones } from '../planning/zone-requests';
import { isWritten, writeZone } from './zone-air';

/** A plan that nothing moves is looked at again after this long, whatever was thought of. */
const LONGEST_MS = 10 * MINUTE_MS;

/** More of them in one unit of work would hold up what hurries; fewer would each pay for a durable commit. */
const ZONES_AT_ONCE = 4;

/** How often a zone of a commune that changes is read outside before it is read while others wait. */
const MAX_TRIES = 3;

/** The commune as of a mark of its plan. */
interface Reading {
  readonly zones: ZoneRequests;
  readonly shared: SharedByProgrammes & SharedByZones;
  readonly wanted: number;
}

interface PlannedZone extends ZoneOutcome {
  readonly zoneId: string;
  readonly standsUntil: Instant;
}

/** A zone as it was read, with what is to be written of it. */
interface Draft {
  readonly zone: Zone;
  /** Undefined for a zone that cannot even be asked for. */
  readonly request: PlanRequest | undefined;
  readonly faults: readonly PlanFault[];
  readonly plan?: ZonePlan | undefined;
  /** The outcome, where nothing is to be written. */
  readonly settled?: PlannedZone;
}

@Injectable()
export class AirPlanner {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly settings: AirSettings,
    private readonly programmes: Programmes,
    private readonly jobs: JobQueue,
    private readonly breath: Breath,
    private readonly clockWatch: ClockWatch,
  ) {}

  /**
   * Plans the commune anew, and asks for delivery of each zone whose programme changed. What could not be planned is kept, and returned;
   * throws when nothing could. By a clock that is doubted nothing is planned: what was wanted stays wanted.
   */
  async plan(communeId: string): Promise<readonly PlanFault[]> {
    if (this.clockWatch.doubt) return [];
    const now = this.clock.now();
    try {
      return await this.planAll(communeId, now);
    } catch (error) {
      const fault = planFault('commune', communeId, error);
      const noted = this.unitOfWork.run((stores) => noteFaults(stores, communeId, [fault], now));
      await noted.catch((other: unknown) => throwTogether([error, other]));
      throw error;
    }
  }

  /**
   * A few zones at a time, read when their turn comes and written in a unit of work of their own: what hurries, a stop or an emergency, gets
   * in between. Another planning of the same commune that begins meanwhile takes over.
   */
  private async planAll(communeId: string, now: Instant): Promise<readonly PlanFault[]> {
    const { run, faults } = await this.unitOfWork.run((stores) => this.begin(stores, communeId, now));
    const all = [...faults];
    all.push(...(await endBookings(this.unitOfWork, this.breath, communeId, now, this.settings.limits)));
    let reading = await this.readingOf(this.unitOfWork.read, communeId, now, run.wanted);
    let standsUntil = now + (reading?.shared.emergencies.length ? MINUTE_MS : LONGEST_MS);
    const zoneIds = (reading?.shared.zones ?? []).map(({ id }) => id);
    for (let from = 0; from < zoneIds.length; from += ZONES_AT_ONCE) {
      const some = zoneIds.slice(from, from + ZONES_AT_ONCE);
      let outcomes = await this.tryZones(some, run, reading!);
      for (let tries = 1; outcomes === 'changed'; tries += 1) {
        const { read } = this.unitOfWork;
        const { wanted } = await read.air.planMark(communeId);
        reading = (await this.readingOf(read, communeId, this.clock.now(), wanted)) ?? reading;
        outcomes = await this.tryZones(some, run, reading!, { inside: tries === MAX_TRIES });
      }
      if (outcomes === 'overtaken') return [];
      for (const outcome of outcomes) {
        all.push(...outcome.faults);
        standsUntil = Math.min(standsUntil, outcome.standsUntil);
        if (outcome.changed) await this.jobs.enqueue({ name: 'deliver', zoneId: outcome.zoneId });
      }
    }
    // What cannot be planned is tried again soon.
    if (all.length > 0) standsUntil = Math.min(standsUntil, now + MINUTE_MS);
    await this.unitOfWork.run(async (stores) => {
      if ((await stores.air.planMark(communeId)).runId !== run.runId) return;
      await stores.air.planDone(communeId, run.wanted, now, standsUntil);
      await noteFaults(stores, communeId, all, now);
      if (!reading) return;
      const { sources, alteredRows } = reading.shared;
      await noteAltered(stores, sources.altered(), now);
      await noteAlteredRows(stores, communeId, alteredRows, now);
    });
    return distinctFaults(all);
  }

  /** What comes before the zones: a mark that this planning is the newest, and emergencies that are over. */
  private async begin(stores: Stores, communeId: string, now: Instant) {
    const run = await stores.air.planBegun(communeId, newId(now));
    return { run, faults: await settleEmergencies(stores, communeId, now) };
  }

  /** Undefined for an unknown commune. `wanted`: the mark of its plan, read before. */
  private async readingOf(
    stores: StoreReads,
    communeId: string,
    now: Instant,
    wanted: number,
  ): Promise<Reading | undefined> {
    const zones = await ZoneRequests.open(stores, communeId, now, this.settings.limits);
    if (!zones) return undefined;
    return { zones, shared: { ...zones.shared, standbySounds: await standbySoundsIn(stores, communeId) }, wanted };
  }

  /**
   * Plans some zones. `changed`: the commune was since it was read, so that nothing is written; `inside` reads it again in the unit of work.
   * `overtaken`: another planning has begun, and what was read is older than what that one writes.
   */
  private async tryZones(
    zoneIds: readonly string[],
    run: PlanMark,
    reading: Reading,
    { inside } = { inside: false },
  ): Promise<readonly PlannedZone[] | 'changed' | 'overtaken'> {
    const drafts: Draft[] = [];
    for (const zone of reading.shared.zones.filter(({ id }) => zoneIds.includes(id))) {
      drafts.push(await this.draftOf(zone, reading));
      await this.breath.taken();
    }
    const settled = drafts.flatMap(({ settled }) => settled ?? []);
    const others = drafts.filter((draft) => !draft.settled);
    if (others.length === 0) return settled;
    const written = await this.unitOfWork.run(
      async (stores): Promise<readonly PlannedZone[] | 'changed' | 'overtaken'> => {
        const communeId = reading.shared.commune.id;
        const mark = await stores.air.planMark(communeId);
        if (mark.runId !== run.runId) return 'overtaken';
        if (mark.wanted === reading.wanted) return this.writeAll(stores, reading, others);
        if (!inside) return 'changed';
        const current = (await this.readingOf(stores, communeId, this.clock.now(), mark.wanted)) ?? reading;
        const again: Draft[] = [];
        for (const { zone } of others) again.push({ zone, ...(await requestOf(zone, current.zones)) });
        return this.writeAll(stores, current, again);
      },
    );
    return typeof written === 'string' ? written : [...settled, ...written];
  }

  /** Plans one zone, without writing. */
  private async draftOf(zone: Zone, { zones, shared }: Reading): Promise<Draft> {
    const { read } = this.unitOfWork;
    const { now } = zones;
    const { request, faults } = await requestOf(zone, zones);
    const plan = request && planned(request);
    const isSettled = !request || (plan && isWritten(request, plan));
    if (isSettled && !(await emergenciesDue(read, shared, zone, now))) {
      const standsUntil = plan ? planStandsUntil(request, plan) : Infinity;
      if (!request || (await this.programmes.isCurrent(read, shared, zone, now))) {
        return { zone, request, faults, settled: { zoneId: zone.id, changed: false, faults, standsUntil } };
      }
    }
    return { zone, request, faults, plan };
  }

  private async writeAll(stores: Stores, reading: Reading, drafts: readonly Draft[]): Promise<readonly PlannedZone[]> {
    const all: PlannedZone[] = [];
    for (const { zone, request, plan, faults } of drafts) {
      const outcome = await this.writeZone(stores, reading, zone, request, plan);
      // It has settled only when the next plan finds nothing to change.
      const standsUntil = reading.zones.now + MINUTE_MS;
      all.push({ ...outcome, zoneId: zone.id, faults: [...faults, ...outcome.faults], standsUntil });
    }
    return all;
  }

  private async writeZone(
    stores: Stores,
    { shared, zones: { now } }: Reading,
    zone: Zone,
    request: PlanRequest | undefined,
    plan?: ZonePlan,
  ): Promise<ZoneOutcome> {
    const { settleMs } = this.settings;
    const faults = await writeEmergencies(stores, shared, zone, now, settleMs);
    if (!request) return { changed: false, faults };
    const outcome = await planApart(stores, request, async (each) => {
      await writeZone(stores, each, (each === request && plan) || planZone(each), settleMs);
      return this.programmes.issue(stores, shared, zone, each.now);
    });
    return { ...outcome, faults: [...faults, ...outcome.faults] };
  }
}

async function requestOf(zone: Zone, zones: ZoneRequests): Promise<Pick<Draft, 'request' | 'faults'>> {
  const { requests, faults } = await zones.of([zone]);
  return { request: requests[0], faults };
}

/** Undefined when the zone cannot be planned: who is to blame is found out in the unit of work. */
function planned(request: PlanRequest): ZonePlan | undefined {
  try {
    return planZone(request);
  } catch {
    return undefined;
  }
}
