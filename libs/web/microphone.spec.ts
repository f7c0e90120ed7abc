// Which format is recorded where.
import { chooseMime } from './microphone';

it.each([
  ['Chromium', ['audio/webm;codecs=opus', 'audio/mp4'], false, 'audio/webm;codecs=opus'],
  ['Safari that offers both', ['audio/webm;codecs=opus', 'audio/mp4'], true, 'audio/mp4'],
  ['an old Safari', ['audio/mp4'], true, 'audio/mp4'],
  ['a browser that records neither', [], false, undefined],
])('%s', (_, supported: readonly string[], isSafari, mime) => {
  expect(chooseMime((type) => supported.includes(type), isSafari)).toBe(mime);
});
