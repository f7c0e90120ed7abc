// The certificate under which the server speaks, read from its files, and the local authority behind it, if that is where it comes from.
import { X509Certificate } from 'node:crypto';
import { existsSync, readFileSync, watchFile, unwatchFile } from 'node:fs';
import { createSecureContext, type Server as TlsServer } from 'node:tls';
import type { Config } from '#config';
import type { Log } from '../log/json-log';

type CertificateFiles = NonNullable<Config['http']['tls']>;

/** How often the files are looked at: whoever renews a certificate every few weeks can wait that long. */
const LOOK_AGAIN_MS = 30_000;

/** What Node wants to know for TLS. Throws with the names of the files and what to do when they cannot be used. */
export function tlsOptions({ certFile, keyFile }: CertificateFiles): { cert: Buffer; key: Buffer } {
  try {
    const options = { cert: readFileSync(certFile), key: readFileSync(keyFile) };
    createSecureContext(options);
    return options;
  } catch (error) {
    throw new Error(
      `The certificate ${certFile} and its key ${keyFile} cannot be used: ${String(error)}. Bring them back, or make them anew ` +
        '(npm run cli -- certificate local for a local one).',
      { cause: error },
    );
  }
}

/** The certificate (PEM) of the local authority; undefined when the server's certificate is not one of its own. */
export function localAuthority({ tls, localCertificate }: Config['http']): string | undefined {
  if (!tls || !existsSync(localCertificate.authorityCertFile)) return undefined;
  const pem = readFileSync(localCertificate.authorityCertFile, 'utf8');
  const authority = certificateOf(localCertificate.authorityCertFile);
  return certificateOf(tls.certFile).verify(authority.publicKey) ? pem : undefined;
}

function certificateOf(file: string): X509Certificate {
  try {
    return new X509Certificate(readFileSync(file));
  } catch (error) {
    throw new Error(`The certificate ${file} cannot be used: ${String(error)}. Bring it back, or make it anew.`, {
      cause: error,
    });
  }
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
