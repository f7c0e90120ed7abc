// The tree of places: communes, villages, zones, controllers, slots.
import type { Commune, Controller, Slot, Village, Zone } from '#domain';

export interface PlaceReads {
  communes(): Promise<readonly Commune[]>;
  commune(id: string): Promise<Commune | undefined>;
  village(id: string): Promise<Village | undefined>;
  villages(communeId: string): Promise<readonly Village[]>;
  zone(id: string): Promise<Zone | undefined>;
  zones(communeId: string): Promise<readonly Zone[]>;
  controller(id: string): Promise<Controller | undefined>;
  controllers(communeId: string): Promise<readonly Controller[]>;
  slot(id: string): Promise<Slot | undefined>;
  slots(communeId: string): Promise<readonly Slot[]>;
}

export interface PlaceStore extends PlaceReads {
  insertCommune(commune: Commune): Promise<void>;
  updateCommune(id: string, change: Partial<Commune>): Promise<void>;
  insertVillage(village: Village): Promise<void>;
  insertZone(zone: Zone): Promise<void>;
  insertController(controller: Controller): Promise<void>;
  insertSlot(slot: Slot): Promise<void>;
}
