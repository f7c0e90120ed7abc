// Complaints from below a pole: taken without a name, told to the desk, answered and closed by it.
import { Problem, type Actor, type Complaint } from '#domain';
import { Injectable } from '@nestjs/common';
import { requireAct, visible } from '../acting/access';
import { ComplaintQuota } from './complaint-quota';
import { newId } from '../acting/new-id';
import { peopleWhoMay, tell } from '../acting/notices';
import { Clock } from '../ports/clock';
import type { Page, PageRequest } from '../ports/stores';
import { UnitOfWork } from '../ports/unit-of-work';

/** What is complained about. */
type ComplaintWords = Pick<Complaint, 'topic' | 'text'>;

@Injectable()
export class Complaints {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly quota: ComplaintQuota,
  ) {}

  /** From anybody at the pole of that code. Throws Problem `pole-unknown`, or `too-many-requests` for an address that writes too often. */
  async complain(publicCode: string, { topic, text }: ComplaintWords, address: string): Promise<Complaint> {
    const now = this.clock.now();
    return this.unitOfWork.run(async (stores) => {
      const pole = await stores.places.controllerByPublicCode(publicCode);
      if (!pole) throw new Problem('pole-unknown');
      this.quota.take(pole.id, address, now);
      const { id: controllerId, communeId, name: place } = pole;
      const open = { answer: null, closedBy: null, closedAt: null };
      const complaint: Complaint = { ...open, id: newId(now), communeId, controllerId, topic, text, at: now };
      await stores.complaints.insert(complaint);
      await stores.events.append({
        communeId,
        at: now,
        kind: 'complaint.received',
        actor: 'system',
        subjectId: complaint.id,
        details: { controllerId, topic },
      });
      const told = await peopleWhoMay(stores, 'complaint.answer', { communeId, villageId: null });
      const values = { place, ...(text !== '' && { text }) };
      await tell(stores, told, { communeId, kind: 'complaint-received', subjectId: complaint.id, values }, now);
      return complaint;
    });
  }

  /** For the person who complained: whoever knows pole and id. Throws Problem `not-found`. */
  async ofPole(publicCode: string, id: string): Promise<Complaint> {
    const { places, complaints } = this.unitOfWork.read;
    const [pole, complaint] = [await places.controllerByPublicCode(publicCode), await complaints.complaint(id)];
    if (!pole || complaint?.controllerId !== pole.id) throw new Problem('not-found');
    return complaint;
  }

  /** Newest first. Throws Problem `not-found` or `not-allowed`. */
  list(actor: Actor, communeId: string, page: PageRequest): Promise<Page<Complaint>> {
    requireAct(actor, 'complaint.answer', { communeId, villageId: null });
    return this.unitOfWork.read.complaints.complaints(communeId, page);
  }

  /** Closes it, with an answer or without a word. Throws Problem `not-found`, `not-allowed`, or `wrong-state` the second time. */
  async close(actor: Actor, id: string, answer: string): Promise<Complaint> {
    const now = this.clock.now();
    return this.unitOfWork.run(async (stores) => {
      const complaint = visible(actor, await stores.complaints.complaint(id));
      const { communeId, controllerId, closedAt } = complaint;
      requireAct(actor, 'complaint.answer', { communeId, villageId: null });
      if (closedAt !== null) throw new Problem('wrong-state', { state: 'closed', event: 'close' });
      const end = { answer, closedBy: actor.personId, closedAt: now };
      await stores.complaints.update(id, end);
      await stores.events.append({
        communeId,
        at: now,
        kind: 'complaint.closed',
        actor: actor.personId,
        subjectId: id,
        details: { controllerId, answer },
      });
      return { ...complaint, ...end };
    });
  }
}
