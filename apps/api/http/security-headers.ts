// What every answer tells the browser not to do. The same for all of them, so it is worked out once, when the server is made, and not per answer.
import helmet from '@fastify/helmet';
import type { Config } from '#config';
import fastify, { type FastifyInstance } from 'fastify';

/** Seconds. */
const YEAR_S = 31_536_000;

/** A header that every answer carries. */
type SecurityHeader = readonly [name: string, value: string];

/** What every answer carries. */
export function securityHeaders(config: Config): Promise<readonly SecurityHeader[]> {
  return headersOf(options(config));
}

/** Puts the headers on every answer of the server, also on those that are written past Fastify. */
export function addSecurityHeaders(server: Pick<FastifyInstance, 'addHook'>, headers: readonly SecurityHeader[]): void {
  server.addHook('onRequest', (_request, reply, done) => {
    for (const [name, value] of headers) reply.raw.setHeader(name, value);
    done();
  });
}

/** What helmet sets with these options: taken from an answer that has nothing else to say. */
async function headersOf(said: Parameters<typeof helmet>[1]): Promise<readonly SecurityHeader[]> {
  const model = fastify();
  try {
    await model.register(helmet, said);
    let headers: readonly SecurityHeader[] = [];
    model.get('/', async (_request, reply) => {
      headers = Object.entries(reply.raw.getHeaders()).map(([name, value]) => [name, String(value)] as const);
    });
    await model.inject('/');
    return headers;
  } finally {
    await model.close();
  }
}

function options({ http }: Config): Parameters<typeof helmet>[1] {
  const secure = http.publicUrl.startsWith('https:');
  return {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'", 'data:'],
        mediaSrc: ["'self'", 'blob:'],
        fontSrc: ["'self'"],
        manifestSrc: ["'self'"],
        workerSrc: ["'self'"],
        connectSrc: ["'self'"],
        formAction: ["'self'"],
        baseUri: ["'none'"],
        frameAncestors: ["'none'"],
      },
    },
    strictTransportSecurity: secure && { maxAge: YEAR_S },
    // Says the same as frame-ancestors to browsers that do not know it.
    xFrameOptions: { action: 'deny' },
    referrerPolicy: { policy: 'same-origin' },
    crossOriginResourcePolicy: { policy: 'same-origin' },
  };
}
