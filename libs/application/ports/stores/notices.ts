// Notices, each to one person.
import type { Instant, Notice } from '#domain';
import type { Page, PageRequest } from './paging';

export interface NoticeReads {
  /** Newest first. */
  ofPerson(personId: string, page: PageRequest): Promise<Page<Notice>>;
  ofSubject(subjectId: string): Promise<readonly Notice[]>;
}

export interface NoticeStore extends NoticeReads {
  insert(notice: Notice): Promise<void>;
  /** True when the person has such a notice; reading it again changes nothing. */
  markRead(id: string, personId: string, readAt: Instant): Promise<boolean>;
}
