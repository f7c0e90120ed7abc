// The build, done again only when a source changed. Types are checked apart (`npm run check`), so it takes a second.
import { createHash } from 'node:crypto';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT, run, setStamp, stamp, step } from './step.mjs';

const DIST = join(ROOT, 'dist');

export async function buildProject() {
  const wanted = fingerprint();
  if (stamp('.built-from', DIST) === wanted) return;
  await step('built', async () => {
    const onFailure = 'The build failed.';
    await run(process.execPath, [join(ROOT, 'node_modules/@nestjs/cli/bin/nest.js'), 'build'], { onFailure });
    await run(process.execPath, [join(ROOT, 'node_modules/vite/bin/vite.js'), 'build', '--logLevel', 'warn'], {
      onFailure: 'The pages could not be built.',
    });
  });
  setStamp('.built-from', wanted, DIST);
}

/** Names, sizes and times of everything that the build reads. */
function fingerprint() {
  const hash = createHash('sha256');
  const files = ['apps', 'libs'].flatMap((folder) => sources(join(ROOT, folder)));
  const settings = [
    'package.json',
    'package-lock.json',
    'nest-cli.json',
    'tsconfig.json',
    '.swcrc',
    'vite.config.mjs',
  ].map((name) => join(ROOT, name));
  for (const file of [...files.sort(), ...settings]) {
    const { size, mtimeMs } = statSync(file);
    hash.update(`${file} ${size} ${mtimeMs}\n`);
  }
  return hash.digest('hex');
}

function sources(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.endsWith('.spec.ts'))
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name));
}
