// The tree of places as its people see it: communes, villages, zones, controllers with their boxes, slots. What a village and its zones are
// called is no secret to anybody of the commune: things are asked for in all of them. Read only.
import type { Actor, Commune, Controller, Device, Slot, Village, Zone } from '#domain';
import { belongsTo, Problem } from '#domain';
import { Injectable } from '@nestjs/common';
import { requireCommune, requireView } from '../acting/access';
import { sightOf } from '../acting/reach';
import { UnitOfWork } from '../ports/unit-of-work';

/** A pole with the box that serves it now; null when none does. */
interface ControllerView extends Controller {
  readonly device: Device | null;
}

@Injectable()
export class Places {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** The communes in which the actor was granted anything. */
  async communes(actor: Actor): Promise<readonly Commune[]> {
    const communes = await this.unitOfWork.read.places.communes();
    return communes.filter(({ id }) => belongsTo(actor, id));
  }

  /** Throws Problem `not-found`. */
  async commune(actor: Actor, id: string): Promise<Commune> {
    requireCommune(actor, id);
    const commune = await this.unitOfWork.read.places.commune(id);
    if (!commune) throw new Problem('not-found');
    return commune;
  }

  villages(actor: Actor, communeId: string): Promise<readonly Village[]> {
    requireCommune(actor, communeId);
    return this.unitOfWork.read.places.villages(communeId);
  }

  zones(actor: Actor, communeId: string): Promise<readonly Zone[]> {
    requireCommune(actor, communeId);
    return this.unitOfWork.read.places.zones(communeId);
  }

  slots(actor: Actor, communeId: string): Promise<readonly Slot[]> {
    requireView(actor, communeId);
    return this.unitOfWork.read.places.slots(communeId);
  }

  /** In the villages at which the actor may look. */
  async controllers(actor: Actor, communeId: string): Promise<readonly ControllerView[]> {
    requireView(actor, communeId);
    const { read } = this.unitOfWork;
    const [controllers, boxes, sight] = await Promise.all([
      read.places.controllers(communeId),
      read.devices.devices(communeId),
      sightOf(read, actor, communeId),
    ]);
    const serving = new Map(boxes.map((device) => [device.controllerId, device]));
    const seen = controllers.filter(({ id }) => sight(id));
    return seen.map((controller) => ({ ...controller, device: serving.get(controller.id) ?? null }));
  }
}
