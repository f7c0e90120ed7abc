// "Diễn tập": ordered by one person ahead of its time, told to everybody who would wonder, said to the poles under its own key, and judged by
// evidence like everything that sounds.
import {
  allows,
  DRILL_LIFECYCLE,
  drillEventDue,
  follow,
  listeningTime,
  PLAYBACK_LIFECYCLE,
  Problem,
  SECOND_MS,
  type Actor,
  type Airing,
  type Drill,
  type DrillEvent,
  type EventDetails,
  type EventKind,
  type Instant,
  type Playback,
} from '#domain';
import { playbackIdOf, PROTOCOL_VERSION } from '#protocol';
import { Injectable } from '@nestjs/common';
import { requireAct, requireView, viewable, visible } from '../acting/access';
import { orderInReach, ordersInReach } from '../acting/reach';
import { freshPlayback } from '../air/zone-air';
import { inPlaces } from '../bookings/placed-conflicts';
import { eachInTurn } from '../acting/run-all';
import { drillAiringId, planDrill, type DrillPlan, type DrillRequest } from './drill-plan';
import { drillScope, drillView, type DrillScope, type DrillView } from './drill-view';
import { newId } from '../acting/new-id';
import { peopleWhoMay, tell } from '../acting/notices';
import { AirSettings } from '../ports/air-settings';
import { Clock } from '../ports/clock';
import { DeviceLink } from '../ports/device-link';
import type { Page, PageRequest, Stores } from '../ports/stores';
import { UnitOfWork } from '../ports/unit-of-work';
import { drillKeyOf, Seals } from '../wire/seals';
import { orderGoesTo } from '../wire/urgent-publisher';

/** Nearer to its start a drill is not said again: the poles are writing it down. */
const SAID_UNTIL_MS = 10 * SECOND_MS;
/** A silence for a cancelled drill that arrives later than this does nothing; settings and programme say the same. */
const SILENCE_LIFE_MS = 60 * SECOND_MS;

type DrillKind = Extract<EventKind, `drill.${string}`>;

const EVENT_KIND: Readonly<Record<DrillEvent, DrillKind>> = {
  begin: 'drill.began',
  finish: 'drill.finished',
  expire: 'drill.expired',
  cancel: 'drill.cancelled',
};

