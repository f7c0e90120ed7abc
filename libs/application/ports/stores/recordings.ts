// Recordings and what became of them.
import type { Recording } from '#domain';
import type { Page, PageRequest } from './paging';

export interface RecordingReads {
  recording(id: string): Promise<Recording | undefined>;
  recordings(communeId: string, page: PageRequest): Promise<Page<Recording>>;
  byIds(ids: readonly string[]): Promise<readonly Recording[]>;
  /** Recordings still in state `received` or `rendering`, oldest first. */
  unfinished(): Promise<readonly Recording[]>;
}

export interface RecordingStore extends RecordingReads {
  insert(recording: Recording): Promise<void>;
  update(id: string, change: Partial<Recording>): Promise<void>;
}
