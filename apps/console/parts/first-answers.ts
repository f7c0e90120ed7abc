// What the server wrote into the page, so that nobody waits for questions that every first page asks.
import type { Schema } from '#web';

interface FirstAnswers {
  readonly me: Schema<'Me'>;
  readonly commune: Schema<'Commune'>;
  /** Only on the page of the first screen, and only for who may see it. */
  readonly needs?: Schema<'Needs'>;
}

/** As it was when the page was written; the query library makes it fresh like any other answer. */
export const FIRST_ANSWERS = JSON.parse(document.getElementById('first-answers')!.textContent) as FirstAnswers;
