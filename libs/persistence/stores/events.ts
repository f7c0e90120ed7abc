// The event log in its table. Every event is linked to the one before it in its commune; whose log grew is noted, so that listeners can be told
// after the commit.
import { MoreThan, type EntityManager } from 'typeorm';
import { sha256Of } from '#application';
import type { AuditSeal, EventFilter, EventStore, NewEvent, Page, PageRequest } from '#application';
import {
  emptyChain,
  nextLink,
  type ChainHead,
  type DomainEvent,
  type EventKind,
  type Interval,
  type LoggedEvent,
} from '#domain';
import type { CommitNotes } from '../commit-notes';
import { TurnQueue } from '../turns';
import { findMany, findOne, insertRow } from '../rows';
import { putRows } from '../sqlite';
import { AUDIT_HEADS, AUDIT_SEALS, EVENT_MENTIONS, EVENTS } from '../tables/events';

/** A part of a condition, with what stands in its places. */
interface Condition {
  readonly sql: string;
  readonly values: readonly unknown[];
}

function having(sql: string, value: unknown): Condition {
  return { sql, values: [value] };
}

export class TableEventStore implements EventStore {
  /** What this unit of work knows about the ends of the log; the next unit asks anew, so nothing outlives a rollback. */
  private readonly heads = new Map<string, ChainHead>();
  private sequence: number | undefined;
  private readonly line = new TurnQueue();

  constructor(
    private readonly manager: EntityManager,
    private readonly notes: CommitNotes,
  ) {}

  after(communeId: string, sequence: number, limit: number): Promise<readonly DomainEvent[]> {
    return this.manager.find(EVENTS, {
      where: { communeId, sequence: MoreThan(sequence) },
      order: { sequence: 'ASC' },
      take: limit,
    });
  }

  /**
   * Each kind, and each way of being about something, is looked for by itself, so that every part is found by an index in the order wanted: a
   * page costs what it shows. Between dates that order is the clock's, because the clock need not follow the log.
   */
  async latest(communeId: string, page: PageRequest, filter: EventFilter = {}): Promise<Page<LoggedEvent>> {
    const { subjectId, kinds, actor, from, to } = filter;
    const byTime = from !== undefined || to !== undefined;
    const order = `ORDER BY ${byTime ? '"at" DESC, ' : ''}"sequence" DESC LIMIT ${page.limit + 1}`;
    const everywhere = [
      having('"communeId" = ?', communeId),
      ...(actor === undefined ? [] : [having('"actor" = ?', actor)]),
      ...(from === undefined ? [] : [having('"at" >= ?', from)]),
      ...(to === undefined ? [] : [having('"at" < ?', to)]),
      ...(page.cursor === undefined ? [] : await this.before(Number(page.cursor), byTime)),
    ];
    const kindIs = kinds?.map((kind) => [having('"kind" = ?', kind)]) ?? [[]];
    const about = subjectId === undefined ? [[]] : await this.aboutOrMentions(subjectId);
    const parts = kindIs.flatMap((kind) => about.map((subject) => [...everywhere, ...kind, ...subject]));
    if (parts.length === 0) return { items: [], nextCursor: null };
    const selects = parts.map(
      (part) =>
        `SELECT * FROM (SELECT "sequence" FROM events WHERE ${part.map(({ sql }) => sql).join(' AND ')} ${order})`,
    );
    const found = await findMany(
      this.manager,
      EVENTS,
      `WHERE "sequence" IN (${selects.join(' UNION ')}) ${order}`,
      parts.flat().flatMap(({ values }) => values),
    );
    const items = found.slice(0, page.limit);
    return { items, nextCursor: found.length > page.limit ? String(items.at(-1)?.sequence) : null };
  }

  async counts(
    communeId: string,
    kinds: readonly EventKind[],
    { from, to }: Interval,
  ): Promise<ReadonlyMap<EventKind, number>> {
    const rows = await this.manager.query<{ kind: EventKind; count: number }[]>(
      `SELECT "kind", count(*) AS count FROM events
       WHERE "communeId" = ? AND "kind" IN (SELECT value FROM json_each(?)) AND "at" >= ? AND "at" < ? GROUP BY "kind"`,
      [communeId, JSON.stringify(kinds), from, to],
    );
    return new Map(rows.map(({ kind, count }) => [kind, count]));
  }

  async ofSubject(communeId: string, subjectId: string): Promise<readonly DomainEvent[]> {
    const parts = (await this.aboutOrMentions(subjectId)).map((subject) => [
      having('"communeId" = ?', communeId),
      ...subject,
    ]);
    const selects = parts.map(
      (part) => `SELECT "sequence" FROM events WHERE ${part.map(({ sql }) => sql).join(' AND ')}`,
    );
    return findMany(
      this.manager,
      EVENTS,
      `WHERE "sequence" IN (${selects.join(' UNION ')}) ORDER BY "sequence"`,
      parts.flat().flatMap(({ values }) => values),
    );
  }

