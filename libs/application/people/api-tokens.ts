// API tokens, by which a program acts for a person: made in a session by password alone, told to their owner, listed, ended.
import { DAY_MS, Problem, type Actor } from '#domain';
import { Injectable } from '@nestjs/common';
import { requireStrength } from '../acting/access';
import { newId } from '../acting/new-id';
import { tell } from '../acting/notices';
import { Clock } from '../ports/clock';
import type { ApiToken } from '../ports/stores';
import { UnitOfWork } from '../ports/unit-of-work';
import { newSecret, sha256Of, TOKEN_PREFIX } from '../secrets/secrets';
import { Activity } from './activity';

/** What a token is to be. */
interface TokenWish extends Pick<ApiToken, 'name' | 'trusted' | 'readsOnly'> {
  readonly lifeDays: number;
}

@Injectable()
export class ApiTokens {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly activity: Activity,
  ) {}

  /** Issues one; the secret is shown this once, and the owner is told. Throws Problem `needs-password`, `proof-too-old`. */
  async issue(actor: Actor, { lifeDays, ...wish }: TokenWish): Promise<ApiToken & { readonly secret: string }> {
    requireStrength(actor, 'token.issue');
    const now = this.clock.now();
    const { personId, communeId } = actor;
    const { name } = wish;
    const secret = TOKEN_PREFIX + newSecret();
    const token: ApiToken = {
      id: newId(now),
      personId,
      ...wish,
      secretHash: sha256Of(secret),
      createdAt: now,
      expiresAt: now + lifeDays * DAY_MS,
      lastUsedAt: null,
      sessionAt: actor.signedInAt ?? null,
    };
    return this.unitOfWork.run(async (stores) => {
      await stores.people.insertToken(token);
      const [subjectId, details] = [token.id, { name }];
      await stores.events.append({ communeId, at: now, kind: 'token.issued', actor: personId, subjectId, details });
      await tell(stores, [personId], { communeId, kind: 'token-issued', subjectId, values: { title: name } }, now);
      return { ...token, secret };
    });
  }

  /** One's own. Throws Problem `needs-password`. */
  async list(actor: Actor): Promise<readonly ApiToken[]> {
    requireStrength(actor, 'token.list');
    const tokens = await this.unitOfWork.read.people.tokensOf(actor.personId);
    return tokens.map((token) => ({ ...token, lastUsedAt: this.activity.ofToken(token) }));
  }

  /** Ends one of one's own. Throws Problem `not-found`, `needs-password`. */
  async revoke(actor: Actor, id: string): Promise<void> {
    requireStrength(actor, 'token.revoke');
    await this.unitOfWork.run(async ({ people, events }) => {
      if (!(await people.tokensOf(actor.personId)).some((token) => token.id === id)) throw new Problem('not-found');
      await people.deleteToken(id);
      await events.append({
        communeId: actor.communeId,
        at: this.clock.now(),
        kind: 'token.revoked',
        actor: actor.personId,
        subjectId: id,
      });
    });
  }
}
