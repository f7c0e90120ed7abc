// A step from one shape of the tables to the next, and back, on either engine. Read by a person, never changed once released.
import { Table, type MigrationInterface, type QueryRunner, type TableOptions } from 'typeorm';
import type { Change, ChangeOn, Engine } from './engine';

/** A step, which can also be looked at without taking it. */
export interface Step extends MigrationInterface {
  readonly name: string;
  changesOn(engine: Engine): readonly Change[];
}

/** Steps are taken in the order of their numbers. TypeORM wants the number as thirteen digits at the end of the name. */
export function migration(number: number, title: string, changes: readonly ChangeOn[]): new () => Step {
  return class implements Step {
    readonly name = `${title}-${String(number).padStart(13, '0')}`;

    changesOn(engine: Engine): readonly Change[] {
      return changes.map((changeOn) => changeOn(engine));
    }

    async up(runner: QueryRunner): Promise<void> {
      for (const { makes } of this.changesOn(engineOf(runner))) {
        if ('columns' in makes) await runner.createTable(new Table(makes as unknown as TableOptions));
        else await inOrder(runner, makes);
      }
    }

    async down(runner: QueryRunner): Promise<void> {
      for (const { unmakes } of this.changesOn(engineOf(runner)).toReversed()) await inOrder(runner, unmakes);
    }
  };
}

function engineOf(runner: QueryRunner): Engine {
  return runner.connection.options.type === 'postgres' ? 'postgres' : 'sqlite';
}

async function inOrder(runner: QueryRunner, statements: readonly string[]): Promise<void> {
  for (const statement of statements) await runner.query(statement);
}
