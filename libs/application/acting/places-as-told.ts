// Whoever plans, or tells poles when they are silent, asks here how quiet places are: what was changed behind our back in the database is held
// against the log, and the quieter of both is used.
import {
  communeAsTold,
  QUIET_EVENTS,
  specialDaysAsTold,
  ToldRows,
  villageAsTold,
  type AlteredRow,
  type Commune,
  type EventKind,
  type SpecialDay,
  type Village,
} from '#domain';
import type { StoreReads } from '../ports/stores';

/** So many edits of places are read back; of what is older than that the rows are believed. */
const MOST_EDITS = 5_000;

/** How quiet a commune is, by its rows and by the log. */
export interface QuietPlaces {
  readonly commune: Commune;
  readonly specialDays: readonly SpecialDay[];
  village(village: Village): Village;
  /** The rows among these villages and of the commune that are not what was told. */
  altered(villages: readonly Village[]): readonly AlteredRow[];
}

/** Undefined for an unknown commune. */
export async function quietPlaces(stores: StoreReads, communeId: string): Promise<QuietPlaces | undefined> {
  const kept = await stores.places.commune(communeId);
  if (!kept) return undefined;
  const told = await toldOf(stores, communeId, QUIET_EVENTS);
  const days = specialDaysAsTold(communeId, await stores.places.specialDays(communeId), told);
  const commune = communeAsTold(kept, told);
  const village = (each: Village) => villageAsTold(each, kept, told);
  return {
    commune: commune.usable,
    specialDays: days.usable,
    village: (each) => village(each).usable,
    altered: (villages) => [...commune.altered, ...days.altered, ...villages.flatMap((each) => village(each).altered)],
  };
}

/** What the events of these kinds say of rows. */
export async function toldOf(
  { events }: StoreReads,
  communeId: string,
  kinds: readonly EventKind[],
): Promise<ToldRows> {
  const { items } = await events.latest(communeId, { limit: MOST_EDITS }, { kinds });
  const rows = new ToldRows();
  for (const event of [...items].reverse()) rows.hear(event);
  return rows;
}
