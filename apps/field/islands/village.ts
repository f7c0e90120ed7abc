// Makes the village head's page alive: an answer goes out without loading the page anew, waits on the phone while there is no line, and can be
// undone for ten seconds at once. Without this script everything works as plain forms.
import { registerWorker } from './parts/service-worker';
import { drop, keep, sendWaiting, waitingWords, type Outcome, type WaitingWord } from './village/outbox';

interface Words {
  readonly answers: Readonly<Record<string, string>>;
  readonly waiting: string;
  readonly sending: string;
  readonly notSent: string;
  readonly undo: string;
}

const UNDO_MS = 10_000;
/** What waits is tried again this often: a phone may believe in a line that leads nowhere, and then never says that it is back. */
const AGAIN_MS = 5_000;
const { worker } = block<{ worker: string }>('view');
const words = block<Words>('words');
const language = document.documentElement.lang;
const registered = registerWorker(worker);
let again: ReturnType<typeof setTimeout> | undefined;

document.addEventListener('submit', (event) => void submitted(event));
window.addEventListener('online', () => void settle());
void settle();
offerUndoForAWhile();

async function submitted(event: SubmitEvent): Promise<void> {
  const form = event.target as HTMLFormElement;
  if (form.dataset['word'] === undefined && form.dataset['withdraw'] === undefined) return;
  event.preventDefault();
  const fields = new FormData(form, event.submitter);
  if (form.dataset['word'] === undefined) await withdraw(form, fields);
  else await say(form, fields);
}

/** Keeps the answer first and sends it then, so that nothing is lost in between. */
async function say(form: HTMLFormElement, fields: FormData): Promise<void> {
  const text = (name: string) => String(fields.get(name) ?? '');
  await keep({
    key: crypto.randomUUID(),
    personId: personId(),
    rundownId: text('rundownId'),
    airingId: text('airingId') || null,
    answer: text('answer'),
    note: text('note'),
  });
  tell(form, words.sending);
  await settle();
}

/** As the form does it, in place. */
async function withdraw(form: HTMLFormElement, fields: FormData): Promise<void> {
  const body = new URLSearchParams([...fields].map(([name, value]) => [name, String(value)]));
  try {
    await show(await fetch(form.action, { method: 'POST', body }), String(fields.get('rundownId')));
  } catch (error) {
    console.warn('not undone', error);
    form.insertAdjacentHTML('beforeend', '<p class="unsent" role="alert"></p>');
    form.lastElementChild!.textContent = words.notSent;
  }
}

/** Sends what waits, and shows each word as the server knows it. */
async function settle(): Promise<void> {
  const outcomes = await sendWaiting(language, personId());
  const sent = outcomes.findLast(({ kind }) => kind === 'sent');
  if (sent) await refresh(sent.word.rundownId);
  else if (document.documentElement.dataset['offline'] !== undefined && navigator.onLine) await refresh();
  for (const outcome of outcomes) if (outcome.kind === 'refused') tellOutcome(outcome);
  await showWaiting();
  const unsent = outcomes.some(({ kind }) => kind === 'later');
  clearTimeout(again);
  if (!unsent) return;
  again = setTimeout(() => void settle(), AGAIN_MS);
  await askToSendLater();
}

/** The browser may send by itself once the line is back, also with the page closed. Where it may not, the page sends when it is open. */
async function askToSendLater(): Promise<void> {
  try {
    await (await registered)?.sync?.register('words');
  } catch (error) {
    console.warn('the browser does not send by itself', error);
  }
}

/** The page as it stands now, with the undo of what was said just now. */
async function refresh(rundownId?: string): Promise<void> {
  const address = new URL(location.href);
  if (rundownId !== undefined) address.searchParams.set('said', rundownId);
  try {
    await show(await fetch(address), rundownId);
  } catch (error) {
    console.warn('the page is old', error);
  }
}

async function show(answer: Response, rundownId?: string): Promise<void> {
  const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html');
  const main = fresh.querySelector('main[data-person]');
  // Signed out, or something else in the way: the browser shows it.
  if (!main) return location.assign(answer.url);
  document.querySelector('main')!.replaceWith(main);
  delete document.documentElement.dataset['offline'];
  const card = rundownId === undefined ? null : document.getElementById(`broadcast-${rundownId}`);
  card?.setAttribute('tabindex', '-1');
  card?.focus();
  offerUndoForAWhile();
}

async function showWaiting(): Promise<void> {
  for (const word of await waitingWords()) {
    const form = formOf(word);
    if (!form || word.personId !== personId()) continue;
    tell(form, words.waiting.replace('{answer}', words.answers[word.answer] ?? ''));
    const undo = document.createElement('button');
    undo.type = 'button';
    undo.textContent = words.undo;
    undo.addEventListener('click', () => void drop(word).then(() => quiet(form)));
    form.querySelector('.unsent')!.append(' ', undo);
    form.dataset['waiting'] = '';
  }
}

function tellOutcome(outcome: Outcome & { readonly kind: 'refused' }): void {
  const form = formOf(outcome.word);
  if (form) tell(form, outcome.detail);
}

function tell(form: HTMLFormElement, text: string): void {
  const place = form.querySelector<HTMLElement>('.unsent')!;
  place.hidden = false;
  place.textContent = text;
}

function quiet(form: HTMLFormElement): void {
  form.querySelector<HTMLElement>('.unsent')!.hidden = true;
  delete form.dataset['waiting'];
}

function formOf({ rundownId }: WaitingWord): HTMLFormElement | null {
  return document.querySelector(`#broadcast-${CSS.escape(rundownId)} form[data-word]`);
}

/** Afterwards the answer can still be changed, one tap deeper. */
function offerUndoForAWhile(): void {
  const address = new URL(location.href);
  for (const name of ['said', 'undone']) address.searchParams.delete(name);
  history.replaceState(null, '', address);
  const offered = document.querySelectorAll<HTMLElement>('[data-undo]');
  setTimeout(() => {
    for (const undo of offered) {
      if (undo === document.activeElement) undo.parentElement!.querySelector('summary')?.focus();
      undo.remove();
    }
  }, UNDO_MS);
}

function personId(): string {
  return document.querySelector<HTMLElement>('main')!.dataset['person'] ?? '';
}

function block<T>(id: string): T {
  return JSON.parse(document.getElementById(id)!.textContent) as T;
}
