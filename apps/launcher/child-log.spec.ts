// What of a child's many lines a person in front of the terminal should see; and a log that a child of months writes does not fill the disk.
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { ChildLog, seriousWords } from './child-log';
import { until } from '../../test/support/until';

it('begins a log anew once it is large, keeps five of before, and loses no line that is younger', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'loa-log-'));
  try {
    const log = new ChildLog(folder, 'server', () => undefined, 100);
    const [out, err] = [new PassThrough(), new PassThrough()];
    log.follow(out, err);
    const lineOf = (line: number) => `line ${String(line).padStart(4, '0')}`;
    const read = () =>
      readdirSync(folder).flatMap((name) => readFileSync(join(folder, name), 'utf8').split('\n').filter(Boolean));
    for (let line = 0; line < 100; line += 1) {
      out.write(`${lineOf(line)}\n`);
      if (line % 10 === 9) await until(() => read().includes(lineOf(line)), lineOf(line));
    }
    log.close();
    const lines = read().sort();
    expect(readdirSync(folder)).toHaveLength(6);
    expect(lines).toEqual(Array.from({ length: lines.length }, (_, at) => lineOf(100 - lines.length + at)));
    expect(lines.length).toBeGreaterThan(50);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

describe('a line of a child', () => {
  it.each([
    ['an error in the log', '{"level":50,"msg":"disk full"}', false, 'disk full'],
    ['an error with its reason', '{"level":50,"error":"no key\\nat x","msg":"stays off"}', false, 'stays off: no key'],
    ['plain words on stderr', 'The port is taken.', true, 'The port is taken.'],
    ['a line that was cut off', '{"level":60,"msg":"out of', false, '{"level":60,"msg":"out of'],
  ])('is told when it is %s', (_what, line, isStderr, words) => {
    expect(seriousWords(line, isStderr)).toBe(words);
  });

  it.each([
    ['ordinary', '{"level":30,"msg":"listening"}', false],
    ['plain words on stdout', 'ready', false],
    ['part of a stack', '    at main (main.js:1:1)', true],
    ['a warning of Node', '(node:7) ExperimentalWarning: x', true],
    ['empty', '', true],
  ])('is only written down when it is %s', (_what, line, isStderr) => {
    expect(seriousWords(line, isStderr)).toBeUndefined();
  });
});
