// What a commune decides about its air: how much and how loud, which hours are quiet, who may approve. A change counts at once, for the plan
// and for what the poles hold by themselves.
import {
  Problem,
  type Actor,
  type BroadcastLimits,
  type Commune,
  type CommuneRules,
  type EventKind,
  type Village,
  type VillageNoticeRule,
} from '#domain';
import { Injectable } from '@nestjs/common';
import { requireAct, requireCommune, visible } from './access';
import { Bindings } from './bindings';
import { Clock } from './ports/clock';
import { JobQueue } from './ports/job-queue';
import type { StoreReads, Stores } from './ports/stores';
import { UnitOfWork } from './ports/unit-of-work';
import { requireApproved } from './signature';

/** Rules that are to be others; what is left out stays. */
export interface RulesChange extends Partial<Omit<CommuneRules, 'limits' | 'villageNotices' | 'drill'>> {
  readonly limits?: Partial<BroadcastLimits>;
  readonly villageNotices?: Partial<VillageNoticeRule>;
  readonly drill?: Partial<CommuneRules['drill']>;
}

export type CommuneChange = Partial<Pick<Commune, 'quietHours' | 'approverRule' | 'phone'>>;

/** Null: the commune's alone hold. Limits that are given take the place of all the village had. */
export type VillageChange = Partial<Pick<Village, 'quietHours' | 'limits'>>;

@Injectable()
export class Rules {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly bindings: Bindings,
    private readonly jobs: JobQueue,
  ) {}

  /** Throws Problem `not-found`. */
  async rules(actor: Actor, communeId: string): Promise<CommuneRules> {
    requireCommune(actor, communeId);
    return (await existing(this.unitOfWork.read, communeId)).rules;
  }

  /** Throws Problem `not-found`, `not-allowed`, and `announcement-not-approved` for the words around a drill. */
  async changeRules(actor: Actor, communeId: string, change: RulesChange): Promise<CommuneRules> {
    requireAct(actor, 'place.edit', { communeId, villageId: null });
    return this.change(communeId, async (stores) => {
      for (const id of Object.values(change.drill ?? {})) if (id !== null) await requireApproved(stores, actor, id);
      const { rules: before } = await existing(stores, communeId);
      const after: CommuneRules = {
        ...before,
        ...change,
        limits: { ...before.limits, ...change.limits },
        villageNotices: { ...before.villageNotices, ...change.villageNotices },
        drill: { ...before.drill, ...change.drill },
      };
      await stores.places.updateCommune(communeId, { rules: after });
      await this.note(stores, actor, 'commune.rules-changed', { communeId, subjectId: communeId, before, after });
      return after;
    });
  }

  /** Throws Problem `not-found` or `not-allowed`. */
  async changeCommune(actor: Actor, communeId: string, change: CommuneChange): Promise<Commune> {
    requireAct(actor, 'place.edit', { communeId, villageId: null });
    // Nobody whom the rule would let approve may loosen it.
    if (change.approverRule !== undefined) requireAct(actor, 'people.edit', { communeId, villageId: null });
    return this.change(communeId, async (stores) => {
      const { quietHours, approverRule, phone } = await existing(stores, communeId);
      const before = { quietHours, approverRule, phone };
      const after = { ...before, ...change };
      await stores.places.updateCommune(communeId, after);
      await this.note(stores, actor, 'commune.changed', { communeId, subjectId: communeId, before, after });
      return existing(stores, communeId);
    });
  }

  /** Throws Problem `not-found` or `not-allowed`. */
  async changeVillage(actor: Actor, villageId: string, change: VillageChange): Promise<Village> {
    const village = visible(actor, await this.unitOfWork.read.places.village(villageId));
    const { communeId } = village;
    requireAct(actor, 'place.edit', { communeId, villageId });
    return this.change(communeId, async (stores) => {
      const { quietHours, limits } = (await stores.places.village(villageId))!;
      const before = { quietHours, limits };
      const after = { ...before, ...change };
      await stores.places.updateVillage(villageId, after);
      await this.note(stores, actor, 'village.changed', { communeId, subjectId: villageId, before, after });
      return (await stores.places.village(villageId))!;
    });
  }

  /** Whatever was changed, the plan is made anew and the poles get new settings. */
  private async change<T>(communeId: string, act: (stores: Stores) => Promise<T>): Promise<T> {
    const changed = await this.unitOfWork.run(async (stores) => {
      const result = await act(stores);
      await stores.air.wantPlan(communeId);
      await this.bindings.issue(stores, communeId, await stores.devices.devices(communeId));
      return result;
    });
    await this.jobs.enqueue({ name: 'plan', communeId });
    return changed;
  }

  private note(
    { events }: Stores,
    actor: Actor,
    kind: EventKind,
    { communeId, subjectId, before, after }: Change,
  ): Promise<void> {
    const details = { before, after };
    return events.append({ communeId, at: this.clock.now(), kind, actor: actor.personId, subjectId, details });
  }
}

interface Change {
  readonly communeId: string;
  readonly subjectId: string;
  readonly before: object;
  readonly after: object;
}

async function existing(stores: StoreReads, communeId: string): Promise<Commune> {
  const commune = await stores.places.commune(communeId);
  if (!commune) throw new Problem('not-found');
  return commune;
}
