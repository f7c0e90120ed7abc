// The certificate of the broker: its own, vouched for by nobody. Boxes are told it at enrolment and by their signed settings and take no other,
// so it needs no name, no authority and no renewal within the life of a box.
import { X509Certificate } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { DAY_MS, type Instant } from '#domain';
import { keep } from './local-certificate';
import { belongTogether, makePinned, type Certified } from './local-authority';

interface PinnedCertificateFiles {
  readonly certFile: string;
  readonly keyFile: string;
}

/** So long before its end a new one is made: every box hears of it from its settings, which also come by https. */
const RENEWED_BEFORE_END_MS = 90 * DAY_MS;

/** The certificate in these files; a new one where there is none, or where it ends soon. Throws when it cannot be used, and what to do. */
export async function pinnedCertificate(files: PinnedCertificateFiles, now: Instant): Promise<Certified> {
  const kept = await read(files);
  if (kept && Date.parse(new X509Certificate(kept.certificatePem).validTo) - RENEWED_BEFORE_END_MS > now) return kept;
  await mkdir(dirname(files.keyFile), { recursive: true, mode: 0o700 });
  const made = await makePinned(now);
  await keep(made, files.certFile, files.keyFile);
  return made;
}

async function read({ certFile, keyFile }: PinnedCertificateFiles): Promise<Certified | undefined> {
  if (!existsSync(certFile) && !existsSync(keyFile)) return undefined;
  try {
    const [certificatePem, privateKeyPem] = await Promise.all([readFile(certFile, 'utf8'), readFile(keyFile, 'utf8')]);
    const kept = { certificatePem, privateKeyPem };
    if (!belongTogether(kept)) throw new Error('they do not belong together');
    return kept;
  } catch (error) {
    throw new Error(
      `${certFile} and ${keyFile} cannot be used: ${String(error)}. Bring them back, or remove both: then a new certificate is made, ` +
        'and every box is told of it as soon as it asks for its settings by https.',
      { cause: error },
    );
  }
}
