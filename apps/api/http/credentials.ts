// By what a request says who comes.
import type { FastifyRequest } from 'fastify';
import { sessionSecretOf } from './session-cookie';

/** What follows the scheme in `Authorization`; undefined for another scheme or none. */
export function credentialsOf(request: FastifyRequest, scheme: 'basic' | 'bearer'): string | undefined {
  const [given, credentials] = (request.headers.authorization ?? '').split(' ');
  return given?.toLowerCase() === scheme && credentials ? credentials : undefined;
}

/** The secret of a person: an API token, or that of the session. */
export function personSecretOf(request: FastifyRequest): string | undefined {
  return credentialsOf(request, 'bearer') ?? sessionSecretOf(request);
}
