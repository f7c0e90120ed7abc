// The certificate under which the server speaks, read from its files, and the local authority behind it, if that is where it comes from.
import { X509Certificate } from 'node:crypto';
import { existsSync, readFileSync, watchFile, unwatchFile } from 'node:fs';
import type { Server as TlsServer } from 'node:tls';
import type { Config } from '#config';
import type { Log } from '../log/json-log';

type CertificateFiles = NonNullable<Config['http']['tls']>;

/** How often the files are looked at: whoever renews a certificate every few weeks can wait that long. */
const LOOK_AGAIN_MS = 30_000;

/** What Node wants to know for TLS. */
export function tlsOptions({ certFile, keyFile }: CertificateFiles): { cert: Buffer; key: Buffer } {
  return { cert: readFileSync(certFile), key: readFileSync(keyFile) };
}

/** The certificate (PEM) of the local authority; undefined when the server's certificate is not one of its own. */
export function localAuthority({ tls, localCertificate }: Config['http']): string | undefined {
  if (!tls || !existsSync(localCertificate.authorityCertFile)) return undefined;
  const pem = readFileSync(localCertificate.authorityCertFile, 'utf8');
  const authority = new X509Certificate(pem);
  return new X509Certificate(readFileSync(tls.certFile)).verify(authority.publicKey) ? pem : undefined;
}

/** Takes over a renewed certificate while the server runs; one that cannot be read is told, and the old one stays. Returns a way to stop. */
export function followRenewal(
  server: TlsServer,
  files: CertificateFiles,
  log: Log,
  everyMs = LOOK_AGAIN_MS,
): () => void {
  const renew = () => {
    try {
      server.setSecureContext(tlsOptions(files));
      log.info({ context: 'tls', file: files.certFile }, 'certificate renewed');
    } catch (error) {
      log.error({ context: 'tls', error: String(error) }, 'the renewed certificate cannot be used');
    }
  };
  watchFile(files.certFile, { interval: everyMs, persistent: false }, renew);
  return () => unwatchFile(files.certFile, renew);
}
