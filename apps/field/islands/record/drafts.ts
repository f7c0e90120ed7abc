// What is kept on the phone until the server has it: drafts in one store, the pieces of their sounds in another, written as they come.
import type { LanguageVersion, Trim } from '#domain';
import { openDB, type DBSchema, type IDBPDatabase } from 'idb';
import type { OutboxState } from './outbox';

/** One sound in one language. */
export interface Take {
  /** By this name the server knows it again; it never makes two recordings of one. */
  readonly id: string;
  readonly language: string;
  readonly script: string;
  readonly fileName: string;
  readonly mime: string;
  /** Times the microphone was opened for it; more than one after a crash. */
  readonly segments: number;
  /** The microphone is on, or the page died while it was. */
  readonly open: boolean;
  readonly durationMs: number | null;
  readonly trim: Trim | null;
  readonly heard: boolean;
  readonly recordingId: string | null;
}

export interface Draft {
  readonly id: string;
  readonly personId: string;
  readonly createdAt: number;
  readonly state: OutboxState;
  /** Why it waits or came back, as a sentence. */
  readonly reason: string | null;
  readonly signedOut: boolean;
  readonly title: string;
  readonly category: string;
  readonly villageIds: readonly string[];
  readonly wishDate: string;
  readonly wishTime: string;
  /** Of takes in one language the last counts; the one before is kept until then. */
  readonly takes: readonly Take[];
  /** A village head's own notice. */
  readonly villageId: string | null;
  /** Set once the server knows it; and what stands there of languages that were not recorded anew. */
  readonly announcementId: string | null;
  readonly revision: number | null;
  readonly kept: readonly LanguageVersion[];
  /** The server was asked to make the announcement; the question must stay the same until it answered. */
  readonly asked: boolean;
}

interface Tables extends DBSchema {
  drafts: { key: string; value: Draft };
  pieces: { key: [string, number, number]; value: ArrayBuffer };
}

export class DraftBook {
  private listeners = new Set<() => void>();

  private constructor(
    private readonly database: IDBPDatabase<Tables>,
    private drafts: readonly Draft[],
  ) {}

  /** Only the drafts of that person: a phone may have several. */
  static async open(personId: string): Promise<DraftBook> {
    const database = await openDB<Tables>('loa-recorder', 1, {
      upgrade(fresh) {
        fresh.createObjectStore('drafts', { keyPath: 'id' });
        fresh.createObjectStore('pieces');
      },
    });
    const all = await database.getAll('drafts');
    const own = all.filter((draft) => draft.personId === personId);
    return new DraftBook(
      database,
      own.sort((a, b) => b.createdAt - a.createdAt),
    );
  }

  get all(): readonly Draft[] {
    return this.drafts;
  }

  find(id: string): Draft | undefined {
    return this.drafts.find((draft) => draft.id === id);
  }

  /** Calls back after every change, until the returned function is called. */
  watch(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** In memory at once, so that two changes never miss each other; kept when this resolves. */
  async put(draft: Draft): Promise<void> {
    const others = this.drafts.filter(({ id }) => id !== draft.id);
    this.drafts = [...others, draft].sort((a, b) => b.createdAt - a.createdAt);
    this.told();
    await this.database.put('drafts', draft);
  }

  /** Changes what stands now, not what the caller saw some time ago. */
  async change(id: string, change: Partial<Draft> | ((draft: Draft) => Partial<Draft>)): Promise<void> {
    const draft = this.find(id);
    if (draft) await this.put({ ...draft, ...(typeof change === 'function' ? change(draft) : change) });
  }

  changeTake(draftId: string, takeId: string, change: Partial<Take>): Promise<void> {
    return this.change(draftId, ({ takes }) => ({
      takes: takes.map((take) => (take.id === takeId ? { ...take, ...change } : take)),
    }));
  }

  async remove(id: string): Promise<void> {
    for (const take of this.find(id)?.takes ?? []) await this.dropSound(take.id);
    await this.database.delete('drafts', id);
    this.drafts = this.drafts.filter((draft) => draft.id !== id);
    this.told();
  }

  async removeTake(draftId: string, takeId: string): Promise<void> {
    await this.change(draftId, ({ takes }) => ({ takes: takes.filter(({ id }) => id !== takeId) }));
    await this.dropSound(takeId);
  }

  async addPiece(takeId: string, segment: number, number: number, piece: Blob): Promise<void> {
    await this.database.put('pieces', await piece.arrayBuffer(), [takeId, segment, number]);
  }

  pieceCount({ id }: Take): Promise<number> {
    return this.database.count('pieces', IDBKeyRange.bound([id, 0, 0], [id, Infinity, Infinity]));
  }

  /** The sound as it was recorded, one part for each time the microphone was opened. */
  async sound(take: Take): Promise<readonly Blob[]> {
    const parts = Array.from({ length: take.segments }, async (_, segment) => {
      const range = IDBKeyRange.bound([take.id, segment, 0], [take.id, segment, Infinity]);
      return new Blob(await this.database.getAll('pieces', range), { type: take.mime });
    });
    return (await Promise.all(parts)).filter(({ size }) => size > 0);
  }

  private dropSound(takeId: string): Promise<void> {
    return this.database.delete('pieces', IDBKeyRange.bound([takeId, 0, 0], [takeId, Infinity, Infinity]));
  }

  private told(): void {
    for (const listener of this.listeners) listener();
  }
}

/** The takes that count: the last one of each language. */
export function lastTakes({ takes }: Draft): readonly Take[] {
  return takes.filter((take, at) => !takes.slice(at + 1).some(({ language }) => language === take.language));
}

/** A take of which nothing was recorded yet. */
export function newTake(language: string, script: string, fileName: string, mime: string): Take {
  const untouched = { durationMs: null, trim: null, heard: false, recordingId: null } as const;
  return { id: crypto.randomUUID(), language, script, fileName, mime, segments: 1, open: false, ...untouched };
}
