// The commune's time in the browser: asked once from the server and gone on with by the browser's own counter. In the demo it runs ahead.
import { api, ask } from '#web';
import { useEffect, useState } from 'react';
import type { Instant } from '#domain';
import { useServerQuery } from './queries';

const ASK_AGAIN_MS = 5 * 60_000;

/** What the server's clock says now, told again every `everyMs`; undefined until it was asked. */
export function useNow(everyMs = 1_000): Instant | undefined {
  const aheadMs = useServerClock()?.aheadMs;
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

/** The server's clock beside the one of this page. */
interface ServerClock {
  /** How far it is ahead of the counter of this page. */
  readonly aheadMs: number;
  /** How far the demo runs ahead of the world; nothing in earnest. */
  readonly demoAheadMs: number;
}

/** Asked once and then now and again; undefined until the first answer. */
export function useServerClock(): ServerClock | undefined {
  return useServerQuery(['clock'], askClock, { refetchInterval: ASK_AGAIN_MS }).data;
}

/** Half the way there and back is taken off. */
async function askClock(): Promise<ServerClock> {
  const askedAt = performance.now();
  const { now, demoAheadMs } = await ask(api.GET('/api/v1/clock'));
  const answeredAt = performance.now();
  return { aheadMs: Date.parse(now) - (askedAt + answeredAt) / 2, demoAheadMs };
}
