// The sounds that open and close every buổi phát: chosen by the desk, but only among what another person approved.
import { Problem, requireKept, type Actor, type Commune } from '#domain';
import { Injectable } from '@nestjs/common';
import { requireAct, visible } from '../acting/access';
import { Clock } from '../ports/clock';
import type { StoreReads } from '../ports/stores';
import { UnitOfWork } from '../ports/unit-of-work';

/** The signature sounds by announcement; null: none. */
type SignatureChoice = Pick<Commune, 'openingAnnouncementId' | 'closingAnnouncementId'>;

@Injectable()
export class Signature {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** Chooses what opens and closes every rundown that is not frozen yet. Throws Problem `announcement-not-approved`. */
  async choose(actor: Actor, communeId: string, choice: SignatureChoice): Promise<Commune> {
    requireAct(actor, 'place.edit', { communeId, villageId: null });
    return this.unitOfWork.run(async (stores) => {
      for (const id of [choice.openingAnnouncementId, choice.closingAnnouncementId]) {
        if (id !== null) await requireApproved(stores, actor, id);
      }
      await stores.places.updateCommune(communeId, choice);
      await stores.air.wantPlan(communeId);
      await stores.events.append({
        communeId,
        at: this.clock.now(),
        kind: 'commune.signature-set',
        actor: actor.personId,
        subjectId: communeId,
        details: { ...choice },
      });
      return (await stores.places.commune(communeId))!;
    });
  }
}

/** Throws Problem `not-found` or `announcement-not-approved`. */
export async function requireApproved(stores: StoreReads, actor: Actor, announcementId: string): Promise<void> {
  const { state, versions } = visible(actor, await stores.announcements.announcement(announcementId));
  if (state !== 'approved') throw new Problem('announcement-not-approved', { state });
  requireKept(await stores.recordings.byIds(versions.map(({ recordingId }) => recordingId)));
}
