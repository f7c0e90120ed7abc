// Illegal input is refused before it reaches an act. Schemas stand at the parameters (`@Body({ schema })`); this turns what they refuse into a
// Problem.
import { Problem } from '#domain';
import type { Language } from '#words';
import { StandardSchemaValidationPipe } from '@nestjs/common';
import { z } from 'zod';

/** What zod says about one place of the input. */
type Issue = z.core.$ZodIssue;

/** One wrong place, as it is told to the sender. */
interface DoorFault {
  /** JSON pointer into the body, or `/name` of a parameter. */
  readonly pointer: string;
  readonly code: string;
  readonly detail: string;
}

const LOCALES = { vi: z.locales.vi().localeError, en: z.locales.en().localeError };

export const doorValidation = new StandardSchemaValidationPipe({
  exceptionFactory: (issues) => new Problem('bad-request', { issues }),
});

/** So many wrong places are told; whoever mends them hears of the next. */
const MAX_FAULTS_TOLD = 20;

/** The wrong places, in that language. Every unknown field is a place of its own. */
export function faultsOf(issues: readonly Issue[], language: Language): readonly DoorFault[] {
  const told = issues.slice(0, MAX_FAULTS_TOLD).flatMap((issue): DoorFault[] => {
    if (issue.code !== 'unrecognized_keys') {
      return [{ pointer: pointerOf(issue.path), code: issue.code, detail: sentenceOf(issue, language) }];
    }
    const keys = issue.keys.slice(0, MAX_FAULTS_TOLD);
    const detail = sentenceOf({ ...issue, keys }, language);
    return keys.map((key) => ({ pointer: pointerOf([...issue.path, key]), code: 'unknown_field', detail }));
  });
  return told.slice(0, MAX_FAULTS_TOLD);
}

function sentenceOf(issue: Issue, language: Language): string {
  const said = LOCALES[language](issue as Parameters<(typeof LOCALES)['vi']>[0]);
  return (typeof said === 'string' ? said : said?.message) ?? issue.message;
}

function pointerOf(path: readonly PropertyKey[]): string {
  return path.map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}
