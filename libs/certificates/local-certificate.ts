// Where the local authority and what it signed are kept. The authority stays when its certificate for the server is made anew, so that phones that
// trust it go on trusting.
import { X509Certificate } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chmod, mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { dirname } from 'node:path';
import type { Instant } from '#domain';
import { belongTogether, makeAuthority, signServer, type Certified } from './local-authority';

/** Paths of PEM files. The keys are for their owner alone. */
interface LocalCertificateFiles {
  readonly authorityCertFile: string;
  readonly authorityKeyFile: string;
  readonly certFile: string;
  readonly keyFile: string;
}

/** Makes what is missing of the authority, and a new certificate for the server. Resolves with the authority's certificate. */
export async function issueLocal(
  files: LocalCertificateFiles,
  hosts: readonly [string, ...string[]],
  now: Instant,
): Promise<X509Certificate> {
  await mkdir(dirname(files.authorityKeyFile), { recursive: true, mode: 0o700 });
  const kept = await keptAuthority(files, now);
  const authority = kept ?? (await makeAuthority(`Loa Làng (${hostname()})`, now));
  if (!kept) await keep(authority, files.authorityCertFile, files.authorityKeyFile);
  await keep(await signServer(authority, hosts, now), files.certFile, files.keyFile);
  return new X509Certificate(authority.certificatePem);
}

/** Undefined when there is none that still holds. */
async function keptAuthority(files: LocalCertificateFiles, now: Instant): Promise<Certified | undefined> {
  if (!existsSync(files.authorityCertFile) || !existsSync(files.authorityKeyFile)) return undefined;
  const [certificatePem, privateKeyPem] = await Promise.all([
    readFile(files.authorityCertFile, 'utf8'),
    readFile(files.authorityKeyFile, 'utf8'),
  ]);
  const kept = { certificatePem, privateKeyPem };
  try {
    const holds = belongTogether(kept) && Date.parse(new X509Certificate(certificatePem).validTo) > now;
    return holds ? kept : undefined;
  } catch (error) {
    // Making another one unasked would lock out every phone that trusts this one.
    throw new Error(
      `${files.authorityCertFile} and ${files.authorityKeyFile} cannot be used: ${String(error)}. Bring them back, or remove both: ` +
        'then a new authority is made, and every phone must trust it anew.',
      { cause: error },
    );
  }
}

/** The certificate last: whoever watches it finds the key to it. */
export async function keep(
  { certificatePem, privateKeyPem }: Certified,
  certFile: string,
  keyFile: string,
): Promise<void> {
  await write(keyFile, privateKeyPem, 0o600);
  await write(certFile, certificatePem, 0o644);
}

/** A file is there whole or not at all, and a key is never readable by others, not even for a moment. */
async function write(path: string, text: string, mode: number): Promise<void> {
  const unfinished = `${path}.new`;
  await writeFile(unfinished, text, { mode });
  await chmod(unfinished, mode);
  await rename(unfinished, path);
}
