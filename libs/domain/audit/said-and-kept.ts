// Compares what the event log says of a row with what the row says, as it lies in its table or as it was read from it.
import { SECOND_MS } from '../calendar/time';
import type { Said } from './record-kinds';

/** A row with what follows from it. */
export type Facts = Readonly<Record<string, unknown>>;

/** A value that may be any of several. */
export class AnyOf {
  constructor(readonly values: readonly unknown[]) {}
}

/** When something ended to hold: an act may read the clock once for the row and once more for its event. */
const ENDINGS: ReadonlySet<string> = new Set(['voidedAt', 'blockedAt', 'revokedAt', 'retiredAt']);
const SAME_ACT_MS = 10 * SECOND_MS;

/** What of the row is not what was said of it. */
export function otherwise(said: Said, facts: Facts): readonly string[] {
  return Object.keys(said).filter((field) => said[field] !== undefined && !fits(field, said[field], facts));
}

function fits(field: string, said: unknown, facts: Facts): boolean {
  const kept = facts[field];
  if (kept instanceof AnyOf) return kept.values.includes(said);
  if (field === 'cancelledAtLeast') return areAmong(said, facts['cancelledDates']);
  if (field === 'cancelledDates') return areAmong(said, kept) && areAmong(kept, said);
  if (ENDINGS.has(field) && typeof said === 'number' && typeof kept === 'number')
    return Math.abs(kept - said) <= SAME_ACT_MS;
  if (typeof said === 'boolean') return kept === said || kept === Number(said);
  if (said === null) return kept === null || kept === 'null';
  if (typeof said !== 'object') return kept === said;
  return holds(parsed(kept), said);
}

function areAmong(some: unknown, all: unknown): boolean {
  const days = asList(parsed(all));
  return asList(parsed(some)).every((day) => days.includes(day));
}

/** Whether it is what was said. A later version of us may have added to it. */
function holds(kept: unknown, said: unknown): boolean {
  if (Array.isArray(said)) {
    const list = asList(kept);
    return list.length === said.length && said.every((each, place) => holds(list[place], each));
  }
  if (!isObject(said)) return kept === said;
  const fields = asObject(kept);
  return isObject(kept) && Object.entries(said).every(([name, each]) => holds(fields[name], each));
}

/** What a column holds as JSON, or what was read from it already; undefined: it is no JSON. */
export function parsed(kept: unknown): unknown {
  try {
    return typeof kept === 'string' ? (JSON.parse(kept) as unknown) : kept;
  } catch {
    return undefined;
  }
}

export function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

export function asObject(value: unknown): Readonly<Record<string, unknown>> {
  return isObject(value) ? (value as Readonly<Record<string, unknown>>) : {};
}

export function asList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? (value as readonly unknown[]) : [];
}
