// Rows by which the air is planned or a warning is given, and that are not what the log says of them: people are told, once for each that they
// were changed to.
import { canonicalJson, type AlteredRow, type Instant } from '#domain';
import { caretakersOf, peopleWhoMay, tell } from '../acting/notices';
import type { Stores } from '../ports/stores';
import { sha256Of } from '../secrets/secrets';

/** Writes down which rows were altered, and tells people of those of which they do not know. */
export async function noteAlteredRows(
  stores: Stores,
  communeId: string,
  rows: readonly AlteredRow[],
  now: Instant,
): Promise<void> {
  for (const { kind, id: subjectId, name, kept } of rows) {
    const details = { row: kind, keptSha256: sha256Of(canonicalJson(kept)) };
    const { items } = await stores.events.latest(
      communeId,
      { limit: 1 },
      { subjectId, kinds: ['commune.row-altered'] },
    );
    const [last] = items;
    if (last?.kind === 'commune.row-altered' && last.details.keptSha256 === details.keptSha256) continue;
    await stores.events.append({
      ...{ communeId, at: now, kind: 'commune.row-altered', actor: 'system', subjectId, details },
    });
    const news = kind === 'emergency-template' ? 'template-altered' : 'quiet-hours-altered';
    const told = [
      ...(await peopleWhoMay(stores, 'emergency.order', { communeId, villageId: null })),
      ...(await caretakersOf(stores, communeId)),
    ];
    await tell(stores, told, { communeId, kind: news, subjectId, values: { name } }, now);
  }
}
