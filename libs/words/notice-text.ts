// The sentence for a notice, filled with its values.
import type { Notice, TimeZone } from '#domain';
import { dayAndTimeText, durationText } from './formats';
import { fill, words, type Language } from './language';
import { slotSummaryText, type SlotTelling } from './slot-summary-text';

/**
 * What the notice says. Lengths of time among its values (`waitedMs`, `leftMs`) are put in words (`{waited}`, `{left}`), and so are the instants
 * `startsAt` (`{starts}`) and `sinceAt` (`{since}`) when the values name its `timeZone`.
 */
export function noticeText(language: Language, { kind, values }: Pick<Notice, 'kind' | 'values'>): string {
  if (kind === 'slot-summary') return slotSummaryText(language, values as unknown as SlotTelling);
  const lengths = Object.entries(values).flatMap(([name, value]) =>
    name.endsWith('Ms') && typeof value === 'number' ? [[name.slice(0, -2), durationText(language, value)]] : [],
  );
  const { startsAt, sinceAt, timeZone } = values as {
    readonly startsAt?: number;
    readonly sinceAt?: number;
    readonly timeZone?: TimeZone;
  };
  const starts = startsAt && timeZone && dayAndTimeText(language, startsAt, timeZone);
  const since = sinceAt && timeZone && dayAndTimeText(language, sinceAt, timeZone);
  return fill(words(language).notices[kind], {
    ...values,
    ...Object.fromEntries(lengths),
    ...(starts && { starts }),
    ...(since && { since }),
  });
}
