// What stands in the way of a booking, in plain words: village, title, times, and other times that would do.
import type { BookingAlternative, PlacedConflict, ProblemCode, TimeZone } from '#domain';
import { dateText, dayAndTimeText, durationText, timeText } from './formats';
import { fill, words, type Fillings, type Language } from './language';

/** One sentence. */
export function conflictText(language: Language, conflict: PlacedConflict, zone: TimeZone): string {
  const date = dateText(language, conflict.localDate);
  return fill(words(language).conflicts[conflict.kind], {
    village: conflict.village,
    date,
    ...fillingsOf(language, conflict, zone),
  });
}

function fillingsOf(language: Language, conflict: PlacedConflict, zone: TimeZone): Fillings {
  switch (conflict.kind) {
    case 'overlap':
      return { title: conflict.title, from: timeText(conflict.startsAt, zone), to: timeText(conflict.endsAt, zone) };
    case 'emergency':
      return { title: conflict.title, from: timeText(conflict.startsAt, zone), until: timeText(conflict.endsAt, zone) };
    case 'overflow':
      return { by: durationText(language, conflict.byMs) };
    case 'rundown-cap':
    case 'day-cap':
      return { max: durationText(language, conflict.maxMs), by: durationText(language, conflict.byMs) };
    case 'quiet-hours':
      return { from: conflict.window.from, to: conflict.window.to };
    case 'stopped':
      return { until: dayAndTimeText(language, conflict.until, zone) };
    case 'in-the-past':
      return {};
    case 'too-soon':
      return { from: timeText(conflict.earliest, zone) };
    case 'needs-late-reason':
      return { until: timeText(conflict.lockEndsAt, zone) };
    case 'priority-order':
      return { title: conflict.title };
    case 'clock-change':
    case 'no-free-minute':
      return {};
  }
}

/** Why the times of one item cannot be worked out now. */
export function notForecastText(language: Language, failure: { readonly code: ProblemCode } | null): string {
  const { problems, conflicts } = words(language);
  return fill(conflicts.notForecast, { reason: problems[failure?.code ?? 'unexpected'].title });
}

/** Other times that would do, in one sentence; nothing when there are none. */
export function waysOutText(language: Language, alternatives: readonly BookingAlternative[], zone: TimeZone): string {
  const otherTimes = alternatives.filter(({ kind }) => kind !== 'replace' && kind !== 'fewer-repeats');
  const times = otherTimes.map(({ firstStartsAt }) => dayAndTimeText(language, firstStartsAt, zone)).join('; ');
  return fill(words(language).conflicts.waysOut, { times });
}
