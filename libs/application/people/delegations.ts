// A leader who is away hands the right to approve to another person for a time. It comes back by itself, or when somebody takes it back.
import {
  DAY_MS,
  doOverlap,
  isInForce,
  isStanding,
  MAX_DELEGATION_MS,
  maySee,
  Problem,
  type Actor,
  type Delegation,
  type Instant,
} from '#domain';
import { Injectable } from '@nestjs/common';
import { requireAct, requireCommune, requireStrength, visible } from '../acting/access';
import { newId } from '../acting/new-id';
import { tell } from '../acting/notices';
import { Clock } from '../ports/clock';
import type { StoreReads } from '../ports/stores';
import { UnitOfWork } from '../ports/unit-of-work';

/** To whom, and for how long: from `from` on and before `until`. */
interface DelegationRequest {
  readonly toPersonId: string;
  readonly from: Instant;
  readonly until: Instant;
}

@Injectable()
export class Delegations {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** Newest first, also those that are over; for whoever does not see the whole commune only those of their own. */
  async list(actor: Actor, communeId: string): Promise<readonly Delegation[]> {
    requireCommune(actor, communeId);
    const all = await this.unitOfWork.read.people.delegations(communeId);
    return all.filter(({ fromPersonId, toPersonId }) =>
      maySee(actor, { communeId, makers: [fromPersonId, toPersonId], villageIds: [] }),
    );
  }

  /**
   * Hands the actor's right to approve to another person of the commune. Throws Problem `not-allowed` for whoever has none of their own
   * to hand over, `bad-request` for a time that is over, turned round or longer than 60 days, or for oneself,
   * `delegation-overlap` when that person holds it from the actor for a part of that time already.
   */
  async handOver(actor: Actor, communeId: string, request: DelegationRequest): Promise<Delegation> {
    const now = this.clock.now();
    requireAct(actor, 'approval.delegate', { communeId, villageId: null });
    const { toPersonId, from, until } = request;
    if (toPersonId === actor.personId) throw new Problem('bad-request', { field: 'toPersonId' });
    if (until <= Math.max(from, now) || until - from > MAX_DELEGATION_MS) {
      throw new Problem('bad-request', { field: 'until', maxDays: MAX_DELEGATION_MS / DAY_MS });
    }
    const delegation: Delegation = {
      id: newId(now),
      communeId,
      fromPersonId: actor.personId,
      toPersonId,
      from,
      until,
      revokedAt: null,
    };
    return this.unitOfWork.run(async (stores) => {
      const deputy = await stores.people.person(toPersonId);
      if (deputy?.communeId !== communeId) throw new Problem('not-found', { field: 'toPersonId' });
      const held = (await standingBetween(stores, delegation, now)).find((each) => doOverlap(each, delegation));
      if (held) throw new Problem('delegation-overlap', { delegationId: held.id, until: held.until });
      await stores.people.insertDelegation(delegation);
      await stores.events.append({
        communeId,
        at: now,
        kind: 'approval.delegated',
        actor: actor.personId,
        subjectId: delegation.id,
        details: { toPersonId, from, until },
      });
      const values = { who: actor.name };
      await tell(
        stores,
        [toPersonId],
        { communeId, kind: 'approval-delegated', subjectId: delegation.id, values },
        now,
      );
      return delegation;
    });
  }

  /**
   * Ends it before its time, and whatever else the same person handed to the same deputy: by either of the two, or by another leader.
   * Throws Problem `wrong-state` when it is over already.
   */
  async end(actor: Actor, id: string): Promise<void> {
    const now = this.clock.now();
    await this.unitOfWork.run(async (stores) => {
      const { people, events } = stores;
      const delegation = visible(actor, await people.delegation(id));
      const { communeId, fromPersonId, toPersonId } = delegation;
      if (actor.personId === fromPersonId || actor.personId === toPersonId) {
        requireStrength(actor, 'delegation.end-own');
      } else {
        requireAct(actor, 'approval.delegate', { communeId, villageId: null });
      }
      if (!isStanding(delegation, now)) throw new Problem('wrong-state', { event: 'end' });
      for (const each of await standingBetween(stores, delegation, now)) {
        await people.endDelegation(each.id, now);
        await events.append({
          communeId,
          at: now,
          kind: 'approval.delegation-ended',
          actor: actor.personId,
          subjectId: each.id,
          details: { toPersonId, wasInForce: isInForce(each, now) },
        });
      }
    });
  }
}

/** What the one still hands to the other, now or later. */
async function standingBetween(
  { people }: StoreReads,
  { communeId, fromPersonId, toPersonId }: Delegation,
  now: Instant,
): Promise<readonly Delegation[]> {
  const given = (await people.delegationsTo(toPersonId)).filter((each) => each.fromPersonId === fromPersonId);
  return given.filter((each) => each.communeId === communeId && isStanding(each, now));
}
