// The links of the reason chain about the booking: who asked for it and by which rule, who let it on air, and whether it found its place, or
// what stood in the way.
import type { BookingState } from '../../bookings/booking';
import { link, type WhyCode, type WhyLink } from './link';
import { hasBegun, takesPlace, type AiringStory, type BookingStory } from './story';

/** Who wanted it on air, and what became of that. */
export function bookedLinks(story: AiringStory): readonly WhyLink[] {
  const { order, booking, rundown } = story;
  if (order) return orderedLinks(order);
  if (!booking) return [link('booked', 'ok', 'with-rundown', null, { slot: rundown.slotName })];
  const { who, at, start, recurrence, purpose } = booking;
  const values = { who, slot: rundown.slotName, start, recurrence, purpose, localDate: rundown.localDate };
  return [link('booked', 'ok', 'booked', at, values), permittedLink(story, booking)];
}

function orderedLinks(order: NonNullable<AiringStory['order']>): readonly WhyLink[] {
  const { kind, who, at, reason, basis, confirmedBy, confirmedAt } = order;
  if (kind === 'drill') return [link('booked', 'ok', 'drill-ordered', at, { who, reason })];
  const ordered = link('booked', 'ok', 'emergency-ordered', at, { who, reason, emergencyBasis: basis });
  return confirmedBy === null
    ? [ordered]
    : [ordered, link('booking-approved', 'ok', 'emergency-confirmed', confirmedAt, { who: confirmedBy })];
}

const ENDED: Readonly<Partial<Record<BookingState, WhyCode>>> = {
  declined: 'booking-declined',
  cancelled: 'booking-cancelled',
  missed: 'booking-missed',
  replaced: 'booking-replaced',
};

function permittedLink(story: AiringStory, { state, approval }: BookingStory): WhyLink {
  const ended = ENDED[state];
  // What was on air before it was cancelled was rightly on air.
  if (ended && !takesPlace(story)) return link('booking-approved', 'trouble', ended, null);
  if (state === 'proposed' && !hasBegun(story)) {
    const late = story.now >= story.airing.startsAt || story.airing.state === 'dropped';
    return link('booking-approved', late ? 'trouble' : 'waiting', 'booking-proposed', null);
  }
  const { who, basis, at } = approval ?? {};
  return link('booking-approved', 'ok', 'booking-approved', at ?? null, { who, basis });
}

/** Whether it has a time on air, or why not. */
export function plannedLink({ airing, obstacles }: AiringStory): WhyLink {
  const { state, startsAt, reason, reasonValues } = airing;
  if (state === 'planned') return link('planned', 'ok', 'planned', null, { startsAt });
  if (state === 'held') return link('planned', 'waiting', 'held', null, { startsAt });
  const says = (code: WhyCode, values: WhyLink['values'] = {}) =>
    link('planned', 'trouble', code, null, { startsAt, reason, ...values });
  const { stop, specialDay, quiet } = obstacles;
  switch (reason) {
    case 'overlap': {
      const { title, kind, startsAt: fromAt, endsAt: toAt } = reasonValues;
      return says('overlap', { title, kind, fromAt, toAt });
    }
    case 'overflow':
    case 'rundown-cap':
    case 'day-cap':
      return says('too-much', { overMs: reasonValues['byMs'], maxMs: reasonValues['maxMs'] });
    case 'stopped':
      return says('stopped', stop ? { who: stop.who, why: stop.reason, fromAt: stop.from, toAt: stop.until } : {});
    case 'special-day':
      return says('special-day', { name: specialDay ?? undefined });
    case 'quiet-hours':
      return says(
        'quiet-hours',
        quiet ? { fromAt: quiet.from, toAt: quiet.to, name: quiet.specialDay ?? undefined } : {},
      );
    case 'booking-cancelled':
    case 'booking-declined':
    case 'day-cancelled':
    case 'booking-replaced':
    case 'announcement-voided':
    case 'no-longer-due':
    case 'clock-change':
    case 'not-as-approved':
    case 'drill-cancelled':
    case 'no-poles':
    case 'unapproved':
    case 'locked':
    case 'too-soon':
    case 'emergency':
    case 'emergency-over':
    case 'rundown-empty':
    case 'no-room':
    case null:
      return says('not-planned');
  }
}
