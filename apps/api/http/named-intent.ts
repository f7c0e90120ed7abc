// How a request names what is meant by it: a program and our own scripts by the header `Idempotency-Key`, a form by its hidden field.
import { sha256Of, type NamedIntent } from '#application';
import { Problem, type Instant } from '#domain';
import type { FastifyRequest } from 'fastify';
import { sessionSecretOf } from './session-cookie';

const MAX_KEY_LENGTH = 200;
/** A guessed key must not open a kept secret: a random UUID is long enough. */
const MIN_SECRET_KEY_LENGTH = 32;
/** The hidden field of a form, and the parameter of one whose fields come with a file. */
export const INTENT_FIELD = 'intent';

/** A named intent, and who named it: a person who sends a form twice waits for the answer of the first, a program is told to. */
export interface RequestedIntent extends NamedIntent {
  readonly from: 'header' | 'form';
}

/** What the request means; undefined when it names nothing. Throws Problem `bad-request` for a key that is no key. */
export function intentNamedBy(
  request: FastifyRequest,
  at: Instant,
  { answersSecret }: { readonly answersSecret: boolean },
): RequestedIntent | undefined {
  const header = request.headers['idempotency-key'];
  if (header !== undefined) {
    const minLength = answersSecret ? MIN_SECRET_KEY_LENGTH : 1;
    if (typeof header !== 'string' || header.length < minLength || header.length > MAX_KEY_LENGTH) {
      throw new Problem('bad-request', { field: 'Idempotency-Key', minLength, maxLength: MAX_KEY_LENGTH });
    }
    return { who: whoseOf(request), key: header, requestHash: hashOf(request), at, from: 'header' };
  }
  const field = fieldOf(request.body) ?? fieldOf(request.query);
  if (field === undefined || field === '' || field.length > MAX_KEY_LENGTH) return undefined;
  const requestHash = hashOf(request);
  // Whoever goes back, changes the form and sends it again means something else.
  return { who: whoseOf(request), key: sha256Of(`${field} ${requestHash}`), requestHash, at, from: 'form' };
}

/** The person; where anybody may come, the session. */
function whoseOf(request: FastifyRequest): string {
  if (request.actor) return request.actor.personId;
  const secret = sessionSecretOf(request);
  return secret === undefined ? 'anybody' : `session ${sha256Of(secret)}`;
}

function fieldOf(fields: unknown): string | undefined {
  const given =
    typeof fields === 'object' && fields !== null ? (fields as Record<string, unknown>)[INTENT_FIELD] : undefined;
  return typeof given === 'string' ? given : undefined;
}

/** A form with a file is not read yet: its length stands for what is in it. */
function hashOf({ method, url, body, headers }: FastifyRequest): string {
  return sha256Of(JSON.stringify([method, url, body ?? headers['content-length'] ?? null]));
}
