// What the verification of the event log says, in sentences.
import type { ChainFault, Instant, KeptDecision, RecordFault, TimeZone } from '#domain';
import { dayAndTimeText, numberText } from './formats';
import { fill, words, type Language } from './language';

/** What was found in the log of one commune. */
interface AuditTelling {
  readonly events: number;
  readonly olderEvents: number;
  readonly lastSeal: { readonly chainNumber: number; readonly sealedAt: Instant; readonly keyId: string } | null;
  readonly outsideHead: { readonly chainNumber: number; readonly keptAt: Instant } | null;
  readonly unprovenSeals: { readonly count: number; readonly before: Instant } | null;
  readonly fault: ChainFault | null;
  readonly unbacked: readonly Pick<KeptDecision, 'subject' | 'subjectId'>[];
  readonly contradicted: readonly RecordFault[];
}

/** A sentence for each thing that is to be said. */
export function auditTexts(language: Language, verdict: AuditTelling, zone: TimeZone): readonly string[] {
  const { events, olderEvents, lastSeal, outsideHead, unprovenSeals, fault, unbacked, contradicted } = verdict;
  const said = words(language).audit;
  const count = (value: number | null) => (value === null ? undefined : numberText(language, value));
  const time = (at: Instant | null) => (at === null ? undefined : dayAndTimeText(language, at, zone));
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
  if (unprovenSeals) {
    lines.push(fill(said.unproven, { count: count(unprovenSeals.count), time: time(unprovenSeals.before) }));
  }
  if (outsideHead) {
    const { chainNumber, keptAt } = outsideHead;
    lines.push(fill(said.keptOutside, { number: count(chainNumber), time: time(keptAt) }));
  }
  for (const { subject, subjectId } of unbacked) lines.push(fill(said.unbacked[subject], { id: subjectId }));
  for (const { kind, id, fault: how, fields } of contradicted) {
    lines.push(fill(said.contradicted[how], { thing: said.records[kind], id, fields: fields.join(', ') }));
  }
  return lines.filter((line) => line !== '');
}
