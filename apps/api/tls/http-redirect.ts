// Listens without TLS beside a server with TLS, and sends browsers on to https. Programs are refused: they have an address to mend, and would say
// their secrets in clear again and again. The one thing that it hands out itself is the certificate of the local authority, because a phone cannot
// fetch that by https before it trusts it.
import { createServer, type Server } from 'node:http';
import type { Config } from '#config';
import { localAuthority } from './certificate';

export const AUTHORITY_PATH = '/ca.crt';
export const CERTIFICATE_TYPE = 'application/x-x509-ca-cert';

/** Where programs ask, not people. */
const FOR_PROGRAMS = /^\/+(api|device|media|metrics|health)(\/|\?|$)/;

/** Begins to listen; undefined when none is wanted. Rejects when its port is taken. */
export async function openHttpRedirect({ http }: Config): Promise<Server | undefined> {
  const { redirectPort, host, publicUrl } = http;
  if (redirectPort === undefined) return undefined;
  const server = createServer((request, response) => {
    const path = request.url ?? '/';
    const authority = path === AUTHORITY_PATH ? localAuthority(http) : undefined;
    if (authority !== undefined) response.writeHead(200, { 'content-type': CERTIFICATE_TYPE }).end(authority);
    else if (FOR_PROGRAMS.test(path))
      response.writeHead(403, { connection: 'close' }).end(`https only: ${publicUrl}\n`);
    // Never to the host that was asked for: that name is in the hands of whoever asks. 308 keeps method and body.
    else response.writeHead(308, { location: publicUrl + (path.startsWith('/') ? path : '/') }).end();
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(redirectPort, host, () => resolve());
  });
  return server;
}
