// Which of two priorities goes first when they meet in a rundown. A person decides it, and the decision is the precedence of the booking.
import type { Occurrence } from '../planning/occurrences';
import type { LocalDate } from '../calendar/time';

/** Where a booking goes among the priorities that it meets. */
export type BookingOrder = 'before' | 'after';

/** A priority in the same slot, on the first day on which they meet there. */
export interface MetPriority {
  readonly zoneId: string;
  readonly localDate: LocalDate;
  readonly bookingId: string;
  readonly title: string;
  readonly precedence: number;
}

/** The priorities whose slot the booking shares; none when it has an exact time. */
export function prioritiesMet(
  own: readonly Occurrence[],
  others: readonly Occurrence[],
  zoneId: string,
): readonly MetPriority[] {
  const rundowns = new Set(own.filter(contends).map(({ frame }) => frame.id));
  const met = new Map<string, MetPriority>();
  for (const occurrence of others.filter((each) => contends(each) && rundowns.has(each.frame.id))) {
    const { item, localDate } = occurrence;
    const { id: bookingId, precedence } = item.booking;
    const known = met.get(bookingId);
    if (known && known.localDate <= localDate) continue;
    met.set(bookingId, { zoneId, localDate, bookingId, title: item.title, precedence });
  }
  return [...met.values()];
}

/** The precedence that puts a booking before or after all of them. */
export function precedenceAmong(met: readonly MetPriority[], order: BookingOrder): number {
  const taken = met.map(({ precedence }) => precedence);
  if (taken.length === 0) return 0;
  return order === 'before' ? Math.min(...taken) - 1 : Math.max(...taken) + 1;
}

/** Only priorities that choose their place in a slot have an order; an exact time has its own. */
function contends({ item, anchoredAt }: Occurrence): boolean {
  return item.messageClass === 'priority' && anchoredAt === null && item.booking.state !== 'finished';
}
