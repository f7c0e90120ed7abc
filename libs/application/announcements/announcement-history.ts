// What happened to an announcement and its bookings, with names: who handed it in, who approved it, who sent it back and when.
import type { Actor, EventKind, Instant } from '#domain';
import { Injectable } from '@nestjs/common';
import { announcementInReach } from '../acting/reach';
import { UnitOfWork } from '../ports/unit-of-work';

/** One thing that a person did with it. `by` null: the server did it by itself. */
interface HistoryLine {
  readonly at: Instant;
  readonly kind: EventKind;
  readonly by: string | null;
  /** What was written beside it, such as the note with which it was sent back; empty when nothing was. */
  readonly note: string;
}

@Injectable()
export class AnnouncementHistory {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** Oldest first, its bookings included. Throws Problem `not-found`. */
  async of(actor: Actor, announcementId: string): Promise<readonly HistoryLine[]> {
    const { bookings, events, people } = this.unitOfWork.read;
    const { communeId } = await announcementInReach(this.unitOfWork.read, actor, announcementId);
    const booked = await bookings.ofAnnouncement(announcementId);
    const subjects = [announcementId, ...booked.map(({ id }) => id)];
    const logged = (await Promise.all(subjects.map((id) => events.ofSubject(communeId, id)))).flat();
    const names = new Map((await people.people(communeId)).map(({ id, name }) => [id, name]));
    return logged
      .sort((a, b) => a.sequence - b.sequence)
      .map(({ at, kind, actor: by, details }) => ({
        at,
        kind,
        by: names.get(by) ?? null,
        note: ('note' in details && details.note) || '',
      }));
  }
}
