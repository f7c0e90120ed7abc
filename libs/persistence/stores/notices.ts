// Notices in their table.
import { IsNull, type EntityManager } from 'typeorm';
import type { NoticeStore, Page, PageRequest } from '#application';
import type { Instant, Notice } from '#domain';
import { findPage, insertRow } from '../rows';
import { NOTICES } from '../tables/notices';

export class TableNoticeStore implements NoticeStore {
  constructor(private readonly manager: EntityManager) {}

  ofPerson(personId: string, page: PageRequest): Promise<Page<Notice>> {
    return findPage(this.manager, NOTICES, { personId }, page, 'id');
  }

  ofSubject(subjectId: string): Promise<readonly Notice[]> {
    return this.manager.find(NOTICES, { where: { subjectId }, order: { id: 'ASC' } });
  }

  insert(notice: Notice): Promise<void> {
    return insertRow(this.manager, NOTICES, notice);
  }

  async markRead(id: string, personId: string, readAt: Instant): Promise<boolean> {
    const unread = { id, personId, readAt: IsNull() };
    const { affected } = await this.manager.update(NOTICES, unread, { readAt });
    return affected === 1 || (await this.manager.existsBy(NOTICES, { id, personId }));
  }
}
