// Checks the event log from its first row to its last. It only reads, so a server may go on meanwhile.
import { parseArgs } from 'node:util';
import { isIntact, verifyAudit, type AuditedCommune, type AuditVerdict } from '#application';
import { withAuditTrail } from '#persistence';
import { auditTexts, type Language } from '#words';
import { auditOutside } from './audit-outside';
import { languageOf, UsageError, type Command } from './command';

export const auditVerify: Command = {
  name: 'audit verify',
  usage: '[--commune <id>] [--language vi|en]',
  summary: 'check that nobody changed the event log, nor who approved what; exit code 1 when somebody did',
  async run(config, args) {
    const text = { type: 'string' } as const;
    const { values } = parseArgs({ args: [...args], options: { commune: text, language: text } });
    const language = languageOf(values.language);
    const outside = await auditOutside(config);
    return withAuditTrail(config.database.sqlitePath, async (trail) => {
      const communes = await trail.communes();
      if (values.commune !== undefined && !communes.some(({ communeId }) => communeId === values.commune)) {
        throw new UsageError(`There is no commune ${values.commune}.`);
      }
      const verdicts = await verifyAudit(trail, outside, values.commune);
      for (const verdict of verdicts) {
        const commune = communes.find(({ communeId }) => communeId === verdict.communeId);
        console.log(verdictText(language, verdict, commune));
      }
      return verdicts.every(isIntact) ? 0 : 1;
    });
  },
};

/** The verdict over one commune, a line for each thing that is to be said. */
function verdictText(language: Language, verdict: AuditVerdict, commune: AuditedCommune | undefined): string {
  const { communeId } = verdict;
  const lines = auditTexts(language, verdict, commune?.timeZone ?? 'UTC').map((line) => `  ${line}`);
  return [`${commune?.name ?? communeId} (${communeId})`, ...lines].join('\n');
}
