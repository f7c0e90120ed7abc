// Which airings cannot sound any more although a late pole still might have time: every pole has said how it ended.
import { ENDED_PLAYBACK_STATES, mayStillSound, type Airing, type Instant, type Playback } from '#domain';
import type { StoreReads } from '../ports/stores';
import { actsSincePlan } from './taken-off';

/**
 * Those whose planned time is over and whose every pole gave its last word. Others are not asked about: time alone decides on them. What began
 * on a pole after somebody acted on it is not among them, so that the plan comes to know of that act.
 */
export async function endedAirings(
  stores: StoreReads,
  airings: readonly Airing[],
  now: Instant,
): Promise<ReadonlySet<string>> {
  const late = airings.filter(
    (airing) => airing.state === 'planned' && airing.startsAt + airing.durationMs <= now && mayStillSound(airing, now),
  );
  if (late.length === 0) return new Set();
  const playbacks = await stores.air.playbacksOfAirings(late.map(({ id }) => id));
  const ended = new Set<string>();
  for (const airing of late) {
    const own = playbacks.filter(({ airingId }) => airingId === airing.id);
    if (!isTold(airing, own)) continue;
    const acts = await actsSincePlan(stores, airing, now);
    const isNews = own.some(({ startedAt }) => startedAt !== null && acts.some((at) => at <= startedAt));
    if (!isNews) ended.add(airing.id);
  }
  return ended;
}

function isTold({ controllerIds }: Airing, own: readonly Playback[]): boolean {
  return controllerIds.every((id) =>
    own.some(({ controllerId, state }) => controllerId === id && ENDED_PLAYBACK_STATES.includes(state)),
  );
}
