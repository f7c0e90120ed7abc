// What the browser itself reports as wrong with our pages: an error that nobody caught, something that the content policy forbade, a warning of
// the component library. People do not see it, so a journey must.
import type { BrowserContext } from '@playwright/test';

const POLICY = /Content Security Policy/;
const COMPONENTS = /React|Mantine/;

export class Faults {
  /** In the order in which they happened, each with the address of its page. */
  readonly seen: string[] = [];

  /** Listens to every page of the context, from now on. */
  watch(context: BrowserContext): void {
    context.on('weberror', (fault) => this.seen.push(`${fault.page()?.url()}: ${fault.error().stack}`));
    context.on('console', (message) => {
      const said = message.text();
      const isWarning = ['warning', 'error'].includes(message.type()) && COMPONENTS.test(said);
      if (POLICY.test(said) || isWarning) this.seen.push(`${message.page()?.url()}: ${said}`);
    });
  }
}
