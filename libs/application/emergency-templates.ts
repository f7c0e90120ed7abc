// Warnings that are prepared: recorded in every language, approved beforehand, their sounds kept on every pole.
import { Problem, type Actor, type EmergencyTemplate } from '#domain';
import { Injectable } from '@nestjs/common';
import { requireAct, requireCommune, visible } from './access';
import { speakable } from './emergency-desk';
import { newId } from './new-id';
import { Clock } from './ports/clock';
import type { StoreReads } from './ports/stores';
import { UnitOfWork } from './ports/unit-of-work';

/** What a person says of a template. */
export type TemplateDraft = Omit<EmergencyTemplate, 'id' | 'communeId'>;

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
    return this.unitOfWork.run(async (stores) => {
      const { announcementId, allClearAnnouncementId } = draft;
      await requireApproved(stores, communeId, announcementId);
      if (allClearAnnouncementId !== null) await requireApproved(stores, communeId, allClearAnnouncementId);
      const template = { ...draft, id: newId(now), communeId };
      await stores.emergencies.putTemplate(template);
      await stores.air.wantPlan(communeId);
      const event = { communeId, at: now, actor: actor.personId, subjectId: template.id, details: { ...draft } };
      await stores.events.append({ ...event, kind: 'emergency-template.set' });
      return template;
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

  list(actor: Actor, communeId: string): Promise<readonly EmergencyTemplate[]> {
    requireCommune(actor, communeId);
    return this.unitOfWork.read.emergencies.templates(communeId);
  }
}

async function requireApproved(stores: StoreReads, communeId: string, announcementId: string): Promise<void> {
  const { state } = await speakable(stores, communeId, announcementId);
  if (state !== 'approved') throw new Problem('announcement-not-approved', { announcementId });
}
