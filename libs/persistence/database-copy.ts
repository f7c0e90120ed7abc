// A copy of the database as one file, taken while others write, and the proof that such a file can be used.
import { existsSync } from 'node:fs';
import { openInspector } from './sqlite';
import { UnusableDatabase } from './database-form';
import { TableInstallationStore } from './stores/installation';

/** Writes everything that is committed now into a new file. Throws when there is a file already, and `UnusableDatabase`. */
export async function copyDatabase(path: string, to: string): Promise<void> {
  const source = await openInspector(path);
  try {
    await source.query('VACUUM INTO ?', [to]);
  } finally {
    await source.destroy();
  }
}

/** Throws `UnusableDatabase` unless every page and every index of the file is sound, and it is of our form. */
export async function requireSound(path: string): Promise<void> {
  const source = await openInspector(path);
  try {
    const [{ integrity_check: verdict }] =
      await source.query<[{ integrity_check: string }]>('PRAGMA integrity_check(1)');
    if (verdict !== 'ok') throw new UnusableDatabase(path, `it is damaged (${verdict})`, 'Take another copy.');
  } finally {
    await source.destroy();
  }
}

/** By how much the clock of the installation in that file runs ahead of the machine's; 0 where there is none yet. */
export async function clockOffsetIn(path: string): Promise<number> {
  if (!existsSync(path)) return 0;
  const source = await openInspector(path);
  try {
    return await new TableInstallationStore(source.manager).clockOffsetMs();
  } finally {
    await source.destroy();
  }
}
