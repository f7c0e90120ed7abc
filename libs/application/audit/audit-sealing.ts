// Signs the head of every commune's event log with a key that does not lie in the database: once an hour into it, and every few minutes into a
// place outside of it. Whoever writes a log anew, or cuts it off, has neither.
import { HOUR_MS, MINUTE_MS, type AuditTrouble, type Instant } from '#domain';
import { derivedId, generateKeys, privateKeyOf, type SigningKey } from '#protocol';
import { Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { caretakersOf, tell } from '../acting/notices';
import { AuditKeys, OutsideHeads, type AuditKey, type OutsideHead, type SignedHeads } from '../ports/audit-outside';
import { Clock } from '../ports/clock';
import type { StoreReads } from '../ports/stores';
import { UnitOfWork } from '../ports/unit-of-work';
import { areGenuineHeads, signAuditHead, signOutsideHeads } from '../wire/audit-seal';

/** Seldom enough that the database does not grow by it. */
const SEAL_MS = HOUR_MS;
/** So much can be rewritten unseen by whoever has the database. */
const OUTSIDE_MS = 5 * MINUTE_MS;

/** Thrown where nothing is signed until somebody has looked. */
class Unguarded extends Error {
  constructor(
    readonly trouble: AuditTrouble,
    what: string,
  ) {
    super(`${what}: npm run cli -- audit verify`);
  }
}

@Injectable()
export class AuditSealing implements OnApplicationShutdown {
  private readonly logger = new Logger('audit');
  private key: Promise<SigningKey> | undefined;
  private keptAt: Instant = 0;
  private found: AuditTrouble | undefined;

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly keys: AuditKeys,
    private readonly outside: OutsideHeads,
  ) {}

  /** What the last look found; undefined: nothing. */
  get trouble(): AuditTrouble | undefined {
    return this.found;
  }

  /** What is there now: where trouble was found it is looked for again, so that whoever ended it need not wait. */
  async troubleNow(): Promise<AuditTrouble | undefined> {
    try {
      if (this.found) await this.look(this.clock.now());
    } catch (error) {
      if (!(error instanceof Unguarded)) this.logger.warn(String(error));
    }
    return this.found;
  }

  /** A server that ends in order leaves nothing behind that could be written anew. */
  async onApplicationShutdown(): Promise<void> {
    if (this.keptAt === 0) return;
    await this.look(this.clock.now()).catch((error: unknown) => this.logger.error(String(error)));
  }

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
   * whoever looks finds it; where what was kept is gone, or was not signed here, nothing is signed anew. Throws at the end when that is so.
   */
  async keepOutside(): Promise<void> {
    const now = this.clock.now();
    if (now - this.keptAt < OUTSIDE_MS) return;
    // Also when it fails: a disk that is away is not asked for at every beat.
    this.keptAt = now;
    await this.look(now);
  }

  private async look(now: Instant): Promise<void> {
    try {
      await this.keepHeads(now);
      this.found = undefined;
    } catch (error) {
      if (error instanceof Unguarded) {
        this.found = error.trouble;
        // Somebody may have put another key there by the next look.
        this.key = undefined;
      }
      throw error;
    }
  }

  private async keepHeads(now: Instant): Promise<void> {
    const key = await this.signingKey();
    const kept = await this.keptBefore();
    await this.tellBegun(kept.begunAt, now);
    const before = new Map(kept.heads.map((head) => [head.communeId, head]));
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
      await this.outside.write(signOutsideHeads([...heads.values()], key, kept.begunAt));
    }
    if (cut.length > 0) throw new Unguarded('log-changed', `The event log of ${cut.join(', ')} was changed`);
  }

  /** Whoever begins anew takes away what could have proved something: the log of each commune and its caretakers are told, once. */
  private async tellBegun(begunAt: Instant | undefined, now: Instant): Promise<void> {
    if (begunAt === undefined) return;
    const { read } = this.unitOfWork;
    for (const { id: communeId, timeZone } of await read.places.communes()) {
      const { items } = await read.events.latest(communeId, { limit: 1 }, { kinds: ['commune.log-begun-anew'] });
      const [last] = items;
      if (last?.kind === 'commune.log-begun-anew' && last.details.begunAt === begunAt) continue;
      await this.unitOfWork.run(async (stores) => {
        await stores.events.append({
          ...{ communeId, at: now, kind: 'commune.log-begun-anew', actor: 'system', subjectId: communeId },
          details: { begunAt },
        });
        const values = { sinceAt: begunAt, timeZone };
        const news = { communeId, kind: 'log-begun-anew', subjectId: communeId, values } as const;
        await tell(stores, await caretakersOf(stores, communeId), news, now);
      });
    }
  }

  private async keptBefore(): Promise<SignedHeads> {
    const [kept, keys] = await Promise.all([this.outside.read(), this.keys.all()]);
    if (keys.length === 0) throw keyLost();
    if (!kept || !keys.some((key) => areGenuineHeads(kept, key)))
      throw new Unguarded('heads-lost', 'What was kept of the event logs outside the database is gone or was changed');
    return kept;
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
    const known = newestOf(await this.keys.all());
    if (known) return known;
    // Where something was signed there was a key. Another one would make good whatever was done since.
    if (((await this.outside.read())?.heads ?? []).length > 0) throw keyLost();
    const key = freshKey(this.clock.now());
    // First: from then on, where there is a key, something is kept.
    await this.outside.write(signOutsideHeads([], signingBy(key)));
    await this.keys.add(key);
    return signingBy(key);
  }
}

/**
 * What the first head that is kept outside follows: after a restore, where what was kept was lost, or where the key was, in whose place another one
 * comes. Undefined: nothing was ever signed, so nothing can be lost.
 */
export function begunAnew(
  keys: readonly AuditKey[],
  isAnythingKept: boolean,
  now: Instant,
): { readonly heads: SignedHeads; readonly freshKey: AuditKey | null } | undefined {
  const known = newestOf(keys);
  if (known) return { heads: signOutsideHeads([], known, now), freshKey: null };
  if (!isAnythingKept) return undefined;
  const fresh = freshKey(now);
  return { heads: signOutsideHeads([], signingBy(fresh), now), freshKey: fresh };
}

function keyLost(): Unguarded {
  return new Unguarded('key-lost', 'The key that signs the event logs is gone; take it from a backup');
}

function freshKey(createdAt: Instant): AuditKey {
  const { privateKeyPem, publicKey } = generateKeys();
  return { keyId: derivedId('key', publicKey), privateKeyPem, publicKey, createdAt };
}

function signingBy({ keyId, privateKeyPem }: AuditKey): SigningKey {
  return { keyId, privateKey: privateKeyOf(privateKeyPem) };
}

function newestOf(keys: readonly AuditKey[]): SigningKey | undefined {
  const newest = [...keys].sort((a, b) => a.createdAt - b.createdAt).at(-1);
  return newest && signingBy(newest);
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
