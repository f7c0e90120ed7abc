// "Như hôm qua", "như tuần trước": proposes for a day what sounded on another one, each piece held against everything else on air.
import {
  copiesFor,
  instantOf,
  patternDay,
  addDays,
  Problem,
  type Actor,
  type Booking,
  type BookingCopy,
  type CopyPattern,
  type Instant,
  type LocalDate,
  type ZoneCandidate,
} from '#domain';
import { Injectable } from '@nestjs/common';
import { requireActSomewhere } from '../acting/access';
import { BookingTrials, type TriedBooking } from './booking-trials';
import { BookingWrites } from './booking-writes';
import { bookingFrom, saveProposal } from './booking-request';
import type { BookingView } from './booking-view';
import { Clock } from '../ports/clock';
import type { StoreReads } from '../ports/stores';
import { UnitOfWork } from '../ports/unit-of-work';

/** What was copied, and what could not be, with why. */
interface CopiedDay {
  readonly proposed: readonly BookingView[];
  readonly refused: readonly { readonly copyOf: string; readonly title: string; readonly problem: Problem }[];
}

/** Who approves it decides its order among priorities. */
const ORDER_LATER = { orderLater: true };

@Injectable()
export class BookingCopies {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly writes: BookingWrites,
    private readonly clock: Clock,
    private readonly trials: BookingTrials,
  ) {}

  /** Proposes for that date what sounded on the pattern day and is not booked for the date already. What collides is left out and told. */
  async copy(actor: Actor, communeId: string, like: CopyPattern, date: LocalDate): Promise<CopiedDay> {
    requireActSomewhere(actor, 'booking.propose', communeId);
    const now = this.clock.now();
    const bookingOf = (stores: StoreReads, { copyOf: _, ...wish }: BookingCopy) =>
      bookingFrom(stores, actor, communeId, { ...wish, recurrence: { kind: 'once', date } }, now);
    const { read } = this.unitOfWork;
    const announcementIds = (await copiesIn(read, communeId, like, date)).map((each) => each.announcementId);
    const foresee = async (stores: StoreReads) =>
      this.triedOneByOne(stores, await copiesIn(stores, communeId, like, date), bookingOf, now);
    return this.writes.runForeseen({ communeId, announcementIds }, foresee, async (stores, foreseen) => {
      const tried = await foreseen();
      const proposed: BookingView[] = [];
      const refused: CopiedDay['refused'][number][] = [];
      for (const copy of await copiesIn(stores, communeId, like, date)) {
        const outcome = await orProblem(async () => {
          const booking = await bookingOf(stores, copy);
          const again = () => this.trials.tried(stores, booking, now, ORDER_LATER);
          await this.trials.requireRoom(stores, booking, tried.get(copy.copyOf), again, ORDER_LATER);
          // Everything that is refused is refused before anything is written.
          return saveProposal(stores, booking, actor, { copyOf: copy.copyOf });
        });
        if (!(outcome instanceof Problem)) proposed.push(outcome);
        else refused.push({ copyOf: copy.copyOf, title: await titleOf(stores, copy), problem: outcome });
      }
      return { proposed, refused };
    });
  }

  /** Each copy beside those that were tried before it and have their place, by what it is a copy of. */
  private async triedOneByOne(
    stores: StoreReads,
    copies: readonly BookingCopy[],
    bookingOf: (stores: StoreReads, copy: BookingCopy) => Promise<Booking>,
    now: Instant,
  ): Promise<ReadonlyMap<string, TriedBooking>> {
    const all = new Map<string, TriedBooking>();
    const earlier: ZoneCandidate[] = [];
    for (const copy of copies) {
      const tried = await orProblem(async () =>
        this.trials.tried(stores, await bookingOf(stores, copy), now, ORDER_LATER, { earlier }),
      );
      if (tried instanceof Problem) continue;
      all.set(copy.copyOf, tried);
      if (tried.forecast.conflicts.length === 0) earlier.push(...tried.zones);
    }
    return all;
  }
}

async function orProblem<T>(act: () => Promise<T>): Promise<T | Problem> {
  try {
    return await act();
  } catch (refusal) {
    if (refusal instanceof Problem) return refusal;
    throw refusal;
  }
}

/** What is to be copied. */
async function copiesIn(
  stores: StoreReads,
  communeId: string,
  like: CopyPattern,
  date: LocalDate,
): Promise<readonly BookingCopy[]> {
  const specialDays = await stores.places.specialDays(communeId);
  return copiesFor(await bookingsAround(stores, communeId, patternDay(like, date)), like, date, specialDays);
}

/** Open bookings, and those that sounded on the day and have ended since. */
async function bookingsAround(stores: StoreReads, communeId: string, day: LocalDate): Promise<readonly Booking[]> {
  const { timeZone } = (await stores.places.commune(communeId))!;
  const [from, to] = [day, addDays(day, 2)].map((date) => instantOf(date, '00:00', timeZone));
  const rundowns = await stores.air.rundowns(communeId, from!, to!);
  const airings = await stores.air.airingsOfRundowns(rundowns.map(({ id }) => id));
  const open = await stores.bookings.open(communeId);
  const known = new Set(open.map(({ id }) => id));
  const sounded = new Set(airings.flatMap(({ bookingId }) => bookingId ?? []).filter((id) => !known.has(id)));
  const all = [...(await stores.bookings.byIds([...sounded])), ...open];
  return all.sort((a, b) => (a.id < b.id ? -1 : 1));
}

async function titleOf(stores: StoreReads, { announcementId }: BookingCopy): Promise<string> {
  return (await stores.announcements.announcement(announcementId))?.title ?? '';
}
