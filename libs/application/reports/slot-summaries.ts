// The message after each slot ("11/11 thôn đã phát", or where it was not and why): once for each commune, slot and day, to everybody who runs
// the desk. The notice is what any channel can send on.
import { slotOfDayKey, slotSummaries, SUMMARY_UNTIL_MS, type Instant, type SlotSummary } from '#domain';
import { Injectable } from '@nestjs/common';
import { eachInTurn } from '../acting/run-all';
import { peopleWhoMay, tell } from '../acting/notices';
import { Clock } from '../ports/clock';
import type { Stores } from '../ports/stores';
import { UnitOfWork } from '../ports/unit-of-work';

@Injectable()
export class SlotSummaries {
  /** The instant up to which each commune was looked through: what ended before needs no second look. */
  private readonly lookedUntil = new Map<string, Instant>();

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** Sums up what is over and was not summed up yet. Running it again says nothing twice. */
  async tellWhatIsOver(communeId: string): Promise<void> {
    const now = this.clock.now();
    const fresh = await this.unsaid(communeId, now);
    await eachInTurn(fresh, (summary) => this.unitOfWork.run((stores) => say(stores, communeId, summary, now)));
  }

  private async unsaid(communeId: string, now: Instant): Promise<readonly SlotSummary[]> {
    const { air, events } = this.unitOfWork.read;
    const rundowns = await air.rundowns(communeId, now - SUMMARY_UNTIL_MS, now + 1);
    const ids = rundowns.map(({ id }) => id);
    const latestEnd = rundowns.reduce((latest, { endsAt }) => Math.max(latest, endsAt), 0);
    if (latestEnd <= (this.lookedUntil.get(communeId) ?? -1)) return [];
    const airings = await air.airingsOfRundowns(ids);
    const playbacks = await air.playbacksOfRundowns(ids);
    const summaries = slotSummaries(rundowns, airings, playbacks, now);
    const said = await Promise.all(
      summaries.map(async (summary) => (await events.ofSubject(communeId, subjectOf(summary))).length > 0),
    );
    const fresh = summaries.filter((_, index) => !said[index]);
    if (fresh.length === 0 && summaries.some(({ endedAt }) => endedAt === latestEnd)) {
      this.lookedUntil.set(communeId, latestEnd);
    }
    return fresh;
  }
}

async function say(stores: Stores, communeId: string, summary: SlotSummary, now: Instant): Promise<void> {
  const names = new Map((await stores.places.villages(communeId)).map(({ id, name }) => [id, name]));
  const details = {
    ...summary,
    troubles: summary.troubles.map((trouble) => ({ ...trouble, village: names.get(trouble.villageId) ?? '' })),
  };
  const subjectId = subjectOf(summary);
  await stores.events.append({ communeId, at: now, kind: 'slot.summed-up', actor: 'system', subjectId, details });
  const readers = await peopleWhoMay(stores, 'air.stop', { communeId, villageId: null });
  await tell(stores, readers, { communeId, kind: 'slot-summary', subjectId, values: details }, now);
}

function subjectOf(summary: SlotSummary): string {
  return `slot ${slotOfDayKey(summary)}`;
}
