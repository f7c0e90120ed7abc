// When a village may say whether it heard a buổi phát: when something of it has sounded and it is silent again, in all zones of the village,
// because they are asked about together. Whoever asks, takes an answer, takes one back or counts answers decides it here.
import { saysSomething, type Airing, type Rundown } from '../air/air';
import { overAt, PAUSE_MS, stretchesOf } from '../air/stretches';
import { byVillageSlot, type Together } from '../air/village-slot';
import { DAY_MS, type Instant } from '../calendar/time';

/** So long after the end of what sounded the word of a village is still taken. */
export const ANSWERS_UNTIL_MS = 7 * DAY_MS;

/** The rundowns of all zones of a village in one slot and day, with everything that stands in them. */
interface VillageSlotAir<Part extends AiringEnd = AiringEnd> {
  readonly rundowns: Together<Rundown>;
  readonly airings: readonly Part[];
}

/** What of an airing tells when it is over. */
type AiringEnd = Pick<Airing, 'rundownId' | 'kind' | 'startsAt' | 'durationMs' | 'state'>;

/** not-over: nothing has sounded yet, or some zone is on air or will be in a moment; too-late: nobody is asked any more. */
export interface Answerable {
  readonly state: 'not-over' | 'answerable' | 'too-late';
  /** When the last of what sounded so far was over; null: nothing has. What comes later is asked about anew. */
  readonly soundedUntil: Instant | null;
  /** The same; while it is not over, when it is silent next. */
  readonly endsAt: Instant;
  /** From then on it is too late. */
  readonly answerUntil: Instant;
}

/** Whether the village may say now what it heard so far. */
export function answerable(slot: VillageSlotAir, now: Instant): Answerable {
  const soundedUntil = soundedUntilIn(slot, now);
  const waitsFor = stretchesOf(slot.airings).find(
    ({ from, to }) => now < to && (soundedUntil === null || from - PAUSE_MS <= now),
  );
  const endsAt = waitsFor?.to ?? soundedUntil ?? endOf(slot);
  const answerUntil = endsAt + ANSWERS_UNTIL_MS;
  const state = now < endsAt ? 'not-over' : now < answerUntil ? 'answerable' : 'too-late';
  return { state, soundedUntil, endsAt, answerUntil };
}

/** Parts the air by village, slot and day; in the order of the rundowns. */
export function villageSlotsOf<Part extends AiringEnd>(
  rundowns: readonly Rundown[],
  airings: readonly Part[],
): readonly VillageSlotAir<Part>[] {
  const airingsIn = new Map<string, Part[]>(rundowns.map(({ id }) => [id, []]));
  for (const airing of airings) airingsIn.get(airing.rundownId)?.push(airing);
  return byVillageSlot(rundowns).map((together) => ({
    rundowns: together,
    airings: together.flatMap(({ id }) => airingsIn.get(id)!),
  }));
}

/** When the last of these was over that are over now; null: none is. */
export function soundedUntil(
  airings: readonly Pick<Airing, 'startsAt' | 'durationMs' | 'state'>[],
  now: Instant,
): Instant | null {
  const ends = airings.flatMap((airing) => (airing.state === 'planned' && overAt(airing) <= now ? overAt(airing) : []));
  return ends.length === 0 ? null : Math.max(...ends);
}

/** Where nothing was left on the air, something may have sounded all the same: then the whole of it is waited for. */
function soundedUntilIn(slot: VillageSlotAir, now: Instant): Instant | null {
  const items = slot.airings.filter(saysSomething);
  if (items.some(({ state }) => state === 'planned')) return soundedUntil(items, now);
  const end = endOf(slot);
  return end <= now ? end : null;
}

/** The end of what was taken off the air; of the whole window where there is nothing. */
function endOf({ rundowns, airings }: VillageSlotAir): Instant {
  const taken = airings.filter(({ state }) => state === 'cancelled');
  return Math.max(...(taken.length > 0 ? taken.map(overAt) : rundowns.map(({ endsAt }) => endsAt)));
}
