// Documents and comments name files by their path: when a file moves, they must go with it.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(__dirname, '../..');

/** `libs/domain/people/strength.ts`, `apps/field`, `docs/decisions/038`; not a pattern such as `apps/*`. */
const NAMED = /`((?:apps|libs|test|docs)\/[\w./-]+?)\/?`/g;

function tracked(...patterns: readonly string[]): readonly string[] {
  const files = execFileSync('git', ['ls-files', ...patterns], { cwd: ROOT, encoding: 'utf8' }).split('\n');
  return files.filter((file) => file !== '' && existsSync(join(ROOT, file)));
}

it('names no path that is not there', () => {
  const all = tracked();
  const isThere = (path: string) =>
    all.some((file) => file === path || file.startsWith(path.startsWith('docs/decisions/') ? path : `${path}/`));
  const named = tracked('*.md', '*.ts', '*.tsx', '*.mjs', '*.cjs', '*.css').flatMap((file) => {
    const found = [...readFileSync(join(ROOT, file), 'utf8').matchAll(NAMED)].map(([, path]) => path!);
    return found.map((path) => ({ file, path }));
  });
  expect(named.filter(({ path }) => !isThere(path))).toEqual([]);
});
