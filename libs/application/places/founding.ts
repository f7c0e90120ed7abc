// How a commune comes into being: its places, slots and people from one plan, with signing keys of its own. The demo and a real
// installation are founded by the same act.
import {
  DEFAULT_RULES,
  type ApproverRule,
  type Commune,
  type Controller,
  type DailyWindow,
  type Editable,
  type Instant,
  type MapPosition,
  type Person,
  type Role,
  type Slot,
  type TimeZone,
  type Village,
  type VillageLabel,
  type WallTime,
  type Zone,
} from '#domain';
import { newId } from '../acting/new-id';
import { newPerson } from '../acting/new-person';
import type { Stores } from '../ports/stores';
import { foundCommuneKeys } from '../wire/seals';
import { newPublicCode } from '../secrets/secrets';

/** A place that was never edited. */
const FRESH: Editable = { revision: 1, retiredAt: null };

/** Everything a commune begins with, as a person would write it down. Villages are named by people's grants. */
export interface CommunePlan {
  readonly name: string;
  readonly province: string;
  /** Whom villages ring up. */
  readonly phone?: string | undefined;
  readonly timeZone: TimeZone;
  readonly approverRule: ApproverRule;
  readonly quietHours: readonly DailyWindow[];
  readonly slots: readonly { readonly name: string; readonly from: WallTime; readonly to: WallTime }[];
  readonly villages: readonly {
    readonly name: string;
    readonly label: VillageLabel;
    readonly households: number;
    /** Absent: nobody counted them. */
    readonly people?: number | undefined;
    readonly languages: readonly string[];
    readonly quietHours: readonly DailyWindow[] | null;
    readonly zones: readonly {
      readonly name: string;
      readonly controllers: readonly (string | { readonly name: string; readonly position: MapPosition })[];
    }[];
  }[];
  readonly people: readonly {
    readonly name: string;
    readonly login: string;
    readonly role: Role;
    /** Name of a village; absent: the whole commune. */
    readonly village?: string | undefined;
  }[];
}

/** What was founded. People have no password yet. */
export interface FoundedCommune {
  readonly commune: Commune;
  readonly controllers: readonly Controller[];
  readonly people: readonly (Person & { readonly role: Role })[];
}

/** Writes the plan down inside one unit of work. Throws when a grant names a village that the plan does not have. */
export async function foundCommune(stores: Stores, plan: CommunePlan, now: Instant): Promise<FoundedCommune> {
  const commune: Commune = {
    id: newId(now),
    name: plan.name,
    province: plan.province,
    phone: plan.phone ?? null,
    timeZone: plan.timeZone,
    approverRule: plan.approverRule,
    quietHours: plan.quietHours,
    epoch: 1,
    openingAnnouncementId: null,
    closingAnnouncementId: null,
    rules: DEFAULT_RULES,
    revision: 1,
  };
  await stores.places.insertCommune(commune);
  await foundCommuneKeys(stores, commune.id, now);
  const slots = plan.slots.map((slot) => ({ id: newId(now), communeId: commune.id, ...slot, ...FRESH }));
  for (const slot of slots) await stores.places.insertSlot(slot);
  const villages: Village[] = [];
  const zonesOfAll: Zone[] = [];
  const controllers: Controller[] = [];
  for (const { zones, people = null, ...planned } of plan.villages) {
    const villageId = newId(now);
    const village = { id: villageId, communeId: commune.id, limits: null, people, ...planned, ...FRESH };
    await stores.places.insertVillage(village);
    villages.push(village);
    for (const { name: zoneName, controllers: poles } of zones) {
      const zoneId = newId(now);
      const zone = { id: zoneId, communeId: commune.id, villageId, name: zoneName, ...FRESH };
      await stores.places.insertZone(zone);
      zonesOfAll.push(zone);
      for (const pole of poles) {
        const { name, position } = typeof pole === 'string' ? { name: pole, position: null } : pole;
        const place = { communeId: commune.id, zoneId, name, volumePercent: 80, position };
        const controller = { ...place, id: newId(now), publicCode: newPublicCode(), ...FRESH };
        await stores.places.insertController(controller);
        controllers.push(controller);
      }
    }
  }
  await tellOfPlaces(stores, commune, { slots, villages, zones: zonesOfAll, controllers }, now);
  const villageIds = new Map(villages.map(({ name, id }) => [name, id]));
  return { commune, controllers, people: await foundPeople(stores, plan, commune.id, villageIds, now) };
}

/** Says to the log what stands in the tables from now on. */
async function tellOfPlaces(
  { events }: Stores,
  { id: communeId, epoch: _epoch, revision: _revision, ...commune }: Commune,
  places: {
    readonly slots: readonly Slot[];
    readonly villages: readonly Village[];
    readonly zones: readonly Zone[];
    readonly controllers: readonly Controller[];
  },
  at: Instant,
): Promise<void> {
  const details = {
    commune,
    slots: places.slots.map(({ id, name, from, to }) => ({ id, name, from, to })),
    villages: places.villages.map(({ id, name, label, households, people, languages, quietHours, limits }) => {
      return { id, name, label, households, people, languages, quietHours, limits };
    }),
    zones: places.zones.map(({ id, name, villageId }) => ({ id, name, villageId })),
    controllers: places.controllers.map(({ id, name, zoneId, volumePercent, position }) => {
      return { id, name, zoneId, volumePercent, position };
    }),
  };
  await events.append({ communeId, at, kind: 'commune.founded', actor: 'system', subjectId: communeId, details });
}

async function foundPeople(
  stores: Stores,
  plan: CommunePlan,
  communeId: string,
  villageIds: ReadonlyMap<string, string>,
  now: Instant,
): Promise<readonly (Person & { readonly role: Role })[]> {
  const founded: (Person & { readonly role: Role })[] = [];
  for (const { name, login, role, village } of plan.people) {
    const villageId = village === undefined ? null : villageIds.get(village);
    if (villageId === undefined)
      throw new Error(`${name} (${login}) is to work in "${village}", which is no village of the plan`);
    const person = newPerson(communeId, { name, login }, now);
    await stores.people.insertPerson(person);
    await stores.people.insertGrant({ id: newId(now), communeId, personId: person.id, role, villageId });
    await stores.events.append({
      communeId,
      at: now,
      kind: 'person.created',
      actor: 'system',
      subjectId: person.id,
      details: { name, login, role, villageId },
    });
    founded.push({ ...person, role });
  }
  return founded;
}
