// The words in which a migration draws a table. They are like those of `tables/`, and kept apart from them: those say how rows are now, these how
// a table was made once, and must never change their meaning.
import type { ChangeOn, DrawnColumn, Engine } from './engine';

/** A column's type on each engine. Null is refused unless it is `nullable`. */
interface Column {
  readonly type: Readonly<Record<Engine, string>>;
  readonly isNullable?: true;
  readonly isPrimary?: true;
  readonly isCounted?: true;
}

interface Rules {
  readonly indexes?: readonly Index[];
  readonly references?: readonly Reference[];
  /** Conditions that every row meets, by their names. */
  readonly checks?: Readonly<Record<string, string>>;
}

interface Index {
  readonly columns: readonly string[];
  readonly isUnique: boolean;
  readonly where?: string;
}

interface Reference {
  readonly column: string;
  readonly target: string;
}

const on = (sqlite: string, postgres: string): Column => ({ type: { sqlite, postgres } });

export const text = on('text', 'text');
/** Lists and small values that are never searched by their parts; kept as text on both engines, as the rows are read and written. */
export const json = text;
/** At most two thousand million, either way. */
export const whole = on('integer', 'integer');
/** Whole numbers that may grow past that: bytes, long durations, numbers that count every event. */
export const large = on('integer', 'bigint');
/** Epoch milliseconds. */
export const instant = large;
export const real = on('real', 'double precision');
export const flag = on('boolean', 'boolean');
export const bytes = on('blob', 'bytea');
/** The text that names a row, or a part of what names it. */
export const key = inKey(text);

export function inKey(column: Column): Column {
  return { ...column, isPrimary: true };
}

/** A key that the database counts up, and never gives out twice. */
export function counted(column: Column): Column {
  return { ...column, isPrimary: true, isCounted: true };
}

export function nullable(column: Column): Column & { readonly isNullable: true } {
  return { ...column, isNullable: true };
}

export function index(...columns: string[]): Index {
  return { columns, isUnique: false };
}

/** An index in which no two rows agree. */
export function unique(...columns: string[]): Index {
  return { columns, isUnique: true };
}

/** A row of `target` must exist when the unit of work ends; inside it the order of writes is free. */
export function refersTo(target: string, column: string): Reference {
  return { target, column };
}

/** A table with its columns in their order, and its rules. */
export function newTable(name: string, columns: Readonly<Record<string, Column>>, rules: Rules = {}): ChangeOn {
  const { indexes = [], references = [], checks = {} } = rules;
  return (engine) => ({
    makes: {
      name,
      columns: Object.entries(columns).map(([own, column]) => drawn(own, column, engine)),
      indices: indexes.map(({ columns: of, isUnique, where }) => ({
        name: `${name}_by_${of.join('_')}`,
        columnNames: [...of],
        isUnique,
        where,
      })),
      foreignKeys: references.map(({ column, target }) => ({
        name: `${column}_refers_to_${target}`,
        columnNames: [column],
        referencedTableName: target,
        referencedColumnNames: ['id'],
        deferrable: 'INITIALLY DEFERRED' as const,
      })),
      checks: Object.entries(checks).map(([own, expression]) => ({ name: own, expression })),
    },
    unmakes: [`DROP TABLE "${name}"`],
  });
}

/** A column that an existing table gets; rows that are there already have null in it. */
export function newColumn(table: string, name: string, column: Column & { readonly isNullable: true }): ChangeOn {
  return (engine) => ({
    makes: [`ALTER TABLE "${table}" ADD COLUMN "${name}" ${column.type[engine]}`],
    unmakes: [`ALTER TABLE "${table}" DROP COLUMN "${name}"`],
  });
}

/** An index that an existing table gets. */
export function newIndex(table: string, { columns, where }: Index): ChangeOn {
  const name = `${table}_by_${columns.join('_')}`;
  const list = columns.map((column) => `"${column}"`).join(', ');
  return () => ({
    makes: [`CREATE INDEX "${name}" ON "${table}" (${list})${where === undefined ? '' : ` WHERE ${where}`}`],
    unmakes: [`DROP INDEX "${name}"`],
  });
}

/** What both engines do in the same words: there, and back. */
export function statements(makes: readonly string[], unmakes: readonly string[]): ChangeOn {
  return () => ({ makes, unmakes });
}

function drawn(name: string, column: Column, engine: Engine): DrawnColumn {
  const { type, isNullable = false, isPrimary = false, isCounted } = column;
  return {
    name,
    type: type[engine],
    // Texts are in the order of their bytes, as in SQLite, whatever the language of the machine is.
    ...(engine === 'postgres' && type.postgres === 'text' ? { collation: 'C' } : {}),
    isNullable,
    isPrimary,
    ...(isCounted ? { isGenerated: true, generationStrategy: 'increment' } : {}),
  };
}
