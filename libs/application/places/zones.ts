// Zones as the desk keeps them. Every controller stands in exactly one; a zone goes once none does.
import type { Actor, Zone } from '#domain';
import { Injectable } from '@nestjs/common';
import { requireAct, visible } from '../acting/access';
import { newId } from '../acting/new-id';
import { PlaceEdits, requireFreeName, requireRevision, requireUnused, standing } from './place-edits';
import type { StoreReads } from '../ports/stores';

@Injectable()
export class Zones {
  constructor(private readonly edits: PlaceEdits) {}

  /** Throws Problem `not-found`, `not-allowed` or `name-taken`: no village has two of one name. */
  async create(actor: Actor, villageId: string, name: string): Promise<Zone> {
    const { communeId } = standing(visible(actor, await this.edits.read.places.village(villageId)));
    requireAct(actor, 'place.edit', { communeId, villageId });
    return this.edits.run(actor, communeId, async ({ stores, now, note }) => {
      requireFreeName(name, await zonesOf(stores, communeId, villageId));
      const zone: Zone = { id: newId(now), communeId, villageId, name, revision: 1, retiredAt: null };
      await stores.places.insertZone(zone);
      await note(zone.id, { kind: 'zone.created', details: { before: null, after: { name, villageId } } });
      return zone;
    });
  }

  /** Throws Problem `not-found`, `not-allowed`, `edited-meanwhile` or `name-taken`. */
  async rename(actor: Actor, id: string, revision: number, name: string): Promise<Zone> {
    const { communeId, villageId } = visible(actor, await this.edits.read.places.zone(id));
    requireAct(actor, 'place.edit', { communeId, villageId });
    return this.edits.run(actor, communeId, async ({ stores, note }) => {
      const before = standing((await stores.places.zone(id))!);
      requireRevision(before, revision);
      requireFreeName(
        name,
        (await zonesOf(stores, communeId, villageId)).filter((other) => other.id !== id),
      );
      await stores.places.updateZone(id, { name });
      await note(id, { kind: 'zone.changed', details: { before: { name: before.name }, after: { name } } });
      return (await stores.places.zone(id))!;
    });
  }

  /** Throws Problem `not-found`, `not-allowed`, and `place-in-use` while controllers stand in it or an open booking names it. */
  async retire(actor: Actor, id: string): Promise<void> {
    const { communeId, villageId } = visible(actor, await this.edits.read.places.zone(id));
    requireAct(actor, 'place.edit', { communeId, villageId });
    await this.edits.run(actor, communeId, async ({ stores, now, note }) => {
      const { name } = standing((await stores.places.zone(id))!);
      const controllers = (await stores.places.controllers(communeId)).filter(({ zoneId }) => zoneId === id);
      const bookings = (await stores.bookings.open(communeId)).filter(({ zoneIds }) => zoneIds.includes(id));
      requireUnused({ controllers: controllers.length, bookings: bookings.length });
      await stores.places.updateZone(id, { retiredAt: now });
      await note(id, { kind: 'zone.retired', details: { before: { name, villageId }, after: null } });
    });
  }
}

async function zonesOf({ places }: StoreReads, communeId: string, ofVillageId: string): Promise<readonly Zone[]> {
  return (await places.zones(communeId)).filter(({ villageId }) => villageId === ofVillageId);
}
