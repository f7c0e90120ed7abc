// Signs the head of every commune's event log with a key that does not lie in the database: once an hour into it, and every few minutes into a
// place outside of it. Whoever writes a log anew, or cuts it off, has neither.
import { HOUR_MS, MINUTE_MS, type Instant } from '#domain';
import { derivedId, generateKeys, privateKeyOf, type SigningKey } from '#protocol';
import { Injectable } from '@nestjs/common';
import { AuditKeys, OutsideHeads, type OutsideHead } from '../ports/audit-outside';
import { Clock } from '../ports/clock';
import type { StoreReads } from '../ports/stores';
import { UnitOfWork } from '../ports/unit-of-work';
import { signAuditHead, signOutsideHeads } from '../wire/audit-seal';

/** Seldom enough that the database does not grow by it. */
const SEAL_MS = HOUR_MS;
/** So much can be rewritten unseen by whoever has the database. */
const OUTSIDE_MS = 5 * MINUTE_MS;

@Injectable()
export class AuditSealing {
  private key: Promise<SigningKey> | undefined;
  private keptAt: Instant = 0;

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly keys: AuditKeys,
    private readonly outside: OutsideHeads,
  ) {}

  /** Signs when the log grew and the last signature is an hour old. Two processes that ask at once sign once. */
  async sealWhenDue(communeId: string): Promise<void> {
    if (!(await this.isDue(this.unitOfWork.read, communeId))) return;
    const key = await this.signingKey();
    await this.unitOfWork.run(async (stores) => {
      if (!(await this.isDue(stores, communeId))) return;
      const { chainNumber, hash } = await stores.events.chainHead(communeId);
      await stores.events.insertSeal(signAuditHead({ communeId, chainNumber, hash, sealedAt: this.clock.now() }, key));
    });
  }

  /**
   * Keeps the heads of all communes outside of the database, if that is due. A log that does not go on from its head there keeps it, so that
   * whoever looks finds it. Throws at the end when there was one.
   */
  async keepOutside(): Promise<void> {
    const now = this.clock.now();
    if (now - this.keptAt < OUTSIDE_MS) return;
    const before = new Map((await this.outside.read())?.heads.map((head) => [head.communeId, head]));
    const heads = new Map(before);
    const cut: string[] = [];
    for (const { id, name } of await this.unitOfWork.read.places.communes()) {
      const was = before.get(id);
      if (was && !(await goesOnFrom(this.unitOfWork.read, was))) {
        cut.push(name);
        continue;
      }
      const head = await this.headOf(id, was, now);
      if (head) heads.set(id, head);
    }
    if ([...heads].some(([id, head]) => before.get(id) !== head)) {
      await this.outside.write(signOutsideHeads([...heads.values()], await this.signingKey()));
    }
    this.keptAt = now;
    if (cut.length > 0) throw new Error(`The event log of ${cut.join(', ')} was changed: npm run cli -- audit verify`);
  }

  /** As it was where nothing happened since, or while something happens. */
  private async headOf(
    communeId: string,
    was: OutsideHead | undefined,
    keptAt: Instant,
  ): Promise<OutsideHead | undefined> {
    const { events } = this.unitOfWork.read;
    // First what only grows: what is sealed meanwhile is more than is said here.
    const seals = await events.countSeals(communeId);
    const head = await events.chainHead(communeId);
    if (was?.chainNumber === head.chainNumber && was.seals === seals) return was;
    const sequence = head.chainNumber > 0 ? await events.lastSequence(communeId) : 0;
    if (sequence > 0 && (await events.event(sequence))?.hash !== head.hash) return was;
    return { ...head, sequence, seals, keptAt };
  }

  private async isDue({ events }: Pick<StoreReads, 'events'>, communeId: string): Promise<boolean> {
    const { chainNumber } = await events.chainHead(communeId);
    const last = await events.lastSeal(communeId);
    if (!last) return chainNumber > 0;
    return chainNumber > last.chainNumber && this.clock.now() - last.sealedAt >= SEAL_MS;
  }

  /** The newest key; the first time one is made. What failed is tried again by the next who asks. */
  private signingKey(): Promise<SigningKey> {
    this.key ??= this.newestKey().catch((error: unknown) => {
      this.key = undefined;
      throw error;
    });
    return this.key;
  }

  private async newestKey(): Promise<SigningKey> {
    const known = [...(await this.keys.all())].sort((a, b) => a.createdAt - b.createdAt).at(-1);
    if (known) return { keyId: known.keyId, privateKey: privateKeyOf(known.privateKeyPem) };
    const { privateKeyPem, publicKey } = generateKeys();
    const key = { keyId: derivedId('key', publicKey), privateKeyPem, publicKey, createdAt: this.clock.now() };
    await this.keys.add(key);
    return { keyId: key.keyId, privateKey: privateKeyOf(privateKeyPem) };
  }
}

/** Whether the log still holds everything up to that head. */
async function goesOnFrom({ events }: StoreReads, was: OutsideHead): Promise<boolean> {
  const { communeId, chainNumber, sequence, hash, olderEvents, seals } = was;
  if (chainNumber > 0 && (await events.event(sequence))?.hash !== hash) return false;
  const now = await events.chainHead(communeId);
  return (
    now.chainNumber >= chainNumber && now.olderEvents === olderEvents && (await events.countSeals(communeId)) >= seals
  );
}
