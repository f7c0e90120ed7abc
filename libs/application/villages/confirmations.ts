// The village head's word: was it heard? Asked once per buổi phát and village, and about a single item where the evidence leaves a doubt. Kept
// apart from what the devices prove.
import {
  answerable,
  DAY_MS,
  isSameVillageSlot,
  Problem,
  villageSlotOf,
  villageSlotsOf,
  wayInOf,
  type Actor,
  type Answerable,
  type Confirmation,
  type ConfirmationAnswer,
  type Instant,
  type Rundown,
} from '#domain';
import { Injectable } from '@nestjs/common';
import { requireAct, visible } from '../acting/access';
import { newId } from '../acting/new-id';
import { Clock } from '../ports/clock';
import type { AirReads } from '../ports/stores';
import { UnitOfWork } from '../ports/unit-of-work';

@Injectable()
export class Confirmations {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /**
   * Records what a person of the village heard of a rundown. It holds for all zones of the village in the same slot and day; saying
   * something else later replaces it, and the log keeps both. `airingId` names the item that it is about; null: the whole rundown.
   * Throws Problem `rundown-not-over` while any of those zones is to play something, `confirmation-too-late`.
   */
  async confirm(
    actor: Actor,
    rundownId: string,
    answer: ConfirmationAnswer,
    note: string,
    airingId: string | null = null,
  ): Promise<Confirmation> {
    const now = this.clock.now();
    return this.unitOfWork.run(async ({ air, events }) => {
      const rundown = visible(actor, await air.rundown(rundownId));
      requireAct(actor, 'rundown.confirm', rundown);
      const { state, endsAt } = await answerableNow(air, rundown, now);
      if (state === 'not-over') throw new Problem('rundown-not-over', { endsAt });
      if (state === 'too-late') throw new Problem('confirmation-too-late');
      const airing = airingId === null ? undefined : await air.airing(airingId);
      if (airingId !== null && airing?.rundownId !== rundownId) throw new Problem('not-found', { field: 'airingId' });
      const { communeId } = rundown;
      const slot = villageSlotOf(rundown);
      const confirmation: Confirmation = {
        id: newId(now),
        communeId,
        ...slot,
        airingId,
        personId: actor.personId,
        answer,
        note,
        at: now,
      };
      await air.putConfirmation(confirmation);
      await events.append({
        communeId,
        at: now,
        kind: 'rundown.confirmed',
        actor: actor.personId,
        subjectId: rundownId,
        details: { ...slot, airingId, answer, note, saidBy: wayInOf(actor) },
      });
      return confirmation;
    });
  }

  /**
   * Takes the actor's own word about it back, as if it had not been said; the log keeps that it was. Without a word nothing changes.
   * Throws Problem `confirmation-too-late`.
   */
  async withdraw(actor: Actor, rundownId: string, airingId: string | null = null): Promise<void> {
    const now = this.clock.now();
    await this.unitOfWork.run(async ({ air, events }) => {
      const rundown = visible(actor, await air.rundown(rundownId));
      requireAct(actor, 'rundown.confirm', rundown);
      // What came into the slot meanwhile does not keep a word that was said before.
      if ((await answerableNow(air, rundown, now)).state === 'too-late') throw new Problem('confirmation-too-late');
      const { communeId, localDate } = rundown;
      const said = (await air.confirmations(communeId, localDate, localDate)).find(
        (each) => each.personId === actor.personId && isSameVillageSlot(each, rundown) && each.airingId === airingId,
      );
      if (!said) return;
      await air.deleteConfirmation(said.id);
      await events.append({
        communeId,
        at: now,
        kind: 'rundown.word-withdrawn',
        actor: actor.personId,
        subjectId: rundownId,
        details: {
          ...villageSlotOf(rundown),
          airingId,
          answer: said.answer,
          note: said.note,
          saidBy: wayInOf(actor),
        },
      });
    });
  }
}

/** Reads the rundowns of all zones of the village in that slot and day, which are near it in time. */
async function answerableNow(air: AirReads, rundown: Rundown, now: Instant): Promise<Answerable> {
  const { villageId, startsAt } = rundown;
  const near = await air.rundownsOfVillage(villageId, startsAt - DAY_MS, startsAt + DAY_MS);
  const together = near.filter((each) => isSameVillageSlot(each, rundown));
  const airings = await air.airingsOfRundowns(together.map(({ id }) => id));
  return answerable(villageSlotsOf(together, airings)[0]!, now);
}
