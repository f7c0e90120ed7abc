// On which days, in plain words: "thứ Hai, thứ Tư, từ 23/11/2026 đến 31/12/2026".
import type { Recurrence, Weekday } from '#domain';
import { dateText, listText, shortDateText, weekdayText } from './formats';
import { fill, words, type Language } from './language';

/** The days of a booking. */
export function recurrenceText(language: Language, recurrence: Recurrence): string {
  const { recurrence: said } = words(language).why;
  const text = said[recurrence.kind];
  switch (recurrence.kind) {
    case 'once':
      return fill(text, { date: dateText(language, recurrence.date) });
    case 'dates':
      return recurrence.dates.length === 1
        ? dateText(language, recurrence.dates[0]!)
        : fill(text, { count: recurrence.dates.length });
    default:
      return fill(text, {
        from: shortDateText(recurrence.from),
        until: shortDateText(recurrence.until),
        ...('name' in recurrence && { name: recurrence.name }),
        ...(recurrence.kind === 'weekly' && { days: listText(language, recurrence.days.map(nameOf(language))) }),
        ...(recurrence.kind === 'monthly' && {
          days: listText(
            language,
            recurrence.days.map((day) => (day === -1 ? said.lastDay : String(day))),
          ),
        }),
      });
  }
}

function nameOf(language: Language): (day: Weekday) => string {
  return (day) => weekdayText(language, day);
}
