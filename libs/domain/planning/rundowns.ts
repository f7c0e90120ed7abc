// Step 5 of planning: one rundown for all airings that share its id, from the first of them to the last.
import type { Airing, Rundown } from '../air/air';
import { takesAir, timeOf, type Ground } from './ground';
import type { RundownFrame } from './occurrences';

/** One rundown for every rundown id among the airings, by start. What is over stays as it was recorded. */
export function rundownsOf(airings: readonly Airing[], ground: Ground): readonly Rundown[] {
  const frames = new Map(ground.due.map(({ frame }) => [frame.id, frame]));
  const recorded = new Map(ground.request.existingRundowns.map((rundown) => [rundown.id, rundown]));
  return [...byRundown(airings)]
    .flatMap(([id, entries]) => {
      const [frame, before] = [frames.get(id), recorded.get(id)];
      const over = entries.every((entry) => timeOf(entry).to <= ground.request.now);
      if (before && (over || !frame)) return before;
      return frame ? rundownOf(frame, entries, ground) : [];
    })
    .sort((a, b) => a.startsAt - b.startsAt || (a.id < b.id ? -1 : 1));
}

/** The airings of each rundown, in their order. */
export function byRundown(airings: readonly Airing[]): ReadonlyMap<string, readonly Airing[]> {
  const grouped = new Map<string, Airing[]>();
  for (const airing of airings) {
    const there = grouped.get(airing.rundownId);
    if (there) there.push(airing);
    else grouped.set(airing.rundownId, [airing]);
  }
  return grouped;
}

/** From the first to the last entry that takes air; the whole window while there is none. */
function rundownOf(
  { id, slotKey, slotName, localDate, window }: RundownFrame,
  entries: readonly Airing[],
  { request: { communeId, villageId, zoneId } }: Ground,
): Rundown {
  const times = entries.filter(takesAir).map(timeOf);
  const startsAt = times.length > 0 ? Math.min(...times.map(({ from }) => from)) : window.from;
  const endsAt = times.length > 0 ? Math.max(...times.map(({ to }) => to)) : window.to;
  return { id, communeId, villageId, zoneId, slotKey, slotName, localDate, startsAt, endsAt };
}
