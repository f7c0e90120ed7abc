// From the microphone to a sound that a horn can play: receiving a recording untouched, and rendering it in the background.
import type { Readable } from 'node:stream';
import {
  isTrim,
  Problem,
  RECORDING_LIMITS,
  requireDailyRoom,
  requireDiskRoom,
  requireKept,
  type Actor,
  type Happening,
  type Recording,
  type Trim,
} from '#domain';
import { Injectable } from '@nestjs/common';
import { requireActSomewhere, requireCommune, visible } from '../acting/access';
import { seesRecording } from '../acting/reach';
import { newId } from '../acting/new-id';
import { AudioStore } from '../ports/audio-store';
import { Clock } from '../ports/clock';
import { JobQueue } from '../ports/job-queue';
import { SoundRenderer, type RenderOutcome } from '../ports/sound-renderer';
import type { Page, PageRequest, Parcel, RecordingShape } from '../ports/stores';
import { UnitOfWork } from '../ports/unit-of-work';
import { handedInToday } from './handed-in';

/** Renderings begun before a file that keeps killing its worker is given up. */
const MAX_ATTEMPTS = 3;
/** Progress is written down in steps of this share; finer steps only wear the disk. */
const PROGRESS_STEP = 0.2;

/** What is known of a recording before anybody looked into it. */
const UNTOUCHED = {
  state: 'received',
  progress: 0,
  attempts: 0,
  refusal: null,
  warnings: [],
  original: null,
  rendition: null,
  removedAt: null,
} as const satisfies Partial<Recording>;

/** What the sender says of the bytes, as far as it does. */
type WhatSenderSays = Partial<Pick<Recording, 'draftId' | 'trim'> & Pick<Parcel, 'sha256'>>;

