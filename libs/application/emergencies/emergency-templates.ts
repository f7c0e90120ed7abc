// Warnings that are prepared: recorded in every language, approved beforehand, their sounds kept on every pole.
import { mayDo, Problem, type Actor, type EmergencyTemplate, type Instant } from '#domain';
import { Injectable } from '@nestjs/common';
import { requireAct, requireCommune, visible } from '../acting/access';
import { sightOf } from '../acting/reach';
import { speakable } from './emergency-request';
import { newId } from '../acting/new-id';
import { Clock } from '../ports/clock';
import { requireRevision } from '../places/place-edits';
import type { StoreReads, Stores } from '../ports/stores';
import { UnitOfWork } from '../ports/unit-of-work';

/** What a person says of a template. */
type TemplateDraft = Omit<EmergencyTemplate, 'id' | 'communeId' | 'revision'>;

/** What is to be otherwise; what is left out stays. */
type TemplateChange = Partial<TemplateDraft>;

@Injectable()
export class EmergencyTemplates {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** Throws Problem `emergency-wrong-class`, `announcement-not-approved`, `not-found` for either announcement. */
  async create(actor: Actor, communeId: string, draft: TemplateDraft): Promise<EmergencyTemplate> {
    requireAct(actor, 'emergency.order', { communeId, villageId: null });
    const now = this.clock.now();
    const template = { ...draft, id: newId(now), communeId, revision: 1 };
    return this.unitOfWork.run((stores) => set(stores, actor, template, now));
  }

  /** Changes one that stands at `revision`. Throws Problem as `create` does, and `edited-meanwhile`. */
  async change(actor: Actor, id: string, revision: number, change: TemplateChange): Promise<EmergencyTemplate> {
    const now = this.clock.now();
    return this.unitOfWork.run(async (stores) => {
      const before = visible(actor, await stores.emergencies.template(id));
      requireAct(actor, 'emergency.order', { communeId: before.communeId, villageId: null });
      requireRevision(before, revision);
      return set(stores, actor, { ...before, ...change, revision: revision + 1 }, now);
    });
  }

  /** Takes a template away; its sounds leave the poles in time. */
  async remove(actor: Actor, id: string): Promise<void> {
    const now = this.clock.now();
    await this.unitOfWork.run(async (stores) => {
      const { communeId, name } = visible(actor, await stores.emergencies.template(id));
      requireAct(actor, 'emergency.order', { communeId, villageId: null });
      await stores.emergencies.deleteTemplate(id);
      await stores.air.wantPlan(communeId);
      const event = { communeId, at: now, actor: actor.personId, subjectId: id, details: { name } };
      await stores.events.append({ ...event, kind: 'emergency-template.removed' });
    });
  }

  /**
   * By name, those that whoever looks may order or that are meant for a village of theirs; villages that were taken out since are left out, so
   * that none of them stops an emergency.
   */
  async list(actor: Actor, communeId: string): Promise<readonly EmergencyTemplate[]> {
    requireCommune(actor, communeId);
    const { read } = this.unitOfWork;
    const standing = await standingVillages(read, communeId);
    const sight = await sightOf(read, actor, communeId);
    const mayOrder = mayDo(actor, 'emergency.upstream', { communeId, villageId: null });
    return (await read.emergencies.templates(communeId))
      .map((template) => ({ ...template, villageIds: template.villageIds.filter((id) => standing.has(id)) }))
      .filter(({ villageIds }) => mayOrder || villageIds.length === 0 || villageIds.some(sight));
  }
}

/** Its sounds go to every pole with the plan that this wants. */
async function set(
  stores: Stores,
  actor: Actor,
  template: EmergencyTemplate,
  now: Instant,
): Promise<EmergencyTemplate> {
  const { id, communeId, announcementId, allClearAnnouncementId, villageIds, name } = template;
  await requireApproved(stores, communeId, announcementId);
  if (allClearAnnouncementId !== null) await requireApproved(stores, communeId, allClearAnnouncementId);
  await requireVillages(stores, communeId, villageIds);
  await stores.emergencies.putTemplate(template);
  await stores.air.wantPlan(communeId);
  const details = { name, announcementId, allClearAnnouncementId, villageIds };
  const event = { communeId, at: now, actor: actor.personId, subjectId: id, details };
  await stores.events.append({ ...event, kind: 'emergency-template.set' });
  return template;
}

async function standingVillages(stores: StoreReads, communeId: string): Promise<ReadonlySet<string>> {
  return new Set((await stores.places.villages(communeId)).map(({ id }) => id));
}

async function requireVillages(stores: StoreReads, communeId: string, villageIds: readonly string[]): Promise<void> {
  const standing = await standingVillages(stores, communeId);
  if (!villageIds.every((id) => standing.has(id))) throw new Problem('not-found', { field: 'villageIds' });
}

async function requireApproved(stores: StoreReads, communeId: string, announcementId: string): Promise<void> {
  const { state } = await speakable(stores, communeId, announcementId);
  if (state !== 'approved') throw new Problem('announcement-not-approved', { announcementId });
}
