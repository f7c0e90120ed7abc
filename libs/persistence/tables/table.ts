// Tables are drawn directly on the readonly types of the domain: there is no second set of classes to keep in step. The words for columns are few.
import { EntitySchema, type EntitySchemaColumnOptions, type EntitySchemaOptions, type ValueTransformer } from 'typeorm';

/** Every field of the row must have its column; what is missing does not compile. */
type Columns<Row> = { readonly [Field in keyof Required<Row>]: EntitySchemaColumnOptions };

type Keys<Row> = Pick<EntitySchemaOptions<Row>, 'indices' | 'foreignKeys' | 'checks'>;

/** A table of rows. Its name is also the name of the entity. */
export function table<Row extends object>(
  name: string,
  columns: Columns<Row>,
  keys: Keys<Row> = {},
): EntitySchema<Row> {
  return new EntitySchema<Row>({ name, tableName: name, columns, ...keys });
}

const throughJson: ValueTransformer = {
  to: (value: unknown) => (value === null || value === undefined ? value : JSON.stringify(value)),
  from: (text: string | null) => (text === null ? null : (JSON.parse(text) as unknown)),
};

const emptyForNull: ValueTransformer = {
  to: (value: string | null | undefined) => (value === null ? '' : value),
  from: (text: string) => (text === '' ? null : text),
};

/** SQLite hands out its own Buffer; a plain copy goes on. */
const throughBytes: ValueTransformer = {
  to: (value: Uint8Array | undefined) => value && Buffer.from(value),
  from: (value: Buffer | null) => value && new Uint8Array(value),
};

export const key: EntitySchemaColumnOptions = { type: 'text', primary: true };
export const text: EntitySchemaColumnOptions = { type: 'text' };
/** Null is kept as the empty text, so that it counts in a unique index. */
export const textOrEmpty: EntitySchemaColumnOptions = { type: 'text', transformer: emptyForNull };
export const whole: EntitySchemaColumnOptions = { type: 'integer' };
export const real: EntitySchemaColumnOptions = { type: 'real' };
export const flag: EntitySchemaColumnOptions = { type: 'boolean' };
/** Epoch milliseconds. */
export const instant: EntitySchemaColumnOptions = { type: 'integer' };
/** Lists and small values that are never searched by their parts. */
export const json: EntitySchemaColumnOptions = { type: 'text', transformer: throughJson };
export const bytes: EntitySchemaColumnOptions = { type: 'blob', transformer: throughBytes };

/** The column may be null. */
export function nullable(column: EntitySchemaColumnOptions): EntitySchemaColumnOptions {
  return { ...column, nullable: true };
}

/** An index named after its table and columns. */
export function index(tableName: string, ...columns: string[]): { name: string; columns: string[] } {
  return { name: `${tableName}_by_${columns.join('_')}`, columns };
}

/** Like `index`, and no two rows may agree in these columns. */
export function unique(tableName: string, ...columns: string[]): { name: string; columns: string[]; unique: true } {
  return { ...index(tableName, ...columns), unique: true };
}

/** A row of `target` must exist when the unit of work ends; inside it the order of writes is free. */
export function refersTo(target: string, column: string) {
  return {
    name: `${column}_refers_to_${target}`,
    target,
    columnNames: [column],
    referencedColumnNames: ['id'],
    deferrable: 'INITIALLY DEFERRED' as const,
  };
}
