// Signs the head of every commune's event log once an hour, so that whoever writes a log anew needs the commune's key as well.
import { HOUR_MS } from '#domain';
import { Injectable } from '@nestjs/common';
import { Clock } from '../ports/clock';
import type { StoreReads } from '../ports/stores';
import { UnitOfWork } from '../ports/unit-of-work';
import { Seals } from '../wire/seals';

/** Seldom enough to cost nothing, often enough that little can be rewritten unseen. */
const SEAL_MS = HOUR_MS;

@Injectable()
export class AuditSealing {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly seals: Seals,
  ) {}

  /** Signs when the log grew and the last signature is an hour old. Two processes that ask at once sign once. */
  async sealWhenDue(communeId: string): Promise<void> {
    if (!(await this.isDue(this.unitOfWork.read, communeId))) return;
    await this.unitOfWork.run(async (stores) => {
      if (!(await this.isDue(stores, communeId))) return;
      const head = await stores.events.chainHead(communeId);
      await stores.events.insertSeal(await this.seals.sealAuditHead(head, this.clock.now()));
    });
  }

  private async isDue({ events }: Pick<StoreReads, 'events'>, communeId: string): Promise<boolean> {
    const { chainNumber } = await events.chainHead(communeId);
    const last = await events.lastSeal(communeId);
    if (!last) return chainNumber > 0;
    return chainNumber > last.chainNumber && this.clock.now() - last.sealedAt >= SEAL_MS;
  }
}
