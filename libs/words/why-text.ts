// The reason chain in plain words: one sentence for each link, half a sentence for each pole in it.
import type {
  BookedStart,
  ConfirmationAnswer,
  Instant,
  MomentView,
  ProblemCode,
  Recurrence,
  TimeZone,
  WhyLink,
  WhyPole,
} from '#domain';
import { durationText, listText, nearTimeText, sizeText } from './formats';
import { fill, words, type Fillings, type Language } from './language';
import { reasonText } from './reason-text';
import { recurrenceText } from './recurrence-text';

/** When and where a sentence is read: times of the same day are told without their date. */
interface Reading {
  readonly now: Instant;
  readonly timeZone: TimeZone;
}

/** What a link says. */
export function whyText(language: Language, { says, at, values }: WhyLink, reading: Reading): string {
  const when = at === null ? undefined : instantText(at, reading);
  return fill(words(language).why.links[says], { ...fillingsOf(language, values, reading), at: when });
}

/** What is said of one pole: no sentence of its own, to stand behind its name. */
export function whyPoleText(language: Language, { says, values }: WhyPole, reading: Reading): string {
  const { poles, offlineUnknown } = words(language).why;
  if (says === 'offline' && values['sinceAt'] === undefined) return offlineUnknown;
  const fillings = fillingsOf(language, values, reading);
  // What a pole did not say is left open rather than the whole line left out.
  return fill(poles[says], { started: '–', length: '–', reason: '–', ...fillings });
}

/** What a village hears at an instant, or why it hears nothing. */
export function momentText(language: Language, { says, values, nearest }: MomentView, reading: Reading): string {
  const { nothing, nearest: beside } = words(language).why;
  const said = fill(nothing[says], fillingsOf(language, values, reading));
  if (!nearest) return said;
  const starts = instantText(nearest.startsAt, reading);
  return `${said} ${fill(beside, { title: nearest.title, starts })}`;
}

/** Values by their kind, which their names tell: instants end in `At`, lengths in `Ms`, sizes in `Bytes`. */
function fillingsOf(language: Language, values: WhyLink['values'], reading: Reading): Fillings {
  const fillings: Record<string, string | number | undefined> = {};
  for (const [name, value] of Object.entries(values)) {
    if (typeof value === 'number' && name.endsWith('At')) fillings[nounOf(name)] = instantText(value, reading);
    else if (typeof value === 'number' && name.endsWith('Ms')) fillings[nounOf(name)] = durationText(language, value);
    else if (typeof value === 'number' && name.endsWith('Bytes')) {
      fillings[name === 'sizeBytes' ? 'size' : `${name.slice(0, -'Bytes'.length)}Size`] = sizeText(language, value);
    } else if (typeof value === 'string' || typeof value === 'number') fillings[name] = value;
  }
  return { ...fillings, ...spokenValues(language, values) };
}

/** Values that are words of the trade. */
function spokenValues(language: Language, values: WhyLink['values']): Fillings {
  const said = words(language);
  const { basis, emergencyBasis, reason, names, answers, code } = values;
  const start = values['start'] as BookedStart | undefined;
  const days = values['recurrence'] as Recurrence | undefined;
  return {
    ...(isNamed(said.why.bases, basis ?? emergencyBasis) && {
      basis: said.why.bases[(basis ?? emergencyBasis) as 'upstream'],
    }),
    ...(typeof reason === 'string' && { reason: reasonText(language, reason) }),
    ...(isNamed(said.problems, code) && { reason: said.problems[code as ProblemCode].title }),
    ...(Array.isArray(names) && { names: listText(language, names as string[]) }),
    ...(Array.isArray(answers) && { answers: answersText(language, answers as ConfirmationAnswer[]) }),
    ...(days && { days: recurrenceText(language, days) }),
    ...(start && {
      start: fill(said.why.starts[start.kind], {
        slot: values['slot'] as string,
        time: start.kind === 'exact' ? start.at.slice(0, 5) : undefined,
      }),
    }),
  };
}

function answersText(language: Language, answers: readonly ConfirmationAnswer[]): string {
  const { confirmationAnswers } = words(language);
  return listText(
    language,
    [...new Set(answers)].map((answer) => confirmationAnswers[answer]),
  );
}

function instantText(at: Instant, { now, timeZone }: Reading): string {
  return nearTimeText(at, now, timeZone);
}

/** `startsAt` fills `{starts}`, `playedMs` fills `{length}` like every length of sound. */
function nounOf(name: string): string {
  if (name === 'playedMs' || name === 'lengthMs') return 'length';
  return name.slice(0, -2);
}

function isNamed(list: object, name: unknown): boolean {
  return typeof name === 'string' && name in list;
}
