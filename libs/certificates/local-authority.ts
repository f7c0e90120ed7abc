// A certificate authority of this installation's own, for the time before there is a domain: it signs one certificate for this machine and can
// vouch for nothing outside the house. The only file that knows the library for certificates.
import 'reflect-metadata';
import { createPrivateKey, createPublicKey, randomBytes, webcrypto } from 'node:crypto';
import { isIP } from 'node:net';
import {
  AuthorityKeyIdentifierExtension,
  BasicConstraintsExtension,
  ExtendedKeyUsage,
  ExtendedKeyUsageExtension,
  Extension,
  KeyUsageFlags,
  KeyUsagesExtension,
  SubjectAlternativeNameExtension,
  SubjectKeyIdentifierExtension,
  X509Certificate,
  X509CertificateGenerator,
} from '@peculiar/x509';
import { DAY_MS, type Instant } from '#domain';
import { localNameConstraints, NAME_CONSTRAINTS_OID } from './name-constraints';

/** A certificate with the key to it, both PEM. */
export interface Certified {
  readonly certificatePem: string;
  readonly privateKeyPem: string;
}

const AUTHORITY_LIFE_MS = 3_650 * DAY_MS;
/** Phones refuse server certificates that are valid for longer than 398 days. */
const SERVER_LIFE_MS = 397 * DAY_MS;
const PINNED_LIFE_MS = 3_650 * DAY_MS;
/** A phone's clock may be a little behind ours. */
const CLOCK_SPREAD_MS = DAY_MS;

/** Ed25519 would be shorter, but browsers do not take it. */
const KEY = { name: 'ECDSA', namedCurve: 'P-256' } as const;
const SIGNATURE = { name: 'ECDSA', hash: 'SHA-256' } as const;

/** A new authority. `name` is what a phone shows in its list of authorities. */
export async function makeAuthority(name: string, now: Instant): Promise<Certified> {
  const keys = await makeKeys();
  const certificate = await X509CertificateGenerator.createSelfSigned(
    {
      keys,
      name: [{ CN: [name] }],
      serialNumber: serialNumber(),
      ...validity(now, AUTHORITY_LIFE_MS),
      signingAlgorithm: SIGNATURE,
      extensions: [
        new BasicConstraintsExtension(true, 0, true),
        new KeyUsagesExtension(KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign, true),
        new Extension(NAME_CONSTRAINTS_OID, true, localNameConstraints()),
        await SubjectKeyIdentifierExtension.create(keys.publicKey, false, webcrypto),
      ],
    },
    webcrypto,
  );
  return certified(certificate, keys.privateKey);
}

/** A certificate for a server at these names and addresses, with a new key, signed by the authority. */
export async function signServer(
  authority: Certified,
  hosts: readonly [string, ...string[]],
  now: Instant,
): Promise<Certified> {
  const issuer = new X509Certificate(authority.certificatePem);
  const keys = await makeKeys();
  const certificate = await X509CertificateGenerator.create(
    {
      publicKey: keys.publicKey,
      signingKey: await signingKeyOf(authority.privateKeyPem),
      subject: [{ CN: [hosts[0]] }],
      issuer: issuer.subject,
      serialNumber: serialNumber(),
      ...validity(now, SERVER_LIFE_MS),
      signingAlgorithm: SIGNATURE,
      extensions: [
        new BasicConstraintsExtension(false, undefined, true),
        new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true),
        new ExtendedKeyUsageExtension([ExtendedKeyUsage.serverAuth]),
        new SubjectAlternativeNameExtension(
          hosts.map((host) => ({ type: isIP(host) === 0 ? 'dns' : 'ip', value: host })),
        ),
        await AuthorityKeyIdentifierExtension.create(issuer.publicKey, false, webcrypto),
      ],
    },
    webcrypto,
  );
  return certified(certificate, keys.privateKey);
}

/** A certificate that vouches for itself, for whoever was told exactly this one. */
export async function makePinned(now: Instant): Promise<Certified> {
  const keys = await makeKeys();
  const certificate = await X509CertificateGenerator.createSelfSigned(
    {
      keys,
      name: [{ CN: ['Loa Làng'] }],
      serialNumber: serialNumber(),
      ...validity(now, PINNED_LIFE_MS),
      signingAlgorithm: SIGNATURE,
      extensions: [
        new BasicConstraintsExtension(false, undefined, true),
        new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true),
        new ExtendedKeyUsageExtension([ExtendedKeyUsage.serverAuth]),
      ],
    },
    webcrypto,
  );
  return certified(certificate, keys.privateKey);
}

function makeKeys(): Promise<webcrypto.CryptoKeyPair> {
  return webcrypto.subtle.generateKey(KEY, true, ['sign', 'verify']);
}

function signingKeyOf(pem: string): Promise<webcrypto.CryptoKey> {
  const bytes = createPrivateKey(pem).export({ format: 'der', type: 'pkcs8' });
  return webcrypto.subtle.importKey('pkcs8', bytes, KEY, false, ['sign']);
}

/** Positive and never the same twice: browsers remember serial numbers. */
function serialNumber(): string {
  const bytes = randomBytes(16);
  bytes[0]! &= 0x7f;
  return bytes.toString('hex');
}

function validity(now: Instant, lifeMs: number): { notBefore: Date; notAfter: Date } {
  return { notBefore: new Date(now - CLOCK_SPREAD_MS), notAfter: new Date(now - CLOCK_SPREAD_MS + lifeMs) };
}

async function certified(certificate: X509Certificate, key: webcrypto.CryptoKey): Promise<Certified> {
  const bytes = Buffer.from(await webcrypto.subtle.exportKey('pkcs8', key));
  const privateKeyPem = createPrivateKey({ key: bytes, format: 'der', type: 'pkcs8' }).export({
    format: 'pem',
    type: 'pkcs8',
  });
  return { certificatePem: `${certificate.toString('pem')}\n`, privateKeyPem: String(privateKeyPem) };
}

/** Whether the two belong together. */
export function belongTogether({ certificatePem, privateKeyPem }: Certified): boolean {
  const own = createPublicKey(createPrivateKey(privateKeyPem)).export({ format: 'der', type: 'spki' });
  return own.equals(Buffer.from(new X509Certificate(certificatePem).publicKey.rawData));
}
