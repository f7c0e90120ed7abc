// When a village may say whether it heard a buổi phát. Whoever asks, takes an answer, takes one back or counts answers decides it here, from all
// zones of the village: they are asked about together, so they are waited for together.
import type { Airing, Rundown } from '../air/air';
import { byVillageSlot, type Together } from '../air/village-slot';
import { DAY_MS, type Instant } from '../calendar/time';

/** So long after the end of a buổi phát the word of a village is still taken. */
export const ANSWERS_UNTIL_MS = 7 * DAY_MS;

/** The rundowns of all zones of a village in one slot and day, with everything that stands in them. */
interface VillageSlotAir<Part extends AiringEnd = AiringEnd> {
  readonly rundowns: Together<Rundown>;
  readonly airings: readonly Part[];
}

/** What of an airing tells when it is over. */
type AiringEnd = Pick<Airing, 'rundownId' | 'startsAt' | 'durationMs' | 'state'>;

/** not-over: some zone is to play something of it yet; too-late: nobody is asked any more. */
export interface Answerable {
  readonly state: 'not-over' | 'answerable' | 'too-late';
  /** When the last zone is done. */
  readonly endsAt: Instant;
  /** From then on it is too late. */
  readonly answerUntil: Instant;
}

/** Whether the village may say now whether it heard it. */
export function answerable(slot: VillageSlotAir, now: Instant): Answerable {
  const endsAt = endOf(slot);
  const answerUntil = endsAt + ANSWERS_UNTIL_MS;
  const state = now < endsAt ? 'not-over' : now < answerUntil ? 'answerable' : 'too-late';
  return { state, endsAt, answerUntil };
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

/** When an airing is over that begins as planned. */
export function overAt({ startsAt, durationMs }: Pick<Airing, 'startsAt' | 'durationMs'>): Instant {
  return startsAt + durationMs;
}

/** The end of all zones, also where an airing was read that their rundown does not reckon with yet. */
function endOf({ rundowns, airings }: VillageSlotAir): Instant {
  const planned = airings.filter(({ state }) => state === 'planned');
  return Math.max(...rundowns.map(({ endsAt }) => endsAt), ...planned.map(overAt));
}
