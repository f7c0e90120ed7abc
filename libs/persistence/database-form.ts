// Which databases this program can use: those whose steps are the first ones of its own list. Every other one is refused with what to do about it,
// before anything in the file is touched.
import type { DataSource } from 'typeorm';
import { MIGRATIONS } from './migrations';

/** The database cannot be used as it is, and trying again will not change that. The message says why and what to do. */
export class UnusableDatabase extends Error {
  constructor(path: string, why: string, advice: string, options?: ErrorOptions) {
    super(`The database ${path} cannot be used: ${why}. ${advice}`, options);
  }
}

const STEPS: readonly string[] = MIGRATIONS.map((Step) => new Step().name);

/** Throws `UnusableDatabase` unless the database is empty, or took no other steps than ours. */
export async function requireOurForm(source: DataSource, path: string): Promise<void> {
  const tables = await source.query<{ readonly name: string }[]>(
    `SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name`,
  );
  const [table] = tables;
  if (table === undefined) return;
  if (!tables.some(({ name }) => name === 'migrations')) {
    throw new UnusableDatabase(
      path,
      `Loa Làng did not make it (it holds the table ${table.name}, and no list of steps)`,
      'Set LOA_DATA_DIR to another folder, or move the file away.',
    );
  }
  const taken = await source.query<{ readonly name: string }[]>('SELECT name FROM migrations ORDER BY id');
  const foreign = taken.find(({ name }) => !STEPS.includes(name));
  if (foreign !== undefined) throw new UnusableDatabase(path, ...verdict(foreign.name));
}

/** Steps are numbered without gaps, so a step that is not known and has one of our numbers comes from before they were laid out anew. */
function verdict(step: string): [why: string, advice: string] {
  const isNewer = numberOf(step) > STEPS.length;
  const unknown = `(its step ${step} is not known here)`;
  const restore = 'restore a backup that this version made.';
  return isNewer
    ? [`a newer Loa Làng wrote it ${unknown}`, `Start that version, or ${restore}`]
    : [
        `a trial version of Loa Làng wrote it, before the first release ${unknown}, and no version brings it over`,
        `Move the file away and start anew, or ${restore}`,
      ];
}

function numberOf(step: string): number {
  return Number(step.slice(-13));
}
