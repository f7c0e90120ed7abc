// Which browsers inside of other apps are known, and where they are left by one tap.
import { chromeLink, inAppBrowser } from './in-app';

it.each([
  ['Mozilla/5.0 (Linux; Android 12) Chrome/110 Mobile Safari/537.36 Zalo android/12100603', 'Zalo'],
  ['Mozilla/5.0 (iPhone) AppleWebKit/605 Mobile/15E148 [FBAN/FBIOS;FBAV/400.0]', 'Facebook'],
  ['Mozilla/5.0 (Linux; Android 12) Chrome/156 Mobile Safari/537.36', undefined],
])('%s', (userAgent, app) => {
  expect(inAppBrowser(userAgent)).toBe(app);
});

it('leads into Chrome on Android, with the address as it is', () => {
  const address = new URL('https://loa.example.vn/record?for=village');
  expect(chromeLink('Mozilla/5.0 (Linux; Android 12) Zalo android/12100603', address)).toBe(
    'intent://loa.example.vn/record?for=village#Intent;scheme=https;package=com.android.chrome;end',
  );
  expect(chromeLink('Mozilla/5.0 (iPhone) Mobile/15E148 Zalo iOS/600', address)).toBeUndefined();
});
