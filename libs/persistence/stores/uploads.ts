// Uploads in tables.
import { IsNull, LessThan, type EntityManager } from 'typeorm';
import type { Upload, UploadStore } from '#application';
import type { Instant } from '#domain';
import { findOne, insertRow, updateRow } from '../rows';
import { UPLOADS } from '../tables/recordings';

export class TableUploadStore implements UploadStore {
  constructor(private readonly manager: EntityManager) {}

  upload(id: string): Promise<Upload | undefined> {
    return findOne(this.manager, UPLOADS, { id });
  }

  begunBefore(communeId: string, before: Instant): Promise<readonly Upload[]> {
    return this.manager.findBy(UPLOADS, { communeId, createdAt: LessThan(before) });
  }

  unfinished(communeId: string): Promise<readonly Upload[]> {
    return this.manager.findBy(UPLOADS, { communeId, recordingId: IsNull() });
  }

  insert(upload: Upload): Promise<void> {
    return insertRow(this.manager, UPLOADS, upload);
  }

  update(id: string, change: Partial<Upload>): Promise<void> {
    return updateRow(this.manager, UPLOADS, { id }, change);
  }

  async delete(id: string): Promise<void> {
    await this.manager.delete(UPLOADS, { id });
  }
}
