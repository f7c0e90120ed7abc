// Which airings cannot sound any more although a late pole still might have time: every pole has said how it ended.
import { ENDED_PLAYBACK_STATES, mayStillSound, type Airing, type Instant } from '#domain';
import type { StoreReads } from './ports/stores';

/** Those whose planned time is over and whose every pole gave its last word. Others are not asked about: time alone decides on them. */
export async function endedAirings(
  { air }: StoreReads,
  airings: readonly Airing[],
  now: Instant,
): Promise<ReadonlySet<string>> {
  const late = airings.filter(
    (airing) => airing.state === 'planned' && airing.startsAt + airing.durationMs <= now && mayStillSound(airing, now),
  );
  if (late.length === 0) return new Set();
  const playbacks = await air.playbacksOfAirings(late.map(({ id }) => id));
  const ended = late.filter(({ id, controllerIds }) =>
    controllerIds.every((controllerId) =>
      playbacks.some(
        (each) =>
          each.airingId === id && each.controllerId === controllerId && ENDED_PLAYBACK_STATES.includes(each.state),
      ),
    ),
  );
  return new Set(ended.map(({ id }) => id));
}
