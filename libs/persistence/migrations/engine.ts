// Where the two databases that a migration must serve do not speak alike. A migration names no engine: what differs is said here.

export type Engine = 'sqlite' | 'postgres';

/** What one engine makes of a step: a table drawn for TypeORM's schema API, or statements. Plain values, so that a released step can be frozen. */
export interface Change {
  readonly makes: DrawnTable | readonly string[];
  readonly unmakes: readonly string[];
}

/** One change of the tables, on whichever engine. */
export type ChangeOn = (engine: Engine) => Change;

/** The part of TypeORM's `TableOptions` that our tables are made of. */
interface DrawnTable {
  readonly name: string;
  readonly columns: readonly DrawnColumn[];
  readonly indices: readonly { name: string; columnNames: string[]; isUnique: boolean; where?: string }[];
  readonly foreignKeys: readonly {
    name: string;
    columnNames: string[];
    referencedTableName: string;
    referencedColumnNames: string[];
    deferrable: 'INITIALLY DEFERRED';
  }[];
  readonly checks: readonly { name: string; expression: string }[];
}

export interface DrawnColumn {
  readonly name: string;
  readonly type: string;
  readonly collation?: string;
  readonly isNullable: boolean;
  readonly isPrimary: boolean;
  readonly isGenerated?: true;
  readonly generationStrategy?: 'increment';
}

/** The words that conditions of triggers need and that the engines spell otherwise. */
export interface Dialect {
  /** Between two values of which each may be null. */
  readonly differsFrom: string;
  /** The texts of a JSON list that is kept as text, to stand behind FROM: each is `<name>.value`. */
  elements(list: string, name: string): string;
}

export const DIALECTS: Readonly<Record<Engine, Dialect>> = {
  sqlite: {
    differsFrom: 'IS NOT',
    elements: (list, name) => `json_each(${list}) AS ${name}`,
  },
  postgres: {
    differsFrom: 'IS DISTINCT FROM',
    elements: (list, name) => `json_array_elements_text(${list}::json) AS ${name}(value)`,
  },
};
