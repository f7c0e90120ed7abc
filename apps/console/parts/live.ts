// What happens in the commune refreshes what is shown of it: one connection to the server for the whole desk tells which events came.
import { useQueryClient, type QueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { watchEvents, type Connection, type LiveEvent } from '#web';
import { WATCHED_KINDS } from '#domain';
import { LivePoles } from './live-poles';
import type { Subject } from './queries';
import { madeOldBy } from './refreshes';

/** Events come in bursts (44 poles answer at once); the picture is asked for once per burst. */
const BURST_MS = 500;

/** Follows the commune while the desk is open. Says whether the line is up. */
export function useLive(communeId: string): Connection {
  const queries = useQueryClient();
  const [connection, setConnection] = useState<Connection>('up');
  useEffect(() => {
    const poles = new LivePoles(queries, communeId);
    const burst = new Burst(queries, poles);
    const stop = watchEvents(
      communeId,
      WATCHED_KINDS,
      (event) => burst.add(event),
      (now) => {
        setConnection((before) => {
          // Whatever happened while the line was down is asked for anew as a whole.
          if (before === 'down' && now === 'up') void queries.invalidateQueries();
          return now;
        });
      },
      (report) => poles.report(report),
    );
    return () => {
      stop();
      burst.end();
    };
  }, [communeId, queries]);
  return connection;
}

/** Collects what became old, and asks for it once. */
class Burst {
  private readonly old = new Set<Subject>();
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly queries: QueryClient,
    private readonly poles: LivePoles,
  ) {}

  add(event: LiveEvent): void {
    this.poles.note(event);
    for (const each of madeOldBy(event.kind)) this.old.add(each);
    this.timer ??= setTimeout(() => this.refresh(), BURST_MS);
  }

  end(): void {
    clearTimeout(this.timer);
    this.poles.end();
  }

  private refresh(): void {
    this.timer = undefined;
    const subjects = [...this.old];
    this.old.clear();
    this.poles.refresh();
    for (const subject of subjects) void this.queries.invalidateQueries({ queryKey: [subject] });
  }
}
