// Makes the leader's page alive: listening and holding count, the countdown runs, and the page looks again while somebody looks at it.
// Nothing that is being heard, written or held is ever replaced.
import { watchHold } from '#client';
import '../leader.css';

/** As much has to be heard before an approval, or all of it. */
const LISTEN_SECONDS = 10;
const EVERY_MS = 5_000;
/** While an emergency is on the page it is looked at more often. */
const URGENT_EVERY_MS = 2_000;

const said = JSON.parse(document.getElementById('words')!.textContent) as {
  readonly countdown: string;
  readonly listened: string;
};
const main = document.querySelector<HTMLElement>('main')!;
const parser = new DOMParser();
/** What the server sent for each piece, to tell whether it sends anything new. */
const sent = new Map<Element, string>();
/** The server's clock, by this page's own counter. */
let aheadMs = Number(main.dataset['now']) - performance.now();
let isHolding = false;

function bringToLife(piece: ParentNode): void {
  for (const form of piece.querySelectorAll<HTMLFormElement>('form[data-approve]')) waitForListening(form);
  for (const button of piece.querySelectorAll<HTMLButtonElement>('button[data-hold]')) holdToSend(button);
}

/** The tick of pages without scripts gives way to what was really heard. */
function waitForListening(form: HTMLFormElement): void {
  const tick = form.querySelector<HTMLElement>('[data-heard]')!;
  const told = form.querySelector<HTMLElement>('[data-must-listen]')!;
  const button = form.querySelector<HTMLButtonElement>('button.primary')!;
  const box = tick.querySelector('input')!;
  tick.hidden = true;
  // What is required and cannot be seen could not be asked for.
  box.required = false;
  button.disabled = true;
  for (const audio of form.closest('article')!.querySelectorAll('audio')) {
    const heard = () => {
      if (!audio.ended && secondsHeard(audio) < LISTEN_SECONDS) return;
      box.checked = true;
      button.disabled = false;
      told.textContent = said.listened;
    };
    audio.addEventListener('timeupdate', heard);
    audio.addEventListener('ended', heard);
  }
}

/** What really sounded; dragging the handle to the end is not listening. */
function secondsHeard({ played }: HTMLAudioElement): number {
  let seconds = 0;
  for (let index = 0; index < played.length; index += 1) seconds += played.end(index) - played.start(index);
  return seconds;
}

function holdToSend(button: HTMLButtonElement): void {
  const form = button.form!;
  const ring = button.querySelector<HTMLElement>('.hold-ring')!;
  button.hidden = false;
  watchHold(
    button,
    (share) => {
      isHolding = share > 0;
      ring.style.setProperty('--share', String(share));
    },
    () => {
      const held = document.createElement('input');
      Object.assign(held, { type: 'hidden', name: 'held', value: 'yes' });
      form.append(held);
      form.submit();
    },
  );
}

function countDown(): void {
  for (const timer of document.querySelectorAll<HTMLElement>('[data-until]')) {
    const leftMs = Number(timer.dataset['until']) - (performance.now() + aheadMs);
    timer.textContent = said.countdown.replace('{seconds}', String(Math.max(0, Math.ceil(leftMs / 1_000))));
  }
}

function isInUse(piece: Element): boolean {
  const isHeard = [...piece.querySelectorAll('audio')].some((audio) => !audio.paused);
  const isWritten = [...piece.querySelectorAll('details')].some(({ open }) => open);
  return isHeard || isWritten || isHolding || piece.contains(document.activeElement);
}

/** Brings one list up to date: what is gone goes, what is new comes, what changed changes unless it is in use. */
function refreshList(shown: Element, fresh: Element): void {
  const old = new Map([...shown.children].map((piece) => [keyOf(piece), piece]));
  const kept = [...fresh.children].map((piece) => {
    const known = old.get(keyOf(piece));
    if (known && (sent.get(known) === piece.outerHTML || isInUse(known))) return known;
    const text = piece.outerHTML;
    const come = document.adoptNode(piece);
    sent.set(come, text);
    bringToLife(come);
    return come;
  });
  if (kept.length === shown.children.length && kept.every((piece, index) => piece === shown.children[index])) return;
  for (const piece of old.values()) if (!kept.includes(piece) && !isInUse(piece)) piece.remove();
  for (const piece of kept) {
    if (piece.isConnected && isInUse(piece)) continue;
    shown.append(piece);
  }
}

function keyOf(piece: Element): string {
  return piece.getAttribute('data-key') ?? piece.outerHTML;
}

async function refresh(): Promise<void> {
  if (document.hidden) return;
  const answer = await fetch('/leader', { headers: { Accept: 'text/html' } });
  if (!answer.ok || answer.redirected) return;
  const page = parser.parseFromString(await answer.text(), 'text/html');
  aheadMs = Number(page.querySelector<HTMLElement>('main')!.dataset['now']) - performance.now();
  for (const list of document.querySelectorAll('[data-live]')) {
    const fresh = page.querySelector(`[data-live="${list.getAttribute('data-live')}"]`);
    if (fresh) refreshList(list, fresh);
  }
}

async function watch(): Promise<void> {
  const offline = document.getElementById('offline')!;
  try {
    await refresh();
    offline.hidden = true;
  } catch (error) {
    console.warn('the page is old, trying again', error);
    offline.hidden = false;
  }
  setTimeout(() => void watch(), document.querySelector('.urgent') ? URGENT_EVERY_MS : EVERY_MS);
}

for (const piece of document.querySelectorAll('[data-live] > *')) sent.set(piece, piece.outerHTML);
bringToLife(document);
countDown();
setInterval(countDown, 250);
setTimeout(() => void watch(), URGENT_EVERY_MS);
document.addEventListener('visibilitychange', () => void (document.hidden || refresh().catch(console.warn)));
