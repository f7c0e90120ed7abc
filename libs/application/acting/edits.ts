// An edit starts from a version. Where somebody was quicker, both should know of each other before anything is lost.
import { Problem, type Instant } from '#domain';
import type { StoreReads } from '../ports/stores';

/** Something that is edited: its revision rises with every change. */
interface Edited {
  readonly id: string;
  readonly communeId: string;
  readonly revision: number;
}

/**
 * Passes when it still stands at the revision that the edit starts from, or when none was named. Throws Problem `edited-meanwhile` with the
 * revision as it is now, and who made it and when, as far as that was a person.
 */
export async function requireUnedited(stores: StoreReads, thing: Edited, from: number | undefined): Promise<void> {
  if (from === undefined || thing.revision === from) return;
  const { timeZone } = (await stores.places.commune(thing.communeId))!;
  throw new Problem('edited-meanwhile', { revision: thing.revision, timeZone, ...(await lastEditOf(stores, thing)) });
}

async function lastEditOf(
  stores: StoreReads,
  { id, communeId }: Edited,
): Promise<{ readonly changedBy: string; readonly changedAt: Instant } | undefined> {
  const happened = [...(await stores.events.ofSubject(communeId, id))].sort((a, b) => b.sequence - a.sequence);
  for (const { actor, at } of happened) {
    const person = await stores.people.person(actor);
    if (person) return { changedBy: person.name, changedAt: at };
  }
  return undefined;
}
