// Approving on a phone by a personal link: see and hear what is to be approved, prove who one is, approve once. Every rule of ordinary
// approval holds.
import { endOf, mayApprove, Problem, type Actor, type Instant } from '#domain';
import { Injectable } from '@nestjs/common';
import { questionOf } from '../announcements/approvals';
import type { CheckedBooking } from './booking-checks';
import { Bookings } from './bookings';
import type { BookingView } from './booking-view';
import type { Caller } from '../people/failed-tries';
import { PersonalLinks } from '../people/personal-links';
import { Clock } from '../ports/clock';
import { UnitOfWork } from '../ports/unit-of-work';
import { Proofs, signatureOf, standsAsProven, type Proof } from '../people/proofs';

/** What the link shows before it asks. */
export interface ApprovalOnPhone {
  /** Who approves. */
  readonly actor: Actor;
  readonly expiresAt: Instant;
  readonly asksFor: 'pin' | 'password';
  readonly booking: BookingView;
}

@Injectable()
export class ApprovalByLink {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly links: PersonalLinks,
    private readonly bookings: Bookings,
    private readonly proofs: Proofs,
  ) {}

  /** What is to be approved. Throws what `PersonalLinks.open` throws, and Problem `not-allowed` once the person may not approve it. */
  async look(token: string): Promise<ApprovalOnPhone> {
    const { link, person, actor } = await this.links.open(token, 'approve');
    const booking = await this.bookings.booking(actor, link.subjectId!);
    const verdict = mayApprove(actor, await questionOf(this.unitOfWork.read, booking, booking.announcement));
    if (verdict !== 'ok') throw new Problem(verdict);
    return { actor, expiresAt: link.expiresAt, asksFor: signatureOf(person), booking };
  }

  /** What approving it now would do: every start, every conflict, ways out. */
  preview({ actor, booking }: ApprovalOnPhone): Promise<CheckedBooking> {
    return this.bookings.preview(actor, booking.id);
  }

  /**
   * Approves as the person of the link. The link is used up only when the booking is approved. Throws Problem `pin-wrong` for a wrong
   * proof (the fifth one kills the link), `pin-shown` for a PIN that somebody else was shown, `too-many-requests`, and what `Bookings.approve` throws.
   */
  async approve(token: string, digest: string, proof: Proof, caller: Caller): Promise<BookingView> {
    const { link, person, actor } = await this.links.open(token, 'approve');
    const proven = await this.proofs.weigh(person.login, person, proof, caller);
    if (proven === null) throw await this.links.wrongTry(link);
    if (proven === 'shown-pin') throw new Problem('pin-shown');
    const now = this.clock.now();
    return this.bookings.approve(actor, link.subjectId!, digest, undefined, async (stores) => {
      const { links, events } = stores;
      // Others may have used it, or guessed it to death, while the proof was looked at.
      const end = endOf((await links.link(link.id))!, now);
      if (end !== null) throw new Problem('link-expired', { reason: end });
      if (!(await standsAsProven(stores, person))) throw new Problem('pin-wrong');
      await links.use(link.id, now);
      const { communeId, personId, subjectId } = link;
      const details = { bookingId: subjectId };
      await events.append({ communeId, at: now, kind: 'link.used', actor: personId, subjectId: link.id, details });
    });
  }
}
