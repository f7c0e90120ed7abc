// Recordings in tables.
import { In, MoreThanOrEqual, type EntityManager } from 'typeorm';
import type { Page, PageRequest, RecordingShape, RecordingStore } from '#application';
import type { Recording } from '#domain';
import { findOne, findPage, insertRow, putRow, updateRow } from '../rows';
import { anyOf } from '../sqlite';
import { RECORDINGS, WAVEFORMS } from '../tables/recordings';

export class TableRecordingStore implements RecordingStore {
  constructor(private readonly manager: EntityManager) {}

  recording(id: string): Promise<Recording | undefined> {
    return findOne(this.manager, RECORDINGS, { id });
  }

  recordings(communeId: string, page: PageRequest): Promise<Page<Recording>> {
    return findPage(this.manager, RECORDINGS, { communeId }, page, 'id');
  }

  byIds(ids: readonly string[]): Promise<readonly Recording[]> {
    return this.manager.findBy(RECORDINGS, { id: anyOf(ids) });
  }

  ofDraft(uploadedBy: string, draftId: string): Promise<Recording | undefined> {
    return findOne(this.manager, RECORDINGS, { uploadedBy, draftId });
  }

  sentSince(
    communeId: string,
    firstId: string,
  ): Promise<readonly Pick<Recording, 'uploadedBy' | 'sha256' | 'bytes' | 'receivedAt'>[]> {
    const select = { uploadedBy: true, sha256: true, bytes: true, receivedAt: true };
    return this.manager.find(RECORDINGS, { select, where: { communeId, id: MoreThanOrEqual(firstId) } });
  }

  unfinished(): Promise<readonly Recording[]> {
    return this.manager.find(RECORDINGS, { where: { state: In(['received', 'rendering']) }, order: { id: 'ASC' } });
  }

  shape(recordingId: string): Promise<RecordingShape | undefined> {
    return findOne(this.manager, WAVEFORMS, { recordingId });
  }

  insert(recording: Recording): Promise<void> {
    return insertRow(this.manager, RECORDINGS, recording);
  }

  update(id: string, change: Partial<Recording>): Promise<void> {
    return updateRow(this.manager, RECORDINGS, { id }, change);
  }

  putShape(shape: RecordingShape): Promise<void> {
    return putRow(this.manager, WAVEFORMS, shape, ['recordingId']);
  }
}
