// One launcher per data folder: two would fight over the database. A lock of a launcher that was killed is seen through and replaced.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Touches nothing. Throws when another Loa Làng runs on the data folder; says whether one died there. */
export function requireUnlocked(runDir: string): { readonly hasDied: boolean } {
  const holder = read(join(runDir, 'launcher.lock'));
  const [pid, born] = holder?.split(' ') ?? [];
  if (pid !== undefined && Number(pid) !== process.pid && isSameProcess(Number(pid), born))
    throw new Error(
      `Another Loa Làng (process ${pid}) runs on this data folder. Stop it, or set LOA_DATA_DIR to another folder.`,
    );
  return { hasDied: holder !== undefined };
}

/** Takes the data folder. Throws when another Loa Làng runs on it. Gives back what releases it. */
export function lockDataFolder(runDir: string): { readonly release: () => void } {
  mkdirSync(runDir, { recursive: true, mode: 0o700 });
  const path = join(runDir, 'launcher.lock');
  requireUnlocked(runDir);
  rmSync(path, { force: true });
  // 'wx' fails when two launchers replace a dead lock at once: one of them wins.
  writeFileSync(path, `${process.pid} ${birthOf(process.pid)}`, { flag: 'wx' });
  return { release: () => rmSync(path, { force: true }) };
}

/** A pid is given away again, but not together with the tick at which its process was born. */
function isSameProcess(pid: number, born: string | undefined): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    // Not ours to signal, but there.
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false;
  }
  return birthOf(pid) === born;
}

/** Field 22 of /proc/<pid>/stat; '-' where there is no /proc. */
function birthOf(pid: number): string {
  const stat = read(`/proc/${pid}/stat`);
  // The name in field 2 may hold spaces and brackets; the rest begins after its last one.
  return stat?.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '-';
}

const NOT_THERE: readonly unknown[] = ['ENOENT', 'ENOTDIR', 'EACCES'];

function read(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    // A folder that is a file, or of somebody else, is told about by whoever makes it.
    if (NOT_THERE.includes((error as NodeJS.ErrnoException).code)) return undefined;
    throw error;
  }
}
