// Recordings in tables.
import { In, MoreThanOrEqual, type EntityManager } from 'typeorm';
import type { Page, PageRequest, RecordingShape, RecordingStore, SaidIn } from '#application';
import type { Instant, Recording } from '#domain';
import { findMany, findOne, findPage, insertRow, putRow, updateRow } from '../rows';
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

  keptBefore(
    communeId: string,
    receivedBefore: Instant,
    afterId: string,
    limit: number,
  ): Promise<readonly Recording[]> {
    return findMany(
      this.manager,
      RECORDINGS,
      `WHERE "communeId" = ? AND "id" > ? AND "receivedAt" < ? AND "removedAt" IS NULL AND "state" IN ('ready', 'refused')
       ORDER BY "id" LIMIT ?`,
      [communeId, afterId, receivedBefore, limit],
    );
  }

  removedSince(communeId: string, since: Instant): Promise<readonly Recording[]> {
    return this.manager.find(RECORDINGS, { where: { communeId, removedAt: MoreThanOrEqual(since) } });
  }

  saidIn(communeId: string, recordingIds: readonly string[]): Promise<readonly SaidIn[]> {
    return this.manager.query<SaidIn[]>(
      `SELECT said."recordingId", said."announcementId", max(airings."startsAt") AS "lastStartsAt"
       FROM (SELECT announcements."id" AS "announcementId", version.value ->> 'recordingId' AS "recordingId"
             FROM announcements, json_each(announcements."versions") AS version WHERE announcements."communeId" = ?) AS said
       LEFT JOIN airings ON airings."communeId" = ? AND airings."announcementId" = said."announcementId"
       WHERE said."recordingId" IN (SELECT value FROM json_each(?))
       GROUP BY said."recordingId", said."announcementId"`,
      [communeId, communeId, JSON.stringify(recordingIds)],
    );
  }

  async keptBytes(sha256s: readonly string[]): Promise<ReadonlySet<string>> {
    const rows = await this.manager.query<{ sha256: string }[]>(
      `SELECT asked.value AS sha256 FROM json_each(?) AS asked WHERE EXISTS (SELECT 1 FROM recordings
       WHERE "removedAt" IS NULL AND (recordings."sha256" = asked.value OR recordings."rendition" ->> 'sha256' = asked.value))`,
      [JSON.stringify(sha256s)],
    );
    return new Set(rows.map(({ sha256 }) => sha256));
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
