// Villages as the desk keeps them: added, edited, and retired once nothing belongs to them any more.
import type { Actor, Village } from '#domain';
import { Injectable } from '@nestjs/common';
import { requireAct, requireFreshProof, visible } from '../acting/access';
import { newId } from '../acting/new-id';
import { fieldsBefore, PlaceEdits, requireFreeName, requireRevision, requireUnused, standing } from './place-edits';

/** What a person says of a new village. Quiet hours and limits are the commune's until it answers for itself. */
type VillageDraft = Pick<Village, 'name' | 'label' | 'households' | 'people' | 'languages'>;

/** What is to be otherwise; null hours or limits: the commune's alone hold. Limits that are given take the place of all it had. */
type VillageChange = Partial<VillageDraft & Pick<Village, 'quietHours' | 'limits'>>;

/** The hours and limits of the commune hold. */
const UNANSWERED = { quietHours: null, limits: null };

@Injectable()
export class VillageEdits {
  constructor(private readonly edits: PlaceEdits) {}

  /** Throws Problem `not-found`, `not-allowed` or `name-taken`. */
  async create(actor: Actor, communeId: string, draft: VillageDraft): Promise<Village> {
    requireAct(actor, 'place.edit', { communeId, villageId: null });
    return this.edits.run(actor, communeId, async ({ stores, now, note }) => {
      requireFreeName(draft.name, await stores.places.villages(communeId));
      const fresh = { id: newId(now), communeId, revision: 1, retiredAt: null };
      const village: Village = { ...fresh, ...draft, ...UNANSWERED };
      await stores.places.insertVillage(village);
      await note(village.id, {
        kind: 'village.created',
        details: { before: null, after: { ...draft, ...UNANSWERED } },
      });
      return village;
    });
  }

  /** Changes a village that stands at `revision`. Throws Problem `not-found`, `not-allowed`, `edited-meanwhile` or `name-taken`. */
  async change(actor: Actor, id: string, revision: number, change: VillageChange): Promise<Village> {
    const { communeId } = visible(actor, await this.edits.read.places.village(id));
    requireAct(actor, 'place.edit', { communeId, villageId: id });
    if (change.quietHours !== undefined || change.limits !== undefined) requireFreshProof(actor, 'rules.edit');
    return this.edits.run(actor, communeId, async ({ stores, note }) => {
      const before = standing((await stores.places.village(id))!);
      requireRevision(before, revision);
      const others = (await stores.places.villages(communeId)).filter((other) => other.id !== id);
      if (change.name !== undefined) requireFreeName(change.name, others);
      await stores.places.updateVillage(id, change);
      await note(id, { kind: 'village.changed', details: { before: fieldsBefore(before, change), after: change } });
      return (await stores.places.village(id))!;
    });
  }

  /** Throws Problem `not-found`, `not-allowed`, and `place-in-use` while it has zones or people who answer for it. */
  async retire(actor: Actor, id: string): Promise<void> {
    const { communeId } = visible(actor, await this.edits.read.places.village(id));
    requireAct(actor, 'place.edit', { communeId, villageId: null });
    await this.edits.run(actor, communeId, async ({ stores, now, note }) => {
      const { name, label } = standing((await stores.places.village(id))!);
      const zones = (await stores.places.zones(communeId)).filter(({ villageId }) => villageId === id);
      const people = (await stores.people.grants(communeId)).filter(({ villageId }) => villageId === id);
      requireUnused({ zones: zones.length, people: people.length });
      await stores.places.updateVillage(id, { retiredAt: now });
      await note(id, { kind: 'village.retired', details: { before: { name, label }, after: null } });
    });
  }
}
