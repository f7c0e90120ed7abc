// Watches what the programs of a renderer do, from outside: `nice`, by which every one of them is started, is replaced on PATH by itself under `strace`
// (which files, which sockets). Where that is missing, it is said, not taken for well.
import { accessSync, chmodSync, constants, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** What the programs did since the last look. */
interface Seen {
  /** Sockets that were asked for, and programs that were started besides those of the renderer. */
  readonly foreign: readonly string[];
  /** Paths that were asked for, whether they were there or not. */
  readonly files: readonly string[];
}

const WATCHED =
  'trace=execve,execveat,network,open,openat,openat2,creat,unlink,unlinkat,rename,renameat2,mkdir,clone,clone3,fork,vfork';
const OPENING = /^(open|openat|openat2|creat)$/;
const DECODERS = /^(.*\/)?ff(mpeg|probe)$/;

const find = (program: string) =>
  (process.env['PATH'] ?? '')
    .split(delimiter)
    .map((folder) => join(folder, program))
    .find((path) => {
      try {
        accessSync(path, constants.X_OK);
        return true;
      } catch {
        return false;
      }
    });

export class WatchedPrograms {
  readonly strace = find('strace');

  constructor(private readonly folder: string) {}

  /** Where the renderer has to look for its programs. */
  standBefore(): string {
    const [tools, logs] = [join(this.folder, 'tools'), join(this.folder, 'logs')];
    for (const each of [tools, logs]) mkdirSync(each, { recursive: true });
    const traced = this.strace ? `"${this.strace}" -f -qq -s 200 -o "${logs}/$$.trace" -e ${WATCHED} ` : '';
    writeFileSync(join(tools, 'nice'), `#!/bin/sh\nexec ${traced}"${find('nice')}" "$@"\n`);
    chmodSync(join(tools, 'nice'), 0o755);
    return [tools, process.env['PATH']].join(delimiter);
  }

  /** Reads what was written down, and takes it away. */
  look(): Seen {
    const logs = join(this.folder, 'logs');
    const [foreign, files]: [Set<string>, Set<string>] = [new Set(), new Set()];
    for (const name of readdirSync(logs)) {
      readTrace(readFileSync(join(logs, name), 'utf8'), foreign, files);
      rmSync(join(logs, name));
    }
    return { foreign: [...foreign], files: [...files] };
  }
}

/**
 * Only what happens after a process has become a decoder counts: the tools before it set up its walls. Whoever is first heard of from then on is a
 * thread of it, or was started by it.
 */
function readTrace(trace: string, foreign: Set<string>, files: Set<string>): void {
  const tools = new Set<string>();
  const decoders = new Set<string>();
  for (const line of trace.split('\n')) {
    const [, pid, call, rest] = /^(\d+)\s+(\w+)(\(.*)$/.exec(line) ?? [];
    if (pid === undefined || call === undefined || rest === undefined) continue;
    const path = /"([^"]*)"/.exec(rest)?.[1] ?? '';
    if (call === 'execve' && DECODERS.test(path)) decoders.add(pid);
    else if (decoders.has(pid) || (decoders.size > 0 && !tools.has(pid))) {
      decoders.add(pid);
      if (OPENING.test(call)) files.add(path);
      else if (!/^clone3?$/.test(call) || (call === 'clone' && !rest.includes('CLONE_THREAD')))
        foreign.add(`${call}${rest}`);
    } else tools.add(pid);
  }
}
