// Who comes with this secret, and what they may do now. Asked by every request, so it is read once and then remembered.
import {
  endOf,
  endsByIdleness,
  isIdle,
  mustHaveSecondFactor,
  PROOF_FRESH_MS,
  type Actor,
  type Instant,
  type Person,
} from '#domain';
import { Injectable } from '@nestjs/common';
import { standingOf } from '../acting/actors';
import { Clock } from '../ports/clock';
import type { ApiToken, Session } from '../ports/stores';
import { UnitOfWork } from '../ports/unit-of-work';
import { sha256Of, TOKEN_PREFIX } from '../secrets/secrets';
import { Activity } from './activity';
import { ActorMemory, type KnownActor } from './actor-memory';
import { isOn } from './second-steps';

/** How somebody comes this time. */
interface Visit {
  /** How long a session at the desk may be left unused. */
  readonly idleMs: number;
  /** Whether a person did something, and not only a page that stands open. */
  readonly isUse: boolean;
}

@Injectable()
export class ActorLookup {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly memory: ActorMemory,
    private readonly activity: Activity,
  ) {}

  /**
   * The person behind a session's secret or an API token, as strong as they came in and with what that carries; undefined when it is not
   * (or no longer) good, or was left unused for too long.
   */
  async actorOf(secret: string, visit: Visit): Promise<Actor | undefined> {
    const now = this.clock.now();
    const hash = sha256Of(secret);
    const known = this.memory.recall(hash, now) ?? (await this.read(secret, hash, now));
    if (!known) return undefined;
    const { actor, lastActiveAt, token } = known;
    if (this.isLeft(known, visit)) return undefined;
    this.activity.personSeen(actor.personId, lastActiveAt, now);
    if (token) this.activity.tokenUsed(token.id, token.lastUsedAt, now);
    return actor;
  }

  /** Whether the session was left unused for too long; else notes that it is used. */
  private isLeft({ actor, session }: KnownActor, { idleMs, isUse }: Visit): boolean {
    if (session === null) return false;
    const { secretHash } = session;
    const now = this.clock.machineNow();
    const lastUsedAt = this.activity.ofSession(secretHash, session.lastUsedAt);
    if (lastUsedAt !== null && endsByIdleness(actor) && isIdle(lastUsedAt, now, idleMs)) return true;
    // Of one from before nobody knows: its time begins now.
    if (isUse || lastUsedAt === null) this.activity.sessionUsed(secretHash, session.lastUsedAt, now);
    return false;
  }

  private async read(secret: string, hash: string, now: Instant): Promise<KnownActor | undefined> {
    const { version } = this.memory;
    const { people } = this.unitOfWork.read;
    const owner = secret.startsWith(TOKEN_PREFIX) ? await people.tokenBySecret(hash) : await people.session(hash);
    if (!owner) return undefined;
    const [person, goodUntil] = [await people.person(owner.personId), await this.goodUntil(owner, now)];
    if (!person || person.blockedAt !== null || goodUntil <= now) return undefined;
    const isSession = 'strength' in owner;
    const { actor, until } = await standingOf(this.unitOfWork.read, person, now, isSession ? owner.strength : 'token');
    const hasSecondFactor = isSession && isOn(await people.secondFactor(person.id));
    const lacksSecondFactor = !hasSecondFactor && mustHaveSecondFactor(actor) && (await this.wantsSecondFactor(person));
    const freshMs = isSession ? this.freshMs(owner) : owner.trusted ? Infinity : 0;
    const known: KnownActor = {
      actor: {
        ...actor,
        ...(isSession && { signedInAt: owner.createdAt }),
        ...(freshMs <= 0 && { isProofOld: true }),
        ...(hasSecondFactor && { hasSecondFactor }),
        ...(lacksSecondFactor && { lacksSecondFactor }),
        ...(!isSession && owner.readsOnly && { readsOnly: true }),
      },
      lastActiveAt: person.lastActiveAt,
      token: isSession ? null : owner,
      session: isSession ? owner : null,
      holds: { from: now, to: Math.min(goodUntil, until, freshMs > 0 ? now + freshMs : Infinity) },
    };
    this.memory.remember(hash, known, version);
    return known;
  }

  private async wantsSecondFactor({ communeId }: Person): Promise<boolean> {
    return (await this.unitOfWork.read.places.commune(communeId))?.rules.secondFactorRequired === true;
  }

  /** How much longer the last proof is fresh; 0 or less: it is old. One from the future was noted by a clock that was wrong. */
  private freshMs({ provenAt }: Session): number {
    const ageMs = provenAt === null ? Infinity : this.clock.machineNow() - provenAt;
    return ageMs < 0 ? 0 : PROOF_FRESH_MS - ageMs;
  }

  /** A phone that was let in by a link is let in no longer than the link is good. */
  private async goodUntil(owner: Session | ApiToken, now: Instant): Promise<Instant> {
    const ownEnd = owner.expiresAt;
    if (!('linkId' in owner) || owner.linkId === null) return ownEnd;
    const link = await this.unitOfWork.read.links.link(owner.linkId);
    return link && endOf(link, now) === null ? Math.min(ownEnd, link.expiresAt) : -Infinity;
  }
}
