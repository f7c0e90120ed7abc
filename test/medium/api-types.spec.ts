// The pages are compiled against types that were generated from the description of the API: a change of one without the other is found here.
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describeApi } from '#api';

const ROOT = join(__dirname, '../..');

it('the generated types say what the API says; after a change of it: npm run api:types', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'loa-types-'));
  try {
    const [described, generated] = [join(folder, 'openapi.json'), join(folder, 'api.gen.ts')];
    writeFileSync(described, JSON.stringify(await describeApi(), null, 2));
    const generator = join(ROOT, 'node_modules/openapi-typescript/bin/cli.js');
    await promisify(execFile)(process.execPath, [generator, described, '--output', generated]);
    expect(readFileSync(generated, 'utf8') === readFileSync(join(ROOT, 'libs/web/api.gen.ts'), 'utf8')).toBe(true);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
