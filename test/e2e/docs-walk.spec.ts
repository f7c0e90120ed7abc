// The walk of `docs/`, run as it stands there against a whole installation: what it promises comes back, line by line.
import { spawn, type ChildProcessByStdio } from 'node:child_process';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { PROJECT, readWalk } from '../support/docs-walk';
import { Installation } from '../support/installation';

/** About three minutes of it are the broadcasts; the rest is for slow machines. */
const LIMIT_SECONDS = 600;
/** What is another one here: the address, and the folder for the command line. */
const ADDRESS = 'http://127.0.0.1:8080';
const FOLDER = '/tmp/loa-walk';

jest.setTimeout((LIMIT_SECONDS + 60) * 1_000);

it('walks through everything by curl', async () => {
  const { script, answers } = readWalk();
  const installation = await Installation.start();
  let bash: ChildProcessByStdio<null, Readable, Readable> | undefined;
  try {
    const placed = script.replace(ADDRESS, installation.url).replace(FOLDER, installation.dataDir);
    const typed = `trap 'rm -rf "$J"' EXIT\n${placed}`;
    // With a limit of its own: a walk must not go on when its test is gone.
    bash = spawn('timeout', [`${LIMIT_SECONDS}`, 'bash', '-euo', 'pipefail', '-c', typed], {
      cwd: PROJECT,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const [said, complained] = await Promise.all([text(bash.stdout), text(bash.stderr)]);
    const lines = said.split('\n').filter(Boolean);
    const located = lines.map((line, index) => ({ line, where: answers[index]?.where }));
    expect({ complained, said: located }).toEqual({ complained: '', said: answers });
  } finally {
    bash?.kill();
    await installation.stop();
  }
});
