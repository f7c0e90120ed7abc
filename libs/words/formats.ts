// How times, lengths and counts are written for people: 24 hours, the wall time of the place, numbers as the language writes them.
import {
  DAY_MS,
  HOUR_MS,
  localDateOf,
  MINUTE_MS,
  SECOND_MS,
  wallTimeOf,
  type Instant,
  type LocalDate,
  type TimeZone,
} from '#domain';
import { words, type Language } from './language';
import { WRITING } from './writing';

/** `06:30`. */
export function timeText(instant: Instant, zone: TimeZone): string {
  return wallTimeOf(instant, zone).slice(0, 5);
}

/** `thứ Hai 23/11/2026`, `Monday 23/11/2026`. */
export function dateText(language: Language, date: LocalDate): string {
  const [year, month, day] = date.split('-');
  const weekday = new Intl.DateTimeFormat(WRITING[language].locale, { weekday: 'long', timeZone: 'UTC' }).format(
    Date.parse(`${date}T00:00:00Z`),
  );
  return `${WRITING[language].beforeDate(weekday)} ${day}/${month}/${year}`;
}

/** `06:30 thứ Hai 23/11/2026`. */
export function dayAndTimeText(language: Language, instant: Instant, zone: TimeZone): string {
  return `${timeText(instant, zone)} ${dateText(language, localDateOf(instant, zone))}`;
}

/** `23/11/2026`. */
export function shortDateText(date: LocalDate): string {
  return date.split('-').reverse().join('/');
}

/** `thứ Hai`, `Monday`: by ISO number, Monday 1. */
export function weekdayText(language: Language, weekday: number): string {
  // 1 January 2024 was a Monday.
  const name = new Intl.DateTimeFormat(WRITING[language].locale, { weekday: 'long', timeZone: 'UTC' }).format(
    Date.UTC(2024, 0, weekday),
  );
  return WRITING[language].insideSentence(name);
}

/** `06:30` on the day of `now` itself, `06:30 23/11/2026` on another. */
export function nearTimeText(instant: Instant, now: Instant, zone: TimeZone): string {
  const date = localDateOf(instant, zone);
  const time = timeText(instant, zone);
  return date === localDateOf(now, zone) ? time : `${time} ${shortDateText(date)}`;
}

/** `2026-11-23T06:30:00.000Z`: an instant as the API takes it. */
export function instantText(instant: Instant): string {
  return new Date(instant).toISOString();
}

/** `3 phút 20 giây`: the two largest units that are not nothing; below a second, seconds with one decimal. */
export function durationText(language: Language, durationMs: number): string {
  if (durationMs < SECOND_MS)
    return `${numberText(language, Math.round(durationMs / 100) / 10)} ${WRITING[language].units.second[1]}`;
  let left = durationMs;
  const parts: string[] = [];
  for (const [unit, unitMs] of [
    ['day', DAY_MS],
    ['hour', HOUR_MS],
    ['minute', MINUTE_MS],
    ['second', SECOND_MS],
  ] as const) {
    const count = Math.floor(left / unitMs);
    left -= count * unitMs;
    if (count > 0) parts.push(`${numberText(language, count)} ${WRITING[language].units[unit][count === 1 ? 0 : 1]}`);
  }
  return parts.slice(0, 2).join(' ');
}

/** `1.240` in Vietnamese, `1,240` in English. */
export function numberText(language: Language, value: number): string {
  return new Intl.NumberFormat(WRITING[language].locale).format(value);
}

/** `256 MB`; below one megabyte in whole kilobytes, from ten gigabytes on in those. */
export function sizeText(language: Language, bytes: number): string {
  if (bytes < 1024 * 1024) return `${numberText(language, Math.ceil(bytes / 1024))} KB`;
  const megabytes = bytes / (1024 * 1024);
  if (megabytes >= 10 * 1024) return `${numberText(language, Math.round(megabytes / 1024))} GB`;
  return `${numberText(language, Math.round(megabytes))} MB`;
}

/** `Nậm Pẻn, Láo và Vàng`. */
export function listText(language: Language, items: readonly string[]): string {
  return new Intl.ListFormat(WRITING[language].locale, { style: 'long', type: 'conjunction' }).format(items);
}

/** `tiếng Thái`, or the tag itself where nobody gave the language a name. */
export function languageName(language: Language, tag: string): string {
  const known = words(language).spoken[tag];
  if (known !== undefined) return known;
  const name = new Intl.DisplayNames(language, { type: 'language', fallback: 'code' }).of(tag) ?? tag;
  return WRITING[language].insideSentence(name);
}
