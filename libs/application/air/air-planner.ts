// The `plan` job: derives a commune's rundowns, airings and playbacks from its bookings, and issues each zone's programme where it changed.
// Running it again without a change writes nothing. A zone, booking or emergency that cannot be planned stands aside and is told.
import {
  airtimeIn,
  BOOKING_LIFECYCLE,
  distinctFaults,
  endByTime,
  follow,
  mayStillSound,
  MINUTE_MS,
  planFault,
  planStandsUntil,
  planZone,
  type Booking,
  type Instant,
  type PlanFault,
  type PlanRequest,
  type ZonePlan,
} from '#domain';
import { Injectable } from '@nestjs/common';
import { requestsOf } from '../planning/plan-requests';
import { newId } from '../acting/new-id';
import { throwTogether } from '../acting/run-all';
import { emergencyAir, recentEmergencies, settleEmergencies } from './emergency-air';
import { endedAirings } from '../planning/ended-airings';
import { eachPart, noteFaults } from '../planning/plan-failures';
import { AirSettings } from '../ports/air-settings';
import { Clock } from '../ports/clock';
import { JobQueue } from '../ports/job-queue';
import type { PlanMark, StoreReads, Stores } from '../ports/stores';
import { UnitOfWork } from '../ports/unit-of-work';
import { Programmes } from './programmes';
import { planApart, type ZoneOutcome } from '../planning/zone-apart';
import { changedOf, isWritten, writePlaybacks, writeZone } from './zone-air';

/** A plan that nothing moves is looked at again after this long, whatever was thought of. */
const LONGEST_MS = 10 * MINUTE_MS;

