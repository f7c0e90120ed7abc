// Asks the API from a page. A refusal is thrown as what people can read; a request that was sent twice is done once.
import createClient, { type Middleware } from 'openapi-fetch';
import type { components, paths } from './api.gen';
import { freshName, standingIntent } from './intents';

/** The shape of a named schema: `Schema<'Village'>`. */
export type Schema<Name extends keyof components['schemas']> = components['schemas'][Name];

/** What the server says when it refuses (RFC 9457). */
export type ProblemAnswer = Schema<'Problem'>;

/** A refusal of the server, or no answer at all (`problem` is then undefined). */
export class Refusal extends Error {
  constructor(
    readonly problem: ProblemAnswer | undefined,
    readonly status: number,
    /** The `ETag` of what stands now, where the refusal is about an edit that came too late. */
    readonly currentTag?: string,
  ) {
    super(problem?.title ?? 'no answer');
  }

  get code(): string | undefined {
    return this.problem?.code;
  }
}

/** Speaks the language of the page; what changes something carries a key, so that an answer lost on the way can be asked for again. */
const manners: Middleware = {
  async onRequest({ request }) {
    // Before anything is waited for: afterwards another request may have begun.
    const intent = standingIntent();
    request.headers.set('Accept-Language', document.documentElement.lang);
    if (request.method !== 'GET' && !request.headers.has('Idempotency-Key'))
      request.headers.set('Idempotency-Key', intent ? intent.keyFor(await askedBy(request)) : freshName());
    return request;
  },
};

/** What the request asks for. Sound is not looked into: a part that sends it names it by itself. */
async function askedBy(request: Request): Promise<string> {
  const isText = request.headers.get('Content-Type') === 'application/json';
  return `${request.method} ${request.url} ${isText ? await request.clone().text() : ''}`;
}

export const api = createClient<paths>({ baseUrl: location.origin });
api.use(manners);

interface Answer<T> {
  readonly data?: T;
  readonly error?: unknown;
  readonly response: Response;
}

/** The good answer; throws `Refusal` for any other, also when the line is down. */
export async function ask<T>(asked: Promise<Answer<T>>): Promise<T> {
  const { data, error, response } = await asked.catch(() => {
    throw new Refusal(undefined, 0);
  });
  if (response.ok) return data as T;
  throw new Refusal(problemIn(error), response.status, response.headers.get('ETag') ?? undefined);
}

function problemIn(error: unknown): ProblemAnswer | undefined {
  return typeof error === 'object' && error !== null && 'code' in error ? (error as ProblemAnswer) : undefined;
}
