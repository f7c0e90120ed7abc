// Begins anew to keep the heads of the event logs outside of the database, where the file with those before was lost. The server does not do
// that by itself: whoever wrote a log anew would only have to take the file away.
import { headsBegunAnew } from '#application';
import type { Config } from '#config';
import { AUDIT_HEADS, readAuditKeys } from '#data-folder';
import { UsageError, type Command } from './command';

export const auditBegin: Command = {
  name: 'audit begin',
  usage: '',
  summary: 'keep the heads of the event logs from here on, after the file with those before was lost',
  async run(config) {
    if (!(await beginHeadsAnew(config))) throw new UsageError('Nothing was signed yet, so nothing can be lost.');
    console.log(`From here on the heads are kept in ${config.audit.headsDir}.`);
  },
};

/** Whether there is a key by which it could be said that nothing is kept yet. */
export async function beginHeadsAnew({ audit }: Config): Promise<boolean> {
  const begun = headsBegunAnew(await readAuditKeys(audit.keysDir));
  if (begun) await AUDIT_HEADS.write(audit.headsDir, begun);
  return begun !== undefined;
}
