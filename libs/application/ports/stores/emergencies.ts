// Emergencies, the templates they are made from, and the reviews of what one person put on air alone.
import type { Emergency, EmergencyTemplate, Instant, Review } from '#domain';
import type { Page, PageRequest } from './paging';

export interface EmergencyReads {
  emergency(id: string): Promise<Emergency | undefined>;
  emergencies(communeId: string, page: PageRequest): Promise<Page<Emergency>>;
  /** Requests that wait for a second person. */
  requested(communeId: string): Promise<readonly Emergency[]>;
  /** Emergencies that are on air. */
  onAir(communeId: string): Promise<readonly Emergency[]>;
  /** Emergencies that have gone on air and were not planned to end before that instant, over or not. */
  airedSince(communeId: string, since: Instant): Promise<readonly Emergency[]>;
  /** Whether a request of the commune has waited since before `requestedBefore`, or one on air has passed its planned end. */
  due(communeId: string, requestedBefore: Instant, now: Instant): Promise<boolean>;
  template(id: string): Promise<EmergencyTemplate | undefined>;
  /** By name. */
  templates(communeId: string): Promise<readonly EmergencyTemplate[]>;
}

export interface EmergencyStore extends EmergencyReads {
  insert(emergency: Emergency): Promise<void>;
  update(id: string, change: Partial<Emergency>): Promise<void>;
  /** Inserts or replaces by id. */
  putTemplate(template: EmergencyTemplate): Promise<void>;
  deleteTemplate(id: string): Promise<void>;
}

export interface ReviewReads {
  review(id: string): Promise<Review | undefined>;
  /** Newest first. */
  reviews(communeId: string, page: PageRequest): Promise<Page<Review>>;
  reviewsOf(subjectId: string): Promise<readonly Review[]>;
}

export interface ReviewStore extends ReviewReads {
  insert(review: Review): Promise<void>;
  update(id: string, change: Partial<Review>): Promise<void>;
}
