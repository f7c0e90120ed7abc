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
  type LocalDate,
} from '#domain';
import { Injectable } from '@nestjs/common';
import { requireActSomewhere } from '../acting/access';
import { BookingTrials } from './booking-trials';
import { bookingFrom, saveProposal } from './booking-request';
import type { BookingView } from './booking-view';
import { Clock } from '../ports/clock';
import type { StoreReads, Stores } from '../ports/stores';
import { UnitOfWork } from '../ports/unit-of-work';

/** What was copied, and what could not be, with why. */
interface CopiedDay {
  readonly proposed: readonly BookingView[];
  readonly refused: readonly { readonly copyOf: string; readonly title: string; readonly problem: Problem }[];
}

@Injectable()
export class BookingCopies {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly trials: BookingTrials,
  ) {}

  /** Proposes for that date what sounded on the pattern day and is not booked for the date already. What collides is left out and told. */
  async copy(actor: Actor, communeId: string, like: CopyPattern, date: LocalDate): Promise<CopiedDay> {
    requireActSomewhere(actor, 'booking.propose', communeId);
    return this.unitOfWork.run(async (stores) => {
      const specialDays = await stores.places.specialDays(communeId);
      const bookings = await bookingsAround(stores, communeId, patternDay(like, date));
      const proposed: BookingView[] = [];
      const refused: CopiedDay['refused'][number][] = [];
      for (const copy of copiesFor(bookings, like, date, specialDays)) {
        const outcome = await this.tryCopy(stores, actor, communeId, copy, date);
        if (!(outcome instanceof Problem)) proposed.push(outcome);
        else refused.push({ copyOf: copy.copyOf, title: await titleOf(stores, copy), problem: outcome });
      }
      return { proposed, refused };
    });
  }

  private async tryCopy(
    stores: Stores,
    actor: Actor,
    communeId: string,
    { copyOf, ...wish }: BookingCopy,
    date: LocalDate,
  ): Promise<BookingView | Problem> {
    try {
      const request = { ...wish, recurrence: { kind: 'once', date } as const };
      const now = this.clock.now();
      const booking = await bookingFrom(stores, actor, communeId, request, now);
      const zones = await this.trials.zonesOf(stores, booking, now);
      await this.trials.requireRoom(stores, booking, zones, { orderLater: true });
      return await saveProposal(stores, booking, actor, { copyOf });
    } catch (refusal) {
      // Everything that is refused is refused before anything is written.
      if (refusal instanceof Problem) return refusal;
      throw refusal;
    }
  }
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
