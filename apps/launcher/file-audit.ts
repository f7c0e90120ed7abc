// The ports `AuditKeys` and `OutsideHeads` done with files: the keys in the data folder, the heads where the settings say.
import { AuditKeys, OutsideHeads, type AuditKey, type SignedHeads } from '#application';
import { AUDIT_HEADS, readAuditKeys, writeAuditKey } from '#data-folder';

export class FileAuditKeys extends AuditKeys {
  constructor(private readonly folder: string) {
    super();
  }

  override all(): Promise<readonly AuditKey[]> {
    return readAuditKeys(this.folder);
  }

  override add(key: AuditKey): Promise<void> {
    return writeAuditKey(this.folder, key);
  }
}

export class FileOutsideHeads extends OutsideHeads {
  constructor(private readonly folder: string) {
    super();
  }

  override read(): Promise<SignedHeads | undefined> {
    return AUDIT_HEADS.read(this.folder);
  }

  override write(heads: SignedHeads): Promise<void> {
    return AUDIT_HEADS.write(this.folder, heads);
  }
}
