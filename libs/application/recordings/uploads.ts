// Sending a recording in pieces over a line that drops. An upload belongs to who began it, becomes a recording exactly once, and is thrown away
// when nobody went on with it.
import { Problem, RECORDING_LIMITS, requireDailyRoom, requireDiskRoom, type Actor } from '#domain';
import { Injectable } from '@nestjs/common';
import { requireActSomewhere } from '../acting/access';
import { eachInTurn } from '../acting/run-all';
import { newId } from '../acting/new-id';
import { AudioStore } from '../ports/audio-store';
import { Clock } from '../ports/clock';
import type { Parcel, Upload } from '../ports/stores';
import { UnitOfWork } from '../ports/unit-of-work';
import { UploadFiles } from '../ports/upload-files';
import { handedInToday, UPLOAD_KEPT_MS } from './handed-in';
import { Recordings } from './recordings';

@Injectable()
export class Uploads {
  /** Of two requests that find all bytes there, one does the work and both get its outcome. */
  private readonly completing = new Map<string, Promise<Upload>>();

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly files: UploadFiles,
    private readonly sounds: AudioStore,
    private readonly recordings: Recordings,
  ) {}

  /**
   * Notes that an upload begins. Without a draft id its own id serves as one. Throws Problem `recording-too-large`, `storage-full`,
   * `handed-in-too-much`.
   */
  async begin(
    actor: Actor,
    communeId: string,
    bytes: number,
    parcel: Omit<Parcel, 'draftId'> & { readonly draftId?: string },
  ): Promise<Upload> {
    requireActSomewhere(actor, 'recording.create', communeId);
    const { maxBytes } = RECORDING_LIMITS;
    if (bytes > maxBytes) throw new Problem('recording-too-large', { maxBytes });
    const now = this.clock.now();
    const id = newId(now);
    const { personId } = actor;
    const named = { ...parcel, draftId: parcel.draftId ?? id };
    const upload = { id, communeId, personId, bytes, parcel: named, createdAt: now, recordingId: null };
    requireDiskRoom(bytes, await this.sounds.freeBytes());
    await this.unitOfWork.run(async (stores) => {
      requireDailyRoom(personId, bytes, await handedInToday(stores, communeId, now));
      await stores.uploads.insert(upload);
    });
    return upload;
  }

  /** An upload that this person began. Throws Problem `not-found` for anybody else's. */
  async own(actor: Actor, communeId: string, id: string): Promise<Upload> {
    const upload = await this.unitOfWork.read.uploads.upload(id);
    if (upload?.personId !== actor.personId || upload.communeId !== communeId) throw new Problem('not-found');
    return upload;
  }

  /**
   * Makes the recording once all bytes are there; before that, and after it was made, it changes nothing. Throws Problem
   * `upload-damaged`; the upload is gone then, and the sender begins anew.
   */
  complete(actor: Actor, { id }: Upload): Promise<Upload> {
    const running = this.completing.get(id) ?? this.completeOnce(actor, id).finally(() => this.completing.delete(id));
    this.completing.set(id, running);
    return running;
  }

  /** Forgets an upload and its bytes; what became a recording stays one. */
  async abandon({ id }: Upload): Promise<void> {
    await this.unitOfWork.run(({ uploads }) => uploads.delete(id));
    await this.files.remove(id);
  }

  /** The chore: uploads with which nobody went on. */
  async forgetOld(communeId: string): Promise<void> {
    const old = await this.unitOfWork.read.uploads.begunBefore(communeId, this.clock.now() - UPLOAD_KEPT_MS);
    await eachInTurn(old, (upload) => this.abandon(upload));
  }

  private async completeOnce(actor: Actor, id: string): Promise<Upload> {
    const upload = await this.unitOfWork.read.uploads.upload(id);
    if (!upload) throw new Problem('not-found');
    if (upload.recordingId !== null || (await this.files.size(id)) !== upload.bytes) return upload;
    return this.makeRecording(actor, upload);
  }

  private async makeRecording(actor: Actor, upload: Upload): Promise<Upload> {
    const { id, communeId, parcel } = upload;
    const source = await this.files.read(id);
    const recording = await this.recordings
      .keep(actor, communeId, parcel.fileName, source, parcel)
      .catch(async (error: unknown) => {
        if (error instanceof Problem && FINAL.has(error.code)) await this.abandon(upload);
        throw error;
      });
    await this.unitOfWork.run(({ uploads }) => uploads.update(id, { recordingId: recording.id }));
    await this.files.remove(id);
    return { ...upload, recordingId: recording.id };
  }
}

/** Refusals after which the same bytes need not be asked again. */
const FINAL: ReadonlySet<string> = new Set(['upload-damaged', 'idempotency-key-reused', 'recording-too-short']);
