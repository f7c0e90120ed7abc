// Brings what waits too long for an approval, or is nearly due without one, before everybody who may approve it and before the operators.
import { escalationsDue, type EscalationStep, type Instant } from '#domain';
import { Injectable } from '@nestjs/common';
import { approversOf } from '../announcements/approvals';
import { throwTogether } from '../acting/run-all';
import { peopleWhoMay, tell } from '../acting/notices';
import { Clock } from '../ports/clock';
import type { StoreReads, Stores } from '../ports/stores';
import { UnitOfWork } from '../ports/unit-of-work';
import { waitingApprovals, type WaitingApproval } from './waiting-approvals';

@Injectable()
export class Escalations {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** Tells of every step that came since the last time, each once. Approves nothing. Running it twice changes nothing. */
  async tellWhatWaits(communeId: string): Promise<void> {
    const now = this.clock.now();
    const { due, failures } = await this.stepsDue(this.unitOfWork.read, communeId, now);
    if (due.length > 0) failures.push(...(await this.tell(communeId, now)));
    throwTogether(failures);
  }

  private tell(communeId: string, now: Instant): Promise<readonly unknown[]> {
    return this.unitOfWork.run(async (stores) => {
      const failures: unknown[] = [];
      for (const { waiting, steps } of (await this.stepsDue(stores, communeId, now)).due) {
        const told = stores.apart(() => this.escalate(stores, waiting, steps, now));
        await told.catch((error: unknown) => failures.push(error));
      }
      return failures;
    });
  }

  private async stepsDue(stores: StoreReads, communeId: string, now: Instant) {
    const { escalateAfterMs } = (await stores.places.commune(communeId))!.rules;
    const due: { readonly waiting: WaitingApproval; readonly steps: readonly EscalationStep[] }[] = [];
    const { found, failures } = await waitingApprovals(stores, communeId, now);
    for (const waiting of found) {
      const told = (await stores.bookings.escalations(waiting.subjectId))
        .filter(({ since }) => since === waiting.since)
        .map(({ step }) => step);
      const steps = escalationsDue(waiting, escalateAfterMs, now).filter((step) => !told.includes(step));
      if (steps.length > 0) due.push({ waiting, steps });
    }
    return { due, failures: [...failures] };
  }

  /** Steps that came together, because nobody looked for a while, are kept each and told once. */
  private async escalate(
    stores: Stores,
    waiting: WaitingApproval,
    steps: readonly EscalationStep[],
    now: Instant,
  ): Promise<void> {
    const { subjectId, communeId, title, editors, proposedBy, since, firstStartsAt } = waiting;
    for (const step of steps) await stores.bookings.insertEscalation({ subjectId, step, since, communeId, at: now });
    const { approverRule } = (await stores.places.commune(communeId))!;
    const approvers = await approversOf(stores, { communeId, approverRule, editors, proposedBy }, now);
    const operators = await peopleWhoMay(stores, 'booking.approve.operator', { communeId, villageId: null });
    const left = firstStartsAt === null ? {} : { leftMs: firstStartsAt - now };
    const values = { title, waitedMs: now - since, ...left };
    await tell(stores, [...approvers, ...operators], { communeId, kind: 'approval-escalated', subjectId, values }, now);
    await stores.events.append({
      communeId,
      at: now,
      kind: 'approval.escalated',
      actor: 'system',
      subjectId,
      details: { steps, title, firstStartsAt },
    });
  }
}
