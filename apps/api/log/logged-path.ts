// What of an address may stand in the log.

/** The path without its query, which may hold what people typed, and without the token of a personal link, which is as good as a key. */
export function loggedPath(url: string): string {
  return url.split('?')[0]!.replace(/^((?:\/api\/v1\/links|\/l)\/)[^/]+/, '$1…');
}
