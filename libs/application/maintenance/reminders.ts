// What people are told without anybody asking: how a slot went, that something still waits for them, which poles fell silent or send nonsense.
import { Injectable } from '@nestjs/common';
import { runAll } from '../acting/run-all';
import { Escalations } from '../desk/escalations';
import { DeviceConduct } from '../poles/device-conduct';
import { PoleAlerts } from '../poles/pole-alerts';
import { PolePresence } from '../poles/pole-presence';
import { SlotSummaries } from '../reports/slot-summaries';

@Injectable()
export class Reminders {
  constructor(
    private readonly slotSummaries: SlotSummaries,
    private readonly escalations: Escalations,
    private readonly presences: PolePresence,
    private readonly poleAlerts: PoleAlerts,
    private readonly conduct: DeviceConduct,
  ) {}

  /** Tells what is due in one commune, safe to repeat. Throws AggregateError with what failed. */
  tell(communeId: string): Promise<void> {
    return runAll([
      this.slotSummaries.tellWhatIsOver(communeId),
      this.escalations.tellWhatWaits(communeId),
      this.presences.noteSilent(communeId),
      this.poleAlerts.tellWhoIsAway(communeId),
      this.conduct.writeDown(communeId),
    ]);
  }
}
