// The cookie of a signed-in browser. Scripts never see it, and other sites do not send it along with what they post.
import '@fastify/cookie';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Instant } from '#domain';
import type { Config } from '#config';

const NAME = 'loa_session';

export function sessionSecretOf(request: FastifyRequest): string | undefined {
  return request.cookies[NAME];
}

/** `lifeMs` counts from now; the cookie knows durations only, so that a demo clock does not confuse the browser. */
export function setSessionCookie(reply: FastifyReply, secret: string, lifeMs: number, config: Config): void {
  void reply.setCookie(NAME, secret, { ...attributes(config), maxAge: Math.floor(lifeMs / 1_000) });
}

export function clearSessionCookie(reply: FastifyReply, config: Config): void {
  void reply.clearCookie(NAME, attributes(config));
}

/** How long something lasts that ends at `expiresAt`. */
export function lifeMs(expiresAt: Instant, now: Instant): number {
  return Math.max(0, expiresAt - now);
}

function attributes({ http }: Config) {
  return { path: '/', httpOnly: true, sameSite: 'lax', secure: http.secureCookies } as const;
}
