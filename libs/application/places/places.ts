// The tree of places as its people see it: communes, villages, zones, controllers with their boxes, slots. Read only.
import type { Actor, Commune, Controller, Device, Slot, Village, Zone } from '#domain';
import { belongsTo, Problem } from '#domain';
import { Injectable } from '@nestjs/common';
import { requireCommune } from '../acting/access';
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
    requireCommune(actor, communeId);
    return this.unitOfWork.read.places.slots(communeId);
  }

  async controllers(actor: Actor, communeId: string): Promise<readonly ControllerView[]> {
    requireCommune(actor, communeId);
    const { places, devices } = this.unitOfWork.read;
    const [controllers, boxes] = await Promise.all([places.controllers(communeId), devices.devices(communeId)]);
    const serving = new Map(boxes.map((device) => [device.controllerId, device]));
    return controllers.map((controller) => ({ ...controller, device: serving.get(controller.id) ?? null }));
  }
}
