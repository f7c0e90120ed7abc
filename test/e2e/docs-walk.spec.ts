// The walk of `docs/`, run as it stands there against a whole installation: what it promises comes back, line by line.
import { spawn, type ChildProcessByStdio } from 'node:child_process';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { PROJECT, readWalk } from '../support/docs-walk';
import { Installation } from '../support/installation';

/** About three minutes of it are the broadcasts; the rest is for slow machines. */
const LIMIT_SECONDS = 600;
const ADDRESS = 'L=http://127.0.0.1:8080';

jest.setTimeout((LIMIT_SECONDS + 60) * 1_000);

it('walks through everything by curl', async () => {
  const { script, answers } = readWalk();
  expect(script).toContain(ADDRESS);
  const installation = await Installation.start();
  let bash: ChildProcessByStdio<null, Readable, Readable> | undefined;
  try {
    const typed = `trap 'rm -rf "$J"' EXIT\n${script.replace(ADDRESS, `L=${installation.url}`)}`;
    // With a limit of its own: a walk must not go on when its test is gone.
    bash = spawn('timeout', [`${LIMIT_SECONDS}`, 'bash', '-euo', 'pipefail', '-c', typed], {
      cwd: PROJECT,
      env: { ...process.env, ...installation.environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const [said, complained] = await Promise.all([text(bash.stdout), text(bash.stderr)]);
    const lines = said.split('\n').filter(Boolean);
    const placed = lines.map((line, index) => ({ line, where: answers[index]?.where }));
    expect({ complained, said: placed }).toEqual({ complained: '', said: answers });
  } finally {
    bash?.kill();
    await installation.stop();
  }
});
