// What a commune needs now and then without anybody asking: settings of poles renewed, slots summed up, the event log signed, waiting
// approvals pressed, drills and self-tests kept going. One chore that fails does not keep the others from being done; all failures are told together.
import { Injectable } from '@nestjs/common';
import { AuditSealing } from './audit-sealing';
import { Bindings } from './bindings';
import { Escalations } from './escalations';
import { Exercises } from './exercises';
import { SlotSummaries } from './slot-summaries';

@Injectable()
export class Housekeeping {
  constructor(
    private readonly bindings: Bindings,
    private readonly slotSummaries: SlotSummaries,
    private readonly auditSealing: AuditSealing,
    private readonly escalations: Escalations,
    private readonly exercises: Exercises,
  ) {}

  /** Every chore of one commune, each safe to repeat. Throws AggregateError with what failed. */
  async keep(communeId: string): Promise<void> {
    const chores = [
      this.bindings.renew(communeId),
      this.slotSummaries.tellWhatIsOver(communeId),
      this.auditSealing.sealWhenDue(communeId),
      this.escalations.tellWhatWaits(communeId),
      this.exercises.keep(communeId),
    ];
    const failures = (await Promise.allSettled(chores)).flatMap((outcome) =>
      outcome.status === 'rejected' ? [outcome.reason as unknown] : [],
    );
    if (failures.length > 0)
      throw new AggregateError(failures, `chores of the commune failed: ${failures.map(String).join('; ')}`);
  }
}
