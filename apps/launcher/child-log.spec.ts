// What of a child's many lines a person in front of the terminal should see.
import { seriousWords } from './child-log';

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
