// The three tables of a month's report, as they go into a spreadsheet: the villages, the days, and what did not sound as it should.
import type { MonthReportView } from '#application';
import { MINUTE_MS, SECOND_MS, type AirTally, type Hearing } from '#domain';
import { fill, languageName, reasonText, words, type Language } from '#words';
import type { Cell } from './csv';

export const REPORT_TABLES = ['villages', 'days', 'troubles'] as const;
/** One of `REPORT_TABLES`. */
type ReportTable = (typeof REPORT_TABLES)[number];

/** The rows with their heading. */
export function reportTable(
  language: Language,
  report: MonthReportView,
  table: ReportTable,
): readonly (readonly Cell[])[] {
  switch (table) {
    case 'villages':
      return villageRows(language, report);
    case 'days':
      return dayRows(language, report);
    case 'troubles':
      return troubleRows(language, report);
  }
}

function villageRows(language: Language, report: MonthReportView): readonly (readonly Cell[])[] {
  const { reportTables: text, confirmationAnswers } = words(language);
  const tongues = report.languages.map((each) => each.language);
  const heading = [
    text.village,
    text.households,
    text.minutes,
    text.seconds,
    ...tongues.map((tag) => fill(text.secondsIn, { language: languageName(language, tag) })),
    ...tallyHeading(language),
    text.asked,
    text.answered,
    ...Object.values(confirmationAnswers),
  ];
  const row = (name: string, households: number | null, own: Omit<MonthReportView['villages'][number], 'village'>) => [
    name,
    households,
    Math.round(own.soundedMs / MINUTE_MS),
    Math.round(own.soundedMs / SECOND_MS),
    ...tongues.map((tag) =>
      Math.round((own.languages.find((each) => each.language === tag)?.soundedMs ?? 0) / SECOND_MS),
    ),
    ...tallyCells(own.tally),
    ...hearingCells(own.hearing, Object.keys(confirmationAnswers)),
  ];
  return [
    heading,
    ...report.villages.map((own) => row(`${own.village.label} ${own.village.name}`, own.village.households, own)),
    row(text.total, null, report),
  ];
}

function dayRows(language: Language, { days }: MonthReportView): readonly (readonly Cell[])[] {
  const { reportTables: text } = words(language);
  return [[text.day, ...tallyHeading(language)], ...days.map((day) => [day.localDate, ...tallyCells(day)])];
}

function troubleRows(language: Language, { troubles, villages }: MonthReportView): readonly (readonly Cell[])[] {
  const { reportTables: text, playbackStates } = words(language);
  const names = new Map(villages.map(({ village }) => [village.id, `${village.label} ${village.name}`]));
  return [
    [text.day, text.slot, text.village, text.titles, text.state, text.reason, text.poles],
    ...troubles.map(({ localDate, slotName, villageId, titles, state, reason, controllers }) => [
      localDate,
      slotName,
      names.get(villageId) ?? '',
      titles.join(', '),
      playbackStates[state],
      reason === null ? '' : reasonText(language, reason),
      controllers,
    ]),
  ];
}

function tallyHeading(language: Language): readonly string[] {
  const { reportTables: text } = words(language);
  return [text.due, text.played, text.interrupted, text.missed, text.unconfirmed, text.begun, text.onTime];
}

function tallyCells({ due, played, interrupted, missed, unconfirmed, begun, onTime }: AirTally): readonly number[] {
  return [due, played, interrupted, missed, unconfirmed, begun, onTime];
}

function hearingCells({ asked, answered, answers }: Hearing, kinds: readonly string[]): readonly number[] {
  const counts: Readonly<Record<string, number>> = answers;
  return [asked, answered, ...kinds.map((kind) => counts[kind] ?? 0)];
}