  /** Each subject is looked up by itself: by its kind an event would be one among all that ever happened. */
  ofSubjects(
    communeId: string,
    subjectIds: readonly string[],
    kinds: readonly EventKind[],
  ): Promise<readonly DomainEvent[]> {
    return findMany(
      this.manager,
      EVENTS,
      `WHERE "communeId" = ? AND "subjectId" IN (SELECT value FROM json_each(?))
         AND +"kind" IN (SELECT value FROM json_each(?)) ORDER BY "sequence"`,
      [communeId, JSON.stringify(subjectIds), JSON.stringify(kinds)],
    );
  }

  async lastSequence(communeId: string): Promise<number> {
    return (await this.manager.maximum(EVENTS, 'sequence', { communeId })) ?? 0;
  }

  async chainHead(communeId: string): Promise<ChainHead> {
    return (await findOne(this.manager, AUDIT_HEADS, { communeId })) ?? emptyChain(communeId);
  }

  async lastSeal(communeId: string): Promise<AuditSeal | undefined> {
    const [last] = await this.manager.find(AUDIT_SEALS, {
      where: { communeId },
      order: { chainNumber: 'DESC' },
      take: 1,
    });
    return last;
  }

  countSeals(communeId: string): Promise<number> {
    return this.manager.countBy(AUDIT_SEALS, { communeId });
  }

  event(sequence: number): Promise<LoggedEvent | undefined> {
    return findOne(this.manager, EVENTS, { sequence });
  }

  /** Acts may append side by side; the links of a chain are made one after the other. */
  append(event: NewEvent, mentions: readonly string[] = []): Promise<void> {
    return this.line.inTurn(() => this.appendInTurn([event], mentions));
  }

  appendAll(events: readonly NewEvent[]): Promise<void> {
    return this.line.inTurn(() => this.appendInTurn(events, []));
  }

  insertSeal(seal: AuditSeal): Promise<void> {
    return insertRow(this.manager, AUDIT_SEALS, seal);
  }

  /** Something of this unit was undone: the ends of the log are asked for anew. */
  forgetEnds(): void {
    this.heads.clear();
    this.sequence = undefined;
  }

  /** Most things are mentioned nowhere, and are then looked for by one index alone. Nothing is mentioned more than a few times. */
  private async aboutOrMentions(subjectId: string): Promise<readonly (readonly Condition[])[]> {
    const mentions = await this.manager.findBy(EVENT_MENTIONS, { subjectId });
    const about = [having('"subjectId" = ?', subjectId)];
    if (mentions.length === 0) return [about];
    const named = JSON.stringify(mentions.map(({ sequence }) => sequence));
    return [about, [having('"sequence" IN (SELECT value FROM json_each(?))', named)]];
  }

  /** What follows the event of that sequence in the order of the list. */
  private async before(sequence: number, byTime: boolean): Promise<readonly Condition[]> {
    if (!byTime) return [having('"sequence" < ?', sequence)];
    const last = await findOne(this.manager, EVENTS, { sequence });
    const at = last?.at ?? Number.MIN_SAFE_INTEGER;
    return [having('"at" <= ?', at), { sql: '("at" < ? OR "sequence" < ?)', values: [at, sequence] }];
  }

  /** Each event follows the one before it; of many, all rows are one statement. */
  private async appendInTurn(events: readonly NewEvent[], mentions: readonly string[]): Promise<void> {
    if (events.length === 0) return;
    let sequence = this.sequence ?? (await this.manager.maximum(EVENTS, 'sequence')) ?? 0;
    const heads = new Map<string, ChainHead>();
    const rows: LoggedEvent[] = [];
    for (const event of events) {
      const { communeId, details = {} } = event;
      const head = heads.get(communeId) ?? this.heads.get(communeId) ?? (await this.chainHead(communeId));
      sequence += 1;
      const link = nextLink(head, { ...event, sequence, details: JSON.stringify(details) }, sha256Of);
      // Whoever reads expects less of the details than whoever wrote them.
      rows.push({ ...event, sequence, details, ...link } as LoggedEvent);
      heads.set(communeId, { ...head, chainNumber: link.chainNumber, hash: link.hash });
    }
    await putRows(this.manager, EVENTS, rows, 'keep');
    await putRows(
      this.manager,
      EVENT_MENTIONS,
      mentions.map((subjectId) => ({ subjectId, sequence })),
      'keep',
    );
    this.sequence = sequence;
    for (const [communeId, head] of heads) this.heads.set(communeId, head);
    for (const { communeId, kind, subjectId } of rows) {
      this.notes.touchedCommuneIds.add(communeId);
      this.notes.written.push({ event: kind, subjectId });
    }
  }
}
