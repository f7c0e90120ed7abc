// How the poles are doing, in sentences and in rows: pure, from what the server says.
import type { Schema } from '#web';
import { groupedBy, isTroubled, type PoleCondition } from '#domain';
import { durationText, fill, listText, nearTimeText } from '#words';
import { rowOf, type KnownPoles, type Pole, type PoleRow } from '../../parts/known-poles';
import type { Look } from '../../parts/state-badge';
import { LANGUAGE, SCREENS } from '../../parts/words';

const text = SCREENS.poles;

/** When and where it is read. */
export interface Reading {
  readonly now: number;
  readonly timeZone: string;
}

/** The one sentence on top: "42/44 cụm loa tốt; 2 mất mạng từ 05:10." */
export function tallySentence({ total, well, troubles }: KnownPoles['tally'], reading: Reading): string {
  if (troubles.length === 0) return fill(text.allWell, { total });
  const said = troubles.map(({ condition, count, since }) =>
    fill(since === null ? text.trouble : text.troubleSince, {
      count,
      condition: text.conditions[condition],
      since: since === null ? undefined : when(since, reading),
    }),
  );
  return fill(text.someWell, { well, total, troubles: listText(LANGUAGE, said) });
}

/** An instant as short as the day allows. */
export function when(instant: string | number, { now, timeZone }: Reading): string {
  return nearTimeText(typeof instant === 'number' ? instant : Date.parse(instant), now, timeZone);
}

/** How a condition looks: only what needs somebody stands out. */
export function lookOf(condition: PoleCondition): Look {
  if (isTroubled(condition)) return 'trouble';
  return condition === 'fetching' ? 'waiting' : 'played';
}

/** The word for how a pole is doing, with since when where that matters. */
export function conditionText(
  { condition, since }: Pick<Pole | PoleRow, 'condition' | 'since'>,
  reading: Reading,
): string {
  const word = text.conditions[condition];
  return condition === 'offline' && since !== null
    ? `${word} ${fill(text.since, { since: when(since, reading) })}`
    : word;
}

/** What the strip of the last day says, for those who do not see it. */
export function stripText(away: PoleRow['away']): string {
  if (away.length === 0) return text.stripWell;
  const totalMs = away.reduce((sum, { from, to }) => sum + to - from, 0);
  return fill(text.stripAway, { count: away.length, total: durationText(LANGUAGE, totalMs) });
}

/** How loud some poles are: one number, or from the quietest to the loudest. */
export function volumeText({ quietestPercent: least, loudestPercent: most }: PoleRow): string {
  return least === most ? fill(text.percent, { value: least }) : fill(text.percentRange, { least, most });
}

/** A village with its row, and with its poles once they are all known. */
export interface VillagePoles {
  readonly village: Schema<'Village'>;
  readonly row: PoleRow;
  readonly poles: readonly Pole[] | undefined;
}

/** The villages that have poles. */
export function byVillage(
  villages: readonly Schema<'Village'>[],
  { villages: rows, items }: Pick<KnownPoles, 'villages' | 'items'>,
  now: number,
): readonly VillagePoles[] {
  const rowIn = new Map(rows.map((row) => [row.villageId, row]));
  const polesIn = groupedBy(items, ({ villageId }) => villageId);
  return villages.flatMap((village): readonly VillagePoles[] => {
    const [row, poles] = [rowIn.get(village.id), polesIn.get(village.id)];
    if (poles && poles.length >= (row?.poles ?? 0)) return [{ village, row: rowOf(poles, now), poles }];
    return row ? [{ village, row, poles: undefined }] : [];
  });
}

/** What people call it: `bản Nà Khoang`. */
export function nameOf({ label, name }: Schema<'Village'>): string {
  return `${label} ${name}`;
}
