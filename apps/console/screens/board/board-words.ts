// How the poles are doing, in sentences and in rows: pure, from what the server says.
import type { Schema } from '#web';
import { isTroubled, type PoleCondition } from '#domain';
import { durationText, fill, listText, nearTimeText } from '#words';
import type { Look } from '../../parts/state-badge';
import { LANGUAGE, SCREENS } from '../../parts/words';

const text = SCREENS.poles;

export type Pole = Schema<'Pole'>;

/** When and where it is read. */
export interface Reading {
  readonly now: number;
  readonly timeZone: string;
}

/** The one sentence on top: "42/44 cụm loa tốt; 2 mất mạng từ 05:10." */
export function tallySentence({ total, well, troubles }: Schema<'PoleBoard'>['tally'], reading: Reading): string {
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
export function when(instant: string, { now, timeZone }: Reading): string {
  return nearTimeText(Date.parse(instant), now, timeZone);
}

/** How a condition looks: only what needs somebody stands out. */
export function lookOf(condition: PoleCondition): Look {
  if (isTroubled(condition)) return 'trouble';
  return condition === 'fetching' ? 'waiting' : 'played';
}

/** The word for how a pole is doing, with since when where that matters. */
export function conditionText({ condition, since }: Pick<Pole, 'condition' | 'since'>, reading: Reading): string {
  const word = text.conditions[condition];
  return condition === 'offline' && since !== null
    ? `${word} ${fill(text.since, { since: when(since, reading) })}`
    : word;
}

/** What the strip of the last day says, for those who do not see it. */
export function stripText(strip: Pole['strip']): string {
  const away = strip.filter(({ online }) => !online);
  if (away.length === 0) return text.stripWell;
  const totalMs = away.reduce((sum, { from, to }) => sum + Date.parse(to) - Date.parse(from), 0);
  return fill(text.stripAway, { count: away.length, total: durationText(LANGUAGE, totalMs) });
}

/** How loud some poles are: one number, or from the quietest to the loudest. */
export function volumeText(poles: readonly Pole[]): string {
  const volumes = poles.map(({ report, volumePercent }) => report?.volumePercent ?? volumePercent);
  const [least, most] = [Math.min(...volumes), Math.max(...volumes)];
  return least === most ? fill(text.percent, { value: least }) : fill(text.percentRange, { least, most });
}

/** The poles of one village. */
export interface VillagePoles {
  readonly village: Schema<'Village'>;
  readonly poles: readonly Pole[];
}

/** Poles by their village; villages without poles are left out. */
export function byVillage(villages: readonly Schema<'Village'>[], poles: readonly Pole[]): readonly VillagePoles[] {
  return villages
    .map((village) => ({ village, poles: poles.filter(({ villageId }) => villageId === village.id) }))
    .filter(({ poles: own }) => own.length > 0);
}

/** What people call it: `bản Nà Khoang`. */
export function nameOf({ label, name }: Schema<'Village'>): string {
  return `${label} ${name}`;
}

/** The pole of a group that is doing worst: it speaks for the group. */
export function worstOf(poles: readonly Pole[]): Pole {
  const order: readonly PoleCondition[] = ['good', 'fetching'];
  return poles.reduce((worst, pole) => {
    if (isTroubled(pole.condition) !== isTroubled(worst.condition)) return isTroubled(pole.condition) ? pole : worst;
    return order.indexOf(pole.condition) > order.indexOf(worst.condition) ? pole : worst;
  });
}
