// Limits and ends of a real process, with the shell as the program that misbehaves.
import { LimitedProcess, limitingTools, type ProcessLimits } from './limited-process';

// A busy machine takes seconds to start a shell.
jest.setTimeout(30_000);

const limits: ProcessLimits = { niceness: 10, memoryBytes: 2 ** 30, fileBytes: 2 ** 20, timeoutMs: 20_000 };

function processes(changes: Partial<ProcessLimits> = {}) {
  const warnings: string[] = [];
  return {
    warnings,
    limited: new LimitedProcess(
      { limits: { ...limits, ...changes }, searchPath: process.env['PATH']!, sandboxes: ['none'] },
      (sentence) => warnings.push(sentence),
    ),
  };
}

const shell = (script: string) => ({ program: 'sh', args: ['-c', script] });
describe('LimitedProcess', () => {
  it('hands out what the process writes, its last complaints and its exit code', async () => {
    const heard: string[] = [];
    const end = await processes().limited.run({
      ...shell('echo out; echo third >&3; echo bad one >&2; printf "bad two" >&2; exit 3'),
      listeners: { 1: (chunk) => heard.push(chunk.toString()), 3: (chunk) => heard.push(chunk.toString()) },
    });
    expect(heard.sort()).toEqual(['out\n', 'third\n']);
    expect(end).toMatchObject({ exitCode: 3, errorLines: ['bad one', 'bad two'] });
  });

  it('counts faults however many there are, and keeps few of them', async () => {
    const end = await processes().limited.run(shell('for i in $(seq 500); do echo fault $i >&2; done'), (line) =>
      line.startsWith('fault'),
    );
    expect(end.faults).toBe(500);
    expect(end.errorLines).toHaveLength(20);
    expect(end.errorLines.at(-1)).toBe('fault 500');
  });

  it('runs at low priority', async () => {
    const heard: string[] = [];
    await processes().limited.run({ ...shell('nice'), listeners: { 1: (chunk) => heard.push(chunk.toString()) } });
    expect(Number(heard.join(''))).toBeGreaterThanOrEqual(10);
  });

  it('kills a process that runs too long, with what it started', async () => {
    // The child of the shell holds the shell's output open: the run can end this early only when both are dead.
    const run = processes({ timeoutMs: 500 }).limited.run({
      ...shell('sleep 600 & wait'),
      listeners: { 1: () => undefined },
    });
    await expect(run).rejects.toThrow('ran longer than 500 ms');
  });

  it('kills at once when aborted, and does not even start when aborted before', async () => {
    const abort = new AbortController();
    const run = processes().limited.run({
      ...shell('echo started; exec sleep 60'),
      listeners: { 1: () => abort.abort(new Error('no longer wanted')) },
      signal: abort.signal,
    });
    await expect(run).rejects.toThrow('no longer wanted');
    await expect(processes().limited.run({ ...shell('true'), signal: abort.signal })).rejects.toThrow(
      'no longer wanted',
    );
  });

  it('says that a program does not start, which is no answer of that program', async () => {
    await expect(processes().limited.run({ program: '/nowhere/ffmpeg', args: [] })).rejects.toThrow('/nowhere/ffmpeg');
  });
});

describe('limitingTools', () => {
  it('bounds memory, file size and CPU time, and lets nothing outlive its parent', () => {
    const line = limitingTools(limits).flat().join(' ');
    expect(line).toBe(
      'nice -n 10 setpriv --pdeathsig KILL --no-new-privs prlimit --as=1073741824 --fsize=1048576 --cpu=20 --core=0 --nofile=64',
    );
  });
});
