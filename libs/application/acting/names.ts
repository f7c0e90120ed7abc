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
  const village = (id: string | undefined) => {
    const found = villages.find((each) => each.id === id);
    return found ? `${found.label} ${found.name}` : '';
  };
  return {
    person: (id) => persons.find((each) => each.id === id)?.name ?? '',
    village,
    controller: (id) => controllers.find((each) => each.id === id)?.name ?? '',
    villageOfPole: (id) => {
      const pole = controllers.find((each) => each.id === id);
      return village(zones.find((each) => each.id === pole?.zoneId)?.villageId);
    },
  };
}
