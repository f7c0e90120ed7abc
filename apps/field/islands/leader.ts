// Makes the leader's page alive: listening and holding count, the countdown runs, and what happens in the commune is seen as it happens.
import '../leader.css';
import { holdToSend, isHolding } from './leader/confirming';
import { keepFresh } from './leader/freshness';
import { refreshLists, rememberSent } from './leader/live-list';
import { waitForListening } from './leader/listening';
import { registerWorker } from './parts/service-worker';

const said = block<{ readonly countdown: string; readonly listened: string }>('words');
const { worker, communeId } = block<{ readonly worker: string; readonly communeId: string }>('view');
const parser = new DOMParser();
/** The server's clock, by this page's own counter. */
let aheadMs = clockOf(document) - performance.now();

function bringToLife(piece: ParentNode): void {
  for (const form of piece.querySelectorAll<HTMLFormElement>('form[data-approve]'))
    waitForListening(form, said.listened);
  for (const button of piece.querySelectorAll<HTMLButtonElement>('button[data-hold]')) holdToSend(button);
}

function countDown(): void {
  for (const timer of document.querySelectorAll<HTMLElement>('[data-until]')) {
    const leftMs = Number(timer.dataset['until']) - (performance.now() + aheadMs);
    timer.textContent = said.countdown.replace('{seconds}', String(Math.max(0, Math.ceil(leftMs / 1_000))));
  }
}

async function refresh(): Promise<void> {
  try {
    const answer = await fetch('/leader', { headers: { Accept: 'text/html' } });
    // Signed out meanwhile: the browser shows where to go.
    if (answer.redirected) return location.assign(answer.url);
    if (!answer.ok) throw new Error(`the page answered ${answer.status}`);
    show(parser.parseFromString(await answer.text(), 'text/html'));
  } catch (error) {
    console.warn('the page is old, trying again', error);
    document.documentElement.dataset['offline'] = '';
  }
}

function show(fresh: Document): void {
  // The phone's own copy of the page, for want of a line.
  if (fresh.documentElement.dataset['offline'] !== undefined) throw new Error('there is no line');
  aheadMs = clockOf(fresh) - performance.now();
  refreshLists(fresh, isHolding, bringToLife);
  document.querySelector('.offline')!.replaceWith(fresh.querySelector('.offline')!);
  delete document.documentElement.dataset['offline'];
}

function clockOf(page: Document): number {
  return Number(page.querySelector<HTMLElement>('main')!.dataset['now']);
}

function block<T>(id: string): T {
  return JSON.parse(document.getElementById(id)!.textContent) as T;
}

rememberSent();
bringToLife(document);
countDown();
setInterval(countDown, 250);
keepFresh(communeId, refresh);
void registerWorker(worker);
