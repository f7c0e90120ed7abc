// Which format is recorded where, and which browsers inside of other apps are known.
import { chooseMime, inAppBrowser } from './microphone';

it.each([
  ['Chromium', ['audio/webm;codecs=opus', 'audio/mp4'], false, 'audio/webm;codecs=opus'],
  ['Safari that offers both', ['audio/webm;codecs=opus', 'audio/mp4'], true, 'audio/mp4'],
  ['an old Safari', ['audio/mp4'], true, 'audio/mp4'],
  ['a browser that records neither', [], false, undefined],
])('%s', (_, supported: readonly string[], isSafari, mime) => {
  expect(chooseMime((type) => supported.includes(type), isSafari)).toBe(mime);
});

it.each([
  ['Mozilla/5.0 (Linux; Android 12) Chrome/110 Mobile Safari/537.36 Zalo android/12100603', 'Zalo'],
  ['Mozilla/5.0 (iPhone) AppleWebKit/605 Mobile/15E148 [FBAN/FBIOS;FBAV/400.0]', 'Facebook'],
  ['Mozilla/5.0 (Linux; Android 12) Chrome/156 Mobile Safari/537.36', undefined],
])('%s', (userAgent, app) => {
  expect(inAppBrowser(userAgent)).toBe(app);
});
