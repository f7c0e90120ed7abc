// Two launchers on one data folder, and the lock of one that was killed.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { lockDataFolder, requireUnlocked } from './launcher-lock';

describe('the lock of the data folder', () => {
  let runDir: string;
  const path = () => join(runDir, 'launcher.lock');
  beforeEach(() => (runDir = mkdtempSync(join(tmpdir(), 'loa-lock-'))));
  afterEach(() => rmSync(runDir, { recursive: true, force: true }));

  it('is refused while another launcher lives, and given when that one was killed', async () => {
    const other = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1e6)'], { stdio: 'ignore' });
    await once(other, 'spawn');
    const stat = readFileSync(`/proc/${other.pid}/stat`, 'utf8');
    const born = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
    writeFileSync(path(), `${other.pid} ${born}`);
    expect(() => lockDataFolder(runDir)).toThrow(`Another Loa Làng (process ${other.pid})`);
    other.kill('SIGKILL');
    await once(other, 'exit');
    expect(requireUnlocked(runDir).hasDied).toBe(true);
    lockDataFolder(runDir).release();
  });

  it('sees through a process that only has the same number', () => {
    writeFileSync(path(), `${process.ppid} 1`);
    expect(requireUnlocked(runDir).hasDied).toBe(true);
    lockDataFolder(runDir).release();
  });

  it('leaves nothing behind when it is released', () => {
    expect(requireUnlocked(runDir).hasDied).toBe(false);
    lockDataFolder(runDir).release();
    expect(existsSync(path())).toBe(false);
  });
});
