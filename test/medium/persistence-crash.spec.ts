// The writer is killed with no warning, in the middle of a unit of work and right after one: what was acknowledged is there, nothing is there by half.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { openDatabase } from '#persistence';
import { temporaryDatabase, type TemporaryDatabase } from '../support/database';
import { pairOf } from '../support/persistence-writer';

const ROOT = join(__dirname, '../..');

let database: TemporaryDatabase;

beforeEach(async () => {
  database = await temporaryDatabase();
});
afterEach(() => database.remove());

/** Lets another process write, kills it at the line it says, and resolves with the number it last acknowledged. */
async function killAt(line: string): Promise<number> {
  const child = spawn(
    process.execPath,
    [
      '--conditions=source',
      '--require',
      './test/support/typescript.cjs',
      'test/support/persistence-writer.ts',
      database.path,
    ],
    { cwd: ROOT, stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const exited = once(child, 'exit');
  let acknowledged = 0;
  for await (const said of createInterface({ input: child.stdout })) {
    if (said === line) child.kill('SIGKILL');
    if (said.startsWith('acknowledged ')) acknowledged = Number(said.slice('acknowledged '.length));
  }
  expect(await exited).toEqual([null, 'SIGKILL']);
  return acknowledged;
}

it.each(['half 1', 'half 25', 'acknowledged 25'])(
  'a writer killed at "%s" loses nothing acknowledged and leaves nothing half',
  async (line) => {
    const acknowledged = await killAt(line);

    const reopened = await openDatabase({ path: database.path, reportError: (error) => fail(error) });
    const rows = new Set((await reopened.unitOfWork.read.recordings.unfinished()).map(({ id }) => id));
    await reopened.close();

    for (let number = 1; number <= acknowledged; number += 1) {
      for (const id of pairOf(number)) expect(rows).toContain(id);
    }
    const whole = rows.size / 2;
    expect(rows).toEqual(new Set(Array.from({ length: whole }, (_, place) => pairOf(place + 1)).flat()));
    expect(acknowledged).toBeGreaterThanOrEqual(Number(line.split(' ')[1]) - 1);
  },
  60_000,
);

function fail(error: unknown): never {
  throw error;
}
