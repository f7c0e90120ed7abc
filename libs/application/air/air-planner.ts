// The `plan` job: derives a commune's rundowns, airings and playbacks from its bookings, and issues each zone's programme where it changed.
// Running it again without a change writes nothing. A zone, booking or emergency that cannot be planned stands aside and is told.
import {
  airtimeIn,
  allows,
  BOOKING_LIFECYCLE,
  distinctFaults,
  endByTime,
  follow,
  lastSoundOf,
  mayStillSound,
  MINUTE_MS,
  PLAYBACK_LIFECYCLE,
  planFault,
  planZone,
  type Airing,
  type Booking,
  type PlanFault,
  type Playback,
  type PlanRequest,
} from '#domain';
import { playbackIdOf } from '#protocol';
import { Injectable } from '@nestjs/common';
import { raiseAfterCancel } from './after-cancel';
import { requestsOf } from '../planning/plan-requests';
import { cancelledPlaybacks } from './cancelled-playbacks';
import { throwTogether } from '../acting/run-all';
import { emergencyAir, recentEmergencies, settleEmergencies, tellOfInterruption } from './emergency-air';
import { endedAirings } from '../planning/ended-airings';
import { replayed } from './evidence';
import { eachPart, noteFaults } from '../planning/plan-failures';
import { AirSettings } from '../ports/air-settings';
import { Clock } from '../ports/clock';
import { JobQueue } from '../ports/job-queue';
import type { Stores } from '../ports/stores';
import { UnitOfWork } from '../ports/unit-of-work';
import { Programmes } from './programmes';
import { poleLeftAt, takenOffAt } from '../planning/taken-off';
import { planApart } from '../planning/zone-apart';

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
   * Plans the commune anew, then asks for delivery of the zones whose programme changed. What could not be planned is kept, and returned;
   * throws when nothing could.
   */
  async plan(communeId: string): Promise<readonly PlanFault[]> {
    const { changed, faults } = await this.planAll(communeId);
    for (const zoneId of changed) await this.jobs.enqueue({ name: 'deliver', zoneId });
    return faults;
  }

  private async planAll(communeId: string) {
    const now = this.clock.now();
    try {
      return await this.unitOfWork.run((stores) => this.writeAll(stores, communeId, now));
    } catch (error) {
      const fault = planFault('commune', communeId, error);
      const noted = this.unitOfWork.run((stores) => noteFaults(stores, communeId, [fault], now));
      await noted.catch((other: unknown) => throwTogether([error, other]));
      throw error;
    }
  }

  private async writeAll(stores: Stores, communeId: string, now: number) {
    const { wanted } = await stores.air.planMark(communeId);
    const faults = [
      ...(await this.endBookings(stores, communeId, now)),
      ...(await settleEmergencies(stores, communeId, now)),
      ...(await this.writeEmergencies(stores, communeId, now)),
    ];
    const { requests, faults: unreadable } = await requestsOf(stores, communeId, now, this.settings.limits);
    faults.push(...unreadable);
    const changed: string[] = [];
    for (const each of requests) {
      const outcome = await planApart(stores, each, async (request) => {
        await this.writeZone(stores, request);
        return this.programmes.issue(stores, communeId, request.zoneId, now);
      });
      faults.push(...outcome.faults);
      if (outcome.changed) changed.push(each.zoneId);
    }
    await stores.air.planDone(communeId, wanted, now);
    await noteFaults(stores, communeId, faults, now);
    return { changed, faults: distinctFaults(faults) };
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
        const airings = changed(known, air.airings).filter(({ id }) => !over.has(id));
        await stores.air.putAirings(airings);
        await this.writePlaybacks(stores, airings, now, airtimeIn(emergency, zone.id)?.to);
      }
    });
  }

  private async writeZone(stores: Stores, request: PlanRequest): Promise<void> {
    const plan = planZone(request);
    await stores.air.putRundowns(changed(request.existingRundowns, plan.rundowns));
    const airings = changed(request.existing, plan.airings);
    if (!airings.length) return;
    await stores.air.putAirings(airings);
    await this.writePlaybacks(stores, airings, request.now);
    for (const airing of airings.filter(({ state, kind }) => state === 'dropped' && kind === 'item')) {
      await stores.events.append({
        communeId: airing.communeId,
        at: request.now,
        kind: airing.restartOf === null ? 'airing.dropped' : 'airing.interrupted',
        actor: 'system',
        subjectId: airing.id,
        details: {
          zoneId: airing.zoneId,
          bookingId: airing.bookingId,
          reason: airing.reason,
          startsAt: airing.startsAt,
        },
      });
      if (airing.restartOf !== null) await tellOfInterruption(stores, airing, request.now);
    }
  }

  private async writePlaybacks(
    stores: Stores,
    airings: readonly Airing[],
    now: number,
    overAt?: number,
  ): Promise<void> {
    const known = new Map(
      (await stores.air.playbacksOfAirings(airings.map(({ id }) => id))).map((playback) => [playback.id, playback]),
    );
    // An urgent order may have been obeyed before this plan was made: its evidence is here already.
    const outran = new Set(
      airings.filter(({ kind, startsAt }) => kind === 'emergency' && startsAt < now + MINUTE_MS).map(({ id }) => id),
    );
    const playbacks = airings
      .filter(({ state }) => state === 'planned')
      .flatMap((airing) => airing.controllerIds.flatMap((id) => this.replanned(airing, id, known, now)));
    const early = playbacks.filter(({ id, airingId }) => !known.has(id) && outran.has(airingId));
    const heard = new Map<string, Playback>();
    for (const playback of early) {
      heard.set(playback.id, replayed(playback, await stores.delivery.receiptsOfPlayback(playback.id), now));
    }
    const cancelled = await this.cancelled(stores, airings, [...known.values()], overAt, now);
    await stores.air.putPlaybacks([...cancelled, ...playbacks.map((playback) => heard.get(playback.id) ?? playback)]);
    const late = cancelled.filter(({ playedAfterCancel }) => playedAfterCancel);
    await raiseAfterCancel(stores, late, 'system', now);
  }

  /** The playback of a planned airing on that pole, if anything of it changes. */
  private replanned(
    airing: Airing,
    controllerId: string,
    known: ReadonlyMap<string, Playback>,
    now: number,
  ): readonly Playback[] {
    const id = playbackIdOf(airing.id, controllerId);
    const before = known.get(id);
    const deadlineAt = lastSoundOf(airing) + this.settings.settleMs;
    if (!before) return [freshPlayback(id, airing, controllerId, deadlineAt, now)];
    if (!allows(PLAYBACK_LIFECYCLE, before.state, 'replan')) return [];
    const state = follow(PLAYBACK_LIFECYCLE, before.state, 'replan');
    const cancelledAt = before.playedAfterCancel ? before.cancelledAt : null;
    return [{ ...before, state, reason: null, cancelledAt, deadlineAt }];
  }

  /** What is not on air any more, and what was to sound on a pole that was moved or taken down meanwhile. */
  private async cancelled(
    stores: Stores,
    airings: readonly Airing[],
    known: readonly Playback[],
    overAt: number | undefined,
    now: number,
  ): Promise<readonly Playback[]> {
    const all: Playback[] = [];
    for (const airing of airings) {
      const own = known.filter(({ airingId, cancelledAt }) => airingId === airing.id && cancelledAt === null);
      if (own.length === 0) continue;
      const polesLeft = airing.reason === 'no-poles';
      if (airing.state !== 'planned' && !polesLeft) {
        const at = airing.reason === 'emergency-over' ? overAt : undefined;
        const cancelledAt = at ?? (await takenOffAt(stores, airing, now));
        all.push(...(await cancelledPlaybacks(stores, airing, own, cancelledAt, now)));
        continue;
      }
      const left = ({ controllerId }: Playback) => polesLeft || !airing.controllerIds.includes(controllerId);
      for (const playback of own.filter(left)) {
        const leftAt = await poleLeftAt(stores, airing, playback.controllerId, now);
        all.push(...(await cancelledPlaybacks(stores, airing, [playback], leftAt, now)));
      }
    }
    return all;
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

function changed<T extends { readonly id: string }>(before: readonly T[], after: readonly T[]): readonly T[] {
  const known = new Map(before.map((each) => [each.id, JSON.stringify(sorted(each))]));
  return after.filter((each) => known.get(each.id) !== JSON.stringify(sorted(each)));
}

function sorted(value: object): readonly (readonly [string, unknown])[] {
  return Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
}

/** A playback of which nothing is known yet. */
export function freshPlayback(
  id: string,
  { communeId, id: airingId, rundownId }: Airing,
  controllerId: string,
  deadlineAt: number,
  now: number,
): Playback {
  return {
    id,
    communeId,
    airingId,
    rundownId,
    controllerId,
    state: 'planned',
    startedAt: null,
    playedMs: null,
    reason: null,
    cancelledAt: null,
    playedAfterCancel: false,
    deadlineAt,
    changedAt: now,
  };
}
