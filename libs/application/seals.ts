// Signs what the server says to devices, with the key of the commune. Keys are made once and kept; they never leave this room unsealed.
import type { ChainHead, Instant } from '#domain';
import { sealEnvelope, privateKeyOf, generateKeys, derivedId } from '#protocol';
import type { MessageOf, Purpose, SigningKey } from '#protocol';
import { Injectable } from '@nestjs/common';
import { signAuditHead } from './audit-seal';
import { Clock } from './ports/clock';
import type { AuditSeal, CommuneKey, Stores } from './ports/stores';
import { UnitOfWork } from './ports/unit-of-work';

/** A fresh signing key for a commune that is being founded. */
export async function foundCommuneKey(stores: Stores, communeId: string, now: number): Promise<CommuneKey> {
  const { privateKeyPem, publicKey } = generateKeys();
  const key = { communeId, keyId: derivedId('key', publicKey), privateKeyPem, publicKey, createdAt: now };
  await stores.installation.insertCommuneKey(key);
  return key;
}

@Injectable()
export class Seals {
  private readonly keys = new Map<string, SigningKey & { readonly publicKey: string }>();

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** Reads the keys of all communes, so that signing needs no database from here on. */
  async load(): Promise<void> {
    for (const { id } of await this.unitOfWork.read.places.communes()) await this.keyOf(id);
  }

  /** The message, signed by its commune, ready for the wire. Throws when the commune is unknown. */
  async seal<P extends Purpose>(communeId: string, purpose: P, message: MessageOf<P>): Promise<Buffer> {
    return sealEnvelope(purpose, message, await this.keyOf(communeId));
  }

  /** The head of the commune's event log, signed by the commune. Throws when the commune is unknown. */
  async sealAuditHead({ communeId, chainNumber, hash }: ChainHead, sealedAt: Instant): Promise<AuditSeal> {
    return signAuditHead({ communeId, chainNumber, hash, sealedAt }, await this.keyOf(communeId));
  }

  /** The time of this server as the answer to one clock probe; undefined before the commune's key was loaded once. */
  sealClockReply(communeId: string, deviceId: string, nonce: string): Buffer | undefined {
    const key = this.keys.get(communeId);
    return key && sealEnvelope('clock-reply', { nonce, deviceId, serverAt: this.clock.now() }, key);
  }

  /** What a device must know to believe this commune. */
  async publicKeyOf(communeId: string): Promise<{ readonly keyId: string; readonly publicKey: string }> {
    const { keyId, publicKey } = await this.keyOf(communeId);
    return { keyId, publicKey };
  }

  private async keyOf(communeId: string): Promise<SigningKey & { readonly publicKey: string }> {
    const known = this.keys.get(communeId);
    if (known) return known;
    const stored = await this.unitOfWork.read.installation.communeKey(communeId);
    if (!stored) throw new Error(`commune ${communeId} has no signing key`);
    const key = { keyId: stored.keyId, privateKey: privateKeyOf(stored.privateKeyPem), publicKey: stored.publicKey };
    this.keys.set(communeId, key);
    return key;
  }
}
