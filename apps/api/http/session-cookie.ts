// The cookies of a signed-in browser: that of the session, the one by which the browser is known when it comes back, and between password and code the
// one that says for whom the code is. Scripts never see them,
// and other sites do not send them along with what they post.
import '@fastify/cookie';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Caller, HalfWay, OpenedSession } from '#application';
import { HOUR_MS, type Instant } from '#domain';
import type { Config } from '#config';
import { browserName } from './browser-name';
import './door-kind';

const NAME = 'loa_session';
const DEVICE = 'loa_device';
const STEP = 'loa_step';
/** As long as a browser stays known. */
const DEVICE_LIFE_SECONDS = 365 * 24 * 3_600;

export function sessionSecretOf(request: FastifyRequest): string | undefined {
  return request.cookies[NAME];
}

/** Where cookies are sent by https alone, they carry a name that no other host and no plain page can set. */
export function takeOwnCookies(server: Pick<FastifyInstance, 'addHook'>, config: Config): void {
  if (!config.http.secureCookies) return;
  server.addHook('onRequest', (request, _reply, done) => {
    for (const name of [NAME, DEVICE, STEP]) request.cookies[name] = request.cookies[nameOf(name, config)];
    done();
  });
}

/** What a browser holds that is half the way to a session. */
export function stepSecretOf(request: FastifyRequest): string | undefined {
  return request.cookies[STEP];
}

/** Who comes, as far as that is known of somebody who has not proved anything. */
export function callerOf(request: FastifyRequest): Caller {
  return {
    address: request.ip,
    device: request.cookies[DEVICE] ?? null,
    browser: browserName(request.headers['user-agent']),
    session: sessionSecretOf(request) ?? null,
  };
}

/** The cookie knows durations only, so that a demo clock does not confuse the browser. */
export function setSessionCookies(
  reply: FastifyReply,
  { secret, device, expiresAt }: OpenedSession,
  now: Instant,
  config: Config,
): void {
  reply.request.doorKind = 'signed-in';
  void reply.setCookie(nameOf(NAME, config), secret, { ...attributes(config), maxAge: secondsUntil(expiresAt, now) });
  void reply.setCookie(nameOf(DEVICE, config), device, { ...attributes(config), maxAge: DEVICE_LIFE_SECONDS });
}

export function setStepCookie(
  reply: FastifyReply,
  { step, stepExpiresAt }: HalfWay,
  now: Instant,
  config: Config,
): void {
  const maxAge = secondsUntil(stepExpiresAt, now);
  void reply.setCookie(nameOf(STEP, config), step, { ...attributes(config), maxAge });
}

export function clearStepCookie(reply: FastifyReply, config: Config): void {
  void reply.clearCookie(nameOf(STEP, config), attributes(config));
}

/** How long a session at the desk may be left unused. */
export function idleMsOf({ http }: Config): number {
  return http.sessionIdleHours * HOUR_MS;
}

export function clearSessionCookie(reply: FastifyReply, config: Config): void {
  reply.request.doorKind = 'signed-out';
  void reply.clearCookie(nameOf(NAME, config), attributes(config));
}

function secondsUntil(expiresAt: Instant, now: Instant): number {
  return Math.floor(Math.max(0, expiresAt - now) / 1_000);
}

function nameOf(name: string, { http }: Config): string {
  return http.secureCookies ? `__Host-${name}` : name;
}

function attributes({ http }: Config) {
  return { path: '/', httpOnly: true, sameSite: 'lax', secure: http.secureCookies } as const;
}
