// What cannot be planned is kept until it can be: since when, how often and why. Once it keeps failing, those who can do something about it
// are told; it heals with the next plan that succeeds.
import {
  failuresAfter,
  keepsFailing,
  planFault,
  type Instant,
  type PlanFailure,
  type PlanFault,
  type PlanPart,
} from '#domain';
import { caretakersOf, peopleWhoMay, tell } from '../acting/notices';
import type { StoreReads, Stores } from '../ports/stores';

/** Does the same to each of them inside a unit of work. What one that throws wrote is undone, and its fault is returned. */
export async function eachPart<T extends { readonly id: string }>(
  stores: Stores,
  part: PlanPart,
  things: readonly T[],
  act: (thing: T) => Promise<void>,
): Promise<readonly PlanFault[]> {
  const faults: PlanFault[] = [];
  for (const thing of things) {
    try {
      await stores.apart(() => act(thing));
    } catch (error) {
      faults.push(planFault(part, thing.id, error));
    }
  }
  return faults;
}

/** Writes down how the commune stands after a try to plan it, and tells people of what keeps failing, each once. */
export async function noteFaults(
  stores: Stores,
  communeId: string,
  faults: readonly PlanFault[],
  now: Instant,
): Promise<void> {
  const before = await stores.air.planFailures(communeId);
  if (before.length + faults.length === 0) return;
  const { failing, healed } = failuresAfter(before, communeId, faults, now);
  const news = failing.filter((failure) => failure.toldAt === null && keepsFailing(failure));
  await stores.air.putPlanFailures(
    communeId,
    failing.map((failure) => (news.includes(failure) ? { ...failure, toldAt: now } : failure)),
  );
  for (const failure of healed) await stores.air.deletePlanFailure(failure);
  for (const failure of news) await log(stores, 'plan.failing', failure, now);
  for (const failure of healed.filter(({ toldAt }) => toldAt !== null)) await log(stores, 'plan.healed', failure, now);
  if (news.length > 0) await tellOf(stores, communeId, news, now);
}

/** What people call the part: the name of the zone, the title of what was booked. */
export async function nameOfPart(
  stores: StoreReads,
  { communeId, part, subjectId }: Pick<PlanFailure, 'communeId' | 'part' | 'subjectId'>,
): Promise<string> {
  try {
    switch (part) {
      case 'commune':
        return (await stores.places.commune(communeId))?.name ?? subjectId;
      case 'zone':
        return (await stores.places.zone(subjectId))?.name ?? subjectId;
      case 'emergency':
        return (await stores.emergencies.emergency(subjectId))?.title ?? subjectId;
      case 'booking': {
        const booking = await stores.bookings.booking(subjectId);
        return (booking && (await stores.announcements.announcement(booking.announcementId))?.title) ?? subjectId;
      }
    }
  } catch {
    // It fails because it cannot be read: then its id has to do.
    return subjectId;
  }
}

function log(
  { events }: Stores,
  kind: 'plan.failing' | 'plan.healed',
  { communeId, part, subjectId, since, times, reason }: PlanFailure,
  at: Instant,
): Promise<void> {
  return events.append({ communeId, at, kind, actor: 'system', subjectId, details: { part, since, times, reason } });
}

/** Those who run the desk, those who look after the poles, those who keep the places: any of them may find the cause. */
async function tellOf(stores: Stores, communeId: string, news: readonly PlanFailure[], now: Instant): Promise<void> {
  const place = { communeId, villageId: null };
  const told = [...(await caretakersOf(stores, communeId)), ...(await peopleWhoMay(stores, 'air.stop', place))];
  const names: string[] = [];
  for (const failure of news) names.push(await nameOfPart(stores, failure));
  const values = {
    count: news.length,
    place: names.join(', '),
    sinceAt: Math.min(...news.map(({ since }) => since)),
    timeZone: (await stores.places.commune(communeId))?.timeZone ?? 'UTC',
    parts: news.map(({ part, subjectId }) => ({ part, subjectId })),
  };
  await tell(stores, told, { communeId, kind: 'plan-failing', subjectId: communeId, values }, now);
}
