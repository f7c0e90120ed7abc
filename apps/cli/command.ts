// What every command is: a name, a line of help, and something to do. Results go to standard output, everything else to standard error.
import type { Config } from '#config';
import { LANGUAGES, type Language } from '#words';

export interface Command {
  /** One or two words, such as `admin create`. */
  readonly name: string;
  /** What comes after the name. */
  readonly usage: string;
  readonly summary: string;
  /**
   * Runs with what stands behind the name; resolves with an exit code, or with nothing when all is well. A thrown `Error`'s message is
   * shown to the person, and the exit code is 1.
   */
  run(config: Config, args: readonly string[]): Promise<number | void>;
}

/** The language that was asked for; Vietnamese when none was. Throws `UsageError`. */
export function languageOf(asked: string | undefined): Language {
  const language = LANGUAGES.find((each) => each === (asked ?? LANGUAGES[0]));
  if (!language) throw new UsageError(`The languages are ${LANGUAGES.join(' and ')}.`);
  return language;
}

/** A mistake of the person at the keyboard: shown with the usage, without a stack. */
export class UsageError extends Error {}
