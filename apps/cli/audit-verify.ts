// Checks the event log from its first row to its last. It only reads, so a server may go on meanwhile.
import { parseArgs } from 'node:util';
import { verifyAudit, type AuditedCommune, type AuditVerdict } from '#application';
import { withAuditTrail } from '#persistence';
import { dayAndTimeText, fill, LANGUAGES, numberText, words, type Language } from '#words';
import { UsageError, type Command } from './command';

export const auditVerify: Command = {
  name: 'audit verify',
  usage: '[--commune <id>] [--language vi|en]',
  summary: 'check that nobody changed the event log; exit code 1 when somebody did',
  async run(config, args) {
    const text = { type: 'string' } as const;
    const { values } = parseArgs({ args: [...args], options: { commune: text, language: text } });
    const language = LANGUAGES.find((each) => each === (values.language ?? LANGUAGES[0]));
    if (!language) throw new UsageError(`The languages are ${LANGUAGES.join(' and ')}.`);
    return withAuditTrail(config.database.sqlitePath, async (trail) => {
      const communes = await trail.communes();
      if (values.commune !== undefined && !communes.some(({ communeId }) => communeId === values.commune)) {
        throw new UsageError(`There is no commune ${values.commune}.`);
      }
      const verdicts = await verifyAudit(trail, values.commune);
      for (const verdict of verdicts) {
        const commune = communes.find(({ communeId }) => communeId === verdict.communeId);
        console.log(verdictText(language, verdict, commune));
      }
      return verdicts.some(({ fault }) => fault) ? 1 : 0;
    });
  },
};

/** The verdict over one commune, a line for each thing that is to be said. */
export function verdictText(language: Language, verdict: AuditVerdict, commune: AuditedCommune | undefined): string {
  const { communeId, events, olderEvents, lastSeal, fault } = verdict;
  const said = words(language).audit;
  const count = (value: number | null) => (value === null ? undefined : numberText(language, value));
  const time = (at: number | null) =>
    at === null ? undefined : dayAndTimeText(language, at, commune?.timeZone ?? 'UTC');
  const lines = fault
    ? [
        fill(said.faults[fault.fault], { number: count(fault.chainNumber) }),
        fill(said.firstBadRow, {
          sequence: count(fault.sequence),
          time: time(fault.at),
          kind: fault.kind ?? undefined,
        }),
      ]
    : [fill(said.intact, { events: count(events) })];
  if (olderEvents > 0) lines.push(fill(said.older, { count: count(olderEvents) }));
  if (lastSeal) {
    const { chainNumber, sealedAt, keyId } = lastSeal;
    const unsealed = events - olderEvents - chainNumber;
    lines.push(fill(said.sealed, { number: count(chainNumber), time: time(sealedAt), key: keyId }));
    if (unsealed > 0) lines.push(fill(said.unsealed, { count: count(unsealed) }));
  } else lines.push(said.neverSealed);
  return [`${commune?.name ?? communeId} (${communeId})`, ...lines.filter(Boolean).map((line) => `  ${line}`)].join(
    '\n',
  );
}
