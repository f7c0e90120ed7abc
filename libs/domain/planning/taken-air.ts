// What has its time in a zone while the zone is planned, found by time, by rundown and by day: placing one thing looks at its neighbours alone.
import type { Airing } from '../air/air';
import { isCapped, SoundLedger } from '../air/broadcast-limits';
import { TimeIndex } from '../calendar/time-index';
import type { Instant, Interval } from '../calendar/time';
import { takesAir, timeOf, type Ground } from './ground';
import { byDecision, type Occurrence } from './occurrences';
import { widened } from './room';

export class TakenAir {
  private readonly byTime = new TimeIndex<Airing>();
  /** By rundown, the bookings that chose their place there, and where it ends. */
  private readonly chosen = new Map<string, { readonly occurrence: Occurrence; readonly to: Instant }[]>();
  /** How much sounds where caps count it. */
  readonly ledger: SoundLedger;

  /** With nothing taken yet. */
  constructor(private readonly ground: Ground) {
    this.ledger = new SoundLedger(ground.request.timeZone);
  }

  /** Takes their time, those that take any. */
  take(airings: Iterable<Airing>): void {
    for (const airing of airings) if (takesAir(airing)) this.takeOne(airing);
  }

  /** What sounds in the interval, by start. */
  in(interval: Interval): readonly Airing[] {
    return this.byTime.near(interval);
  }

  /** The times in which nothing else may sound there: those of what sounds, with the silence around them. */
  blocked(interval: Interval): readonly Interval[] {
    const { minGapMs } = this.ground.request.broadcastLimits;
    return this.in(widened(interval, minGapMs)).map((entry) => widened(timeOf(entry), minGapMs));
  }

  /** When that ends which people put before the booking in its rundown; undefined: nothing has its place before it. */
  endsBefore({ item, frame }: Occurrence): Instant | undefined {
    const before = (this.chosen.get(frame.id) ?? []).filter(({ occurrence }) => byDecision(occurrence.item, item) < 0);
    return before.length > 0 ? Math.max(...before.map(({ to }) => to)) : undefined;
  }

  private takeOne(airing: Airing): void {
    const time = timeOf(airing);
    this.byTime.add(time, airing);
    if (isCapped(airing)) this.ledger.add(airing);
    const occurrence = this.ground.dueById.get(airing.id);
    if (!occurrence || occurrence.anchoredAt !== null) return;
    const there = this.chosen.get(occurrence.frame.id);
    const place = { occurrence, to: time.to };
    if (there) there.push(place);
    else this.chosen.set(occurrence.frame.id, [place]);
  }
}
