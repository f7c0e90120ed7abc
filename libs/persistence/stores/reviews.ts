// Reviews in their table.
import type { EntityManager } from 'typeorm';
import type { Page, PageRequest, ReviewStore } from '#application';
import type { Review } from '#domain';
import { findOne, findPage, insertRow, updateRow } from '../rows';
import { REVIEWS } from '../tables/emergencies';

export class TableReviewStore implements ReviewStore {
  constructor(private readonly manager: EntityManager) {}

  review(id: string): Promise<Review | undefined> {
    return findOne(this.manager, REVIEWS, { id });
  }

  reviews(communeId: string, page: PageRequest): Promise<Page<Review>> {
    return findPage(this.manager, REVIEWS, { communeId }, page, 'id');
  }

  reviewsOf(subjectId: string): Promise<readonly Review[]> {
    return this.manager.find(REVIEWS, { where: { subjectId }, order: { id: 'ASC' } });
  }

  insert(review: Review): Promise<void> {
    return insertRow(this.manager, REVIEWS, review);
  }

  update(id: string, change: Partial<Review>): Promise<void> {
    return updateRow(this.manager, REVIEWS, { id }, change);
  }
}
