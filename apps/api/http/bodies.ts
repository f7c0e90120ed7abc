// How the bodies of requests are read: no further than the sender may go, and never made into anything before they were counted. Sound is taken
// as the stream that it is.
import type { Server } from 'node:http';
import { parse as parseForm } from 'node:querystring';
import type { Readable } from 'node:stream';
import { Problem, withNormalTexts } from '#domain';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { isBounded } from './bounded-json';

/** Whom nobody knows types a name, a password, a note. Everything that people type fits into the other. */
const MAX_BYTES = { anybody: 16 * 1024, person: 1024 * 1024 } as const;

/** What people type is short, also on a slow line. */
const TEXT_WITHIN_MS = 20_000;

/** No form of ours has more than a few dozen. */
const MAX_FORM_FIELDS = 200;

/** Takes the kinds of bodies that we know, and no other. `isKnown`: whether the request comes from a person who is signed in. */
export function takeBodies(
  server: FastifyInstance<Server>,
  isKnown: (request: FastifyRequest) => Promise<boolean>,
  withinMs = TEXT_WITHIN_MS,
): void {
  server.removeAllContentTypeParsers();
  const readJson = jsonReader(server);
  server.addContentTypeParser('application/json', async (request: FastifyRequest, payload: Readable) =>
    withNormalTexts(await readJson(request, await textOf(request, payload, isKnown, withinMs))),
  );
  server.addContentTypeParser('application/x-www-form-urlencoded', async (request: FastifyRequest, payload: Readable) =>
    withNormalTexts(formIn(await textOf(request, payload, isKnown, withinMs))),
  );
  for (const type of [/^(audio|video)\//, /^application\/((offset\+)?octet-stream|ogg)/]) {
    server.addContentTypeParser(type, (_request, payload, done) => done(null, payload));
  }
}

/** Read as far as anybody may go, and as long; further only when the sender turns out to be known. Throws Problem `bad-request`. */
async function textOf(
  request: FastifyRequest,
  payload: Readable,
  isKnown: (request: FastifyRequest) => Promise<boolean>,
  withinMs: number,
): Promise<string> {
  let maxBytes: number = MAX_BYTES.anybody;
  const widen = async (bytes: number): Promise<void> => {
    if (bytes <= maxBytes) return;
    if (bytes > MAX_BYTES.person || !(await isKnown(request))) throw new Problem('bad-request', { maxBytes });
    maxBytes = MAX_BYTES.person;
  };
  await widen(Number(request.headers['content-length'] ?? 0));
  const chunks: Buffer[] = [];
  let bytes = 0;
  const late = setTimeout(() => payload.destroy(new Problem('bad-request')), withinMs);
  try {
    // Whoever is refused is still told so: the connection is not cut.
    for await (const chunk of payload.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
      bytes += chunk.length;
      await widen(bytes);
      chunks.push(chunk);
    }
  } finally {
    clearTimeout(late);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function jsonReader(server: FastifyInstance<Server>): (request: FastifyRequest, text: string) => Promise<unknown> {
  const read = server.getDefaultJsonParser('error', 'error');
  return async (request, text) => {
    if (!isBounded(text)) throw new Problem('bad-request');
    return new Promise((resolve, reject) => {
      void read(request, text, (error, body) => (error ? reject(error) : resolve(body)));
    });
  };
}

function formIn(text: string): unknown {
  if (text.split('&', MAX_FORM_FIELDS + 1).length > MAX_FORM_FIELDS) throw new Problem('bad-request');
  const form = parseForm(text);
  if (Object.hasOwn(form, '__proto__')) throw new Problem('bad-request');
  return form;
}
