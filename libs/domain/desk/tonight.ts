// "What will sound tonight, where, and why": the planner's own plan as text, one line for each sound of a village, with what is unusual
// about it. Nothing is decided here, so what is shown is what plays.
import type { Airing, AiringKind } from '../air/air';
import type { MessageClass } from '../announcements/message-class';
import type { PlanRequest, ZonePlan } from '../planning/plan-zone';
import { takesAir, timeOf } from '../planning/ground';
import { HOUR_MS, overlaps, type Instant, type Interval, type TimeZone } from '../calendar/time';
import { wallTimeOf } from '../calendar/calendar';
import type { PlannedZone } from '../planning/request';

/** What went on air before, as far back as it is looked at. */
export interface AirHistory {
  /** Hours of the day, 0 to 23, in which something began. */
  readonly hours: ReadonlySet<number>;
  readonly longestMs: number;
  /** Authors of whom something went on air. */
  readonly authors: ReadonlySet<string>;
}

/** What the lines need to know of an announcement. */
interface AnnouncementOnAir {
  readonly id: string;
  readonly createdBy: string;
  readonly versions: readonly { readonly language: string }[];
}

/** Why a careful person would look twice. */
export type Anomaly =
  | { readonly kind: 'new-hour'; readonly hour: number }
  | { readonly kind: 'longest-ever'; readonly durationMs: number; readonly beforeMs: number }
  | { readonly kind: 'new-author'; readonly personId: string }
  | { readonly kind: 'foreign-language'; readonly languages: readonly string[] };

/** How an airing came by its start. */
export type StartRule = 'exact' | 'soonest' | 'slot' | 'with-rundown' | 'at-once';

/** One sound in one village, in all of its zones where it is the same. */
export interface TonightLine {
  readonly villageId: string;
  readonly zoneIds: readonly string[];
  readonly kind: AiringKind;
  readonly title: string;
  readonly messageClass: MessageClass;
  readonly bookingId: string | null;
  readonly announcementId: string | null;
  readonly startsAt: Instant;
  readonly endsAt: Instant;
  /** `planned` goes on air, `held` waits for its approval, `dropped` and `cancelled` do not, for the reason. */
  readonly state: Airing['state'];
  readonly reason: string | null;
  readonly reasonValues: Airing['reasonValues'];
  readonly slotName: string;
  readonly startRule: StartRule;
  /** In a slot: what stands before it in its rundown and pushes it back, in order. */
  readonly behind: readonly { readonly title: string; readonly messageClass: MessageClass }[];
  readonly anomalies: readonly Anomaly[];
}

/** What surrounds the plans: the people, the past, the villages' tongues. */
export interface TonightContext {
  readonly window: Interval;
  /** Null while nothing was ever on air: then everything is new, and nothing worth a flag. */
  readonly history: AirHistory | null;
  readonly announcements: ReadonlyMap<string, AnnouncementOnAir>;
  /** Languages by village, the main one first. */
  readonly languagesOf: (villageId: string) => readonly string[];
}

/** Every sound that touches the window, by start; also what was dropped or cancelled there, with its reason. */
export function tonightLines(zones: readonly PlannedZone[], context: TonightContext): readonly TonightLine[] {
  const lines = zones.flatMap((zone) =>
    zone.plan.airings
      .filter((airing) => overlaps(timeOf(airing), context.window))
      .map((airing) => lineOf(airing, zone, context)),
  );
  const merged = new Map<string, TonightLine>();
  for (const line of lines) {
    const key = [
      line.villageId,
      line.kind,
      line.bookingId,
      line.title,
      line.startsAt,
      line.endsAt,
      line.state,
      line.reason,
    ];
    const known = merged.get(key.join('\n'));
    merged.set(key.join('\n'), known ? { ...known, zoneIds: [...known.zoneIds, ...line.zoneIds].sort() } : line);
  }
  return [...merged.values()].sort(
    (a, b) => a.startsAt - b.startsAt || (a.villageId < b.villageId ? -1 : 1) || (a.title < b.title ? -1 : 1),
  );
}

/** The hour of the day in which the instant lies there, 0 to 23. */
export function hourOf(instant: Instant, zone: TimeZone): number {
  return Number(wallTimeOf(instant, zone).slice(0, 2));
}

function lineOf(airing: Airing, { request, plan }: PlannedZone, context: TonightContext): TonightLine {
  const { from, to } = timeOf(airing);
  const { kind, title, messageClass, bookingId, announcementId, state, reason, reasonValues } = airing;
  const startRule = startRuleOf(airing, request);
  return {
    villageId: request.villageId,
    zoneIds: [request.zoneId],
    kind,
    title,
    messageClass,
    bookingId,
    announcementId,
    startsAt: from,
    endsAt: to,
    state,
    reason,
    reasonValues,
    slotName: plan.rundowns.find(({ id }) => id === airing.rundownId)?.slotName ?? '',
    startRule,
    behind: startRule === 'slot' && takesAir(airing) ? inFrontOf(airing, plan) : [],
    anomalies: kind === 'item' && takesAir(airing) ? anomaliesOf(airing, request, context) : [],
  };
}

function startRuleOf({ kind, bookingId }: Airing, { items }: PlanRequest): StartRule {
  if (kind === 'emergency') return 'at-once';
  if (kind === 'drill') return 'exact';
  if (kind !== 'item') return 'with-rundown';
  return items.find(({ booking }) => booking.id === bookingId)?.booking.start.kind ?? 'slot';
}

function inFrontOf(airing: Airing, { airings }: ZonePlan): TonightLine['behind'] {
  return airings
    .filter((other) => other.kind === 'item' && takesAir(other))
    .filter((other) => other.rundownId === airing.rundownId && other.startsAt < airing.startsAt)
    .filter((other) => other.bookingId !== airing.bookingId)
    .map(({ title, messageClass }) => ({ title, messageClass }));
}

function anomaliesOf(
  { startsAt, durationMs, announcementId }: Airing,
  { timeZone, villageId }: PlanRequest,
  { history, announcements, languagesOf }: TonightContext,
): readonly Anomaly[] {
  const found: Anomaly[] = [];
  const announcement = announcementId === null ? undefined : announcements.get(announcementId);
  if (history) {
    const hour = hourOf(startsAt, timeZone);
    if (!history.hours.has(hour)) found.push({ kind: 'new-hour', hour });
    if (durationMs > history.longestMs) found.push({ kind: 'longest-ever', durationMs, beforeMs: history.longestMs });
    const author = announcement?.createdBy;
    if (author !== undefined && !history.authors.has(author)) found.push({ kind: 'new-author', personId: author });
  }
  const spoken = languagesOf(villageId);
  const languages = announcement?.versions.map(({ language }) => language) ?? [];
  if (languages.length > 0 && !languages.some((language) => spoken.includes(language))) {
    found.push({ kind: 'foreign-language', languages });
  }
  return found;
}

/** How far "tonight" looks: a day and a night. */
export const TONIGHT_MS = 24 * HOUR_MS;
/** So far ahead a zone is planned for it: until the end of tomorrow. What is farther away changes nothing before. */
export const TONIGHT_DAYS = 1;
