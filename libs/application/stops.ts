// "Dừng phát": one person silences a commune or some of its zones. The order goes out at once, before anything else is done about it.
import { MINUTE_MS, Problem, type Actor, type StopOrder } from '#domain';
import { PROTOCOL_VERSION, type UrgentOrder } from '#protocol';
import { Injectable } from '@nestjs/common';
import { requireAct, requireCommune, visible } from './access';
import { newId } from './new-id';
import { Clock } from './ports/clock';
import { DeviceLink } from './ports/device-link';
import { JobQueue } from './ports/job-queue';
import { UnitOfWork } from './ports/unit-of-work';
import { Seals } from './seals';

/** An urgent order that arrives later than this does nothing; the programme carries the stop to whoever was away. */
const URGENT_LIFE_MS = MINUTE_MS;

/** Whom to silence, how long, and why. `zoneIds` null: the whole commune. */
export interface StopRequest {
  readonly zoneIds: readonly string[] | null;
  readonly minutes: number;
  readonly reason: string;
}

/** A stop that is written down. `published` false: nobody heard it yet, and it reaches the poles with the next programme. */
export interface PublishedStop extends StopOrder {
  readonly published: boolean;
}

@Injectable()
export class Stops {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly seals: Seals,
    private readonly link: DeviceLink,
    private readonly jobs: JobQueue,
  ) {}

  /** Silences at once and cancels what would start before the stop ends. One row is written before the order goes out. */
  async stop(actor: Actor, communeId: string, request: StopRequest): Promise<PublishedStop> {
    requireAct(actor, 'air.stop', { communeId, villageId: null });
    const now = this.clock.now();
    const order: StopOrder = {
      id: newId(now),
      communeId,
      zoneIds: request.zoneIds,
      reason: request.reason,
      orderedBy: actor.personId,
      from: now,
      until: now + request.minutes * MINUTE_MS,
      liftedAt: null,
      sparesEmergency: false,
    };
    await this.unitOfWork.run(async ({ places, air, events }) => {
      const own = new Set((await places.zones(communeId)).map(({ id }) => id));
      if (order.zoneIds?.some((id) => !own.has(id))) throw new Problem('not-found', { field: 'zoneIds' });
      await air.insertStop(order);
      await air.wantPlan(communeId);
      await events.append({
        communeId,
        at: now,
        kind: 'stop.ordered',
        actor: actor.personId,
        subjectId: order.id,
        details: { zoneIds: order.zoneIds, until: order.until, reason: order.reason },
      });
    });
    const { id: stopId, from, until } = order;
    const published = await this.shout(order, actor, stopId, { kind: 'stop', stop: { stopId, from, until } });
    await this.jobs.enqueue({ name: 'plan', communeId });
    return { ...order, published };
  }

  /** Ends a stop before its time; what is still to come is planned again. */
  async lift(actor: Actor, stopId: string): Promise<PublishedStop> {
    const now = this.clock.now();
    const lifted = await this.unitOfWork.run(async ({ air, events }) => {
      const order = visible(actor, await air.stop(stopId));
      requireAct(actor, 'air.stop', { communeId: order.communeId, villageId: null });
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
    });
    const published = await this.shout(lifted, actor, newId(now), { kind: 'lift', stopId });
    await this.jobs.enqueue({ name: 'plan', communeId: lifted.communeId });
    return { ...lifted, published };
  }

  /** Orders in force. */
  inForce(actor: Actor, communeId: string): Promise<readonly StopOrder[]> {
    requireCommune(actor, communeId);
    return this.unitOfWork.read.air.stops(communeId, this.clock.now());
  }

  private async shout(
    { communeId, zoneIds, id }: StopOrder,
    actor: Actor,
    orderId: string,
    order: UrgentOrder['order'],
  ): Promise<boolean> {
    const issuedAt = this.clock.now();
    const envelope = await this.seals.seal(communeId, 'urgent', {
      protocol: PROTOCOL_VERSION,
      orderId,
      communeId,
      zoneIds,
      issuedAt,
      expiresAt: issuedAt + URGENT_LIFE_MS,
      order,
    });
    try {
      await this.link.publishUrgent(communeId, zoneIds, envelope);
      return true;
    } catch (error) {
      await this.unitOfWork.run(({ events }) =>
        events.append({
          communeId,
          at: this.clock.now(),
          kind: 'stop.unpublished',
          actor: actor.personId,
          subjectId: id,
          details: { why: String(error) },
        }),
      );
      return false;
    }
  }
}
