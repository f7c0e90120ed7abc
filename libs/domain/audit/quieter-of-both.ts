// Places as they may be used, where their rows were changed behind our back: the quieter of what the rows and the log say. What the log does not
// say of an installation is as the rows say it.
import { strictestLimits } from '../air/broadcast-limits';
import type { DailyWindow } from '../calendar/daily-window';
import type { SpecialDay } from '../calendar/special-days';
import { canonicalJson } from '../canonical-json';
import type { Commune, Village } from '../places/places';
import type { BroadcastLimits } from '../places/rules';
import type { EventKind } from './events';
import { specialDayId, type RecordKind } from './record-kinds';
import type { ToldRows } from './told-rows';

/** What says how quiet places are. */
export const QUIET_EVENTS: readonly EventKind[] = [
  'commune.founded',
  'commune.changed',
  'commune.rules-changed',
  'village.created',
  'village.changed',
  'commune.special-days-entered',
  'commune.special-day-removed',
];

/** A row that is not what was told of it. `kept`: what it says instead. */
export interface AlteredRow {
  readonly kind: RecordKind;
  readonly id: string;
  readonly name: string;
  readonly kept: unknown;
}

/** A thing as it may be used, and the rows that are not what was told. */
interface Usable<Thing> {
  readonly usable: Thing;
  readonly altered: readonly AlteredRow[];
}

type Hours = readonly DailyWindow[];

/** The quiet hours and limits of the commune. */
export function communeAsTold(commune: Commune, rows: ToldRows): Usable<Commune> {
  const { id, name, quietHours, rules } = commune;
  const said = (rows.told('commune', id) ?? {}) as { quietHours?: Hours; rules?: { limits?: BroadcastLimits } };
  const hours = said.quietHours ?? quietHours;
  const limits = said.rules?.limits ?? rules.limits;
  if (isSame(hours, quietHours) && isSame(limits, rules.limits)) return { usable: commune, altered: [] };
  return {
    usable: {
      ...commune,
      quietHours: both(hours, quietHours),
      rules: { ...rules, limits: strictestLimits(rules.limits, limits) },
    },
    altered: [{ kind: 'commune', id, name, kept: [quietHours, rules.limits] }],
  };
}

/** Those of the village. `commune`: as its rows are. */
export function villageAsTold(village: Village, commune: Commune, rows: ToldRows): Usable<Village> {
  const { id, name, quietHours, limits } = village;
  const said = (rows.told('village', id) ?? {}) as Partial<Pick<Village, 'quietHours' | 'limits'>>;
  const told = { quietHours, limits, ...said };
  if (isSame(told.quietHours, quietHours) && isSame(told.limits, limits)) return { usable: village, altered: [] };
  const strictest = strictestLimits(strictestLimits(NO_LIMITS, told.limits), limits);
  return {
    usable: {
      ...village,
      quietHours: both(told.quietHours ?? commune.quietHours, quietHours ?? commune.quietHours),
      limits: strictest,
    },
    altered: [{ kind: 'village', id, name, kept: [quietHours, limits] }],
  };
}

/** The special days of the commune: also those that were taken away behind our back. */
export function specialDaysAsTold(
  communeId: string,
  days: readonly SpecialDay[],
  rows: ToldRows,
): Usable<readonly SpecialDay[]> {
  const kept = new Map(days.map((day) => [specialDayId(day), day]));
  const told = new Map(
    [...rows.all('special-day')].map(([id, said]) => {
      const [date, ...name] = id.split(' ');
      const day = { id, communeId, date: date!, name: name.join(' '), ...(said as Partial<SpecialDay>) };
      return [id, { quietHours: [], seriesRest: false, ...day }];
    }),
  );
  const ids = [...new Set([...kept.keys(), ...told.keys()])];
  const altered = ids.filter((id) => !isSame(meaningOf(kept.get(id)), meaningOf(told.get(id))));
  if (altered.length === 0) return { usable: days, altered: [] };
  return {
    usable: ids.map((id) => {
      const [row, said] = [kept.get(id) ?? told.get(id)!, told.get(id) ?? kept.get(id)!];
      return {
        ...row,
        quietHours: both(said.quietHours, row.quietHours),
        seriesRest: said.seriesRest || row.seriesRest,
      };
    }),
    altered: altered.map((id) => ({ kind: 'special-day', id, name: id, kept: meaningOf(kept.get(id)) ?? null })),
  };
}

const NO_LIMITS: BroadcastLimits = { maxRundownMs: Infinity, maxDayMs: Infinity, minGapMs: 0, volumeBands: [] };

function both(told: Hours, kept: Hours): Hours {
  return [...told, ...kept.filter((window) => !told.some((other) => isSame(other, window)))];
}

function meaningOf(day: SpecialDay | undefined): unknown {
  return day && { quietHours: day.quietHours, seriesRest: day.seriesRest };
}

function isSame(one: unknown, other: unknown): boolean {
  return canonicalJson(one ?? null) === canonicalJson(other ?? null);
}
