// What a commune decides about its air: how much and how loud, which hours are quiet, who may approve. A change counts at once, for the plan
// and for what the poles hold by themselves.
import {
  Problem,
  type Actor,
  type BroadcastLimits,
  type Commune,
  type CommuneRules,
  type VillageNoticeRule,
} from '#domain';
import { Injectable } from '@nestjs/common';
import { requireAct, requireView } from '../acting/access';
import { PlaceEdits, requireRevision } from './place-edits';
import type { StoreReads } from '../ports/stores';
import { requireApproved } from './signature';

/** Rules that are to be others; what is left out stays. */
interface RulesChange extends Partial<Omit<CommuneRules, 'limits' | 'villageNotices' | 'drill'>> {
  readonly limits?: Partial<BroadcastLimits>;
  readonly villageNotices?: Partial<VillageNoticeRule>;
  readonly drill?: Partial<CommuneRules['drill']>;
}

/** The rules as they stand, with the revision of their commune. */
interface StandingRules extends CommuneRules {
  readonly revision: number;
}

type CommuneChange = Partial<Pick<Commune, 'quietHours' | 'approverRule' | 'phone'>>;

@Injectable()
export class Rules {
  constructor(private readonly edits: PlaceEdits) {}

  /** With the revision of the commune, which rises when they change. Throws Problem `not-found`. */
  async rules(actor: Actor, communeId: string): Promise<StandingRules> {
    requireView(actor, communeId);
    return rulesOf(await existing(this.edits.read, communeId));
  }

  /**
   * Changes the rules of a commune that stands at `revision`. Throws Problem `not-found`, `not-allowed`, `edited-meanwhile`, and
   * `announcement-not-approved` for the words around a drill.
   */
  async changeRules(actor: Actor, communeId: string, revision: number, change: RulesChange): Promise<StandingRules> {
    requireAct(actor, 'rules.edit', { communeId, villageId: null });
    // Nobody who would have to have one may say that nobody has to.
    if (change.secondFactorRequired !== undefined) requireAct(actor, 'people.edit', { communeId, villageId: null });
    return this.edits.run(actor, communeId, async ({ stores, note }) => {
      for (const id of Object.values(change.drill ?? {})) if (id !== null) await requireApproved(stores, actor, id);
      const commune = await existing(stores, communeId);
      requireRevision(commune, revision);
      const { rules: before } = commune;
      const after: CommuneRules = {
        ...before,
        ...change,
        limits: { ...before.limits, ...change.limits },
        villageNotices: { ...before.villageNotices, ...change.villageNotices },
        drill: { ...before.drill, ...change.drill },
      };
      await stores.places.updateCommune(communeId, { rules: after });
      await note(communeId, { kind: 'commune.rules-changed', details: { before, after } });
      return rulesOf(await existing(stores, communeId));
    });
  }

  /** Changes a commune that stands at `revision`. Throws Problem `not-found`, `not-allowed` or `edited-meanwhile`. */
  async changeCommune(actor: Actor, communeId: string, revision: number, change: CommuneChange): Promise<Commune> {
    requireAct(actor, 'rules.edit', { communeId, villageId: null });
    // Nobody whom the rule would let approve may loosen it.
    if (change.approverRule !== undefined) requireAct(actor, 'people.edit', { communeId, villageId: null });
    return this.edits.run(actor, communeId, async ({ stores, note }) => {
      const commune = await existing(stores, communeId);
      requireRevision(commune, revision);
      const { quietHours, approverRule, phone } = commune;
      const before = { quietHours, approverRule, phone };
      const after = { ...before, ...change };
      await stores.places.updateCommune(communeId, after);
      await note(communeId, { kind: 'commune.changed', details: { before, after } });
      return existing(stores, communeId);
    });
  }
}

function rulesOf({ rules, revision }: Commune): StandingRules {
  return { ...rules, revision };
}

async function existing(stores: StoreReads, communeId: string): Promise<Commune> {
  const commune = await stores.places.commune(communeId);
  if (!commune) throw new Problem('not-found');
  return commune;
}
