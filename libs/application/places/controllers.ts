// Controllers (poles) as those keep them who look after them: put up, renamed, turned up or down, moved, taken down. What is approved names its
// poles: one that is moved or new takes part in no booking that was approved without it, and leaves those of the zone it left.
import type { Actor, Controller } from '#domain';
import { Injectable } from '@nestjs/common';
import { requireAct, visible } from '../acting/access';
import { newId } from '../acting/new-id';
import { fieldsBefore, PlaceEdits, requireFreeName, requireRevision, standing, type Edit } from './place-edits';
import type { StoreReads } from '../ports/stores';
import { newPublicCode } from '../secrets/secrets';

/** What is to be otherwise. */
type ControllerChange = Partial<Pick<Controller, 'name' | 'volumePercent' | 'zoneId'>>;

/** As loud as the founding of a commune makes it. */
const FIRST_VOLUME_PERCENT = 80;

@Injectable()
export class Controllers {
  constructor(private readonly edits: PlaceEdits) {}

  /** A pole without a box yet. Throws Problem `not-found`, `not-allowed` or `name-taken`: no zone has two of one name. */
  async create(actor: Actor, zoneId: string, name: string): Promise<Controller> {
    const { communeId } = await this.requireZone(actor, zoneId);
    return this.edits.run(actor, communeId, async ({ stores, now, note }) => {
      requireFreeName(name, await polesOf(stores, communeId, zoneId));
      const own = { communeId, zoneId, name, volumePercent: FIRST_VOLUME_PERCENT, position: null };
      const fresh = { id: newId(now), publicCode: newPublicCode(), revision: 1, retiredAt: null };
      const controller: Controller = { ...own, ...fresh };
      await stores.places.insertController(controller);
      const after = { name, zoneId, volumePercent: own.volumePercent, position: own.position };
      await note(controller.id, { kind: 'controller.created', details: { before: null, after } });
      return controller;
    });
  }

  /**
   * Changes a controller that stands at `revision`. Throws Problem `not-found`, `not-allowed` for either of the two zones when it is
   * moved, `edited-meanwhile` or `name-taken`.
   */
  async change(actor: Actor, id: string, revision: number, change: ControllerChange): Promise<Controller> {
    const { communeId, zoneId } = visible(actor, await this.edits.read.places.controller(id));
    await this.requireZone(actor, zoneId);
    if (change.zoneId !== undefined) await this.requireZone(actor, change.zoneId);
    return this.edits.run(actor, communeId, async ({ stores, note, cutOff }) => {
      const before = standing((await stores.places.controller(id))!);
      requireRevision(before, revision);
      const neighbours = await polesOf(stores, communeId, change.zoneId ?? before.zoneId);
      requireFreeName(
        change.name ?? before.name,
        neighbours.filter((other) => other.id !== id),
      );
      await stores.places.updateController(id, change);
      const box = await stores.devices.deviceOfController(id);
      if (box && (change.zoneId ?? before.zoneId) !== before.zoneId) cutOff(box.id);
      await note(id, { kind: 'controller.changed', details: { before: fieldsBefore(before, change), after: change } });
      return (await stores.places.controller(id))!;
    });
  }

  /** Takes the pole down: its box is retired with it. Throws Problem `not-found` or `not-allowed`. */
  async retire(actor: Actor, id: string): Promise<void> {
    const { communeId, zoneId } = visible(actor, await this.edits.read.places.controller(id));
    await this.requireZone(actor, zoneId);
    await this.edits.run(actor, communeId, async (edit) => {
      const { name } = standing((await edit.stores.places.controller(id))!);
      await retireBox(edit, id);
      await edit.stores.places.updateController(id, { retiredAt: edit.now });
      await edit.note(id, { kind: 'controller.retired', details: { before: { name, zoneId }, after: null } });
    });
  }

  private async requireZone(actor: Actor, zoneId: string): Promise<{ readonly communeId: string }> {
    const { communeId, villageId } = standing(visible(actor, await this.edits.read.places.zone(zoneId)));
    requireAct(actor, 'controller.edit', { communeId, villageId });
    return { communeId };
  }
}

async function retireBox({ stores: { devices }, now, note, cutOff }: Edit, controllerId: string): Promise<void> {
  const device = await devices.deviceOfController(controllerId);
  if (!device) return;
  await devices.updateDevice(device.id, { retiredAt: now, online: false });
  cutOff(device.id);
  await note(controllerId, { kind: 'device.retired', details: { before: { deviceId: device.id }, after: null } });
}

async function polesOf({ places }: StoreReads, communeId: string, inZoneId: string): Promise<readonly Controller[]> {
  return (await places.controllers(communeId)).filter(({ zoneId }) => zoneId === inZoneId);
}
