// Emergencies and their templates in tables.
import { IsNull, LessThan, LessThanOrEqual, MoreThan, Not, type EntityManager } from 'typeorm';
import type { EmergencyStore, Page, PageRequest } from '#application';
import type { Emergency, EmergencyTemplate, Instant } from '#domain';
import { findOne, findPage, insertRow, putRow, updateRow } from '../rows';
import { EMERGENCIES, EMERGENCY_TEMPLATES } from '../tables/emergencies';

export class TableEmergencyStore implements EmergencyStore {
  constructor(private readonly manager: EntityManager) {}

  emergency(id: string): Promise<Emergency | undefined> {
    return findOne(this.manager, EMERGENCIES, { id });
  }

  emergencies(communeId: string, page: PageRequest): Promise<Page<Emergency>> {
    return findPage(this.manager, EMERGENCIES, { communeId }, page, 'id');
  }

  requested(communeId: string): Promise<readonly Emergency[]> {
    return this.manager.find(EMERGENCIES, { where: { communeId, state: 'requested' }, order: { id: 'ASC' } });
  }

  onAir(communeId: string): Promise<readonly Emergency[]> {
    return this.manager.find(EMERGENCIES, { where: { communeId, state: 'on_air' }, order: { id: 'ASC' } });
  }

  airedSince(communeId: string, since: Instant): Promise<readonly Emergency[]> {
    return this.manager.find(EMERGENCIES, {
      where: { communeId, startsAt: Not(IsNull()), endsAt: MoreThan(since) },
      order: { id: 'ASC' },
    });
  }

  due(communeId: string, requestedBefore: Instant, now: Instant): Promise<boolean> {
    return this.manager.exists(EMERGENCIES, {
      where: [
        { communeId, state: 'requested', requestedAt: LessThan(requestedBefore) },
        { communeId, state: 'on_air', endsAt: LessThanOrEqual(now) },
      ],
    });
  }

  template(id: string): Promise<EmergencyTemplate | undefined> {
    return findOne(this.manager, EMERGENCY_TEMPLATES, { id });
  }

  templates(communeId: string): Promise<readonly EmergencyTemplate[]> {
    return this.manager.find(EMERGENCY_TEMPLATES, { where: { communeId }, order: { name: 'ASC', id: 'ASC' } });
  }

  insert(emergency: Emergency): Promise<void> {
    return insertRow(this.manager, EMERGENCIES, emergency);
  }

  update(id: string, change: Partial<Emergency>): Promise<void> {
    return updateRow(this.manager, EMERGENCIES, { id }, change);
  }

  putTemplate(template: EmergencyTemplate): Promise<void> {
    return putRow(this.manager, EMERGENCY_TEMPLATES, template, ['id']);
  }

  async deleteTemplate(id: string): Promise<void> {
    await this.manager.delete(EMERGENCY_TEMPLATES, { id });
  }
}
