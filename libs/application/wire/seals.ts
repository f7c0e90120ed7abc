// Signs what the server says to devices, with the key of the commune, and while one key follows another with both.
import { keyCounts, type Instant } from '#domain';
import { sealEnvelope, privateKeyOf, generateKeys, derivedId } from '#protocol';
import type { DrillOrder, MessageOf, Purpose, SigningKey } from '#protocol';
import { Injectable } from '@nestjs/common';
import { ClockWatch } from '../acting/clock-watch';
import { eachInTurn } from '../acting/run-all';
import { Clock } from '../ports/clock';
import type { CommuneKey, KeyChangeKept, Stores } from '../ports/stores';
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

/** A fresh pair with its name. */
export function freshKey(communeId: string, now: Instant): CommuneKey {
  const { privateKeyPem, publicKey } = generateKeys();
  return { communeId, keyId: derivedId('key', publicKey), privateKeyPem, publicKey, createdAt: now };
}

/** What an envelope holds. */
const MOST_SIGNATURES = 4;

/** The key of a commune, as a box is told it at its enrolment. */
export interface ToldKey {
  readonly keyId: string;
  readonly publicKey: string;
  readonly serial: number;
  readonly nextKeyDigest: string | undefined;
}

/** The keys of one commune as they were read last. */
interface KeysRead {
  readonly steps: readonly KeyChangeKept[];
  /** By serial: what signs with each. */
  readonly signing: readonly SigningKey[];
  readonly founding: CommuneKey;
}

@Injectable()
export class Seals {
  private readonly keys = new Map<string, KeysRead>();

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
    await eachInTurn(await this.unitOfWork.read.places.communes(), ({ id }) => this.keysOf(id));
  }

  /** Reads the keys of the commune anew: they were changed, maybe by another process. */
  async reload(communeId: string): Promise<KeysRead> {
    const { installation } = this.unitOfWork.read;
    const founding = await installation.communeKey(communeId);
    if (!founding) throw new Error(`commune ${communeId} has no signing key`);
    const steps = await installation.keyChanges(communeId);
    const before = this.keys.get(communeId);
    if (before?.steps.length === steps.length) return before;
    const signing = [founding, ...steps].map(({ keyId, privateKeyPem }) => {
      return { keyId, privateKey: privateKeyOf(privateKeyPem) };
    });
    const read = { founding, steps, signing };
    this.keys.set(communeId, read);
    return read;
  }

  /** The keys of the commune. Throws when it is unknown. */
  async keysOf(communeId: string): Promise<KeysRead> {
    return this.keys.get(communeId) ?? (await this.reload(communeId));
  }

  /** What tells content that was signed before a change from what was signed after it; empty before the first one. */
  async keyName(communeId: string): Promise<string> {
    return (await this.keysOf(communeId)).steps.at(-1)?.keyId ?? '';
  }

  /**
   * The message, signed by its commune, ready for the wire; settings bring what leads to the key. Throws when the commune is unknown. A drill
   * has its own key.
   */
  async seal<P extends Exclude<Purpose, 'drill' | 'key-change'>>(
    communeId: string,
    purpose: P,
    message: MessageOf<P>,
  ): Promise<Buffer> {
    const keys = await this.keysOf(communeId);
    const changes = purpose === 'settings' ? keys.steps.map(({ envelope }) => envelope) : [];
    return sealEnvelope(purpose, message, this.signersOf(keys), changes);
  }

  /** A drill, signed with the key of drills. Throws when none was ever ordered in the commune. */
  async sealDrill(drill: DrillOrder): Promise<Buffer> {
    const stored = await this.unitOfWork.read.installation.drillKey(drill.communeId);
    if (!stored) throw new Error(`commune ${drill.communeId} has no key for drills`);
    return sealEnvelope('drill', drill, { keyId: stored.keyId, privateKey: privateKeyOf(stored.privateKeyPem) });
  }

  /** The time of this server as the answer to one clock probe; undefined while it is doubted, and before the commune's key was loaded once. */
  sealClockReply(communeId: string, deviceId: string, nonce: string): Buffer | undefined {
    const keys = this.clockWatch.tells(deviceId) ? this.keys.get(communeId) : undefined;
    const reply = { nonce, deviceId, serverAt: this.clock.now() };
    return keys && sealEnvelope('clock-reply', reply, this.signersOf(keys));
  }

  /** What a device must know to believe this commune. */
  async publicKeyOf(communeId: string): Promise<ToldKey> {
    const { founding, steps } = await this.reload(communeId);
    const newest = steps.at(-1);
    const { keyId, publicKey } = newest ?? founding;
    const foretold =
      newest?.nextKeyDigest ?? (await this.unitOfWork.read.installation.foretoldAtFounding(communeId)) ?? undefined;
    return { keyId, publicKey, serial: newest?.serial ?? 0, nextKeyDigest: foretold };
  }

  /** The old ones first: a box that knows no more than one signature looks at that. */
  private signersOf({ steps, signing }: KeysRead): readonly SigningKey[] {
    const now = this.clock.now();
    return signing.filter((_, serial) => keyCounts(serial, steps, now)).slice(-MOST_SIGNATURES);
  }
}
