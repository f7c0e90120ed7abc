// The witness beside a database of tests: remembers until a test makes it forget.
import { Witness, type DatabaseSeen } from '#application';

export class WitnessInMemory extends Witness {
  seen: DatabaseSeen | undefined;
  confirmedAt: number | undefined;

  override read(): Promise<DatabaseSeen | undefined> {
    return Promise.resolve(this.seen);
  }

  override write(seen: DatabaseSeen): Promise<void> {
    this.seen = seen;
    return Promise.resolve();
  }

  override clockConfirmedAt(): Promise<number | undefined> {
    return Promise.resolve(this.confirmedAt);
  }
}
