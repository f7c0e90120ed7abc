// A step from one shape of the tables to the next, and back. Written by hand, read by a person, never changed once released.
import type { MigrationInterface, QueryRunner } from 'typeorm';

interface Steps {
  readonly up: readonly string[];
  readonly down: readonly string[];
}

/** Steps are taken in the order of their numbers. TypeORM wants the number as thirteen digits at the end of the name. */
export function migration(number: number, title: string, steps: Steps): new () => MigrationInterface {
  return class implements MigrationInterface {
    readonly name = `${title}-${String(number).padStart(13, '0')}`;

    up(runner: QueryRunner): Promise<void> {
      return inOrder(runner, steps.up);
    }

    down(runner: QueryRunner): Promise<void> {
      return inOrder(runner, steps.down);
    }
  };
}

async function inOrder(runner: QueryRunner, statements: readonly string[]): Promise<void> {
  for (const statement of statements) await runner.query(statement);
}
