// The clock of the phone: only for what stays on the phone, such as the age of a draft. What the server counts by is the server's own.
import { WRITING, type Language } from '#words';

export function phoneNow(): number {
  return Date.now();
}

/** `2026-11-23`, where the commune is. */
export function phoneDate(): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Ho_Chi_Minh' }).format(phoneNow());
}

/** `23/11 06:30`, where the commune is; the day is left out today. */
export function shortTime(at: number, language: Language): string {
  const zone = { timeZone: 'Asia/Ho_Chi_Minh' } as const;
  const day = new Intl.DateTimeFormat('en-CA', zone);
  const isToday = day.format(at) === day.format(phoneNow());
  const date = isToday ? {} : ({ day: '2-digit', month: '2-digit' } as const);
  const time = { hour: '2-digit', minute: '2-digit', hour12: false } as const;
  return new Intl.DateTimeFormat(WRITING[language].locale, { ...zone, ...date, ...time }).format(at);
}
