// What the desk knows of the poles of a commune: every village in one row, and the poles themselves where they came with it: of few all, of many those of
// the villages that somebody opened.
import { polesTogether, type NamedSound, type PolesTogether } from '#domain';
import type { Schema } from '#web';

export type Pole = Schema<'Pole'>;

/** What a pole plays, with its instants as numbers. */
interface Sound extends NamedSound {
  readonly kind: NonNullable<Pole['playing']>['kind'];
}

/** Some poles in one row. */
export type PoleRow = PolesTogether<Sound>;

interface VillageRow extends PoleRow {
  readonly villageId: string;
}

/** What a question about poles was answered, and what is known from all of the answers. */
export interface KnownPoles extends Omit<Schema<'PoleBoard'>, 'airings' | 'villages'> {
  /** Of villages of which not all poles were asked for. */
  readonly villages: readonly VillageRow[];
}

/** Under which the poles of a commune are kept. */
export function polesKey(communeId: string): readonly ['poles', string] {
  return ['poles', communeId];
}

/**
 * Puts an answer over what was known. Poles that were not known are added only when they were `opened`: of the others the row tells. Answers overtake
 * each other on a slow line: of an older one only poles are taken that were not known.
 */
export function merged(known: KnownPoles, fresh: KnownPoles, opened = false): KnownPoles {
  const isOlder = Date.parse(fresh.now) < Date.parse(known.now);
  const items = new Map(known.items.map((pole) => [pole.id, pole]));
  for (const pole of fresh.items) if (items.has(pole.id) ? !isOlder : opened) items.set(pole.id, pole);
  if (isOlder) return { ...known, items: [...items.values()] };
  const villages = new Map([...known.villages, ...fresh.villages].map((row) => [row.villageId, row]));
  return { ...fresh, villages: [...villages.values()], items: [...items.values()] };
}

/** The poles in one row. `now`: what has begun by the clock comes next no more. */
export function rowOf(poles: readonly [Pole, ...Pole[]], now: number): PoleRow {
  const [first, ...more] = poles;
  return polesTogether<Sound>([factsOf(first), ...more.map(factsOf)], now);
}

function factsOf(pole: Pole) {
  const { condition, volumePercent, report, strip, playing, next } = pole;
  return {
    ...{ condition, volumePercent, report },
    since: instantIn(pole.since),
    lastContactAt: instantIn(pole.lastContactAt),
    strip: strip.map(({ online, ...span }) => ({ online, ...spanIn(span) })),
    playing: playing && soundIn(playing),
    next: next && soundIn(next),
  };
}

/** What the server says, with the rows as they are known here. */
export function knownFrom({ airings, villages, ...rest }: Schema<'PoleBoard'>): KnownPoles {
  return { ...rest, villages: villages.map((row) => villageRow(row, airings)) };
}

function villageRow(row: Schema<'VillagePoles'>, airings: Schema<'PoleBoard'>['airings']): VillageRow {
  const soundAt = (place: number | null) => (place === null ? null : soundIn(airings[place]!));
  return {
    ...row,
    since: instantIn(row.since),
    lastContactAt: instantIn(row.lastContactAt),
    knownSince: instantIn(row.knownSince),
    away: row.away.map(spanIn),
    playing: soundAt(row.playing),
    next: soundAt(row.next),
  };
}

function soundIn({ kind, title, startsAt, durationMs }: Schema<'PoleBoard'>['airings'][number]): Sound {
  return { kind, title, startsAt: Date.parse(startsAt), durationMs };
}

function spanIn({ from, to }: { readonly from: string; readonly to: string }) {
  return { from: Date.parse(from), to: Date.parse(to) };
}

function instantIn(text: string | null): number | null {
  return text === null ? null : Date.parse(text);
}
