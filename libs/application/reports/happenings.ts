// What a month counts beside what sounded: emergencies, drills, stops, retractions, complaints. Whoever looks at some villages alone is told of
// those that reached one of them.
import { seesAll, type Actor, type DomainEvent, type EventKind, type Interval } from '#domain';
import { ordersInReach, seesAnnouncement, sightOf, type Sight } from '../acting/reach';
import type { StoreReads } from '../ports/stores';

/** Which events of a month are counted, and under which name. */
export const HAPPENINGS = {
  emergencies: 'emergency.started',
  drills: 'drill.began',
  stops: 'stop.ordered',
  retractions: 'retraction.ordered',
  complaints: 'complaint.received',
} as const satisfies Readonly<Record<string, EventKind>>;

const KINDS = Object.values(HAPPENINGS);
const READ_TOGETHER = 200;

/** How many of each kind there were; kinds without any are left out. */
export async function happenedIn(
  stores: StoreReads,
  actor: Actor,
  communeId: string,
  between: Interval,
): Promise<ReadonlyMap<EventKind, number>> {
  if (seesAll(actor, communeId)) return stores.events.counts(communeId, KINDS, between);
  const sight = await sightOf(stores, actor, communeId);
  const counts = new Map<EventKind, number>();
  for (let cursor: string | undefined; ;) {
    const page = { limit: READ_TOGETHER, ...(cursor !== undefined && { cursor }) };
    const { items, nextCursor } = await stores.events.latest(communeId, page, { kinds: KINDS, ...between });
    for (const event of items) {
      if (await isTold(stores, actor, sight, event)) counts.set(event.kind, (counts.get(event.kind) ?? 0) + 1);
    }
    if (nextCursor === null) return counts;
    cursor = nextCursor;
  }
}

async function isTold(stores: StoreReads, actor: Actor, sight: Sight, event: DomainEvent): Promise<boolean> {
  const { communeId, subjectId } = event;
  // What was written down without its zones tells nobody in which village it was.
  const reaches = async (zoneIds: readonly string[] | null = []) =>
    (await ordersInReach(stores, actor, communeId, [{ communeId, zoneIds }], () => [event.actor])).length > 0;
  switch (event.kind) {
    case HAPPENINGS.emergencies: {
      const emergency = await stores.emergencies.emergency(subjectId);
      return emergency !== undefined && reaches(emergency.zoneIds);
    }
    case HAPPENINGS.drills:
    case HAPPENINGS.stops:
      return reaches(event.details.zoneIds);
    case HAPPENINGS.retractions: {
      const announcement = await stores.announcements.announcement(event.details.announcementId ?? '');
      return announcement !== undefined && seesAnnouncement(stores, actor, announcement);
    }
    case HAPPENINGS.complaints: {
      const complaint = await stores.complaints.complaint(subjectId);
      return complaint !== undefined && sight(complaint.controllerId);
    }
    default:
      return false;
  }
}
