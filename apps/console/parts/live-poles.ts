// The state of the poles, kept fresh row by row: an event asks anew for the poles it concerns and for no other, a report is put in as it came.
import type { QueryClient } from '@tanstack/react-query';
import { api, ask, type LiveEvent, type LiveReport, type Schema } from '#web';

/** Under which the poles of a commune are kept. */
export function polesKey(communeId: string): readonly ['poles', string] {
  return ['poles', communeId];
}

/** Asks for all poles, or for those named. */
export function askPoles(communeId: string, controllerIds?: readonly string[]): Promise<Schema<'PoleBoard'>> {
  const query = controllerIds ? { controllerIds: controllerIds.join(',') } : {};
  return ask(api.GET('/api/v1/communes/{id}/poles', { params: { path: { id: communeId }, query } }));
}

/** A broadcast lets 44 poles speak for minutes: the first is looked at at once, the others only so often, for the sake of the line. */
const REST_MS = 4_000;

export class LivePoles {
  private readonly old = new Set<string>();
  private askedAt = -Infinity;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly queries: QueryClient,
    private readonly communeId: string,
  ) {}

  /** Remembers whom the event concerns. */
  note(event: LiveEvent): void {
    switch (event.kind) {
      case 'device.enrolled':
      case 'device.retired':
      case 'device.online':
      case 'device.offline':
      case 'pole.muted':
      case 'pole.unmuted':
        this.old.add(event.subjectId);
        break;
      case 'playback.changed':
      case 'playback.after-cancel':
        for (const id of polesIn(event.details)) this.old.add(id);
        break;
      case 'programme.issued':
        for (const { id, zoneId } of this.known()?.items ?? []) if (zoneId === event.subjectId) this.old.add(id);
        break;
      default:
    }
  }

  /** Puts a report in place; nothing is asked for. */
  report(report: LiveReport): void {
    this.change(({ items, ...rest }) => ({
      ...rest,
      items: items.map((pole) =>
        pole.id === report.controllerId ? { ...pole, report, lastContactAt: report.receivedAt } : pole,
      ),
    }));
  }

  /** Asks for those that became old, now or after a rest. */
  refresh(): void {
    const restMs = Math.max(0, this.askedAt + REST_MS - performance.now());
    this.timer ??= setTimeout(() => {
      this.timer = undefined;
      void this.ask();
    }, restMs);
  }

  end(): void {
    clearTimeout(this.timer);
  }

  /** Nobody is asked when nothing is old, or nobody looks at poles at all. */
  private async ask(): Promise<void> {
    const controllerIds = [...this.old];
    this.old.clear();
    if (controllerIds.length === 0 || !this.known()) return;
    this.askedAt = performance.now();
    for (const id of controllerIds) void this.queries.invalidateQueries({ queryKey: ['poles', 'pole', id] });
    const all = { queryKey: polesKey(this.communeId), exact: true };
    if (this.queries.isFetching(all) > 0) {
      // An answer on its way may be older than what just happened, and would be put over it: all are asked anew.
      await this.queries.invalidateQueries(all);
      return;
    }
    try {
      const fresh = await askPoles(this.communeId, controllerIds);
      const byId = new Map(fresh.items.map((pole) => [pole.id, pole]));
      this.change(({ items }) => ({ ...fresh, items: items.map((pole) => byId.get(pole.id) ?? pole) }));
    } catch {
      // The line is down: the view says so by itself once it asks for everything anew.
      await this.queries.invalidateQueries({ queryKey: polesKey(this.communeId) });
    }
  }

  private known(): Schema<'PoleBoard'> | undefined {
    return this.queries.getQueryData(polesKey(this.communeId));
  }

  private change(by: (board: Schema<'PoleBoard'>) => Schema<'PoleBoard'>): void {
    const known = this.known();
    if (known) this.queries.setQueryData(polesKey(this.communeId), by(known));
  }
}

/** Of one playback, or of many together. */
function polesIn(
  details: Extract<LiveEvent, { kind: 'playback.changed' | 'playback.after-cancel' }>['details'],
): readonly string[] {
  if ('changes' in details) return (details.changes ?? []).flatMap(({ controllerIds }) => controllerIds ?? []);
  return 'controllerId' in details && details.controllerId !== undefined ? [details.controllerId] : [];
}