@Injectable()
export class Drills {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly settings: AirSettings,
    private readonly seals: Seals,
    private readonly link: DeviceLink,
  ) {}

  /** What ordering it would do: whom it reaches, and what stands in its way. Changes nothing. */
  async check(actor: Actor, communeId: string, request: DrillRequest): Promise<DrillScope> {
    requireAct(actor, 'drill.order', { communeId, villageId: null });
    const { read } = this.unitOfWork;
    return drillScope(read, await this.plan(read, actor, communeId, request));
  }

  /**
   * Orders it. Throws Problem `drill-not-wrapped`, `drill-conflict` with what stands in its way, `drill-too-far`, `announcement-not-approved`,
   * `recording-not-ready`, `booking-no-zones`, `booking-no-controllers`.
   */
  async order(actor: Actor, communeId: string, request: DrillRequest): Promise<DrillView> {
    requireAct(actor, 'drill.order', { communeId, villageId: null });
    return this.unitOfWork.run(async (stores) => {
      const plan = await this.plan(stores, actor, communeId, request);
      if (plan.conflicts.length > 0) {
        throw new Problem('drill-conflict', { ...(await inPlaces(stores, communeId, plan.conflicts)) });
      }
      const { drill } = plan;
      await drillKeyOf(stores, communeId, drill.orderedAt);
      await stores.drills.insert(drill);
      await this.writeAir(stores, plan);
      await stores.air.wantPlan(communeId);
      await this.note(stores, drill, 'drill.ordered', actor.personId);
      await this.tellAbout(stores, 'drill-ordered', actor, drill);
      return drillView(stores, drill);
    });
  }

  /** Drills of a commune that reach a village of the actor, newest first. */
  async list(actor: Actor, communeId: string, page: PageRequest): Promise<Page<Drill>> {
    requireView(actor, communeId);
    const { read } = this.unitOfWork;
    const { items, nextCursor } = await read.drills.drills(communeId, page);
    return { items: await ordersInReach(read, actor, communeId, items, handsIn), nextCursor };
  }

  /** One drill with what became of it on every controller. */
  async drill(actor: Actor, id: string): Promise<DrillView> {
    const { read } = this.unitOfWork;
    const drill = viewable(actor, await read.drills.drill(id));
    return drillView(read, await orderInReach(read, actor, drill, handsIn));
  }

  /** Takes it back, also while it sounds. Throws Problem `wrong-state` once it is over. */
  async cancel(actor: Actor, id: string): Promise<DrillView> {
    const now = this.clock.now();
    const write = async (stores: Stores) => {
      const drill = visible(actor, await stores.drills.drill(id));
      requireAct(actor, 'drill.order', { communeId: drill.communeId, villageId: null });
      const state = follow(DRILL_LIFECYCLE, drill.state, 'cancel');
      await stores.drills.update(id, { state });
      await this.takeOffAir(stores, drill, now);
      await stores.air.wantPlan(drill.communeId);
      await this.note(stores, drill, 'drill.cancelled', actor.personId);
      await this.tellAbout(stores, 'drill-cancelled', actor, drill);
      return { ...drill, state };
    };
    const cancelled = await this.unitOfWork.urgently(async () => {
      const written = await this.unitOfWork.run(write);
      await this.silence(written, now);
      return written;
    });
    return drillView(this.unitOfWork.read, cancelled);
  }

  /** Says to the poles what is ahead, and follows evidence and time. A chore: safe to repeat. */
  async keep(communeId: string): Promise<void> {
    const now = this.clock.now();
    await eachInTurn(await this.unitOfWork.read.drills.open(communeId), async (drill) => {
      await this.advance(drill, now);
      if (drill.state !== 'planned' || now < listeningTime(drill).from || now > drill.startsAt - SAID_UNTIL_MS) return;
      // Where no pole is left there is nobody to say it to.
      const heard = (await this.airingsOf(drill)).filter(({ state }) => state === 'planned');
      await eachInTurn(heard, (airing) => this.say(drill, airing));
    });
  }

  private async plan(
    stores: Stores | UnitOfWork['read'],
    actor: Actor,
    communeId: string,
    request: DrillRequest,
  ): Promise<DrillPlan> {
    const now = this.clock.now();
    const commune = visible(actor, await communeOf(stores, communeId));
    const by = { id: newId(now), orderedBy: actor.personId, orderedAt: now };
    return planDrill(stores, commune, request, by, this.settings.limits);
  }

  private async writeAir({ air }: Stores, { drill, airings, rundowns }: DrillPlan): Promise<void> {
    await air.putRundowns(rundowns);
    await air.putAirings(airings);
    const deadlineAt = drill.endsAt + this.settings.settleMs;
    const playbacks = airings.flatMap((airing) =>
      airing.controllerIds.map((controllerId) =>
        freshPlayback(playbackIdOf(airing.id, controllerId), airing, controllerId, deadlineAt, drill.orderedAt),
      ),
    );
    await air.putPlaybacks(playbacks);
  }

  private async takeOffAir({ air }: Stores, drill: Drill, now: Instant): Promise<void> {
    const airings = await air.airingsByIds(airingIdsOf(drill));
    await air.putAirings(
      airings.map((airing) => ({ ...airing, state: 'cancelled', reason: 'drill-cancelled' }) as const),
    );
    const playbacks = await air.playbacksOfAirings(airings.map(({ id }) => id));
    const open = playbacks.filter(({ state }) => allows(PLAYBACK_LIFECYCLE, state, 'cancel'));
    await air.putPlaybacks(
      open.map((playback): Playback => {
        const state = follow(PLAYBACK_LIFECYCLE, playback.state, 'cancel');
        return {
          ...playback,
          state,
          reason: state === 'cancelled' ? 'drill-cancelled' : playback.reason,
          cancelledAt: playback.cancelledAt ?? now,
          changedAt: now,
        };
      }),
    );
  }

  /** At once; a pole that does not hear it learns of it by its settings and its programme. */
  private async silence(drill: Drill, issuedAt: Instant): Promise<void> {
    const { communeId, zoneIds } = drill;
    const envelope = await this.seals.seal(communeId, 'urgent', {
      protocol: PROTOCOL_VERSION,
      orderId: newId(issuedAt),
      communeId,
      zoneIds,
      issuedAt,
      expiresAt: issuedAt + SILENCE_LIFE_MS,
      order: { kind: 'silence', airingIds: airingIdsOf(drill) },
    });
    try {
      await this.link.publishUrgent(communeId, orderGoesTo(zoneIds), envelope);
    } catch (error) {
      const event = { communeId, at: this.clock.now(), actor: 'system', subjectId: drill.id };
      const details = { ...exerciseOf(drill), why: String(error) };
      await this.unitOfWork.aside(({ events }) => events.append({ ...event, kind: 'stop.unpublished', details }));
    }
  }

  private async airingsOf(drill: Drill): Promise<readonly Airing[]> {
    return this.unitOfWork.read.air.airingsByIds(airingIdsOf(drill));
  }

  private async say({ id: drillId, expiresAt }: Drill, airing: Airing): Promise<void> {
    const { id: airingId, communeId, zoneId, title, startsAt, durationMs, sounds, controllerIds } = airing;
    const envelope = await this.seals.sealDrill({
      protocol: PROTOCOL_VERSION,
      exercise: true,
      drillId,
      communeId,
      zoneId,
      airingId,
      title,
      startsAt,
      expiresAt,
      durationMs,
      sounds,
      controllerIds,
    });
    await this.link.publishDrill(communeId, zoneId, envelope);
  }

  private async advance({ id }: Drill, now: Instant): Promise<void> {
    await this.unitOfWork.run(async (stores) => {
      const drill = (await stores.drills.drill(id))!;
      const playbacks = await stores.air.playbacksOfAirings(airingIdsOf(drill));
      const event = drillEventDue(drill, playbacks, now);
      if (!event) return;
      await stores.drills.update(id, { state: follow(DRILL_LIFECYCLE, drill.state, event) });
      await this.note(stores, drill, EVENT_KIND[event], 'system');
    });
  }

  private note({ events }: Stores, drill: Drill, kind: DrillKind, actor: string): Promise<void> {
    const { id, communeId } = drill;
    const at = this.clock.now();
    return events.append({ communeId, at, kind, actor, subjectId: id, details: exerciseOf(drill) });
  }

  /** Whoever could be asked about it: those who order drills, and the heads of the villages that hear it. */
  private async tellAbout(
    stores: Stores,
    kind: 'drill-ordered' | 'drill-cancelled',
    actor: Actor,
    { id, communeId, title, zoneIds, startsAt, reason }: Drill,
  ): Promise<void> {
    const { timeZone } = (await stores.places.commune(communeId))!;
    const zones = (await stores.places.zones(communeId)).filter((zone) => zoneIds.includes(zone.id));
    const told = new Set(await peopleWhoMay(stores, 'drill.order', { communeId, villageId: null }));
    const places: string[] = [];
    for (const villageId of new Set(zones.map((zone) => zone.villageId))) {
      places.push((await stores.places.village(villageId))!.name);
      for (const head of await peopleWhoMay(stores, 'village.mute', { communeId, villageId })) told.add(head);
    }
    const values = { title, startsAt, timeZone, place: places.join(', '), who: actor.name, ...(reason && { reason }) };
    await tell(stores, told, { communeId, kind, subjectId: id, values }, this.clock.now());
  }
}

async function communeOf({ places }: UnitOfWork['read'], communeId: string) {
  const commune = await places.commune(communeId);
  return commune && { ...commune, communeId: commune.id };
}

function airingIdsOf({ id, zoneIds }: Drill): readonly string[] {
  return zoneIds.map((zoneId) => drillAiringId(id, zoneId));
}

function exerciseOf({ title, zoneIds, startsAt, reason }: Drill): EventDetails[DrillKind] {
  return { exercise: true, title, zoneIds, startsAt, reason };
}

function handsIn({ orderedBy }: Drill): readonly string[] {
  return [orderedBy];
}
