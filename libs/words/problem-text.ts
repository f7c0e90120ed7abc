// The sentence for a refusal, filled with its values.
import type {
  BookingAlternative,
  DailyWindow,
  EventKind,
  PlacedConflict,
  ProblemCode,
  ProblemValues,
  TimeZone,
} from '#domain';
import { conflictText, waysOutText } from './conflict-text';
import { durationText, listText, sizeText, timeText } from './formats';
import { fill, words, type Fillings, type Language } from './language';

/** More conflicts than these are in the values, not in the sentence. */
const TOLD_CONFLICTS = 3;

/** Title and sentence of a refusal. What its values do not hold is left out of the sentence. */
export function problemText(
  language: Language,
  code: ProblemCode,
  values: ProblemValues,
): { readonly title: string; readonly detail: string } {
  const { title, detail } = words(language).problems[code];
  return { title, detail: fill(detail, fillingsOf(language, values)) };
}

function fillingsOf(language: Language, values: ProblemValues): Fillings {
  return {
    retryAfterSeconds: numberIn(values, 'retryAfterSeconds'),
    triesLeft: numberIn(values, 'triesLeft'),
    revision: numberIn(values, 'revision'),
    bytes: numberIn(values, 'bytes'),
    maxDays: numberIn(values, 'maxDays'),
    part: textIn(values, 'part'),
    title: textIn(values, 'title'),
    name: textIn(values, 'name'),
    duration: told(numberIn(values, 'durationMs'), (ms) => durationText(language, ms)),
    minDuration: told(numberIn(values, 'minDurationMs'), (ms) => durationText(language, ms)),
    maxDuration: told(numberIn(values, 'maxDurationMs'), (ms) => durationText(language, ms)),
    maxSize: told(numberIn(values, 'maxBytes'), (bytes) => sizeText(language, bytes)),
    ...savedFillings(language, values),
    ...editFillings(values),
    ...duplicateFillings(values),
    ...hourFillings(language, values),
    ...conflictFillings(language, values),
  };
}

/** What is known to be saved, where somebody asked for something; what was there before is safe in any case. */
function savedFillings(language: Language, values: ProblemValues): Fillings {
  const { events, safe } = words(language);
  const saved = values['saved'] as readonly { readonly event: EventKind }[] | undefined;
  const sentences = [...new Set((saved ?? []).map(({ event }) => events[event]))];
  return { saved: withoutFullStop(sentences.join(' ')), safe: saved ? safe.notSaved : safe.kept };
}

/** An instant is told only with the zone that it is meant in. */
function hourFillings(language: Language, values: ProblemValues): Fillings {
  const { until, timeZone, windows } = values as {
    readonly until?: number;
    readonly timeZone?: TimeZone;
    readonly windows?: readonly DailyWindow[];
  };
  return {
    until: timeZone === undefined ? undefined : told(until, (instant) => timeText(instant, timeZone)),
    windows:
      windows &&
      listText(
        language,
        windows.map(({ from, to }) => `${from}–${to}`),
      ),
  };
}

/** Who was quicker, and at what time of the place. */
function editFillings(values: ProblemValues): Fillings {
  const { changedAt, timeZone } = values as { readonly changedAt?: number; readonly timeZone?: TimeZone };
  return {
    changedBy: textIn(values, 'changedBy'),
    changedAt: timeZone === undefined ? undefined : told(changedAt, (instant) => timeText(instant, timeZone)),
  };
}

/** Who did the same before, and at what time of the place. */
function duplicateFillings(values: ProblemValues): Fillings {
  const { bookedAt, timeZone } = values as { readonly bookedAt?: number; readonly timeZone?: TimeZone };
  return {
    bookedBy: textIn(values, 'bookedBy'),
    bookedAt: timeZone === undefined ? undefined : told(bookedAt, (instant) => timeText(instant, timeZone)),
  };
}

/** `conflicts` are told only once they were given the names of their villages, and the zone that their times are in. */
function conflictFillings(language: Language, values: ProblemValues): Fillings {
  const { conflicts, alternatives, timeZone } = values as {
    readonly conflicts?: readonly PlacedConflict[];
    readonly alternatives?: readonly BookingAlternative[];
    readonly timeZone?: TimeZone;
  };
  if (!conflicts || timeZone === undefined) return {};
  const sentences = conflicts.map((conflict) => conflictText(language, conflict, timeZone));
  return {
    conflicts: withoutFullStop([...new Set(sentences)].slice(0, TOLD_CONFLICTS).join(' ')),
    waysOut: withoutFullStop(waysOutText(language, alternatives ?? [], timeZone)),
  };
}

/** The text that it is filled into brings the full stop. */
function withoutFullStop(text: string): string {
  return text.replace(/\.$/, '');
}

function numberIn(values: ProblemValues, name: string): number | undefined {
  const value = values[name];
  return typeof value === 'number' ? value : undefined;
}

function textIn(values: ProblemValues, name: string): string | undefined {
  const value = values[name];
  return typeof value === 'string' ? value : undefined;
}

function told(value: number | undefined, say: (value: number) => string): string | undefined {
  return value === undefined ? undefined : say(value);
}
