// What every answer tells the browser not to do. The same for all of them, so it is worked out once, when the server is made, and not per answer.
import helmet from '@fastify/helmet';
import type { Config } from '#config';
import fastify, { type FastifyInstance } from 'fastify';

/** Puts the headers on every answer of the server, also on those that are written past Fastify. */
export async function addSecurityHeaders(server: Pick<FastifyInstance, 'addHook'>, config: Config): Promise<void> {
  const headers = await headersOf(options(config));
  server.addHook('onRequest', (_request, reply, done) => {
    for (const [name, value] of headers) reply.raw.setHeader(name, value);
    done();
  });
}

/** What helmet sets with these options: taken from an answer that has nothing else to say. */
async function headersOf(said: Parameters<typeof helmet>[1]): Promise<readonly (readonly [string, string])[]> {
  const model = fastify();
  try {
    await model.register(helmet, said);
    let headers: readonly (readonly [string, string])[] = [];
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
    strictTransportSecurity: secure && { maxAge: 15_552_000 },
    referrerPolicy: { policy: 'same-origin' },
    crossOriginResourcePolicy: { policy: 'same-origin' },
  };
}
