// Dealing with what went wrong: a person of the desk says that it is done, and it leaves the list until something new becomes known.
import { villageSlotOf, type Actor, type TroubleSettlement } from '#domain';
import { Injectable } from '@nestjs/common';
import { requireAct, visible } from '../acting/access';
import { newId } from '../acting/new-id';
import { Clock } from '../ports/clock';
import { UnitOfWork } from '../ports/unit-of-work';

@Injectable()
export class Troubles {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** Notes that the trouble of the village and slot of this rundown was dealt with, as far as it is known now. Changes no evidence. */
  async settle(actor: Actor, rundownId: string, note: string): Promise<TroubleSettlement> {
    const settledAt = this.clock.now();
    return this.unitOfWork.run(async ({ air, events }) => {
      const rundown = visible(actor, await air.rundown(rundownId));
      const { communeId, villageId, slotKey, localDate } = rundown;
      requireAct(actor, 'booking.propose', { communeId, villageId: null });
      const settledBy = actor.personId;
      const id = newId(settledAt);
      const settlement = { id, communeId, ...villageSlotOf(rundown), settledBy, settledAt, note };
      await air.insertSettlement(settlement);
      await events.append({
        communeId,
        at: settledAt,
        kind: 'trouble.settled',
        actor: settledBy,
        subjectId: villageId,
        details: { rundownId, slotKey, localDate, note },
      });
      return settlement;
    });
  }
}
