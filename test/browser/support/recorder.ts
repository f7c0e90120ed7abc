// Hands and eyes at the recorder: taps that are counted, and what the phone keeps.
import { createHash } from 'node:crypto';
import { expect, type Locator, type Page } from '@playwright/test';

/** Counts what a thumb does after the page was opened. */
export class Thumb {
  taps = 0;

  async tap(target: Locator): Promise<void> {
    this.taps += 1;
    await target.tap();
  }
}

/** Waits until at least so many seconds are recorded. The moment itself passes by unseen on a busy machine. */
export async function recordedFor(page: Page, seconds: number): Promise<void> {
  const recorded = async () => {
    const [, minutes, rest] = /(\d+):(\d\d) \/ /.exec(await page.getByRole('main').innerText()) ?? [];
    return Number(minutes) * 60 + Number(rest);
  };
  await expect.poll(recorded, 'seconds that are recorded').toBeGreaterThanOrEqual(seconds);
}

/** One sound as the phone keeps it, with the hash of its pieces one after the other. */
interface KeptTake {
  readonly id: string;
  readonly sha256: string;
  readonly bytes: number;
  readonly recordingId: string | null;
}

/** The newest take on the phone. */
export async function newestTake(page: Page): Promise<KeptTake> {
  const { take, pieces } = await page.evaluate(async () => {
    const request = indexedDB.open('loa-recorder');
    const database = await new Promise<IDBDatabase>((resolve) => (request.onsuccess = () => resolve(request.result)));
    const all = <T>(store: string, range?: IDBKeyRange) =>
      new Promise<T[]>((resolve) => {
        const asked = database.transaction(store).objectStore(store).getAll(range);
        asked.onsuccess = () => resolve(asked.result as T[]);
      });
    interface KeptDraft {
      readonly createdAt: number;
      readonly takes: readonly { readonly id: string; readonly recordingId: string | null }[];
    }
    const drafts = (await all<KeptDraft>('drafts')).sort((a, b) => b.createdAt - a.createdAt);
    const newest = drafts[0]!.takes.at(-1)!;
    const found = await all<ArrayBuffer>('pieces', IDBKeyRange.bound([newest.id, 0, 0], [newest.id, 9, 1e9]));
    database.close();
    return { take: newest, pieces: found.map((piece) => [...new Uint8Array(piece)]) };
  });
  const bytes = Buffer.concat(pieces.map((piece) => Buffer.from(piece)));
  return { ...take, bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') };
}
