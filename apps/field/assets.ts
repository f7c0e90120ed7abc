// Where the built style and script of a page are: their names carry a hash of what is in them, so browsers may keep them for good.
import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';

interface BuiltFile {
  readonly file: string;
  readonly css?: readonly string[];
  readonly imports?: readonly string[];
}

type Manifest = Readonly<Record<string, BuiltFile>>;

/** The folder of everything that was built for browsers. */
export const WEB_DIR = join(projectRoot(__dirname), 'dist', 'web');

const MANIFEST = join(WEB_DIR, '.vite', 'manifest.json');

let read: { readonly manifest: Manifest; readonly mtimeMs: number } | undefined;

/** The address of a built entry, by its source: `apps/field/field.css`. */
export function assetPath(source: string): string {
  return `/${builtFile(source).file}`;
}

/** True when there is a built entry of this source. */
export function isBuilt(source: string): boolean {
  return manifest()[source] !== undefined;
}

/** The addresses of the styles that a script entry brings along. */
export function stylesOf(source: string): readonly string[] {
  const { css = [], imports = [] } = builtFile(source);
  return [...new Set([...imports.flatMap(stylesOf), ...css.map((file) => `/${file}`)])];
}

/** The addresses of the scripts that a script entry needs at once, besides itself. */
export function preloadsOf(source: string): readonly string[] {
  const { imports = [] } = builtFile(source);
  return [...new Set(imports.flatMap((each) => [assetPath(each), ...preloadsOf(each)]))];
}

function builtFile(source: string): BuiltFile {
  const built = manifest()[source];
  if (!built) throw new Error(`${source} is no entry of the built pages. Type: npm run build`);
  return built;
}

/** Read again when the pages were built anew under a running server. */
function manifest(): Manifest {
  const mtimeMs = statSync(MANIFEST).mtimeMs;
  if (read?.mtimeMs !== mtimeMs) read = { manifest: JSON.parse(readFileSync(MANIFEST, 'utf8')) as Manifest, mtimeMs };
  return read.manifest;
}

/** Sources and build stand at different depths. */
function projectRoot(folder: string): string {
  if (existsSync(join(folder, 'package.json'))) return folder;
  const above = dirname(folder);
  if (above === folder) throw new Error('there is no package.json above the pages');
  return projectRoot(above);
}
