// The commune's time in the browser: asked once from the server and gone on with by the browser's own counter. In the demo it runs ahead.
import { api, ask } from '#client';
import { useEffect, useState } from 'react';
import type { Instant } from '#domain';
import { useAsked } from '../parts/asked';

const ASK_AGAIN_MS = 5 * 60_000;

/** What the server's clock says now, told again every `everyMs`; undefined until it was asked. */
export function useNow(everyMs = 1_000): Instant | undefined {
  const { data: aheadMs } = useAsked(['clock'], askAheadMs, { refetchInterval: ASK_AGAIN_MS });
  const [now, setNow] = useState<Instant>();
  useEffect(() => {
    if (aheadMs === undefined) return undefined;
    const tell = () => setNow(performance.now() + aheadMs);
    tell();
    const timer = setInterval(tell, everyMs);
    return () => clearInterval(timer);
  }, [aheadMs, everyMs]);
  return now;
}

/** How far the server's clock is ahead of the counter of this page; half the way there and back is taken off. */
async function askAheadMs(): Promise<number> {
  const askedAt = performance.now();
  const { now } = await ask(api.GET('/api/v1/clock'));
  const answeredAt = performance.now();
  return Date.parse(now) - (askedAt + answeredAt) / 2;
}
