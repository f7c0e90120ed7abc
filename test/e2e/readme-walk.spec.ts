// The walk of the README, run as it stands there: what the README claims, its own commands show.
import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { Installation } from '../support/installation';

jest.setTimeout(240_000);

const PROJECT = join(__dirname, '..', '..');

/** The first bash block after the mark, with the address of this installation. */
function walk(url: string): string {
  const readme = readFileSync(join(PROJECT, 'README.md'), 'utf8');
  const block = /<!-- walk -->\s+```bash\n([\s\S]*?)```/.exec(readme)![1]!;
  expect(block).toContain('L=http://127.0.0.1:8080');
  return block.replace('L=http://127.0.0.1:8080', `L=${url}`);
}

it('walks from upload to loudspeaker by curl', async () => {
  const installation = await Installation.start();
  let bash: ChildProcessByStdio<null, Readable, Readable> | undefined;
  try {
    const cleaned = `trap 'rm -rf "$J"' EXIT\n${walk(installation.url)}`;
    // With a limit of its own: a walk must not go on when its test is gone.
    bash = spawn('timeout', ['230', 'bash', '-euo', 'pipefail', '-c', cleaned], {
      cwd: PROJECT,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const [said, complained] = await Promise.all([text(bash.stdout), text(bash.stderr)]);
    expect(complained).toBe('');
    expect(said.split('\n').filter(Boolean)).toEqual([
      'Lò Thị Ngân',
      'Phạm Thị Mai',
      'Lương Văn Toàn',
      'Lò Văn Inh',
      'submitted',
      'not-allowed',
      'quiet-hours',
      'approved',
      '{ played: 2 }',
      'heard',
    ]);
  } finally {
    bash?.kill();
    await installation.stop();
  }
});
