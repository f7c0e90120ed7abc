// The tree of places: communes, villages, zones, controllers, slots, and the special days of a commune. Lists hold what stands; by its id
// also a retired place is found, because what happened there stays.
import type { Commune, Controller, Slot, SpecialDay, Village, Zone } from '#domain';

export interface PlaceReads {
  communes(): Promise<readonly Commune[]>;
  commune(id: string): Promise<Commune | undefined>;
  village(id: string): Promise<Village | undefined>;
  villages(communeId: string): Promise<readonly Village[]>;
  zone(id: string): Promise<Zone | undefined>;
  zones(communeId: string): Promise<readonly Zone[]>;
  controller(id: string): Promise<Controller | undefined>;
  controllers(communeId: string): Promise<readonly Controller[]>;
  controllerByPublicCode(publicCode: string): Promise<Controller | undefined>;
  slot(id: string): Promise<Slot | undefined>;
  slots(communeId: string): Promise<readonly Slot[]>;
  specialDay(id: string): Promise<SpecialDay | undefined>;
  /** Of every year, by date. */
  specialDays(communeId: string): Promise<readonly SpecialDay[]>;
}

/** Every update writes the named fields and raises `revision` by one. */
export interface PlaceStore extends PlaceReads {
  insertCommune(commune: Commune): Promise<void>;
  updateCommune(id: string, change: Partial<Commune>): Promise<void>;
  insertVillage(village: Village): Promise<void>;
  updateVillage(id: string, change: Partial<Village>): Promise<void>;
  insertZone(zone: Zone): Promise<void>;
  updateZone(id: string, change: Partial<Zone>): Promise<void>;
  insertController(controller: Controller): Promise<void>;
  updateController(id: string, change: Partial<Controller>): Promise<void>;
  insertSlot(slot: Slot): Promise<void>;
  updateSlot(id: string, change: Partial<Slot>): Promise<void>;
  /** Writes, or replaces what has the same id. */
  putSpecialDay(day: SpecialDay): Promise<void>;
  deleteSpecialDay(id: string): Promise<void>;
}
