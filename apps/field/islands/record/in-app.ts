// Browsers inside of other apps, which are known to refuse the microphone, and the way out of them.

/** The app inside of which the page was opened, where such apps are known to refuse the microphone. */
export function inAppBrowser(userAgent: string): string | undefined {
  if (/\bZalo\b/i.test(userAgent)) return 'Zalo';
  if (/\bFBA[NV]\b|\bFB_IAB\b/.test(userAgent)) return 'Facebook';
  if (/\bInstagram\b/.test(userAgent)) return 'Instagram';
  return undefined;
}

/** Opens the page in Chrome instead; Android alone has such links. */
export function chromeLink(
  userAgent: string,
  { protocol, host, pathname, search }: URL | Location,
): string | undefined {
  if (!/\bAndroid\b/i.test(userAgent)) return undefined;
  return `intent://${host}${pathname}${search}#Intent;scheme=${protocol.replace(':', '')};package=com.android.chrome;end`;
}
