// What people call the persons, villages and poles of a commune.
import type { StoreReads } from '../ports/stores';

/** How people call what has an id; the empty text where nothing has it. */
export interface Names {
  person(id: string): string;
  village(id: string): string;
  controller(id: string): string;
  villageOfPole(id: string): string;
}

export async function namesOf({ people, places }: StoreReads, communeId: string): Promise<Names> {
  const [persons, villages, zones, controllers] = await Promise.all([
    people.people(communeId),
    places.villages(communeId),
    places.zones(communeId),
    places.controllers(communeId),
  ]);
  const personName = new Map(persons.map(({ id, name }) => [id, name]));
  const poles = new Map(controllers.map((controller) => [controller.id, controller]));
  const villageName = new Map(villages.map(({ id, label, name }) => [id, `${label} ${name}`]));
  const villageOfZone = new Map(zones.map(({ id, villageId }) => [id, villageId]));
  return {
    person: (id) => personName.get(id) ?? '',
    village: (id) => villageName.get(id) ?? '',
    controller: (id) => poles.get(id)?.name ?? '',
    villageOfPole: (id) => villageName.get(villageOfZone.get(poles.get(id)?.zoneId ?? '') ?? '') ?? '',
  };
}
