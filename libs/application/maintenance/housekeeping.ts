// What a commune needs now and then without anybody asking: settings of poles renewed, people told what is over and what waits, the event log
// signed, drills and self-tests kept going, uploads thrown away with which nobody went on, and sounds that nobody needs.
import { Injectable } from '@nestjs/common';
import { AuditSealing } from '../audit/audit-sealing';
import { DeviceSettingsPublisher } from '../wire/device-settings-publisher';
import { Seals } from '../wire/seals';
import { runAll } from '../acting/run-all';
import { Exercises } from './exercises';
import { Reminders } from './reminders';
import { RecordingKeeping } from '../recordings/keeping';
import { Uploads } from '../recordings/uploads';

@Injectable()
export class Housekeeping {
  constructor(
    private readonly seals: Seals,
    private readonly bindings: DeviceSettingsPublisher,
    private readonly reminders: Reminders,
    private readonly auditSealing: AuditSealing,
    private readonly exercises: Exercises,
    private readonly uploads: Uploads,
    private readonly keeping: RecordingKeeping,
  ) {}

  /** Every chore of one commune, each safe to repeat. Throws AggregateError with what failed. */
  keep(communeId: string): Promise<void> {
    return runAll([
      this.seals.reload(communeId).then(() => this.bindings.renew(communeId)),
      this.reminders.tell(communeId),
      this.auditSealing.sealWhenDue(communeId),
      this.exercises.keep(communeId),
      this.uploads.forgetOld(communeId),
      this.keeping.removeOld(communeId),
    ]);
  }
}
