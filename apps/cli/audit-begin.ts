// Begins anew to keep the heads of the event logs outside of the database, where the file with those before was lost, or the key that signed
// them. The server does not do that by itself: whoever wrote a log anew would only have to take the file away.
import { parseArgs } from 'node:util';
import { begunAnew } from '#application';
import type { Config } from '#config';
import type { Instant } from '#domain';
import { clockOffsetIn } from '#persistence';
import { AUDIT_HEADS, readAuditKeys, writeAuditKey } from '#data-folder';
import { fill, words } from '#words';
import { languageOf, UsageError, type Command } from './command';
import { machineNow } from './installation-clock';

export const auditBegin: Command = {
  name: 'audit begin',
  usage: '[--language vi|en]',
  summary: 'keep the heads of the event logs from here on, after the file with those before or the key was lost',
  async run(config, args) {
    const { values } = parseArgs({ args: [...args], options: { language: { type: 'string' } } });
    const { audit } = words(languageOf(values.language));
    const now = machineNow() + (await clockOffsetIn(config.database.sqlitePath));
    if (!(await beginHeadsAnew(config, now))) throw new UsageError(audit.nothingToBegin);
    console.log(fill(audit.begun, { folder: config.audit.headsDir }));
  },
};

/** Whether anything was ever signed. Where the key is gone another one takes its place. `now`: as the installation counts it. */
export async function beginHeadsAnew({ audit }: Config, now: Instant): Promise<boolean> {
  const isAnythingKept = (await AUDIT_HEADS.read(audit.headsDir)) !== undefined;
  const begun = begunAnew(await readAuditKeys(audit.keysDir), isAnythingKept, now);
  if (!begun) return false;
  if (begun.freshKey) await writeAuditKey(audit.keysDir, begun.freshKey);
  await AUDIT_HEADS.write(audit.headsDir, begun.heads);
  return true;
}