@Injectable()
export class Recordings {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly sounds: AudioStore,
    private readonly renderer: SoundRenderer,
    private readonly jobs: JobQueue,
  ) {}

  /**
   * Keeps the bytes as they came and asks for their rendition. A draft that was received before is that recording again. Throws
   * Problem `recording-too-large`, `storage-full`, `handed-in-too-much`, `upload-damaged`, `idempotency-key-reused` for another sound under the same draft.
   */
  async receive(
    actor: Actor,
    communeId: string,
    fileName: string,
    source: Readable,
    said: WhatSenderSays = {},
  ): Promise<Recording> {
    requireActSomewhere(actor, 'recording.create', communeId);
    const { read } = this.unitOfWork;
    const { draftId = null } = said;
    if (draftId === null || !(await read.recordings.ofDraft(actor.personId, draftId))) {
      requireDiskRoom(0, await this.sounds.freeBytes());
      requireDailyRoom(actor.personId, 0, await handedInToday(read, communeId, this.clock.now()));
    }
    return this.keep(actor, communeId, fileName, source, said);
  }

  /** As `receive`, for what was let in when its first byte came. */
  async keep(
    actor: Actor,
    communeId: string,
    fileName: string,
    source: Readable,
    { draftId = null, trim = null, sha256 = null }: WhatSenderSays,
  ): Promise<Recording> {
    requireActSomewhere(actor, 'recording.create', communeId);
    const stored = await this.sounds.receive(source, RECORDING_LIMITS.maxBytes, sha256);
    return this.begin(actor, { communeId, fileName, draftId, trim, ...stored });
  }

  /**
   * The same bytes with other marks, as a recording of its own: what was approved with the marks from before stays what it was.
   * Throws Problem `recording-too-short` when the marks leave too little.
   */
  async retrim(actor: Actor, id: string, trim: Trim | null): Promise<Recording> {
    const { communeId, fileName, sha256, bytes, removedAt } = await this.recording(actor, id);
    requireKept([{ removedAt }]);
    requireActSomewhere(actor, 'recording.create', communeId);
    return this.begin(actor, { communeId, fileName, draftId: null, trim, sha256, bytes });
  }

  private async begin(
    actor: Actor,
    received: Pick<Recording, 'communeId' | 'fileName' | 'draftId' | 'trim' | 'sha256' | 'bytes'>,
  ): Promise<Recording> {
    const { communeId, fileName, draftId, trim, sha256, bytes } = received;
    if (trim !== null && !isTrim(trim)) {
      const values = { durationMs: trim.toMs - trim.fromMs, minDurationMs: RECORDING_LIMITS.minDurationMs };
      throw new Problem('recording-too-short', values);
    }
    const now = this.clock.now();
    const recording = await this.unitOfWork.run(async ({ recordings, events }) => {
      const former = draftId === null ? undefined : await recordings.ofDraft(actor.personId, draftId);
      if (former && former.sha256 !== sha256) throw new Problem('idempotency-key-reused');
      if (former) return former;
      const fresh: Recording = {
        ...received,
        ...UNTOUCHED,
        id: newId(now),
        uploadedBy: actor.personId,
        receivedAt: now,
      };
      await recordings.insert(fresh);
      await events.append({
        communeId,
        at: now,
        kind: 'recording.received',
        actor: actor.personId,
        subjectId: fresh.id,
        details: { fileName, bytes, sha256, ...(trim && { trim }) },
      });
      return fresh;
    });
    await this.jobs.enqueue({ name: 'render', recordingId: recording.id });
    return recording;
  }

  /** How it looks. Throws Problem `recording-not-ready` before it was rendered. */
  async shape(actor: Actor, id: string): Promise<RecordingShape> {
    const { state } = await this.recording(actor, id);
    const shape = await this.unitOfWork.read.recordings.shape(id);
    if (!shape) throw new Problem('recording-not-ready', { state });
    return shape;
  }

  /** Throws Problem `not-found`, also for what somebody else sent in, unless the actor sees the whole commune. */
  async recording(actor: Actor, id: string): Promise<Recording> {
    const recording = visible(actor, await this.unitOfWork.read.recordings.recording(id));
    if (!seesRecording(actor, recording)) throw new Problem('not-found');
    return recording;
  }

  /** Newest first, as far as a grant of the actor reaches. */
  async list(actor: Actor, communeId: string, page: PageRequest): Promise<Page<Recording>> {
    requireCommune(actor, communeId);
    const { items, nextCursor } = await this.unitOfWork.read.recordings.recordings(communeId, page);
    return { items: items.filter((each) => seesRecording(actor, each)), nextCursor };
  }

  /**
   * The work of the `render` job. Safe to run twice: a recording that has its outcome is left alone, and of two workers on one
   * recording only the one that began last may write.
   */
  async render(recordingId: string, signal?: AbortSignal): Promise<void> {
    requireDiskRoom(0, await this.sounds.freeBytes());
    const attempt = await this.beginAttempt(recordingId);
    if (!attempt) return;
    const progress = new ProgressNotes((share) => this.noteProgress(attempt, share));
    const outcome: RenderOutcome =
      attempt.attempts > MAX_ATTEMPTS
        ? { kind: 'refused', code: 'recording-render-failed', values: { attempts: MAX_ATTEMPTS } }
        : await this.renderer.render(attempt.sha256, attempt.trim, progress.report, signal);
    await progress.written();
    await this.finishAttempt(attempt, outcome);
  }

  private beginAttempt(recordingId: string): Promise<Recording | undefined> {
    return this.unitOfWork.run(async ({ recordings }) => {
      const recording = await recordings.recording(recordingId);
      if (!recording || recording.state === 'ready' || recording.state === 'refused') return undefined;
      const change = { state: 'rendering', attempts: recording.attempts + 1, progress: 0 } as const;
      await recordings.update(recordingId, change);
      return { ...recording, ...change };
    });
  }

  private finishAttempt(attempt: Recording, outcome: RenderOutcome): Promise<void> {
    return this.unitOfWork.run(async ({ recordings, events }) => {
      const current = await recordings.recording(attempt.id);
      if (current?.state !== 'rendering' || current.attempts !== attempt.attempts) return;
      await recordings.update(
        attempt.id,
        outcome.kind === 'ready'
          ? {
              state: 'ready',
              progress: 1,
              rendition: outcome.rendition,
              original: outcome.original,
              warnings: outcome.warnings,
            }
          : { state: 'refused', refusal: { code: outcome.code, values: outcome.values } },
      );
      if (outcome.kind === 'ready') await recordings.putShape({ recordingId: attempt.id, ...outcome.waveforms });
      await events.append({
        communeId: attempt.communeId,
        at: this.clock.now(),
        actor: 'system',
        subjectId: attempt.id,
        ...happeningOf(outcome),
      });
    });
  }

  private noteProgress(attempt: Recording, share: number): Promise<void> {
    return this.unitOfWork.run(async ({ recordings, events }) => {
      const current = await recordings.recording(attempt.id);
      if (current?.state !== 'rendering' || current.attempts !== attempt.attempts) return;
      await recordings.update(attempt.id, { progress: share });
      await events.append({
        communeId: attempt.communeId,
        at: this.clock.now(),
        kind: 'recording.progressed',
        actor: 'system',
        subjectId: attempt.id,
        details: { progress: share },
      });
    });
  }
}

function happeningOf(outcome: RenderOutcome): Happening<'recording.ready' | 'recording.refused'> {
  if (outcome.kind === 'refused') {
    const { code, values } = outcome;
    return { kind: 'recording.refused', details: { code, values } };
  }
  const { rendition, warnings } = outcome;
  const { sha256, durationMs } = rendition;
  return { kind: 'recording.ready', details: { sha256, durationMs, warnings } };
}

/** Writes progress down in coarse steps, one after the other; a write that failed makes `written` reject. */
class ProgressNotes {
  private noted = 0;
  private last: Promise<void> = Promise.resolve();
  private failure: Error | undefined;

  constructor(private readonly note: (share: number) => Promise<void>) {}

  readonly report = (share: number): void => {
    if (share - this.noted < PROGRESS_STEP || share >= 1) return;
    this.noted = share;
    this.last = this.last
      .then(() => this.note(share))
      .catch((error: unknown) => {
        this.failure ??= new Error('progress could not be written down', { cause: error });
      });
  };

  async written(): Promise<void> {
    await this.last;
    if (this.failure) throw this.failure;
  }
}
