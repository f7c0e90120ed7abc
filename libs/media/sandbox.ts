// The walls around one process: the namespaces of the system, by the programs `bwrap` or, where that is missing, `unshare`. What they truly hold is
// tried by `sandbox-check.ts`.
import { accessSync, constants, realpathSync } from 'node:fs';
import { delimiter, isAbsolute, join, resolve } from 'node:path';
import { refusedCalls } from './system-calls';

/** From the strongest to none. `unshare` takes the network away and leaves the files. */
export const SANDBOXES = ['bwrap', 'unshare', 'none'] as const;
export type SandboxKind = (typeof SANDBOXES)[number];

/** The files of one run: all that a process sees besides programs and libraries. What it writes must be there before, if only empty. */
export interface FilesOfRun {
  readonly reads?: readonly string[];
  readonly writes?: readonly string[];
}

/** A program inside its walls. `filter` is to be handed to the process on `FILTER_PIPE`. */
interface Walled {
  readonly line: readonly string[];
  readonly filter: Buffer | undefined;
}

/** The file descriptor on which `bwrap` reads the calls to refuse. */
export const FILTER_PIPE = 9;

/** Programs, libraries, and how the libraries are found. Where a system has none of a name it is left out. */
const SYSTEM = [
  ...['/usr', '/bin', '/sbin', '/lib', '/lib32', '/lib64', '/libx32', '/nix/store'],
  ...['/etc/alternatives', '/etc/ld.so.cache'],
];
const DEVICES = ['/dev/null', '/dev/urandom'];

const REFUSED_CALLS = refusedCalls(process.arch);

/** The command line that runs a program within a sandbox. Throws when there is no such program. */
export function walled(
  kind: SandboxKind,
  program: string,
  searchPath: string,
  { reads = [], writes = [] }: FilesOfRun,
): Walled {
  if (kind === 'none') return { line: [program], filter: undefined };
  const file = fileOf(program, searchPath);
  if (kind === 'unshare') {
    const apart = ['--user', '--map-current-user', '--net', '--ipc', '--uts', '--pid', '--fork', '--kill-child'];
    return { line: ['unshare', ...apart, '--', file], filter: undefined };
  }
  const isOfSystem = SYSTEM.some((folder) => file.startsWith(`${folder}/`));
  const ownFile = isOfSystem ? file : realpathSync(file);
  const shown = (how: string, paths: readonly string[]) => paths.flatMap((path) => [how, resolve(path), resolve(path)]);
  // As the first process of its world: with another one between, nobody would count what it costs.
  const line = [
    ...['bwrap', '--unshare-all', '--as-pid-1', '--die-with-parent', '--cap-drop', 'ALL'],
    ...shown('--ro-bind-try', SYSTEM),
    ...shown('--dev-bind-try', DEVICES),
    ...shown('--ro-bind', isOfSystem ? reads : [...reads, ownFile]),
    ...shown('--bind', writes),
    ...['--remount-ro', '/', '--chdir', '/'],
    ...(REFUSED_CALLS ? ['--seccomp', String(FILTER_PIPE)] : []),
    ...['--', ownFile],
  ];
  return { line, filter: REFUSED_CALLS };
}

function fileOf(program: string, searchPath: string): string {
  const places = program.includes('/') ? [''] : searchPath.split(delimiter);
  for (const place of places) {
    const file = isAbsolute(program) ? program : resolve(join(place, program));
    try {
      accessSync(file, constants.X_OK);
      return file;
    } catch {
      // Not there, or not for us: the next folder may have it.
    }
  }
  throw new Error(`${program} does not start: there is no such program`);
}
