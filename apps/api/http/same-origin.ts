// Did our own page send this? Asked of requests that carry a cookie and change something: the browser adds the cookie by itself, so
// another site could have sent them.
import type { FastifyRequest } from 'fastify';

const SAFE_METHODS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Whether the method only reads. */
export function isSafe(request: FastifyRequest): boolean {
  return SAFE_METHODS.has(request.method);
}

/** Whether the browser shows what it asked for: nothing that a script of a page fetches by itself. One that says nothing is believed. */
export function isOpenedByPerson({ headers }: FastifyRequest): boolean {
  return (headers['sec-fetch-dest'] ?? 'document') === 'document';
}

/** Whether it was sent as a form is: any site can make a browser do that. */
export function isForm({ headers }: FastifyRequest): boolean {
  return /^(application\/x-www-form-urlencoded|multipart\/form-data|text\/plain)/i.test(headers['content-type'] ?? '');
}

/** True when the browser says that the request comes from our own origin; false when it says otherwise or nothing. */
export function isSameOrigin(request: FastifyRequest, publicUrl: string): boolean {
  const site = request.headers['sec-fetch-site'];
  if (site !== undefined) return site === 'same-origin';
  return request.headers.origin !== undefined && isOwn(request.headers.origin, request, publicUrl);
}

/** True when the browser says that the request comes from another site; false when it says nothing. */
export function isCrossSite(request: FastifyRequest, publicUrl: string): boolean {
  const saysSomething = request.headers['sec-fetch-site'] !== undefined || request.headers.origin !== undefined;
  return saysSomething && !isSameOrigin(request, publicUrl);
}

function isOwn(origin: string, request: FastifyRequest, publicUrl: string): boolean {
  const said = originOf(origin);
  return said !== null && [publicUrl, `${request.protocol}://${request.host}`].some((url) => originOf(url) === said);
}

/** In one form: `http://place:80` is `http://place`. Null: it is no address, as where a browser says `null`. */
function originOf(url: string): string | null {
  return URL.canParse(url) ? new URL(url).origin : null;
}
