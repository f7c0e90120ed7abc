// Tries whether the programs that decode foreign sound are truly kept from everything else: each attempt is what a taken-over decoder would do, by
// ffmpeg itself where it can.
import { existsSync } from 'node:fs';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { DECODING_BOUNDS, type DecodingBound } from '#domain';
import type { LimitedProcess, ProcessRun } from './limited-process';

/** What the attempts are made with. */
interface Attempts {
  readonly ffmpegPath: string;
  /** What nobody but the server may read, if it is there. */
  readonly secretFiles: readonly string[];
  /** A path for a file that is written and gone afterwards. */
  readonly freshPath: () => Promise<string>;
}

const TRIED_WITHIN_MS = 60_000;
const QUIET = ['-nostdin', '-v', 'quiet'];
const AS_SAMPLES = ['-f', 'u8', '-ar', '8000', '-ac', '1'];

/** What this machine does not keep the programs from; what could not be tried counts as not kept. Throws when ffmpeg cannot do its own work either. */
export async function whatIsNotHeld(processes: LimitedProcess, attempts: Attempts): Promise<readonly DecodingBound[]> {
  await requireWork(processes, attempts);
  const held: Readonly<Record<DecodingBound, () => Promise<boolean>>> = {
    network: () => reachesNobody(processes, attempts),
    files: () => readsNone(processes, attempts),
    writing: () => writesNowhere(processes, attempts),
    memory: () => getsNoMoreMemory(processes),
    processes: () => startsNobody(processes),
    privileges: () => gainsNothing(processes),
  };
  const missing: DecodingBound[] = [];
  for (const bound of DECODING_BOUNDS) {
    if (!(await held[bound]().catch(() => false))) missing.push(bound);
  }
  return missing;
}

/** The control of all attempts: what may be read is read, and what may be written is written. */
async function requireWork(processes: LimitedProcess, { ffmpegPath, freshPath }: Attempts): Promise<void> {
  const [source, target] = [await freshPath(), await freshPath()];
  try {
    await writeFile(source, 'sound');
    await writeFile(target, '');
    const args = [...QUIET, ...AS_SAMPLES, '-i', `file:${source}`, '-f', 'u8', '-y', `file:${target}`];
    await run(processes, { program: ffmpegPath, args, reads: [source], writes: [target] });
    if ((await readFile(target, 'utf8')) !== 'sound') throw new Error(`${ffmpegPath} cannot read and write its files`);
  } finally {
    await rm(source, { force: true });
    await rm(target, { force: true });
  }
}

async function reachesNobody(processes: LimitedProcess, { ffmpegPath }: Attempts): Promise<boolean> {
  let calls = 0;
  const server = createServer((socket) => {
    calls += 1;
    socket.destroy();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    const address = `tcp://127.0.0.1:${(server.address() as AddressInfo).port}`;
    await run(processes, { program: ffmpegPath, args: [...QUIET, ...AS_SAMPLES, '-i', address, '-f', 'null', '-'] });
    return calls === 0;
  } finally {
    server.close();
  }
}

async function readsNone(processes: LimitedProcess, { ffmpegPath, secretFiles }: Attempts): Promise<boolean> {
  for (const file of ['/etc/passwd', ...secretFiles].filter((each) => existsSync(each))) {
    const args = [...QUIET, ...AS_SAMPLES, '-i', `file:${file}`, '-t', '0.01', '-f', 'u8', 'pipe:1'];
    if ((await saidBy(processes, { program: ffmpegPath, args })) !== '') return false;
  }
  return true;
}

async function writesNowhere(processes: LimitedProcess, { ffmpegPath, freshPath }: Attempts): Promise<boolean> {
  const path = await freshPath();
  try {
    const silence = ['-f', 'lavfi', '-i', 'anullsrc=r=8000:cl=mono', '-t', '0.01'];
    await run(processes, { program: ffmpegPath, args: [...QUIET, ...silence, '-f', 'u8', `file:${path}`] });
    return !existsSync(path);
  } finally {
    await rm(path, { force: true });
  }
}

/** A copy of nothing by pieces that are too large; nothing is filled, so that no memory is truly taken where there is no bound. */
async function getsNoMoreMemory(processes: LimitedProcess): Promise<boolean> {
  const args = ['if=/dev/null', 'of=/dev/null', `bs=${2 * processes.limits.memoryBytes}`, 'count=1'];
  return (await run(processes, { program: 'dd', args })).exitCode !== 0;
}

async function startsNobody(processes: LimitedProcess): Promise<boolean> {
  const said = await saidBy(processes, { program: 'sh', args: ['-c', 'echo began; true & wait; echo started'] });
  return said.includes('began') && !said.includes('started');
}

async function gainsNothing(processes: LimitedProcess): Promise<boolean> {
  return (await saidBy(processes, { program: 'setpriv', args: ['--dump'] })).includes('no_new_privs: 1');
}

async function saidBy(processes: LimitedProcess, what: ProcessRun): Promise<string> {
  const heard: Buffer[] = [];
  await run(processes, { ...what, listeners: { 1: (chunk) => heard.push(chunk) } });
  return Buffer.concat(heard).toString('latin1');
}

function run(processes: LimitedProcess, what: ProcessRun) {
  return processes.run({ ...what, signal: AbortSignal.timeout(TRIED_WITHIN_MS) });
}
