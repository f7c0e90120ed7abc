// What the browser itself reports as wrong with our pages: an error that nobody caught, and what the content policy had to forbid. People do
// not see it, so a journey must.
import type { BrowserContext } from '@playwright/test';

const POLICY = /Content Security Policy/;

export class Faults {
  /** In the order in which they happened, each with the address of its page. */
  readonly seen: string[] = [];

  /** Listens to every page of the context, from now on. */
  watch(context: BrowserContext): void {
    context.on('weberror', (fault) =>
      this.seen.push(`${fault.page()?.url()}: ${fault.error().stack || String(fault.error())}`),
    );
    context.on('console', (message) => {
      if (POLICY.test(message.text())) this.seen.push(`${message.page()?.url()}: ${message.text()}`);
    });
  }
}
