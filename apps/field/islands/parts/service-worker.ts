// The worker that lets the phone pages open without a line, asked for by every page that wants to.

interface Registration extends ServiceWorkerRegistration {
  /** Where the browser sends by itself once the line is back. */
  readonly sync?: { register(tag: string): Promise<void> };
}

/** Undefined where the browser has no service worker, or has none for pages without HTTPS. */
export async function registerWorker(address: string): Promise<Registration | undefined> {
  try {
    return await navigator.serviceWorker?.register(address, { scope: '/', type: 'module' });
  } catch (error) {
    console.warn('no service worker, the page needs a line', error);
    return undefined;
  }
}
