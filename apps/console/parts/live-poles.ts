// The state of the poles, kept fresh row by row: an event asks anew for the poles it concerns and for no other, a report is put in as it came.
import type { QueryClient } from '@tanstack/react-query';
import { isOutdatedBy, PROGRAMME_PATIENCE_MS } from '#domain';
import { api, ask, type LiveEvent, type LiveReport } from '#web';
import { knownFrom, merged, polesKey, type KnownPoles } from './known-poles';

/** What is asked: all villages with what comes with them, or only some poles. */
interface PolesAsked {
  readonly overview?: boolean;
  readonly controllerIds?: readonly string[];
  readonly zoneIds?: readonly string[];
  readonly villageIds?: readonly string[];
}

async function askPoles(communeId: string, asked: PolesAsked): Promise<KnownPoles> {
  const list = (ids: readonly string[] | undefined) => (ids && ids.length > 0 ? ids.join(',') : undefined);
  const named = {
    controllerIds: list(asked.controllerIds),
    zoneIds: list(asked.zoneIds),
    villageIds: list(asked.villageIds),
  };
  const query = {
    ...(asked.overview && { overview: 'true' }),
    ...Object.fromEntries(Object.entries(named).filter(([, text]) => text !== undefined)),
  };
  return knownFrom(await ask(api.GET('/api/v1/communes/{id}/poles', { params: { path: { id: communeId }, query } })));
}

/** Asks for every village, and for the poles of those that were opened before. */
export function askAllPoles(queries: QueryClient, communeId: string): Promise<KnownPoles> {
  const known: KnownPoles | undefined = queries.getQueryData(polesKey(communeId));
  const opened = known && known.villages.length > 0 ? new Set(known.items.map(({ villageId }) => villageId)) : [];
  return askPoles(communeId, { overview: true, villageIds: [...opened] });
}

/** Adds poles that somebody wants to see to what is known. */
export async function openPoles(queries: QueryClient, communeId: string, asked: PolesAsked): Promise<void> {
  try {
    const fresh = await askPoles(communeId, asked);
    queries.setQueryData<KnownPoles>(polesKey(communeId), (known) => known && merged(known, fresh, true));
  } catch {
    // The line is down: the view says so by itself once it asks for everything anew.
    await queries.invalidateQueries({ queryKey: polesKey(communeId) });
  }
}

/** A broadcast lets 44 poles speak for minutes: the first is looked at at once, the others only so often, for the sake of the line. */
const REST_MS = 4_000;
/** The same after all villages of a large commune were asked for. */
const LONG_REST_MS = 30_000;
/** Of more, in a commune that has more, all villages are asked for: that is less to say. */
const MOST_NAMED = 60;

export class LivePoles {
  private readonly old = new Set<string>();
  private readonly oldZones = new Set<string>();
  private restMs = REST_MS;
  private askedAt = -Infinity;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private overdue: ReturnType<typeof setTimeout> | undefined;
  private readonly issued = new Set<string>();

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
        this.oldZones.add(event.subjectId);
        this.lookWhenOverdue(event.subjectId);
        break;
      default:
    }
  }

  /** Puts a report in place; only when the pole is no longer as it was said to be, it is asked for. */
  report(report: LiveReport): void {
    const said = this.known()?.items.find(({ id }) => id === report.controllerId);
    if (said && isOutdatedBy(said.condition, report)) {
      this.old.add(report.controllerId);
      this.refresh();
    }
    this.change(({ items, ...rest }) => ({
      ...rest,
      items: items.map((pole) =>
        pole.id === report.controllerId ? { ...pole, report, lastContactAt: report.receivedAt } : pole,
      ),
    }));
  }

  /** Asks for those that became old, now or after a rest. */
  refresh(): void {
    const restMs = Math.max(0, this.askedAt + this.restMs - performance.now());
    this.timer ??= setTimeout(() => {
      this.timer = undefined;
      void this.ask();
    }, restMs);
  }

  end(): void {
    clearTimeout(this.timer);
    clearTimeout(this.overdue);
  }

  /** That a pole did not take it in time is told by no event. */
  private lookWhenOverdue(zoneId: string): void {
    this.issued.add(zoneId);
    clearTimeout(this.overdue);
    this.overdue = setTimeout(() => {
      for (const each of this.issued) this.oldZones.add(each);
      this.issued.clear();
      this.refresh();
    }, PROGRAMME_PATIENCE_MS + REST_MS);
  }

  /** Nobody is asked when nothing is old, or nobody looks at poles at all. */
  private async ask(): Promise<void> {
    const known = this.known();
    const [controllerIds, zoneIds] = [[...this.old], [...this.oldZones]];
    this.old.clear();
    this.oldZones.clear();
    if (controllerIds.length + zoneIds.length === 0 || !known) return;
    this.askedAt = performance.now();
    this.restMs = REST_MS;
    const inZones = known.items.filter(({ zoneId }) => zoneIds.includes(zoneId)).map(({ id }) => id);
    for (const id of new Set([...controllerIds, ...inZones])) {
      void this.queries.invalidateQueries({ queryKey: ['poles', 'pole', id] });
    }
    const all = { queryKey: polesKey(this.communeId), exact: true };
    if (known.tally.total > MOST_NAMED && controllerIds.length + zoneIds.length > MOST_NAMED) {
      this.restMs = LONG_REST_MS;
      await this.queries.invalidateQueries(all);
      return;
    }
    if (this.queries.isFetching(all) > 0) {
      // An answer on its way may be older than what just happened, and would be put over it: all are asked anew.
      await this.queries.invalidateQueries(all);
      return;
    }
    try {
      const fresh = await askPoles(this.communeId, { controllerIds, zoneIds });
      this.change((before) => merged(before, fresh));
    } catch {
      // The line is down: the view says so by itself once it asks for everything anew.
      await this.queries.invalidateQueries({ queryKey: polesKey(this.communeId) });
    }
  }

  private known(): KnownPoles | undefined {
    return this.queries.getQueryData(polesKey(this.communeId));
  }

  private change(by: (known: KnownPoles) => KnownPoles): void {
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
