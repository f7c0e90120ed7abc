// Puts an application that holds the `ApiModule` behind a Fastify server: addresses, bodies, cookies, security headers, TLS, log.
import { randomUUID } from 'node:crypto';
import type { Server } from 'node:http';
import { basename, join } from 'node:path';
import { parse as parseQuery } from 'node:querystring';
import { Server as TlsServer } from 'node:tls';
import compress from '@fastify/compress';
import cookie from '@fastify/cookie';
import multipart from '@fastify/multipart';
import assets, { type FastifyStaticOptions } from '@fastify/static';
import { ActorLookup } from '#application';
import type { Config } from '#config';
import { WEB_DIR } from '#field';
import { Problem, withNormalTexts } from '#domain';
import type { DynamicModule, Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { ApiDescription } from './docs/api-description';
import { takeBodies } from './http/bodies';
import { personSecretOf } from './http/credentials';
import { limitConnections, speaksForMany } from './http/connections';
import { sendProblem } from './http/problem-answer';
import { addSecurityHeaders, securityHeaders } from './http/security-headers';
import { idleMsOf, takeOwnCookies } from './http/session-cookie';
import { Metrics } from './health/metrics';
import type { Log } from './log/json-log';
import { loggedPath } from './log/logged-path';
import { SecurityLog } from './log/security-log';
import { NestLog } from './log/nest-log';
import { followRenewal, tlsOptions } from './tls/certificate';

const MAX_PARAMETER_LENGTH = 200;
/** Where nothing better is known. */
const RETRY_AFTER_SECONDS = 5;
/** Of a form with a file; what may be in the file is said where it is taken. */
const FORM_LIMITS = { fields: 20, fieldSize: 64 * 1024, fieldNameSize: 100, files: 1, headerPairs: 20 } as const;

/** Builds the application. `root` imports `ApiModule.with(…)` and fills its ports. It does not listen yet. */
export async function createApi(root: Type | DynamicModule, config: Config, log: Log): Promise<NestFastifyApplication> {
  const headers = await securityHeaders(config);
  const adapter = new FastifyAdapter({
    trustProxy: config.http.trustedProxies.length > 0 ? [...config.http.trustedProxies] : false,
    // What is searched for is written like what is kept.
    routerOptions: {
      maxParamLength: MAX_PARAMETER_LENGTH,
      querystringParser: (text: string) => withNormalTexts(parseQuery(text)) as Record<string, unknown>,
    },
    genReqId: () => randomUUID(),
    // An address that cannot be read comes to no route and to no hook.
    frameworkErrors: (_error: unknown, request: FastifyRequest, reply: FastifyReply) => {
      for (const [name, value] of headers) void reply.header(name, value);
      sendProblem(new Problem('bad-request'), request, reply.header('X-Request-Id', request.id));
    },
    // Open event streams and idle phones must not keep a stopping server alive.
    forceCloseConnections: true,
    ...(config.http.tls && { https: tlsOptions(config.http.tls) }),
  });
  const app = await NestFactory.create<NestFastifyApplication>(root, adapter, {
    logger: new NestLog(log),
    abortOnError: false,
    bodyParser: false,
  });
  const server = adapter.getInstance<FastifyInstance<Server>>();
  await app.register(cookie);
  const visit = { idleMs: idleMsOf(config), isUse: false };
  takeBodies(server, async (request) => {
    const secret = personSecretOf(request);
    return secret !== undefined && (await app.get(ActorLookup).actorOf(secret, visit)) !== undefined;
  });
  await app.register(multipart, { limits: FORM_LIMITS });
  addSecurityHeaders(server, headers);
  takeOwnCookies(server, config);
  limitConnections(server.server, speaksForMany(config.http.trustedProxies));
  // Pages and answers are small text; streams of events and sound are left as they are.
  await app.register(compress, {
    customTypes: /^(?:text\/(?!event-stream)|application\/(?:json|problem\+json|manifest\+json))/,
  });
  await app.register(assets, builtFiles());
  noteAnswers(server, app.get(Metrics), log);
  if (config.http.tls && server.server instanceof TlsServer) {
    const stopFollowing = followRenewal(server.server, config.http.tls, log);
    server.addHook('onClose', async () => stopFollowing());
  }
  await app.init();
  app.get(ApiDescription).of(app);
  return app;
}

/** What was built for browsers: names carry a hash, so they are kept for good; already compressed by the build. */
function builtFiles(): FastifyStaticOptions {
  return {
    root: join(WEB_DIR, 'assets'),
    prefix: '/assets/',
    preCompressed: true,
    index: false,
    immutable: true,
    maxAge: '365d',
    decorateReply: false,
    // The service worker stands among the other scripts but speaks for all pages.
    setHeaders: (reply, path) => {
      if (basename(path).startsWith('worker-')) reply.setHeader('Service-Worker-Allowed', '/');
    },
  };
}

/** One line and one measurement per answer. */
function noteAnswers(server: FastifyInstance<Server>, metrics: Metrics, log: Log): void {
  const security = new SecurityLog(log);
  server.addHook('onClose', async () => security.close());
  server.addHook('onSend', (request, reply, _payload, done) => {
    void reply.header('X-Request-Id', request.id);
    // What is shown to one person is kept by nobody on the way.
    const isPersonal = request.headers.cookie !== undefined || request.headers.authorization !== undefined;
    if (isPersonal && !reply.hasHeader('Cache-Control')) void reply.header('Cache-Control', 'no-store');
    const comesAgain = reply.statusCode === 429 || reply.statusCode === 503;
    if (comesAgain && !reply.hasHeader('Retry-After')) void reply.header('Retry-After', RETRY_AFTER_SECONDS);
    if (!reply.hasHeader('Permissions-Policy')) void reply.header('Permissions-Policy', 'microphone=(self)');
    done();
  });
  server.addHook('onResponse', (request, reply, done) => {
    const route = request.routeOptions.url ?? 'unknown';
    metrics.answered(request.method, route, reply.statusCode, reply.elapsedTime / 1_000);
    security.answered(request, reply);
    const level = reply.statusCode >= 500 ? 'error' : 'debug';
    if (!log.isLevelEnabled(level)) return done();
    const line = {
      traceId: request.id,
      method: request.method,
      path: loggedPath(request.url),
      status: reply.statusCode,
      ms: Math.round(reply.elapsedTime),
      personId: request.actor?.personId,
      deviceId: request.device?.id,
    };
    log[level]({ context: 'http', ...line }, 'answered');
    done();
  });
}
