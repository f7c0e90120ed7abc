// Places in tables.
import { IsNull, type EntityManager } from 'typeorm';
import type { PlaceStore } from '#application';
import type { Commune, Controller, Slot, SpecialDay, Village, Zone } from '#domain';
import { findMany, findOne, insertRow, putRow, reviseRow } from '../rows';
import { COMMUNES, CONTROLLERS, SLOTS, SPECIAL_DAYS, VILLAGES, ZONES } from '../tables/places';

/** What stands in a commune. */
const STANDING = `WHERE "communeId" = ? AND "retiredAt" IS NULL ORDER BY "id"`;

export class TablePlaceStore implements PlaceStore {
  constructor(private readonly manager: EntityManager) {}

  communes(): Promise<readonly Commune[]> {
    return this.manager.find(COMMUNES, { order: { id: 'ASC' } });
  }

  commune(id: string): Promise<Commune | undefined> {
    return findOne(this.manager, COMMUNES, { id });
  }

  village(id: string): Promise<Village | undefined> {
    return findOne(this.manager, VILLAGES, { id });
  }

  villages(communeId: string): Promise<readonly Village[]> {
    return findMany(this.manager, VILLAGES, STANDING, [communeId]);
  }

  zone(id: string): Promise<Zone | undefined> {
    return findOne(this.manager, ZONES, { id });
  }

  zones(communeId: string): Promise<readonly Zone[]> {
    return findMany(this.manager, ZONES, STANDING, [communeId]);
  }

  controller(id: string): Promise<Controller | undefined> {
    return findOne(this.manager, CONTROLLERS, { id });
  }

  controllers(communeId: string): Promise<readonly Controller[]> {
    return findMany(this.manager, CONTROLLERS, STANDING, [communeId]);
  }

  controllerByPublicCode(publicCode: string): Promise<Controller | undefined> {
    return findOne(this.manager, CONTROLLERS, { publicCode });
  }

  slot(id: string): Promise<Slot | undefined> {
    return findOne(this.manager, SLOTS, { id });
  }

  slots(communeId: string): Promise<readonly Slot[]> {
    return this.manager.find(SLOTS, { where: { communeId, retiredAt: IsNull() }, order: { from: 'ASC', id: 'ASC' } });
  }

  specialDay(id: string): Promise<SpecialDay | undefined> {
    return findOne(this.manager, SPECIAL_DAYS, { id });
  }

  specialDays(communeId: string): Promise<readonly SpecialDay[]> {
    return this.manager.find(SPECIAL_DAYS, { where: { communeId }, order: { date: 'ASC', id: 'ASC' } });
  }

  insertCommune(commune: Commune): Promise<void> {
    return insertRow(this.manager, COMMUNES, commune);
  }

  updateCommune(id: string, change: Partial<Commune>): Promise<void> {
    return reviseRow(this.manager, COMMUNES, { id }, change);
  }

  insertVillage(village: Village): Promise<void> {
    return insertRow(this.manager, VILLAGES, village);
  }

  updateVillage(id: string, change: Partial<Village>): Promise<void> {
    return reviseRow(this.manager, VILLAGES, { id }, change);
  }

  insertZone(zone: Zone): Promise<void> {
    return insertRow(this.manager, ZONES, zone);
  }

  updateZone(id: string, change: Partial<Zone>): Promise<void> {
    return reviseRow(this.manager, ZONES, { id }, change);
  }

  updateController(id: string, change: Partial<Controller>): Promise<void> {
    return reviseRow(this.manager, CONTROLLERS, { id }, change);
  }

  updateSlot(id: string, change: Partial<Slot>): Promise<void> {
    return reviseRow(this.manager, SLOTS, { id }, change);
  }

  insertController(controller: Controller): Promise<void> {
    return insertRow(this.manager, CONTROLLERS, controller);
  }

  insertSlot(slot: Slot): Promise<void> {
    return insertRow(this.manager, SLOTS, slot);
  }

  putSpecialDay(day: SpecialDay): Promise<void> {
    return putRow(this.manager, SPECIAL_DAYS, day, ['id']);
  }

  async deleteSpecialDay(id: string): Promise<void> {
    await this.manager.delete(SPECIAL_DAYS, { id });
  }
}
