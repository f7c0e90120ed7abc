// What people are told without anybody asking: how a slot went, and that something still waits for them.
import { Injectable } from '@nestjs/common';
import { allDone } from './chores';
import { Escalations } from './escalations';
import { SlotSummaries } from './slot-summaries';

@Injectable()
export class Reminders {
  constructor(
    private readonly slotSummaries: SlotSummaries,
    private readonly escalations: Escalations,
  ) {}

  /** Tells what is due in one commune, safe to repeat. Throws AggregateError with what failed. */
  tell(communeId: string): Promise<void> {
    return allDone([this.slotSummaries.tellWhatIsOver(communeId), this.escalations.tellWhatWaits(communeId)]);
  }
}
