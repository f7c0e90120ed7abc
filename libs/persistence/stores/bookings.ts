// Bookings and approvals in tables.
import { In, IsNull, type EntityManager } from 'typeorm';
import type { Approval, BookingStore, Escalation, Page, PageRequest } from '#application';
import type { Booking, Instant } from '#domain';
import { findOne, findPage, insertRow, updateRow } from '../rows';
import { anyOf } from '../sqlite';
import { APPROVALS, ESCALATIONS } from '../tables/announcements';
import { BOOKINGS } from '../tables/bookings';

export class TableBookingStore implements BookingStore {
  constructor(private readonly manager: EntityManager) {}

  booking(id: string): Promise<Booking | undefined> {
    return findOne(this.manager, BOOKINGS, { id });
  }

  bookings(communeId: string, page: PageRequest): Promise<Page<Booking>> {
    return findPage(this.manager, BOOKINGS, { communeId }, page, 'id');
  }

  open(communeId: string): Promise<readonly Booking[]> {
    return this.manager.find(BOOKINGS, {
      where: { communeId, state: In(['proposed', 'approved']) },
      order: { id: 'ASC' },
    });
  }

  byIds(ids: readonly string[]): Promise<readonly Booking[]> {
    return this.manager.findBy(BOOKINGS, { id: anyOf(ids) });
  }

  ofAnnouncement(announcementId: string): Promise<readonly Booking[]> {
    return this.manager.find(BOOKINGS, { where: { announcementId }, order: { id: 'ASC' } });
  }

  approvals(subjectId: string): Promise<readonly Approval[]> {
    return this.manager.find(APPROVALS, { where: { subjectId }, order: { id: 'ASC' } });
  }

  escalations(subjectId: string): Promise<readonly Escalation[]> {
    return this.manager.find(ESCALATIONS, { where: { subjectId }, order: { at: 'ASC', step: 'ASC' } });
  }

  insertEscalation(escalation: Escalation): Promise<void> {
    return insertRow(this.manager, ESCALATIONS, escalation);
  }

  insert(booking: Booking): Promise<void> {
    return insertRow(this.manager, BOOKINGS, booking);
  }

  update(id: string, change: Partial<Booking>): Promise<void> {
    return updateRow(this.manager, BOOKINGS, { id }, { ...change, revision: () => '"revision" + 1' });
  }

  insertApproval(approval: Approval): Promise<void> {
    return insertRow(this.manager, APPROVALS, approval);
  }

  async voidApprovals(subjectId: string, at: Instant, reason: string): Promise<void> {
    await this.manager.update(APPROVALS, { subjectId, voidedAt: IsNull() }, { voidedAt: at, voidReason: reason });
  }
}
