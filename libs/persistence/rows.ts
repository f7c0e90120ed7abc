// The few ways in which rows go in and out, said once. TypeORM writes generated values into what it is given; ours are readonly, so it gets a copy.
import {
  And,
  LessThan,
  type EntityManager,
  type EntitySchema,
  type FindOperator,
  type FindOptionsOrder,
  type FindOptionsWhere,
} from 'typeorm';
import type { QueryDeepPartialEntity } from 'typeorm/query-builder/QueryPartialEntity';
import type { Page, PageRequest } from '#application';
import { Problem } from '#domain';

/** The row, or undefined when there is none. A few columns that equal something need nothing of TypeORM, which costs ten times as much. */
export async function findOne<Row extends object>(
  manager: EntityManager,
  table: EntitySchema<Row>,
  where: FindOptionsWhere<Row>,
): Promise<Row | undefined> {
  const plain = plainCondition(manager, table, where);
  if (!plain) return (await manager.findOneBy(table, where)) ?? undefined;
  return (await findMany(manager, table, `WHERE ${plain.sql} LIMIT 1`, plain.values))[0];
}

/** Undefined where something else is asked than that columns of text or numbers equal a value. */
function plainCondition<Row extends object>(
  manager: EntityManager,
  table: EntitySchema<Row>,
  where: FindOptionsWhere<Row>,
): { readonly sql: string; readonly values: readonly unknown[] } | undefined {
  const { columns } = manager.connection.getMetadata(table);
  const parts = Object.entries(where).map(([name, value]) => {
    const column = columns.find(({ propertyName }) => propertyName === name);
    const isPlain = (typeof value === 'string' || typeof value === 'number') && column?.transformer === undefined;
    return column && isPlain ? { sql: `"${column.databaseName}" = ?`, value: value as unknown } : undefined;
  });
  if (parts.length === 0 || !parts.every((part) => part !== undefined)) return undefined;
  return { sql: parts.map(({ sql }) => sql).join(' AND '), values: parts.map(({ value }) => value) };
}

/**
 * Rows, or only some columns of them, by a condition in SQL. For what is read by the thousand: nothing is made of a row but what is asked for,
 * which takes a tenth of the time of TypeORM's `find`.
 */
export function findMany<Row extends object>(
  manager: EntityManager,
  table: EntitySchema<Row>,
  condition: string,
  values: readonly unknown[],
): Promise<readonly Row[]>;
export function findMany<Row extends object, Name extends keyof Row & string>(
  manager: EntityManager,
  table: EntitySchema<Row>,
  condition: string,
  values: readonly unknown[],
  names: readonly Name[],
): Promise<readonly Pick<Row, Name>[]>;
export async function findMany(
  manager: EntityManager,
  table: EntitySchema<object>,
  condition: string,
  values: readonly unknown[],
  names?: readonly string[],
): Promise<readonly object[]> {
  const { columns, tableName } = manager.connection.getMetadata(table);
  const asked = names ? columns.filter(({ propertyName }) => names.includes(propertyName)) : columns;
  const list = asked.map(({ databaseName }) => `${tableName}."${databaseName}"`).join();
  const rows = await manager.query<Record<string, unknown>[]>(`SELECT ${list} FROM ${tableName} ${condition}`, [
    ...values,
  ]);
  const packed = asked.filter(({ transformer, type }) => transformer !== undefined || type === 'boolean');
  return rows.map((read) => {
    // A plain object, as what is written: a row as the driver makes it has another prototype where tests run in a realm of their own.
    const row = { ...read };
    for (const column of packed) {
      const { databaseName, propertyName } = column;
      row[propertyName] = manager.connection.driver.prepareHydratedValue(row[databaseName], column);
    }
    return row;
  });
}

/** Rows that fit one of the conditions and are older than the cursor, newest first. The key rises with time, as version 7 UUIDs and sequence numbers do. */
export async function findPage<Row extends object>(
  manager: EntityManager,
  table: EntitySchema<Row>,
  where: FindOptionsWhere<Row> | readonly FindOptionsWhere<Row>[],
  page: PageRequest,
  key: keyof Row & string,
): Promise<Page<Row>> {
  const before = page.cursor === undefined ? undefined : LessThan(page.cursor);
  const order = { [key]: 'DESC' } as FindOptionsOrder<Row>;
  const older = (each: FindOptionsWhere<Row>) => {
    const own = each[key] as FindOperator<unknown> | undefined;
    return before === undefined ? each : { ...each, [key]: own === undefined ? before : And(own, before) };
  };
  const wheres = ((Array.isArray(where) ? where : [where]) as FindOptionsWhere<Row>[]).map(
    older,
  ) as FindOptionsWhere<Row>[];
  const found = await manager.find(table, { where: wheres, order, take: page.limit + 1 });
  const items = found.slice(0, page.limit);
  return { items, nextCursor: found.length > page.limit ? String(items.at(-1)?.[key]) : null };
}

export async function insertRow<Row extends object>(
  manager: EntityManager,
  table: EntitySchema<Row>,
  row: Row,
): Promise<void> {
  await manager.insert(table, { ...row } as QueryDeepPartialEntity<Row>);
}

/** Inserts, or replaces the row that agrees in the named columns. */
export async function putRow<Row extends object>(
  manager: EntityManager,
  table: EntitySchema<Row>,
  row: Row,
  key: readonly (keyof Row & string)[],
): Promise<void> {
  await manager.upsert(table, { ...row } as QueryDeepPartialEntity<Row>, [...key]);
}

/** Changes one row. Throws Problem `not-found` when there is none. A change without any field changes nothing. */
export async function updateRow<Row extends object>(
  manager: EntityManager,
  table: EntitySchema<Row>,
  where: FindOptionsWhere<Row>,
  change: QueryDeepPartialEntity<Row>,
): Promise<void> {
  if (Object.values(change).every((value) => value === undefined)) return;
  const { affected } = await manager.update(table, where, change);
  if (affected !== 1) throw new Problem('not-found', { table: table.options.name });
}

/** Like `updateRow`, and raises `revision` by one. */
export function reviseRow<Row extends { readonly revision: number }>(
  manager: EntityManager,
  table: EntitySchema<Row>,
  where: FindOptionsWhere<Row>,
  change: Partial<Row>,
): Promise<void> {
  const revised = { ...change, revision: () => '"revision" + 1' } as QueryDeepPartialEntity<Row>;
  return updateRow(manager, table, where, revised);
}
