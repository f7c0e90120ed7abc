// What guards the event log of tests outside of their database: remembers until a test makes it forget.
import { AuditKeys, OutsideHeads, type AuditKey, type SignedHeads } from '#application';

export class AuditKeysInMemory extends AuditKeys {
  readonly keys: AuditKey[] = [];

  override all(): Promise<readonly AuditKey[]> {
    return Promise.resolve(this.keys);
  }

  override add(key: AuditKey): Promise<void> {
    this.keys.push(key);
    return Promise.resolve();
  }
}

export class OutsideHeadsInMemory extends OutsideHeads {
  kept: SignedHeads | undefined;

  override read(): Promise<SignedHeads | undefined> {
    return Promise.resolve(this.kept);
  }

  override write(heads: SignedHeads): Promise<void> {
    this.kept = heads;
    return Promise.resolve();
  }
}
