// What will sound tonight, in plain words: when, what, by which rule, by whom, and what is unusual about it.
import type { Instant, TimeZone, TonightLine } from '#domain';
import { durationText, listText, timeText } from './formats';
import { fill, words, type Language } from './language';
import { reasonText } from './reason-text';

/** A line with the people behind it. */
interface TonightTelling extends TonightLine {
  readonly zones: readonly string[];
  readonly proposedBy: string | null;
  readonly approvedBy: string | null;
  readonly approvedAt: Instant | null;
}

/** What sounds: the title, or the name of what nobody booked. */
export function tonightTitle(language: Language, { kind, title }: Pick<TonightLine, 'kind' | 'title'>): string {
  return kind === 'item'
    ? title
    : [words(language).tonight.kinds[kind], title].filter((part) => part !== '').join(': ');
}

/** Why it sounds then, or why it does not, as short parts in order. */
export function tonightWhy(language: Language, line: TonightTelling, zone: TimeZone): readonly string[] {
  const said = words(language).tonight;
  const { state, reason, slotName, behind, proposedBy, approvedBy, approvedAt } = line;
  if (state === 'dropped' || state === 'cancelled') {
    return [fill(said.notOnAir, { reason: reason === null ? undefined : reasonText(language, reason) })];
  }
  const titles =
    behind.length > 0
      ? listText(
          language,
          behind.map(({ title }) => `"${title}"`),
        )
      : undefined;
  const at = approvedAt === null ? undefined : timeText(approvedAt, zone);
  return [
    fill(said.startRules[line.startRule], { slot: slotName }),
    fill(said.behind, { titles }),
    fill(said.proposedBy, { name: proposedBy ?? undefined }),
    state === 'held' ? said.held : fill(said.approvedBy, { name: approvedBy ?? undefined, at }),
  ].filter((part) => part !== '');
}

/** What a careful person would look at twice, one sentence each. */
export function anomalyTexts(language: Language, { anomalies }: Pick<TonightLine, 'anomalies'>): readonly string[] {
  return anomalies.map((anomaly) => {
    const text = words(language).tonight.anomalies[anomaly.kind];
    switch (anomaly.kind) {
      case 'new-hour':
        return fill(text, { hour: anomaly.hour });
      case 'longest-ever':
        return fill(text, {
          duration: durationText(language, anomaly.durationMs),
          before: durationText(language, anomaly.beforeMs),
        });
      case 'new-author':
        return text;
      case 'foreign-language':
        return fill(text, { languages: listText(language, anomaly.languages) });
    }
  });
}
