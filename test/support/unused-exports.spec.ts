// What a file exports is a promise to others: what no other file takes is not exported. It is read from the text, because that takes a
// second where a type checker takes minutes.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { imports } from '../../package.json';

const ROOT = join(__dirname, '../..');

/** Instead of one name: all that a file exports. Whoever imports a whole file takes no type by it. */
const ALL = '*';

interface Passage {
  readonly from: string;
  readonly name: string;
}

interface Exports {
  /** The word that declares it (`const`, `type`), by name. */
  readonly own: ReadonlyMap<string, string>;
  /** What is declared elsewhere, and under which name it is exported here. */
  readonly handedOn: readonly (Passage & { readonly as: string })[];
}

const DECLARED = /^export (?:abstract |async |default )*(function\*?|const|class|interface|type|enum) (\w+)/gm;
const FROM = /^(import|export) (?:type )?(\{[^}]*\}|\*(?: as \w+)?|\w+(?:, \{[^}]*\})?) from '([^']+)'/gm;
const WHOLE = /(?:await|=>) import\('([^']+)'\)/g;

const NOTHING: Exports = { own: new Map(), handedOn: [] };

const promise = (file: string, { from, as }: Exports['handedOn'][number]) =>
  `${file} ${as === ALL ? `* from ${from}` : as}`;

const exported = new Map<string, Exports>();
const taken: Passage[] = [];

/** The files that an import may mean; a room with a second door for pages has two. */
function meant(file: string, specifier: string): readonly string[] {
  const doors: Readonly<Record<string, Readonly<Record<string, string>>>> = imports;
  if (specifier.startsWith('#')) return Object.values(doors[specifier]!).map((door) => posix.normalize(door));
  const path = posix.join(posix.dirname(file), specifier).replace(/\.js$/, '');
  return [path, `${path}.ts`, `${path}.tsx`, `${path}/index.ts`, `${path}/index.tsx`];
}

/** `{ a, type B as C }` -> each name there, and here. */
function namesIn(clause: string): readonly (readonly [there: string, here: string])[] {
  if (!clause.includes('{')) return clause.startsWith('*') ? [[ALL, ALL]] : [];
  const names = clause.slice(clause.indexOf('{') + 1, clause.indexOf('}')).split(',');
  return names
    .map((name) =>
      name
        .trim()
        .replace(/^type /, '')
        .split(' as '),
    )
    .filter(([there]) => there !== '')
    .map(([there, here]) => [there!, here ?? there!]);
}

function read(file: string): void {
  const text = readFileSync(join(ROOT, file), 'utf8');
  const declared = [...text.matchAll(DECLARED)].filter(([line]) => !line.includes(' default '));
  const handedOn: (Passage & { as: string })[] = [];
  for (const [, kind, clause, specifier] of text.matchAll(FROM))
    for (const from of meant(file, specifier!))
      for (const [name, as] of namesIn(clause!))
        if (kind === 'export') handedOn.push({ from, name, as });
        else taken.push({ from, name });
  for (const [, specifier] of text.matchAll(WHOLE))
    taken.push(...meant(file, specifier!).map((from) => ({ from, name: ALL })));
  exported.set(file, { own: new Map(declared.map(([, word, name]) => [name!, word!])), handedOn });
}

/** What somebody who takes a name goes past on the way to where it is declared, as `file name`. */
function way({ from, name }: Passage, valuesOnly = name === ALL): readonly string[] {
  const { own, handedOn } = exported.get(from) ?? NOTHING;
  const isTaken = ([each, word]: [string, string]) =>
    (name === ALL || name === each) && !(valuesOnly && ['interface', 'type'].includes(word));
  const here = [...own].filter(isTaken).map(([each]) => `${from} ${each}`);
  const elsewhere = handedOn.flatMap((door) => {
    if (name !== ALL && door.as !== ALL && door.as !== name) return [];
    const rest = way({ from: door.from, name: door.as === ALL ? name : door.name }, valuesOnly);
    return rest.length > 0 ? [promise(from, door), ...rest] : [];
  });
  return [...here, ...elsewhere];
}

function promises(): readonly string[] {
  return [...exported].flatMap(([file, { own, handedOn }]) => [
    ...[...own.keys()].map((name) => `${file} ${name}`),
    ...handedOn.filter(({ from }) => exported.has(from)).map((door) => promise(file, door)),
  ]);
}

it('exports nothing that no other file takes', () => {
  const files = execFileSync('git', ['ls-files', '-co', '--exclude-standard', '*.ts', '*.tsx'], { cwd: ROOT });
  const present = `${files}`.split('\n').filter((file) => file !== '' && existsSync(join(ROOT, file)));
  present.filter((file) => !file.endsWith('.gen.ts')).forEach(read);
  const passed = new Set(taken.flatMap((each) => way(each)));
  expect(promises().filter((each) => !passed.has(each))).toEqual([]);
});
