// What stands outside of the database about the event log, for every command that holds the log against it.
import type { Config } from '#config';
import { AUDIT_HEADS, readAuditKeys } from '#data-folder';

/** Read it before the rows: what is kept outside is never newer than what is read after it. */
export async function auditOutside({ audit }: Pick<Config, 'audit'>) {
  const kept = await AUDIT_HEADS.read(audit.headsDir);
  return { kept, keys: await readAuditKeys(audit.keysDir) };
}
