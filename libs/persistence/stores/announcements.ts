// Announcements in tables.
import type { EntityManager } from 'typeorm';
import type { AnnouncementStore, Page, PageRequest } from '#application';
import type { Announcement } from '#domain';
import { findOne, findPage, insertRow, updateRow } from '../rows';
import { anyOf } from '../sqlite';
import { ANNOUNCEMENTS } from '../tables/announcements';

export class TableAnnouncementStore implements AnnouncementStore {
  constructor(private readonly manager: EntityManager) {}

  announcement(id: string): Promise<Announcement | undefined> {
    return findOne(this.manager, ANNOUNCEMENTS, { id });
  }

  announcements(communeId: string, page: PageRequest, createdBy?: string): Promise<Page<Announcement>> {
    const where = { communeId, ...(createdBy !== undefined && { createdBy }) };
    return findPage(this.manager, ANNOUNCEMENTS, where, page, 'id');
  }

  submitted(communeId: string): Promise<readonly Announcement[]> {
    return this.manager.find(ANNOUNCEMENTS, { where: { communeId, state: 'submitted' }, order: { id: 'ASC' } });
  }

  unbooked(communeId: string): Promise<readonly Announcement[]> {
    return this.manager
      .createQueryBuilder(ANNOUNCEMENTS, 'announcement')
      .where('announcement.communeId = :communeId', { communeId })
      .andWhere("announcement.state IN ('submitted', 'approved') AND announcement.messageClass <> 'emergency'")
      .andWhere(
        `NOT EXISTS (SELECT 1 FROM bookings WHERE bookings."announcementId" = announcement.id
         AND bookings."state" IN ('proposed', 'approved', 'finished'))`,
      )
      .orderBy('announcement.id', 'DESC')
      .getMany();
  }

  byIds(ids: readonly string[]): Promise<readonly Announcement[]> {
    return this.manager.findBy(ANNOUNCEMENTS, { id: anyOf(ids) });
  }

  insert(announcement: Announcement): Promise<void> {
    return insertRow(this.manager, ANNOUNCEMENTS, announcement);
  }

  update(id: string, change: Partial<Announcement>): Promise<void> {
    return updateRow(this.manager, ANNOUNCEMENTS, { id }, { ...change, revision: () => '"revision" + 1' });
  }
}
