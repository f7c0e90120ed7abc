// The village head's word: was it heard? Asked once of everything that sounded of a buổi phát in the village, and about a single item where the
// evidence leaves a doubt. Kept apart from what the devices prove.
import {
  answerable,
  DAY_MS,
  isSameVillageSlot,
  lastWordOn,
  overAt,
  Problem,
  sinceOf,
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
import type { AirReads, StoreReads } from '../ports/stores';
import { UnitOfWork } from '../ports/unit-of-work';

@Injectable()
export class Confirmations {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /**
   * Records what a person of the village heard of what sounded so far of a rundown, and did not speak of yet. It holds for all zones of the village
   * in the same slot and day. Saying something else replaces it until something new has sounded, and the log keeps both. `airingId` names the item
   * that it is about; null: all of it. Throws Problem `rundown-not-over` while nothing has sounded or any of those zones is on air,
   * `confirmation-too-late`.
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
      const { state, soundedUntil, endsAt } = await answerableNow(air, rundown, now);
      if (state === 'not-over' || soundedUntil === null) throw new Problem('rundown-not-over', { endsAt });
      if (state === 'too-late') throw new Problem('confirmation-too-late');
      const airing = airingId === null ? undefined : await air.airing(airingId);
      if (airingId !== null && airing?.rundownId !== rundownId) throw new Problem('not-found', { field: 'airingId' });
      if (airing && overAt(airing) > now) throw new Problem('rundown-not-over', { endsAt: overAt(airing) });
      const { communeId } = rundown;
      const slot = villageSlotOf(rundown);
      const own = await ownWords(air, rundown, actor);
      const confirmation: Confirmation = {
        id: newId(now),
        communeId,
        ...slot,
        airingId,
        since: airingId === null ? sinceOf(lastWordOn(rundown, own), soundedUntil) : 0,
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
        details: { ...slot, airingId, since: confirmation.since, answer, note, saidBy: wayInOf(actor) },
      });
      return confirmation;
    });
  }

  /**
   * Takes the actor's own last word about it back, as if it had not been said; the log keeps that it was. Without a word nothing changes, nor when
   * the last that the actor did was to take one back: that is the same wish once more. Throws Problem `confirmation-too-late`.
   */
  async withdraw(actor: Actor, rundownId: string, airingId: string | null = null): Promise<void> {
    const now = this.clock.now();
    await this.unitOfWork.run(async (stores) => {
      const { air, events } = stores;
      const rundown = visible(actor, await air.rundown(rundownId));
      requireAct(actor, 'rundown.confirm', rundown);
      // What came into the slot meanwhile does not keep a word that was said before.
      if ((await answerableNow(air, rundown, now)).state === 'too-late') throw new Problem('confirmation-too-late');
      const { communeId } = rundown;
      const own = await ownWords(air, rundown, actor);
      const said = airingId === null ? lastWordOn(rundown, own) : own.find((each) => each.airingId === airingId);
      if (!said || (await tookBackLast(stores, rundown, actor, airingId))) return;
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
          since: said.since,
          answer: said.answer,
          note: said.note,
          saidBy: wayInOf(actor),
        },
      });
    });
  }
}

/** What the actor said of that slot and day in that village. */
async function ownWords(air: AirReads, rundown: Rundown, { personId }: Actor): Promise<readonly Confirmation[]> {
  const { communeId, localDate } = rundown;
  const said = await air.confirmations(communeId, localDate, localDate);
  return said.filter((each) => each.personId === personId && isSameVillageSlot(each, rundown));
}

/** Whether the last that the actor did about it was to take a word back. */
async function tookBackLast(
  { air, events }: StoreReads,
  rundown: Rundown,
  { personId }: Actor,
  airingId: string | null,
): Promise<boolean> {
  const logs = (await together(air, rundown)).map(({ id }) => events.ofSubject(rundown.communeId, id));
  const own = (await Promise.all(logs))
    .flat()
    .filter(
      (event) =>
        (event.kind === 'rundown.confirmed' || event.kind === 'rundown.word-withdrawn') &&
        event.actor === personId &&
        event.details.airingId === airingId,
    )
    .sort((a, b) => a.sequence - b.sequence);
  return own.at(-1)?.kind === 'rundown.word-withdrawn';
}

/** The rundowns of all zones of the village in that slot and day, which are near it in time. */
async function together(air: AirReads, rundown: Rundown): Promise<readonly Rundown[]> {
  const { villageId, startsAt } = rundown;
  const near = await air.rundownsOfVillage(villageId, startsAt - DAY_MS, startsAt + DAY_MS);
  return near.filter((each) => isSameVillageSlot(each, rundown));
}

async function answerableNow(air: AirReads, rundown: Rundown, now: Instant): Promise<Answerable> {
  const slot = await together(air, rundown);
  const airings = await air.airingsOfRundowns(slot.map(({ id }) => id));
  return answerable(villageSlotsOf(slot, airings)[0]!, now);
}
