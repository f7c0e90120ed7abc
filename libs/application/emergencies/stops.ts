// "Dừng phát": one person silences a commune, villages or zones; a village head mutes the own village for ten minutes. The order goes out at
// once, before anything else is done about it.
import { mayDo, MINUTE_MS, Problem, type Actor, type Instant, type StopOrder, type Village } from '#domain';
import type { UrgentOrder } from '#protocol';
import { Injectable } from '@nestjs/common';
import { requireAct, requireView, visible } from '../acting/access';
import { ordersInReach } from '../acting/reach';
import { standing } from '../places/place-edits';
import { zonesPicked } from '../planning/plan-requests';
import { newId } from '../acting/new-id';
import { peopleWhoMay, tell } from '../acting/notices';
import { Clock } from '../ports/clock';
import type { StoreReads, Stores } from '../ports/stores';
import { UnitOfWork } from '../ports/unit-of-work';
import { UrgentPublisher } from '../wire/urgent-publisher';

/** How long a village head may mute the own village. */
export const VILLAGE_MUTE_MS = 10 * MINUTE_MS;

/** Whom to silence, how long, and why. Zones are the union of what is picked; `zoneIds` null: the whole commune. */
interface StopRequest {
  readonly zoneIds: readonly string[] | null;
  readonly villageIds?: readonly string[];
  readonly minutes: number;
  readonly reason: string;
}

/** A stop that is written down. `published` false: nobody heard it yet, and it reaches the poles with the next programme. */
interface PublishedStop extends StopOrder {
  readonly published: boolean;
}

@Injectable()
export class Stops {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly voice: UrgentPublisher,
  ) {}

  /** Silences at once and cancels what would start before the stop ends. One row is written before the order goes out. */
  async stop(actor: Actor, communeId: string, request: StopRequest): Promise<PublishedStop> {
    requireAct(actor, 'air.stop', { communeId, villageId: null });
    const now = this.clock.now();
    return this.goOut(actor, async (stores) => {
      const stop: StopOrder = {
        id: newId(now),
        communeId,
        zoneIds: await zonesToSilence(stores, communeId, request),
        reason: request.reason,
        orderedBy: actor.personId,
        from: now,
        until: now + request.minutes * MINUTE_MS,
        liftedAt: null,
        sparesEmergency: false,
      };
      await this.writeDown(stores, stop, 'stop.ordered');
      return stop;
    });
  }

  /**
   * The village head's mute: ten minutes of silence in one village, an emergency excepted. Whoever may stop the air is told. Throws
   * Problem `village-muted` while an earlier mute still holds.
   */
  async mute(actor: Actor, villageId: string, reason: string): Promise<PublishedStop> {
    const now = this.clock.now();
    return this.goOut(actor, async (stores) => {
      const village = standing(visible(actor, await stores.places.village(villageId)));
      requireAct(actor, 'village.mute', { communeId: village.communeId, villageId });
      const mute: StopOrder = {
        id: newId(now),
        communeId: village.communeId,
        zoneIds: await zonesToSilence(stores, village.communeId, { zoneIds: [], villageIds: [villageId] }),
        reason,
        orderedBy: actor.personId,
        from: now,
        until: now + VILLAGE_MUTE_MS,
        liftedAt: null,
        sparesEmergency: true,
      };
      await refuseSecondMute(stores, mute);
      await this.writeDown(stores, mute, 'village.muted');
      await this.tellOfMute(stores, actor, village, mute);
      return mute;
    });
  }

  /** Ends a stop before its time; what is still to come is planned again. A village head may end the mute of the own village. */
  async lift(actor: Actor, stopId: string): Promise<PublishedStop> {
    const now = this.clock.now();
    const write = async (stores: Stores) => {
      const { air, events } = stores;
      const order = visible(actor, await air.stop(stopId));
      if (!(await mutesOwnVillage(stores, actor, order))) {
        requireAct(actor, 'air.stop', { communeId: order.communeId, villageId: null });
      }
      if (order.liftedAt !== null) return order;
      await air.updateStop(stopId, { liftedAt: now });
      await air.wantPlan(order.communeId);
      await events.append({
        communeId: order.communeId,
        at: now,
        kind: 'stop.lifted',
        actor: actor.personId,
        subjectId: stopId,
      });
      return { ...order, liftedAt: now };
    };
    return this.unitOfWork.urgently(async () => {
      const lifted = await this.unitOfWork.run(write);
      const published = await this.say(lifted, actor, newId(now), now, { kind: 'lift', stopId });
      return { ...lifted, published };
    });
  }

  /** Orders in force, where the actor may look. */
  async inForce(actor: Actor, communeId: string): Promise<readonly StopOrder[]> {
    requireView(actor, communeId);
    const { read } = this.unitOfWork;
    const stops = await read.air.stops(communeId, this.clock.now());
    return ordersInReach(read, actor, communeId, stops, ({ orderedBy }) => [orderedBy]);
  }

  private async writeDown(
    { air, events }: Stores,
    order: StopOrder,
    kind: 'stop.ordered' | 'village.muted',
  ): Promise<void> {
    const { id, communeId, zoneIds, until, reason } = order;
    await air.insertStop(order);
    await air.wantPlan(communeId);
    await events.append({
      communeId,
      at: order.from,
      kind,
      actor: order.orderedBy,
      subjectId: id,
      details: { zoneIds, until, reason },
    });
  }

  private async tellOfMute(stores: Stores, actor: Actor, village: Village, mute: StopOrder): Promise<void> {
    const { communeId, reason, from } = mute;
    const told = await peopleWhoMay(stores, 'air.stop', { communeId, villageId: null });
    const values = { place: village.name, who: actor.name, ...(reason && { reason }) };
    await tell(stores, told, { communeId, kind: 'village-muted', subjectId: mute.id, values }, from);
  }

  private goOut(actor: Actor, write: (stores: Stores) => Promise<StopOrder>): Promise<PublishedStop> {
    return this.unitOfWork.urgently(async () => {
      const order = await this.unitOfWork.run(write);
      const { id: stopId, from, until, sparesEmergency } = order;
      const stop = { stopId, from, until, sparesEmergency };
      const published = await this.say(order, actor, stopId, from, { kind: 'stop', stop });
      return { ...order, published };
    });
  }

  private say(
    { id, communeId, zoneIds }: StopOrder,
    actor: Actor,
    orderId: string,
    issuedAt: Instant,
    order: UrgentOrder['order'],
  ) {
    const unheard = { kind: 'stop.unpublished', actor: actor.personId, subjectId: id } as const;
    return this.voice.say({ orderId, issuedAt, communeId, zoneIds, order, unheard });
  }
}