@Injectable()
export class AirPlanner {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly settings: AirSettings,
    private readonly programmes: Programmes,
    private readonly jobs: JobQueue,
  ) {}

  /**
   * Plans the commune anew, and asks for delivery of each zone whose programme changed. What could not be planned is kept, and returned;
   * throws when nothing could.
   */
  async plan(communeId: string): Promise<readonly PlanFault[]> {
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
   * Zone by zone, each in a unit of work of its own: what hurries, a stop or an emergency, gets in between. Another planning of the same
   * commune that begins meanwhile takes over.
   */
  private async planAll(communeId: string, now: Instant): Promise<readonly PlanFault[]> {
    const { run, faults, mayMove } = await this.unitOfWork.run((stores) => this.begin(stores, communeId, now));
    const { requests, faults: unreadable } = await this.requestsOf(this.unitOfWork.read, communeId, now);
    const all = [...faults, ...unreadable];
    let standsUntil = now + (mayMove ? MINUTE_MS : LONGEST_MS);
    for (const request of requests) {
      const outcome = await this.planZone(request, run);
      if (!outcome) return [];
      all.push(...outcome.faults);
      standsUntil = Math.min(standsUntil, outcome.standsUntil);
      if (outcome.changed) await this.jobs.enqueue({ name: 'deliver', zoneId: request.zoneId });
    }
    // What cannot be planned is tried again soon.
    if (all.length > 0) standsUntil = Math.min(standsUntil, now + MINUTE_MS);
    await this.unitOfWork.run(async (stores) => {
      if ((await stores.air.planMark(communeId)).runId !== run.runId) return;
      await stores.air.planDone(communeId, run.wanted, now, standsUntil);
      await noteFaults(stores, communeId, all, now);
    });
    return distinctFaults(all);
  }

  /** What comes before the zones: bookings that end, and the airings of emergencies. */
  private async begin(stores: Stores, communeId: string, now: Instant) {
    const run = await stores.air.planBegun(communeId, newId(now));
    const faults = [
      ...(await this.endBookings(stores, communeId, now)),
      ...(await settleEmergencies(stores, communeId, now)),
      ...(await this.writeEmergencies(stores, communeId, now)),
    ];
    const mayMove = (await recentEmergencies(stores, communeId, now)).length > 0;
    return { run, faults, mayMove };
  }

  /**
   * Plans one zone, read before. Was the commune changed since, it is read again inside the unit of work. Undefined when another planning
   * has begun: what was read is older than what that one writes.
   */
  private async planZone(
    request: PlanRequest,
    run: PlanMark,
  ): Promise<(ZoneOutcome & { readonly standsUntil: Instant }) | undefined> {
    const { communeId, zoneId, now } = request;
    const { read } = this.unitOfWork;
    const plan = planned(request);
    if (plan && isWritten(request, plan) && (await this.programmes.isCurrent(read, communeId, zoneId, now))) {
      return { changed: false, faults: [], standsUntil: planStandsUntil(request, plan) };
    }
    const outcome = await this.unitOfWork.run(async (stores) => {
      const { runId, wanted } = await stores.air.planMark(communeId);
      if (runId !== run.runId) return undefined;
      const again = () => this.requestsOf(stores, communeId, this.clock.now(), zoneId);
      const current = wanted === run.wanted ? request : (await again()).requests[0];
      if (!current) return { changed: false, faults: [] };
      return planApart(stores, current, async (each) => {
        await writeZone(stores, each, (each === request && plan) || planZone(each), this.settings.settleMs);
        return this.programmes.issue(stores, communeId, zoneId, each.now);
      });
    });
    // It has settled only when the next plan finds nothing to change.
    return outcome && { ...outcome, standsUntil: now + MINUTE_MS };
  }

  private requestsOf(stores: StoreReads, communeId: string, now: Instant, zoneId?: string) {
    const { limits } = this.settings;
    return requestsOf(stores, communeId, now, limits, zoneId === undefined ? undefined : new Set([zoneId]));
  }

  /** Airings and playbacks of emergencies, as the devices made them from the order. What is over stays as it was recorded. */
  private async writeEmergencies(stores: Stores, communeId: string, now: number): Promise<readonly PlanFault[]> {
    const emergencies = await recentEmergencies(stores, communeId, now);
    if (emergencies.length === 0) return [];
    const { timeZone } = (await stores.places.commune(communeId))!;
    const stops = await stores.air.stops(communeId, now);
    const zones = await stores.places.zones(communeId);
    const standing = new Set((await stores.places.controllers(communeId)).map(({ id }) => id));
    return eachPart(stores, 'emergency', emergencies, async (emergency) => {
      for (const zone of zones) {
        const air = emergencyAir(emergency, zone, stops, timeZone, standing);
        if (!air) continue;
        const known = await stores.air.airingsOfRundowns([air.rundown.id]);
        if (known.length === 0) await stores.air.putRundowns([air.rundown]);
        const ended = await endedAirings(stores, known, now);
        const over = new Set(
          known.filter((each) => ended.has(each.id) || !mayStillSound(each, now)).map(({ id }) => id),
        );
        const airings = changedOf(known, air.airings).filter(({ id }) => !over.has(id));
        await stores.air.putAirings(airings);
        await writePlaybacks(stores, airings, now, this.settings.settleMs, airtimeIn(emergency, zone.id)?.to);
      }
    });
  }

  /** Ends proposals whose time ran out without an approval, and approved bookings that have no day left. */
  private async endBookings(stores: Stores, communeId: string, now: number): Promise<readonly PlanFault[]> {
    const commune = await stores.places.commune(communeId);
    if (!commune) return [];
    const slots = await stores.places.slots(communeId);
    const specialDays = await stores.places.specialDays(communeId);
    return eachPart(stores, 'booking', await stores.bookings.open(communeId), async (booking) => {
      const event = endByTime(booking, slots, commune.timeZone, now, this.settings.limits, specialDays);
      if (!event || (event === 'finish' && (await this.maySound(stores, booking, now)))) return;
      await stores.bookings.update(booking.id, { state: follow(BOOKING_LIFECYCLE, booking.state, event) });
      await stores.events.append({
        communeId,
        at: now,
        actor: 'system',
        subjectId: booking.id,
        ...(event === 'finish'
          ? { kind: 'booking.finished' }
          : { kind: 'booking.missed', details: { reason: 'unapproved' } }),
      });
    });
  }

  /** Whether a pole may still begin or sound something of it: until then it can be cancelled, also past midnight. */
  private async maySound(stores: Stores, { id }: Booking, now: number): Promise<boolean> {
    const airings = await stores.air.airingsOfBooking(id);
    return airings.some((airing) => airing.state === 'planned' && mayStillSound(airing, now));
  }
}

/** Undefined when the zone cannot be planned: who is to blame is found out in the unit of work. */
function planned(request: PlanRequest): ZonePlan | undefined {
  try {
    return planZone(request);
  } catch {
    return undefined;
  }
}
