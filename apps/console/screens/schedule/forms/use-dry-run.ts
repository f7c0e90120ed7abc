// The server's opinion of what a form says now: asked a moment after the last change, and never answered by an older question.
import { useEffect, useState } from 'react';

const REST_MS = 350;

/** What the server says; undefined while it was not asked or has not answered. `key` names what is asked. */
export function useDryRun<T>(key: string | undefined, ask: (signal: AbortSignal) => Promise<T>): T | undefined {
  const [answer, setAnswer] = useState<T>();
  useEffect(() => {
    setAnswer(undefined);
    if (key === undefined) return undefined;
    const controller = new AbortController();
    const timer = setTimeout(() => {
      void ask(controller.signal).then((verdict) => {
        if (!controller.signal.aborted) setAnswer(verdict);
      });
    }, REST_MS);
    return () => {
      clearTimeout(timer);
      controller.abort();
    };
    // `key` says everything that the question depends on.
  }, [key]);
  return answer;
}
