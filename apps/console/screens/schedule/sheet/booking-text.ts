// Bookings in words: on which days, at which time, in which places.
import { dateText, fill, listText, type Language } from '#words';
import type { BookedStart, Recurrence } from '#domain';
import { SCREENS } from '../../../parts/words';
import type { RowZone } from './rows';

const text = SCREENS.schedule;

/** `thứ 2, 4, 6 đến thứ Năm 31/12/2026`. */
export function recurrenceText(language: Language, recurrence: Recurrence): string {
  const day = (date: string) => dateText(language, date);
  switch (recurrence.kind) {
    case 'once':
      return day(recurrence.date);
    case 'dates':
      return listText(language, recurrence.dates.slice(0, 5).map(day)) + (recurrence.dates.length > 5 ? ' …' : '');
    case 'special':
      return fill(text.ruleSpecial, { name: recurrence.name, until: day(recurrence.until) });
    case 'daily':
      return fill(text.ruleDaily, { until: day(recurrence.until) });
    case 'weekdays':
      return fill(text.ruleWeekdays, { until: day(recurrence.until) });
    case 'weekly': {
      const days = listText(
        language,
        recurrence.days.map((each) => text.weekdays[each]),
      );
      return fill(text.ruleWeekly, { days, until: day(recurrence.until) });
    }
    case 'monthly': {
      const days = listText(
        language,
        recurrence.days.map((each) => (each === -1 ? text.lastDay : String(each))),
      );
      return fill(text.ruleMonthly, { days, until: day(recurrence.until) });
    }
  }
}

/** `trong khung Sáng (05:30–06:30)`, `đúng 06:00`. */
export function startText(
  start: BookedStart,
  slots: readonly { id: string; name: string; from: string; to: string }[],
): string {
  if (start.kind === 'soonest') return text.startSoonest;
  if (start.kind === 'exact')
    return fill(text.startExact, { at: start.at.replace(/:00$/, (end) => (start.at.length > 5 ? '' : end)) });
  const slot = slots.find(({ id }) => id === start.slotId);
  return slot ? fill(text.startSlot, { name: slot.name, from: slot.from, to: slot.to }) : text.startSlotGone;
}

/** The places as people call them: the whole commune, whole villages, and zones of the villages that are there in part. */
export function placeNames(zones: readonly RowZone[], all: readonly RowZone[]): readonly string[] {
  if (zones.length === all.length) return [text.wholeCommune];
  const here = new Set(zones.map(({ id }) => id));
  const whole = (villageId: string) => all.every((zone) => zone.villageId !== villageId || here.has(zone.id));
  return [...new Set(zones.map(({ name, village, villageId }) => (whole(villageId) ? village : name)))];
}

/** At most so many names, the others counted. */
export function placesText(language: Language, zones: readonly RowZone[], all: readonly RowZone[], most = 3): string {
  const names = placeNames(zones, all);
  if (names.length <= most) return listText(language, names);
  return fill(text.placesMore, { names: names.slice(0, most - 1).join(', '), count: names.length - most + 1 });
}