/** The zones that a stop names, all of this commune; null: the whole commune. Throws Problem `not-found`, `booking-no-zones`. */
async function zonesToSilence(
  { places }: StoreReads,
  communeId: string,
  { zoneIds, villageIds = [] }: Pick<StopRequest, 'zoneIds' | 'villageIds'>,
): Promise<readonly string[] | null> {
  if (zoneIds === null) return null;
  const zones = await places.zones(communeId);
  const own = new Set(zones.map(({ id }) => id));
  if (zoneIds.some((id) => !own.has(id))) throw new Problem('not-found', { field: 'zoneIds' });
  const villages = new Set((await places.villages(communeId)).map(({ id }) => id));
  if (villageIds.some((id) => !villages.has(id))) throw new Problem('not-found', { field: 'villageIds' });
  const picked = zonesPicked(zones, { zoneIds, villageIds });
  if (picked.length === 0) throw new Problem('booking-no-zones');
  return picked.map(({ id }) => id);
}

async function refuseSecondMute({ air, places }: StoreReads, mute: StopOrder): Promise<void> {
  const standing = (await air.stops(mute.communeId, mute.from)).find(
    ({ sparesEmergency, zoneIds }) => sparesEmergency && zoneIds?.some((id) => mute.zoneIds?.includes(id)),
  );
  if (!standing) return;
  const { timeZone } = (await places.commune(mute.communeId))!;
  throw new Problem('village-muted', { until: standing.until, timeZone });
}

/** Whether the order is a mute of villages that are all the actor's own. */
async function mutesOwnVillage({ places }: StoreReads, actor: Actor, order: StopOrder): Promise<boolean> {
  if (!order.sparesEmergency || order.zoneIds === null) return false;
  const zones = await Promise.all(order.zoneIds.map((id) => places.zone(id)));
  return zones.every((zone) => zone !== undefined && mayDo(actor, 'village.mute', zone));
}
