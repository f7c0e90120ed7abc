// What is counted before JSON is read.
import { isBounded } from './bounded-json';

const limits = { depth: 3, values: 10 };

it.each([
  ['a plain thing', '{"a":[{"b":1}],"c":"d"}', true],
  ['one level too deep', '[[[[]]]]', false],
  ['as deep as it may be', '[[[]]]', true],
  ['brackets in a text', `{"a":"${'['.repeat(50)},,,,,,,,,,,,"}`, true],
  ['a quote in a text', '{"a":"\\"[[[[[["}', true],
  ['a backslash at the end of a text', '{"a":"\\\\","b":[[[1]]]}', false],
  ['too many values', `[${'1,'.repeat(10)}1]`, false],
  ['too many empty things', '[],'.repeat(10), false],
  ['what never closes', '{"a":'.repeat(4), false],
  ['a text that never ends', '"[[[[[[', true],
  ['no JSON, which is for the reader to say', 'xyz', true],
] as const)('%s', (_, text, bounded) => {
  expect(isBounded(text, limits)).toBe(bounded);
});
