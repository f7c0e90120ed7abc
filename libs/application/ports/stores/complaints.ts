// Complaints from below the poles.
import type { Complaint } from '#domain';
import type { Page, PageRequest } from './paging';

export interface ComplaintReads {
  complaint(id: string): Promise<Complaint | undefined>;
  /** Newest first. */
  complaints(communeId: string, page: PageRequest): Promise<Page<Complaint>>;
}

export interface ComplaintStore extends ComplaintReads {
  insert(complaint: Complaint): Promise<void>;
  update(id: string, change: Partial<Complaint>): Promise<void>;
}
