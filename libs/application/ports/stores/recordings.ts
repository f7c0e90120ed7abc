// Recordings and what became of them.
import type { Recording, Waveforms } from '#domain';
import type { Page, PageRequest } from './paging';

/** How a recording looks. Kept apart: a list of recordings does not drag their shapes along. */
export interface RecordingShape extends Waveforms {
  readonly recordingId: string;
}

export interface RecordingReads {
  recording(id: string): Promise<Recording | undefined>;
  recordings(communeId: string, page: PageRequest): Promise<Page<Recording>>;
  byIds(ids: readonly string[]): Promise<readonly Recording[]>;
  /** What that person's device sent under that name. */
  ofDraft(personId: string, draftId: string): Promise<Recording | undefined>;
  /** Who sent which bytes and when, of each recording of the commune whose id is not less. */
  sentSince(
    communeId: string,
    firstId: string,
  ): Promise<readonly Pick<Recording, 'uploadedBy' | 'sha256' | 'bytes' | 'receivedAt'>[]>;
  /** Recordings still in state `received` or `rendering`, oldest first. */
  unfinished(): Promise<readonly Recording[]>;
  shape(recordingId: string): Promise<RecordingShape | undefined>;
}

export interface RecordingStore extends RecordingReads {
  insert(recording: Recording): Promise<void>;
  update(id: string, change: Partial<Recording>): Promise<void>;
  putShape(shape: RecordingShape): Promise<void>;
}
