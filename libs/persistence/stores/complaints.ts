// Complaints in their table.
import type { EntityManager } from 'typeorm';
import type { ComplaintStore, Page, PageRequest } from '#application';
import type { Complaint } from '#domain';
import { findOne, findPage, insertRow, updateRow } from '../rows';
import { COMPLAINTS } from '../tables/complaints';

export class TableComplaintStore implements ComplaintStore {
  constructor(private readonly manager: EntityManager) {}

  complaint(id: string): Promise<Complaint | undefined> {
    return findOne(this.manager, COMPLAINTS, { id });
  }

  complaints(communeId: string, page: PageRequest): Promise<Page<Complaint>> {
    return findPage(this.manager, COMPLAINTS, { communeId }, page, 'id');
  }

  insert(complaint: Complaint): Promise<void> {
    return insertRow(this.manager, COMPLAINTS, complaint);
  }

  update(id: string, change: Partial<Complaint>): Promise<void> {
    return updateRow(this.manager, COMPLAINTS, { id }, change);
  }
}
