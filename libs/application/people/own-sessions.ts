// Where somebody is signed in, told to themselves: which browser, since when, last used when, how they came in; each can be ended.
import { endsByIdleness, isIdle, Problem, type Actor, type Instant } from '#domain';
import { Injectable } from '@nestjs/common';
import { requireStrength } from '../acting/access';
import { Clock } from '../ports/clock';
import type { KeptSession, StoreReads } from '../ports/stores';
import { UnitOfWork } from '../ports/unit-of-work';
import { sha256Of } from '../secrets/secrets';
import { Activity } from './activity';

/** A session as its owner sees it. Nothing of it opens anything. */
interface OwnSession extends Pick<KeptSession, 'browser' | 'address' | 'createdAt' | 'expiresAt' | 'strength'> {
  readonly id: string;
  /** To the quarter of an hour; null: not since that is kept. */
  readonly lastUsedAt: Instant | null;
  /** Whether it is the one that asks. */
  readonly isThis: boolean;
}

@Injectable()
export class OwnSessions {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly activity: Activity,
  ) {}

  /** Those that are good, newest first. Throws Problem `needs-password`. */
  async list(actor: Actor, secret: string, idleMs: number): Promise<readonly OwnSession[]> {
    requireStrength(actor, 'session.list');
    const sessions = await this.good(this.unitOfWork.read, actor, idleMs);
    const here = sha256Of(secret);
    return sessions.map((session) => {
      const { secretHash, browser, address, createdAt, expiresAt, strength } = session;
      const lastUsedAt = this.usedAt(session);
      const shown = lastUsedAt === null ? null : lastUsedAt + this.clock.aheadMs;
      return {
        ...{ id: idOf(session), browser, address, createdAt, expiresAt, strength },
        lastUsedAt: shown,
        isThis: secretHash === here,
      };
    });
  }

  /** Ends one. Throws Problem `not-found`, `needs-password`. */
  end(actor: Actor, id: string): Promise<void> {
    return this.endThose(actor, (session) => idOf(session) === id, true);
  }

  /** Ends all but the one that asks. Throws Problem `needs-password`. */
  endOthers(actor: Actor, secret: string): Promise<void> {
    const here = sha256Of(secret);
    return this.endThose(actor, ({ secretHash }) => secretHash !== here, false);
  }

  private async endThose(actor: Actor, which: (session: KeptSession) => boolean, oneIsMeant: boolean): Promise<void> {
    requireStrength(actor, 'session.end');
    const { personId, communeId } = actor;
    await this.unitOfWork.run(async ({ people, events }) => {
      const ended = (await people.sessionsOf(personId)).filter(which);
      if (ended.length === 0 && oneIsMeant) throw new Problem('not-found');
      for (const { secretHash } of ended) await people.deleteSession(secretHash);
      const said = { communeId, at: this.clock.now(), actor: personId, subjectId: personId };
      await events.append({ ...said, kind: 'person.sessions-ended', details: { count: ended.length } });
    });
  }

  private async good(stores: StoreReads, actor: Actor, idleMs: number): Promise<readonly KeptSession[]> {
    const { people } = stores;
    const sessions = await people.sessionsOf(actor.personId);
    return sessions.filter((session) => {
      const lastUsedAt = this.usedAt(session);
      const idle =
        lastUsedAt !== null &&
        endsByIdleness({ ...actor, strength: session.strength }) &&
        isIdle(lastUsedAt, this.clock.machineNow(), idleMs);
      return session.expiresAt > this.clock.now() && !idle;
    });
  }

  private usedAt({ secretHash, lastUsedAt }: KeptSession): Instant | null {
    return this.activity.ofSession(secretHash, lastUsedAt);
  }
}

/** Named by a hash of what is kept, so that the list says nothing about that either. */
function idOf({ secretHash }: KeptSession): string {
  return sha256Of(secretHash).slice(0, 32);
}
