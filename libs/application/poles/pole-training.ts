// In the demo those who look after poles break and mend simulated ones, so that they learn what the desk says.
import { Problem, type Actor, type PoleFaultName } from '#domain';
import { Injectable } from '@nestjs/common';
import { requireAct } from '../acting/access';
import { SimulatedPoles, type SimulatedPole } from '../ports/simulated-poles';
import { UnitOfWork } from '../ports/unit-of-work';

@Injectable()
export class PoleTraining {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly simulated: SimulatedPoles,
  ) {}

  /** The simulated poles of the commune. Throws Problem `not-found` where there are none, `not-allowed`, `unavailable`. */
  async poles(actor: Actor, communeId: string): Promise<readonly SimulatedPole[]> {
    requireAct(actor, 'device.code', { communeId, villageId: null });
    const own = new Set((await this.unitOfWork.read.places.controllers(communeId)).map(({ id }) => id));
    return (await this.simulated.poles()).filter(({ controllerId }) => own.has(controllerId));
  }

  /** Breaks something at these poles, or mends it, and tells how all of them are then. Throws the same; `not-found` also for any other pole. */
  async setFault(
    actor: Actor,
    communeId: string,
    controllerIds: readonly string[],
    fault: PoleFaultName,
    on: boolean,
  ): Promise<readonly SimulatedPole[]> {
    const known = new Set((await this.poles(actor, communeId)).map(({ controllerId }) => controllerId));
    if (!controllerIds.every((id) => known.has(id))) throw new Problem('not-found');
    await Promise.all([...new Set(controllerIds)].map((id) => this.simulated.setFault(id, fault, on)));
    return this.poles(actor, communeId);
  }
}
