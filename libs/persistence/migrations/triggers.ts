// What the database refuses by itself, written once for each engine: SQLite has the words in the trigger, PostgreSQL in a function beside it.
import { DIALECTS, type ChangeOn, type Dialect, type Engine } from './engine';

interface Refusal {
  readonly before: 'INSERT' | 'UPDATE' | 'DELETE';
  readonly on: string;
  /** The condition on the rows NEW and OLD; without one it is always refused. */
  readonly when?: (sql: Dialect) => string;
  /** What the error says. */
  readonly words: string;
}

/** Refuses a change of a table. */
export function refuses(name: string, refusal: Refusal): ChangeOn {
  return (engine) => ({ makes: REFUSING[engine](name, refusal), unmakes: dropping(engine, name, refusal.on) });
}

/** Does something more with each new row of a table. `statement` is understood by both engines. */
export function follows(name: string, table: string, statement: string): ChangeOn {
  return (engine) => ({
    makes:
      engine === 'sqlite'
        ? [`CREATE TRIGGER ${name} AFTER INSERT ON ${table} BEGIN ${statement}; END`]
        : postgresTrigger(name, `AFTER INSERT ON ${table} FOR EACH ROW`, `${statement}; RETURN NEW;`),
    unmakes: dropping(engine, name, table),
  });
}

const REFUSING: Readonly<Record<Engine, (name: string, refusal: Refusal) => readonly string[]>> = {
  sqlite: (name, { before, on, when, words }) => [
    `CREATE TRIGGER ${name} BEFORE ${before} ON ${on} ${when ? `WHEN ${when(DIALECTS.sqlite)} ` : ''}` +
      `BEGIN SELECT RAISE(ABORT, '${words}'); END`,
  ],
  postgres: (name, { before, on, when, words }) => {
    const raise = `RAISE EXCEPTION '${words}';`;
    // What may never be deleted may not be emptied either, which asks no trigger of a row.
    if (before === 'DELETE' && !when)
      return postgresTrigger(name, `BEFORE DELETE OR TRUNCATE ON ${on} FOR EACH STATEMENT`, raise);
    const body = when ? `IF ${when(DIALECTS.postgres)} THEN ${raise} END IF;` : raise;
    const row = before === 'DELETE' ? 'OLD' : 'NEW';
    return postgresTrigger(name, `BEFORE ${before} ON ${on} FOR EACH ROW`, `${body} RETURN ${row};`);
  },
};

function postgresTrigger(name: string, when: string, body: string): readonly string[] {
  return [
    `CREATE FUNCTION ${name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN ${body} END $$`,
    `CREATE TRIGGER ${name} ${when} EXECUTE FUNCTION ${name}()`,
  ];
}

function dropping(engine: Engine, name: string, table: string): readonly string[] {
  return engine === 'sqlite'
    ? [`DROP TRIGGER ${name}`]
    : [`DROP TRIGGER ${name} ON ${table}`, `DROP FUNCTION ${name}()`];
}
