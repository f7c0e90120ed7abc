// Recordings and what became of them.
import type { Instant, Recording, Waveforms } from '#domain';
import type { Page, PageRequest } from './paging';

/** How a recording looks. Kept apart: a list of recordings does not drag their shapes along. */
export interface RecordingShape extends Waveforms {
  readonly recordingId: string;
}

/** An announcement that says a recording. */
export interface SaidIn {
  readonly recordingId: string;
  readonly announcementId: string;
  /** When it began to sound last; null: never. */
  readonly lastStartsAt: Instant | null;
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
  /** Of the commune, received before that instant, of which the bytes are kept and nobody renders anything; those with a later id, in order. */
  keptBefore(communeId: string, receivedBefore: Instant, afterId: string, limit: number): Promise<readonly Recording[]>;
  /** Those whose bytes were removed since. */
  removedSince(communeId: string, since: Instant): Promise<readonly Recording[]>;
  /** Announcements of the commune that say one of them. */
  saidIn(communeId: string, recordingIds: readonly string[]): Promise<readonly SaidIn[]>;
  /** Of these bytes, those that some recording still keeps as its original or its rendition. */
  keptBytes(sha256s: readonly string[]): Promise<ReadonlySet<string>>;
}

export interface RecordingStore extends RecordingReads {
  insert(recording: Recording): Promise<void>;
  update(id: string, change: Partial<Recording>): Promise<void>;
  putShape(shape: RecordingShape): Promise<void>;
}
