// A leader who is away hands the right to approve to another person for a time. It comes back by itself, or when somebody takes it back.
import { DAY_MS, isInForce, MAX_DELEGATION_MS, Problem, type Actor, type Delegation, type Instant } from '#domain';
import { Injectable } from '@nestjs/common';
import { requireAct, requireCommune, requireStrength, visible } from '../acting/access';
import { newId } from '../acting/new-id';
import { tell } from '../acting/notices';
import { Clock } from '../ports/clock';
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

  /** Newest first, also those that are over. */
  list(actor: Actor, communeId: string): Promise<readonly Delegation[]> {
    requireCommune(actor, communeId);
    return this.unitOfWork.read.people.delegations(communeId);
  }

  /**
   * Hands the actor's right to approve to another person of the commune. Throws Problem `not-allowed` for whoever has none of their own
   * to hand over, `bad-request` for a time that is over, turned round or longer than 60 days, or for oneself.
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

  /** Ends it before its time: by either of the two, or by another leader. Throws Problem `wrong-state` when it is over already. */
  async end(actor: Actor, id: string): Promise<void> {
    const now = this.clock.now();
    await this.unitOfWork.run(async ({ people, events }) => {
      const delegation = visible(actor, await people.delegation(id));
      const { communeId, fromPersonId, toPersonId, until, revokedAt } = delegation;
      if (actor.personId === fromPersonId || actor.personId === toPersonId) {
        requireStrength(actor, 'delegation.end-own');
      } else {
        requireAct(actor, 'approval.delegate', { communeId, villageId: null });
      }
      if (revokedAt !== null || until <= now) throw new Problem('wrong-state', { event: 'end' });
      await people.endDelegation(id, now);
      await events.append({
        communeId,
        at: now,
        kind: 'approval.delegation-ended',
        actor: actor.personId,
        subjectId: id,
        details: { toPersonId, wasInForce: isInForce(delegation, now) },
      });
    });
  }
}
