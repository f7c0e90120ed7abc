// Words about broadcasts that still wait for a connection. They stay on the phone until the server said that it has them; the key of each
// makes sure that it is taken once, however often and from wherever it is sent.

export interface WaitingWord {
  /** Its `Idempotency-Key`. */
  readonly key: string;
  /** Who said it: another person on this phone does not send it. */
  readonly personId: string;
  readonly rundownId: string;
  readonly airingId: string | null;
  readonly answer: string;
  readonly note: string;
}

/** What became of a word that was sent. `detail`: why it was refused, in the language of the phone. */
export type Outcome =
  | { readonly kind: 'sent' | 'later'; readonly word: WaitingWord }
  | { readonly kind: 'refused'; readonly word: WaitingWord; readonly detail: string };

const STORE = 'words';
/** Answers after which the same word may be sent again as it is. */
const PASSING: ReadonlySet<number> = new Set([401, 408, 429]);

/** Keeps the word; a later one about the same broadcast takes its place. */
export async function keep(word: WaitingWord): Promise<void> {
  await inStore('readwrite', (store) => store.put(word));
}

/** Forgets it, unless another word took its place meanwhile. */
export async function drop({ key, rundownId }: WaitingWord): Promise<void> {
  const waits = await inStore<WaitingWord | undefined>('readonly', (store) => store.get(rundownId));
  if (waits?.key === key) await inStore('readwrite', (store) => store.delete(rundownId));
}

export async function waitingWords(): Promise<readonly WaitingWord[]> {
  return inStore<WaitingWord[]>('readonly', (store) => store.getAll());
}

/** Forgets everything: this phone may belong to somebody else from now on. */
export async function forgetAll(): Promise<void> {
  await inStore('readwrite', (store) => store.clear());
}

/** Sends what waits, one after the other. `personId`: only the words of that person. */
export async function sendWaiting(language: string, personId?: string): Promise<readonly Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const word of await waitingWords()) {
    if (personId !== undefined && word.personId !== personId) continue;
    const outcome = await send(word, language);
    if (outcome.kind !== 'later') await drop(word);
    outcomes.push(outcome);
  }
  return outcomes;
}

async function send(word: WaitingWord, language: string): Promise<Outcome> {
  const { key, rundownId, answer, note, airingId } = word;
  let reply: Response;
  try {
    reply = await fetch(`/api/v1/rundowns/${rundownId}/confirmations`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'Accept-Language': language, 'Idempotency-Key': key },
      body: JSON.stringify({ answer, note, airingId }),
    });
  } catch {
    // No line: it waits on.
    return { kind: 'later', word };
  }
  if (reply.ok) return { kind: 'sent', word };
  const { code, detail } = (await reply.json()) as { code: string; detail: string };
  const mayBeTakenLater = reply.status >= 500 || PASSING.has(reply.status) || code === 'idempotency-key-running';
  return mayBeTakenLater ? { kind: 'later', word } : { kind: 'refused', word, detail };
}

async function inStore<T>(mode: IDBTransactionMode, ask: (store: IDBObjectStore) => IDBRequest): Promise<T> {
  const opening = indexedDB.open('loa-village', 1);
  opening.onupgradeneeded = () => opening.result.createObjectStore(STORE, { keyPath: 'rundownId' });
  const database = await answerOf<IDBDatabase>(opening);
  try {
    return await answerOf<T>(ask(database.transaction(STORE, mode).objectStore(STORE)));
  } finally {
    database.close();
  }
}

function answerOf<T>(request: IDBRequest): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result as T);
    request.onerror = () => reject(request.error ?? new Error('the phone keeps nothing'));
  });
}
