// What is meant by a form has one name from the moment when the page was drawn: sent twice, by a second tap or because the answer was lost, it is
// done once. The door reads it; see `apps/api/http/named-intent.ts`.
import { randomUUID } from 'node:crypto';
import { html, type Html } from '../html';

/** Stands in every form that does something. Browsers do not fill it in again from before. */
export function intentField(): Html {
  return html`<input type="hidden" name="intent" value="${randomUUID()}" autocomplete="off" />`;
}

/** The same in the address of a form whose fields come with a file. */
export function withIntent(action: string): string {
  return `${action}?intent=${randomUUID()}`;
}
