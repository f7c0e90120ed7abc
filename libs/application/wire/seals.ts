// Signs what the server says to devices, with the key of the commune. Keys are made once and kept; they never leave this room unsealed.
import type { Instant } from '#domain';
import { sealEnvelope, privateKeyOf, generateKeys, derivedId } from '#protocol';
import type { DrillOrder, MessageOf, Purpose, SigningKey } from '#protocol';
import { Injectable } from '@nestjs/common';
import { ClockWatch } from '../acting/clock-watch';
import { eachInTurn } from '../acting/run-all';
import { Clock } from '../ports/clock';
import type { CommuneKey, Stores } from '../ports/stores';
import { UnitOfWork } from '../ports/unit-of-work';

/** Fresh signing keys for a commune that is being founded: one for what is real, one for drills and nothing else. */
export async function foundCommuneKeys(stores: Stores, communeId: string, now: Instant): Promise<void> {
  await stores.installation.insertCommuneKey(freshKey(communeId, now));
  await stores.installation.insertDrillKey(freshKey(communeId, now));
}

/** The key for drills; a commune that was founded before there were drills gets it now. */
export async function drillKeyOf(stores: Stores, communeId: string, now: Instant): Promise<CommuneKey> {
  const known = await stores.installation.drillKey(communeId);
  if (known) return known;
  const key = freshKey(communeId, now);
  await stores.installation.insertDrillKey(key);
  return key;
}

function freshKey(communeId: string, now: Instant): CommuneKey {
  const { privateKeyPem, publicKey } = generateKeys();
  return { communeId, keyId: derivedId('key', publicKey), privateKeyPem, publicKey, createdAt: now };
}

@Injectable()
export class Seals {
  private readonly keys = new Map<string, SigningKey & { readonly publicKey: string }>();

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly clockWatch: ClockWatch,
  ) {}

  /**
   * Reads the keys of all communes, so that signing needs no database from here on. Throws AggregateError at the end for those whose key
   * could not be read.
   */
  async load(): Promise<void> {
    await eachInTurn(await this.unitOfWork.read.places.communes(), ({ id }) => this.keyOf(id));
  }

  /** The message, signed by its commune, ready for the wire. Throws when the commune is unknown. A drill has its own key. */
  async seal<P extends Exclude<Purpose, 'drill'>>(
    communeId: string,
    purpose: P,
    message: MessageOf<P>,
  ): Promise<Buffer> {
    return sealEnvelope(purpose, message, await this.keyOf(communeId));
  }

  /** A drill, signed with the key of drills. Throws when none was ever ordered in the commune. */
  async sealDrill(drill: DrillOrder): Promise<Buffer> {
    const stored = await this.unitOfWork.read.installation.drillKey(drill.communeId);
    if (!stored) throw new Error(`commune ${drill.communeId} has no key for drills`);
    return sealEnvelope('drill', drill, { keyId: stored.keyId, privateKey: privateKeyOf(stored.privateKeyPem) });
  }

  /** The time of this server as the answer to one clock probe; undefined while it is doubted, and before the commune's key was loaded once. */
  sealClockReply(communeId: string, deviceId: string, nonce: string): Buffer | undefined {
    const key = this.clockWatch.tells(deviceId) ? this.keys.get(communeId) : undefined;
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
