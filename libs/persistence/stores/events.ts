// The event log in its table. Every event is linked to the one before it in its commune; whose log grew is noted, so that listeners can be told
// after the commit.
import { And, In, LessThan, MoreThan, MoreThanOrEqual, type EntityManager, type FindOptionsWhere } from 'typeorm';
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
import { findOne, findPage, insertRow } from '../rows';
import { anyOf, putRows } from '../sqlite';
import { AUDIT_HEADS, AUDIT_SEALS, EVENT_MENTIONS, EVENTS } from '../tables/events';

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

  async latest(communeId: string, page: PageRequest, filter: EventFilter = {}): Promise<Page<LoggedEvent>> {
    const { subjectId, kinds, actor, from, to } = filter;
    const times = [...(from === undefined ? [] : [MoreThanOrEqual(from)]), ...(to === undefined ? [] : [LessThan(to)])];
    const where = {
      communeId,
      ...(kinds && { kind: anyOf(kinds) }),
      ...(actor !== undefined && { actor }),
      ...(times.length > 0 && { at: And(...times) }),
    };
    const wheres = subjectId === undefined ? [where] : await this.aboutOrMentions(where, subjectId);
    return findPage(this.manager, EVENTS, wheres as FindOptionsWhere<LoggedEvent>[], page, 'sequence');
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
    const where = (await this.aboutOrMentions({ communeId }, subjectId)) as FindOptionsWhere<LoggedEvent>[];
    return this.manager.find(EVENTS, { where, order: { sequence: 'ASC' } });
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

  /** Acts may append side by side; the links of a chain are made one after the other. */
  append(event: NewEvent, mentions: readonly string[] = []): Promise<void> {
    return this.line.inTurn(() => this.appendInTurn(event, mentions));
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
  private async aboutOrMentions(where: object, subjectId: string): Promise<readonly object[]> {
    const mentions = await this.manager.findBy(EVENT_MENTIONS, { subjectId });
    const about = { ...where, subjectId };
    return mentions.length === 0
      ? [about]
      : [about, { ...where, sequence: In(mentions.map(({ sequence }) => sequence)) }];
  }

  private async appendInTurn(event: NewEvent, mentions: readonly string[]): Promise<void> {
    const { communeId, details = {} } = event;
    const head = this.heads.get(communeId) ?? (await this.chainHead(communeId));
    const sequence = 1 + (this.sequence ?? (await this.manager.maximum(EVENTS, 'sequence')) ?? 0);
    const link = nextLink(head, { ...event, sequence, details: JSON.stringify(details) }, sha256Of);
    // Whoever reads expects less of the details than whoever wrote them.
    await insertRow(this.manager, EVENTS, { ...event, sequence, details, ...link } as LoggedEvent);
    await putRows(
      this.manager,
      EVENT_MENTIONS,
      mentions.map((subjectId) => ({ subjectId, sequence })),
      'keep',
    );
    this.sequence = sequence;
    this.heads.set(communeId, { ...head, chainNumber: link.chainNumber, hash: link.hash });
    this.notes.touchedCommuneIds.add(communeId);
    this.notes.written.push({ event: event.kind, subjectId: event.subjectId });
  }
}
