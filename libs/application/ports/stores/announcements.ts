// Announcements in every state.
import type { Announcement } from '#domain';
import type { Page, PageRequest } from './paging';

export interface AnnouncementReads {
  announcement(id: string): Promise<Announcement | undefined>;
  /** Of everybody, or of one author. */
  announcements(communeId: string, page: PageRequest, createdBy?: string): Promise<Page<Announcement>>;
  /** Handed in and not yet decided. */
  submitted(communeId: string): Promise<readonly Announcement[]>;
  /** Handed in or approved, no emergency, and in no booking that holds or held air; newest first. */
  unbooked(communeId: string): Promise<readonly Announcement[]>;
  byIds(ids: readonly string[]): Promise<readonly Announcement[]>;
}

export interface AnnouncementStore extends AnnouncementReads {
  insert(announcement: Announcement): Promise<void>;
  /** Writes and raises `revision` by one. */
  update(id: string, change: Partial<Announcement>): Promise<void>;
}
