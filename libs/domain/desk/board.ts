// Which rundowns the live picture shows of each village: those of the next buổi phát, or the one on air, and those of the one that ended last.
import type { Rundown } from '../air/air';
import { isSameVillageSlot } from '../air/village-slot';
import type { Instant } from '../calendar/time';
import { groupedBy } from '../groups';

/** The rundowns of one village, over all of its zones; empty where there is none. */
interface ShownRundowns {
  readonly next: readonly Rundown[];
  readonly last: readonly Rundown[];
}

/** By village; of rundowns by start, in each of which something is to be heard. */
export function rundownsOnBoard(rundowns: readonly Rundown[], now: Instant): ReadonlyMap<string, ShownRundowns> {
  const shown = new Map<string, ShownRundowns>();
  for (const [villageId, own] of groupedBy(rundowns, (rundown) => rundown.villageId)) {
    const ahead = own.filter(({ endsAt }) => endsAt > now);
    const past = own.filter(({ endsAt }) => endsAt <= now);
    shown.set(villageId, { next: sameSlot(ahead, ahead[0]), last: sameSlot(past, past.at(-1)) });
  }
  return shown;
}

/** Rundowns of the same slot and day as one of them: the zones of a village on air together. */
function sameSlot(rundowns: readonly Rundown[], one: Rundown | undefined): readonly Rundown[] {
  return one === undefined ? [] : rundowns.filter((each) => isSameVillageSlot(each, one));
}
