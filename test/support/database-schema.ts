// What a database file promises, read from the file itself: so that two ways to make the tables can be compared, and a released one is frozen.
// The text of the statements that made them does not count, their meaning does.

/** Asks one statement of a database and gives its rows. */
type Ask = (sql: string) => Promise<readonly Record<string, unknown>[]>;

/** Each table and trigger by its name, with everything that is promised of it, in an order that does not depend on how it was made. */
type Schema = Readonly<Record<string, unknown>>;

interface Kept {
  readonly type: string;
  readonly name: string;
  readonly tbl_name: string;
  readonly sql: string | null;
}

/** The schema of the database, without the list of the steps it has taken. */
export async function schemaOf(ask: Ask): Promise<Schema> {
  const kept = (await ask(
    `SELECT type, name, tbl_name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_%' AND name <> 'migrations' ORDER BY name`,
  )) as unknown as readonly Kept[];
  const schema: Record<string, unknown> = {};
  for (const { type, name, tbl_name: table, sql } of kept) {
    if (type === 'trigger') schema[`trigger ${name}`] = { table, sql: plain(sql ?? '') };
    if (type === 'table') schema[`table ${name}`] = await tableOf(ask, name, sql ?? '', kept);
  }
  return schema;
}

/** What of `after` was not there before, or is otherwise. */
export function schemaChanges(before: Schema, after: Schema): Schema {
  const otherwise = ([name, value]: [string, unknown]) => JSON.stringify(before[name]) !== JSON.stringify(value);
  const gone = Object.keys(before).filter((name) => !(name in after));
  return Object.fromEntries([...Object.entries(after).filter(otherwise), ...gone.map((name) => [name, null])]);
}

async function tableOf(ask: Ask, name: string, sql: string, kept: readonly Kept[]): Promise<unknown> {
  const columns = await ask(
    `SELECT name, type, "notnull", dflt_value AS "default", pk FROM pragma_table_info('${name}') ORDER BY name`,
  );
  const references = await ask(
    `SELECT "from", "table", "to", on_update, on_delete FROM pragma_foreign_key_list('${name}') ORDER BY "from"`,
  );
  const indexes = await ask(
    `SELECT name, "unique", origin, partial, (SELECT group_concat(own.name) FROM pragma_index_info(list.name) own) AS columns
     FROM pragma_index_list('${name}') list ORDER BY name`,
  );
  const where = (index: unknown) =>
    /\bWHERE (.*)$/.exec(plain(kept.find((each) => each.name === index)?.sql ?? ''))?.[1];
  return {
    columns: columns.map((column) => ({ ...column, type: String(column.type).toLowerCase() })),
    references,
    constraints: constraintsOf(sql),
    grows: /\bAUTOINCREMENT\b/.test(sql),
    indexes: indexes.map((index) => ({ ...index, where: where(index.name) })),
  };
}

/** The named rules of a table, which no pragma tells whole. */
function constraintsOf(sql: string): readonly string[] {
  const inside = plain(sql).replace(/\)$/, '');
  return inside
    .split(/,\s*(?=CONSTRAINT|PRIMARY KEY \()/)
    .slice(1)
    .map((text) => text.trim())
    .filter((text) => text.startsWith('CONSTRAINT'))
    .sort();
}

function plain(sql: string): string {
  return sql
    .replace(/\s+/g, ' ')
    .replace(/ ?([(),]) ?/g, '$1')
    .trim();
}
