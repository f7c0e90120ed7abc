// Sends what waits, by itself: as soon as there is a line, after a reload, from the exact byte where it broke. One tab at a time, one item after
// the other; the names of drafts and takes make every step safe to repeat.
// At once and with the page, not when it is needed: a part that was asked for without a line is asked for never again by some browsers.
import { Upload } from 'tus-js-client';
import { api, ask, Refusal, type ProblemAnswer } from '#web';
import { lastTakes, type Draft, type DraftBook, type Take } from './drafts';
import { sentTrim } from './marks';
import { stateAfter, failureOf, type OutboxEvent } from './outbox';
import { phoneNow } from './phone-clock';
import { joined } from './sound';
import { fill, language, text, view } from './view';

/** How far an item under way has come. */
type Progress =
  | { readonly kind: 'sent'; readonly bytes: number; readonly total: number }
  | { readonly kind: 'preparing'; readonly percent: number };

const PIECE_BYTES = 128 * 1_024;
const RETRY_MS = [500, 1_000, 3_000];
const AGAIN_EVERY_MS = 5_000;
const LOOK_EVERY_MS = 700;
/** What arrived is kept on the phone for a while, for whoever wants to hear it once more. */
const SENT_KEPT_MS = 7 * 86_400_000;

export class Sender {
  private isRunning = false;
  private readonly progress = new Map<string, Progress>();

  constructor(
    private readonly book: DraftBook,
    /** Told of progress that is not worth keeping. */
    private readonly onProgress: () => void,
    private readonly onSent: () => void,
  ) {}

  /** Begins to watch the line. What was under way when the page died waits again. */
  async start(): Promise<void> {
    for (const { id, state, createdAt } of this.book.all) {
      if (state === 'sending') await this.become(id, 'line-lost');
      if (state === 'sent' && phoneNow() - createdAt > SENT_KEPT_MS) await this.book.remove(id);
    }
    // The uploader itself gives up while the browser says that it is offline.
    addEventListener('online', () => void this.send());
    setInterval(() => void this.send(), AGAIN_EVERY_MS);
    await this.send();
  }

  progressOf(draftId: string): Progress | undefined {
    return this.progress.get(draftId);
  }

  /** Sends everything that waits, unless this or another tab is at it. */
  async send(): Promise<void> {
    if (this.isRunning || !navigator.onLine) return;
    this.isRunning = true;
    try {
      await alone(async () => {
        for (const { id } of this.book.all.filter(({ state }) => state === 'waiting').reverse()) await this.sendOne(id);
      });
    } finally {
      this.isRunning = false;
    }
  }

  private async sendOne(id: string): Promise<void> {
    await this.become(id, 'begin');
    try {
      for (const take of lastTakes(this.book.find(id)!)) await this.upload(id, take);
      for (const take of lastTakes(this.book.find(id)!)) await this.waitUntilReady(id, take.recordingId!);
      await this.handIn(this.book.find(id)!);
      await this.become(id, 'done');
      this.onSent();
    } catch (error) {
      if (!(error instanceof Refusal)) console.error('an item could not be sent', error);
      await this.failed(id, error instanceof Refusal ? error : new Refusal(undefined, 0));
    } finally {
      this.progress.delete(id);
    }
  }

  private async failed(id: string, { problem, status, code }: Refusal): Promise<void> {
    const failure = failureOf(status);
    if (failure === 'signed-out') return this.become(id, 'line-lost', text.sessionEnded, { signedOut: true });
    if (failure === 'line-lost') return this.become(id, 'line-lost', navigator.onLine ? text.serverAway : text.offline);
    const reason = code === 'edited-meanwhile' ? text.sameVersion : `${problem?.title ?? ''}. ${problem?.detail ?? ''}`;
    return this.become(id, 'refused', reason, { asked: false });
  }

  private async become(id: string, event: OutboxEvent, reason: string | null = null, also: Partial<Draft> = {}) {
    await this.book.change(id, ({ state }) => ({
      ...{ state: stateAfter(state, event) ?? state, reason, signedOut: false },
      ...also,
    }));
  }

  private async upload(draftId: string, take: Take): Promise<void> {
    if (take.recordingId !== null) return;
    const sound = await joined(await this.book.sound(take));
    const trim = take.durationMs === null ? null : sentTrim(take.trim, take.durationMs);
    const metadata = {
      filename: take.fileName,
      draftId: take.id,
      language: take.language,
      ...(await sha256Of(sound)),
      ...(trim && { trimFromMs: String(trim.fromMs), trimToMs: String(trim.toMs) }),
    };
    const recordingId = await new Promise<string>((resolve, reject) => {
      const upload = new Upload(sound, {
        ...{ endpoint: `/api/v1/communes/${view.communeId}/uploads`, chunkSize: PIECE_BYTES, metadata },
        ...{ retryDelays: RETRY_MS, removeFingerprintOnSuccess: true, headers: { 'Accept-Language': language } },
        // A recorded sound has neither name nor date by which it could be known again.
        fingerprint: () => Promise.resolve(`draft-${take.id}`),
        onProgress: (bytes, total) => this.noteProgress(draftId, { kind: 'sent', bytes, total }),
        onError: (error) => reject(refusalIn(error)),
        onSuccess: ({ lastResponse }) => resolve(lastResponse.getHeader('Upload-Recording') ?? ''),
      });
      upload
        .findPreviousUploads()
        .then(([former]) => {
          if (former) upload.resumeFromPreviousUpload(former);
          upload.start();
        })
        .catch(reject);
    });
    // The server made no recording of it yet: asking once more makes it.
    if (recordingId === '') throw new Refusal(undefined, 0);
    await this.book.changeTake(draftId, take.id, { recordingId });
  }

