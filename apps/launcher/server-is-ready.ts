// Asks our own server whether it is usable. Always at the address where it listens, never at the public one: the way from here to there may lead
// over a proxy, or nowhere.
import { request as plainRequest } from 'node:http';
import { request as tlsRequest } from 'node:https';
import { isIP } from 'node:net';
import { json } from 'node:stream/consumers';
import type { Config } from '#config';

const ANSWER_WITHIN_MS = 2_000;

/** What a person has to mend while the server does what it can: none of it keeps an installation from its start. */
const FOR_PEOPLE: ReadonlySet<string> = new Set(['disk', 'reserve', 'clock', 'planning']);

/** The part of the answer that matters here. */
interface Told {
  readonly checks?: Readonly<Record<string, 'ok' | 'failed'>>;
}

/** False while it does not answer, or says that something is not ready which time mends. */
export function serverIsReady({ host, port, tls, publicUrl }: Config['http']): Promise<boolean> {
  const local = host === '0.0.0.0' ? '127.0.0.1' : host === '::' ? '::1' : host;
  const publicName = new URL(publicUrl).hostname;
  return new Promise((resolve) => {
    const asked = (tls ? tlsRequest : plainRequest)(
      {
        ...{ host: local, port, path: '/health/ready', timeout: ANSWER_WITHIN_MS },
        // No proof is needed of who listens on our own port, and the certificate may be for a name that leads elsewhere.
        ...(tls && { rejectUnauthorized: false, ...(isIP(publicName) === 0 && { servername: publicName }) }),
      },
      (answer) => {
        json(answer).then(
          (told) => resolve(nothingIsAwaited(told as Told)),
          () => resolve(false),
        );
      },
    );
    asked.once('timeout', () => asked.destroy(new Error('no answer in time')));
    // Not listening yet; the supervisor asks again and tells when it took too long.
    asked.once('error', () => resolve(false));
    asked.end();
  });
}

function nothingIsAwaited({ checks = {} }: Told): boolean {
  const entries = Object.entries(checks);
  return entries.length > 0 && entries.every(([name, state]) => state === 'ok' || FOR_PEOPLE.has(name));
}
