// The service worker of the phone pages: the last list stays readable without a line, the recorder opens, and words that wait go out by
// themselves. It keeps nothing of the desk and no answer of the API.
import { forgetAll, sendWaiting } from './village/outbox';

/** What a worker has that a window has not; the types of both do not go together in one program. */
interface WorkerScope {
  skipWaiting(): Promise<void>;
  readonly clients: { claim(): Promise<void>; matchAll(): Promise<readonly { readonly url: string }[]> };
  addEventListener(type: string, listener: (event: WorkerEvent) => void): void;
}

interface WorkerEvent {
  readonly request: Request;
  readonly tag: string;
  waitUntil(work: Promise<unknown>): void;
  respondWith(answer: Promise<Response>): void;
}

const worker = self as unknown as WorkerScope;

const PAGES = 'loa-pages';
const ASSETS = 'loa-assets';
/** Pages that open without a line. */
const KEPT: ReadonlySet<string> = new Set(['/village', '/record', '/leader']);
/** Where the app on a phone begins; it only leads on. */
const START = '/home';
/** Says what happened just now; not part of what a page is. */
const PASSING = ['said', 'undone'];

worker.addEventListener('install', (event) => event.waitUntil(worker.skipWaiting()));
worker.addEventListener('activate', (event) => event.waitUntil(takeOver()));
worker.addEventListener('sync', (event) => event.waitUntil(sendAll()));
worker.addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (origin !== location.origin) return;
  if (request.method === 'POST' && pathname === '/sign-out') event.waitUntil(forget());
  if (request.method !== 'GET') return;
  if (pathname.startsWith('/assets/')) event.respondWith(asset(request));
  else if (pathname === START && request.mode === 'navigate') event.respondWith(start(request));
  else if (KEPT.has(pathname) && accepts(request, 'text/html')) event.respondWith(page(request));
});

/** The page that called for this worker was loaded before it: it is kept too. */
async function takeOver(): Promise<void> {
  await worker.clients.claim();
  for (const { url } of await worker.clients.matchAll()) {
    if (!KEPT.has(new URL(url).pathname)) continue;
    const request = new Request(url, { headers: { Accept: 'text/html' } });
    await keepPage(request, await fetch(request));
  }
}

/** Fails while something still waits, so that the browser asks again later. */
async function sendAll(): Promise<void> {
  const outcomes = await sendWaiting(navigator.language);
  if (outcomes.some(({ kind }) => kind === 'later')) throw new Error('some words still wait');
}

async function asset(request: Request): Promise<Response> {
  return (await caches.match(request, { cacheName: ASSETS })) ?? fetch(request);
}

/** From the line, else as it was when there was one, marked as such. */
async function page(request: Request): Promise<Response> {
  let answer: Response;
  try {
    answer = await fetch(request);
  } catch (error) {
    const pages = await caches.open(PAGES);
    // Another view of the page is better than none.
    const kept = (await pages.match(addressOf(request))) ?? (await pages.match(request, { ignoreSearch: true }));
    if (!kept) throw error;
    const text = (await kept.text()).replace('<html', '<html data-offline');
    return new Response(text, { headers: kept.headers });
  }
  await keepPage(request, answer.clone());
  return answer;
}

/** Without a line it leads to the page that was kept last. */
async function start(request: Request): Promise<Response> {
  try {
    return await fetch(request);
  } catch (error) {
    const last = (await (await caches.open(PAGES)).keys()).at(-1);
    if (!last) throw error;
    return Response.redirect(last.url);
  }
}

async function keepPage(request: Request, answer: Response): Promise<void> {
  const pages = await caches.open(PAGES);
  // Led elsewhere: whoever looks now is not let in any more.
  if (answer.type === 'opaqueredirect' || answer.redirected) await pages.delete(addressOf(request));
  if (!answer.ok || answer.redirected) return;
  await pages.put(addressOf(request), answer);
  await keepAssets(pages);
}

/** Exactly the styles and scripts that the kept pages need. */
async function keepAssets(pages: Cache): Promise<void> {
  const texts = await Promise.all((await pages.matchAll()).map((each) => each.text()));
  const needed = new Set(texts.flatMap((text) => text.match(/\/assets\/[\w.-]+/g) ?? []));
  const assets = await caches.open(ASSETS);
  for (const { url } of await assets.keys()) {
    if (!needed.delete(new URL(url).pathname)) await assets.delete(url);
  }
  await assets.addAll([...needed]);
}

async function forget(): Promise<void> {
  await Promise.all([caches.delete(PAGES), forgetAll()]);
}

function addressOf({ url }: Request): string {
  const address = new URL(url);
  for (const name of PASSING) address.searchParams.delete(name);
  return address.href;
}

function accepts({ headers, mode }: Request, type: string): boolean {
  return mode === 'navigate' || (headers.get('Accept') ?? '').includes(type);
}