  /** Until the server made of it what horns play. Throws the server's refusal of the sound. */
  private async waitUntilReady(draftId: string, id: string): Promise<void> {
    for (;;) {
      const { state, progress, refusal } = await ask(api.GET('/api/v1/recordings/{id}', { params: { path: { id } } }));
      if (state === 'ready') return;
      if (refusal) throw new Refusal(refusal as unknown as ProblemAnswer, 422);
      this.noteProgress(draftId, { kind: 'preparing', percent: Math.round(progress * 100) });
      await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
    }
  }

  private async handIn(draft: Draft): Promise<void> {
    await this.book.change(draft.id, { asked: true });
    if (draft.villageId !== null) return this.airInVillage(draft, draft.villageId);
    const { id, revision } = draft.announcementId === null ? await this.create(draft) : await this.correct(draft);
    await this.book.change(draft.id, { announcementId: id, revision });
    await ask(
      api.POST('/api/v1/announcements/{id}/submit', {
        params: { path: { id } },
        headers: { 'Idempotency-Key': `draft-${draft.id}-submit-${revision}` },
      }),
    );
  }

  private create(draft: Draft) {
    return ask(
      api.POST('/api/v1/communes/{id}/announcements', {
        params: { path: { id: view.communeId } },
        headers: { 'Idempotency-Key': `draft-${draft.id}-announcement` },
        body: {
          ...contentOf(draft),
          messageClass: 'normal',
          wish: { villageIds: [...draft.villageIds], date: draft.wishDate || null, time: draft.wishTime || null },
        },
      }),
    );
  }

  /** After the reviewer's note. An answer that was lost shows as our own versions standing there already. */
  private async correct(draft: Draft) {
    const path = { id: draft.announcementId! };
    const now = await ask(api.GET('/api/v1/announcements/{id}', { params: { path } }));
    const content = contentOf(draft);
    if (JSON.stringify(now.versions) === JSON.stringify(content.versions) && now.title === content.title) return now;
    const header = { 'If-Match': `"${draft.revision}"` };
    return ask(api.PATCH('/api/v1/announcements/{id}', { params: { path, header }, body: content }));
  }

  private async airInVillage(draft: Draft, villageId: string): Promise<void> {
    const [take] = lastTakes(draft);
    const { language: spoken, script, recordingId } = take!;
    await ask(
      api.POST('/api/v1/villages/{id}/notices', {
        params: { path: { id: villageId } },
        headers: { 'Idempotency-Key': `draft-${draft.id}-notice` },
        body: { title: draft.title, language: spoken, script, recordingId: recordingId! },
      }),
    );
  }

  private noteProgress(draftId: string, progress: Progress): void {
    this.progress.set(draftId, progress);
    this.onProgress();
  }
}

/** The versions of a draft: those recorded here, and those that stand on the server in other languages. */
function contentOf(draft: Draft) {
  const own = lastTakes(draft).map((take) => ({
    ...{ language: take.language, recordingId: take.recordingId!, script: take.script },
  }));
  const kept = draft.kept.filter(({ language: tag }) => !own.some((each) => each.language === tag));
  return { title: draft.title, category: draft.category, versions: [...kept, ...own] };
}

/** Runs it when no other tab is at it; browsers without locks have mostly one tab. */
async function alone(work: () => Promise<void>): Promise<void> {
  if (!('locks' in navigator)) return work();
  await navigator.locks.request('loa-outbox', { ifAvailable: true }, async (lock) => {
    if (lock) await work();
  });
}

/** Nothing where the page came by plain HTTP: such browsers cannot hash. */
async function sha256Of(sound: Blob): Promise<{ readonly sha256?: string }> {
  if (!('subtle' in crypto)) return {};
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', await sound.arrayBuffer()));
  return { sha256: [...hash].map((byte) => byte.toString(16).padStart(2, '0')).join('') };
}

/** What the server said, or that nobody answered. */
function refusalIn(error: unknown): Refusal {
  const response =
    error instanceof Error && 'originalResponse' in error
      ? (error.originalResponse as { getStatus(): number; getBody(): string } | null)
      : null;
  if (!response) return new Refusal(undefined, 0);
  try {
    return new Refusal(JSON.parse(response.getBody()) as ProblemAnswer, response.getStatus());
  } catch {
    // A proxy on the way answered with a page of its own: the status alone counts.
    return new Refusal(undefined, response.getStatus());
  }
}

/** What stands beside an item under way. */
export function progressText(progress: Progress): string {
  if (progress.kind === 'preparing') return fill(text.preparing, { percent: progress.percent });
  const kilobytes = (bytes: number) => new Intl.NumberFormat(language).format(Math.round(bytes / 1_000));
  return fill(text.sentKilobytes, { sent: kilobytes(progress.bytes), total: kilobytes(progress.total) });
}
