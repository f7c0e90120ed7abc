// The time slots of a commune: added, moved, renamed, and removed once no open booking names them.
import { MIN_SLOT_MS, Problem, slotFault, type Actor, type Slot } from '#domain';
import { Injectable } from '@nestjs/common';
import { requireAct, visible } from '../acting/access';
import { newId } from '../acting/new-id';
import { fieldsBefore, PlaceEdits, requireFreeName, requireRevision, requireUnused, standing } from './place-edits';
import type { StoreReads } from '../ports/stores';

/** What a person says of a slot. */
type SlotDraft = Pick<Slot, 'name' | 'from' | 'to'>;

@Injectable()
export class Slots {
  constructor(private readonly edits: PlaceEdits) {}

  /** Throws Problem `not-found`, `not-allowed`, `name-taken`, `slot-overlap` or `slot-too-short`. */
  async create(actor: Actor, communeId: string, draft: SlotDraft): Promise<Slot> {
    requireAct(actor, 'place.edit', { communeId, villageId: null });
    return this.edits.run(actor, communeId, async ({ stores, now, note }) => {
      await requireFits(stores, communeId, draft);
      const slot: Slot = { id: newId(now), communeId, ...draft, revision: 1, retiredAt: null };
      await stores.places.insertSlot(slot);
      await note(slot.id, { kind: 'slot.created', details: { before: null, after: draft } });
      return slot;
    });
  }

  /**
   * Changes a slot that stands at `revision`. Bookings that name it go with it. Throws what `create` throws, and Problem
   * `edited-meanwhile`.
   */
  async change(actor: Actor, id: string, revision: number, change: Partial<SlotDraft>): Promise<Slot> {
    const { communeId } = visible(actor, await this.edits.read.places.slot(id));
    requireAct(actor, 'place.edit', { communeId, villageId: null });
    return this.edits.run(actor, communeId, async ({ stores, note }) => {
      const before = standing((await stores.places.slot(id))!);
      requireRevision(before, revision);
      await requireFits(stores, communeId, { ...before, ...change }, id);
      await stores.places.updateSlot(id, change);
      await note(id, { kind: 'slot.changed', details: { before: fieldsBefore(before, change), after: change } });
      return (await stores.places.slot(id))!;
    });
  }

  /** Throws Problem `not-found`, `not-allowed`, and `place-in-use` while an open booking names it. */
  async retire(actor: Actor, id: string): Promise<void> {
    const { communeId } = visible(actor, await this.edits.read.places.slot(id));
    requireAct(actor, 'place.edit', { communeId, villageId: null });
    await this.edits.run(actor, communeId, async ({ stores, now, note }) => {
      const { name, from, to } = standing((await stores.places.slot(id))!);
      const bookings = (await stores.bookings.open(communeId)).filter(
        ({ start }) => start.kind === 'slot' && start.slotId === id,
      );
      requireUnused({ bookings: bookings.length });
      await stores.places.updateSlot(id, { retiredAt: now });
      await note(id, { kind: 'slot.retired', details: { before: { name, from, to }, after: null } });
    });
  }
}

async function requireFits(
  { places }: StoreReads,
  communeId: string,
  wanted: SlotDraft,
  ownId?: string,
): Promise<void> {
  const others = (await places.slots(communeId)).filter(({ id }) => id !== ownId);
  requireFreeName(wanted.name, others);
  const fault = slotFault(wanted, others);
  if (fault) throw new Problem(fault, { field: 'from', minDurationMs: MIN_SLOT_MS });
}
