// The event log in its table. Whose log grew is noted, so that listeners can be told after the commit.
import { MoreThan, type EntityManager } from 'typeorm';
import type { QueryDeepPartialEntity } from 'typeorm/query-builder/QueryPartialEntity';
import type { EventStore, NewEvent, Page, PageRequest } from '#application';
import type { DomainEvent } from '#domain';
import { findPage } from '../rows';
import { EVENTS } from '../tables/events';

export class TableEventStore implements EventStore {
  constructor(
    private readonly manager: EntityManager,
    private readonly touchedCommuneIds: Set<string>,
  ) {}

  after(communeId: string, sequence: number, limit: number): Promise<readonly DomainEvent[]> {
    return this.manager.find(EVENTS, {
      where: { communeId, sequence: MoreThan(sequence) },
      order: { sequence: 'ASC' },
      take: limit,
    });
  }

  latest(communeId: string, page: PageRequest): Promise<Page<DomainEvent>> {
    return findPage(this.manager, EVENTS, { communeId }, page, 'sequence');
  }

  ofSubject(communeId: string, subjectId: string): Promise<readonly DomainEvent[]> {
    return this.manager.find(EVENTS, { where: { communeId, subjectId }, order: { sequence: 'ASC' } });
  }

  async lastSequence(communeId: string): Promise<number> {
    return (await this.manager.maximum(EVENTS, 'sequence', { communeId })) ?? 0;
  }

  async append(event: NewEvent): Promise<void> {
    const row = { ...event, details: event.details ?? {} };
    await this.manager.insert(EVENTS, row as QueryDeepPartialEntity<DomainEvent>);
    this.touchedCommuneIds.add(event.communeId);
  }
}
