// A pole that is offline does not say that its next broadcast has begun, so no event refreshes its row: the board asks by itself at that time.
import { useEffect } from 'react';
import type { KnownPoles } from '../../parts/known-poles';
import type { ServerQuery } from '../../parts/queries';
import { useServerClock } from '../../parts/server-clock';

/** By then those that are there have spoken, and their rows were asked for: in most broadcasts nothing is left to ask. */
const AFTERWARDS_MS = 6_000;

/** Asks anew when the next broadcast of some pole has begun and its row still calls it the next. */
export function useRefetchAtStart({ data, refetch }: ServerQuery<KnownPoles>): void {
  const aheadMs = useServerClock()?.aheadMs;
  const soonest = Math.min(
    ...(data?.items ?? []).map(({ next }) => (next ? Date.parse(next.startsAt) : Infinity)),
    ...(data?.villages ?? []).map(({ next }) => next?.startsAt ?? Infinity),
  );
  useEffect(() => {
    if (aheadMs === undefined || soonest === Infinity) return undefined;
    const beginsInMs = soonest - (performance.now() + aheadMs);
    const timer = setTimeout(() => void refetch(), Math.max(0, beginsInMs) + AFTERWARDS_MS);
    return () => clearTimeout(timer);
  }, [soonest, aheadMs, refetch]);
}
