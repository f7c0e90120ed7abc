// The village head's day behind a personal link: what sounds today in the own village, and one tap to say whether it was heard.
import {
  addDays,
  instantOf,
  Problem,
  type Actor,
  type Confirmation,
  type ConfirmationAnswer,
  type Instant,
  type LocalDate,
  type VillageSlot,
} from '#domain';
import { Injectable } from '@nestjs/common';
import { Confirmations } from './confirmations';
import { PersonalLinks } from '../people/personal-links';
import { VillageDays, type HeardBroadcast, type VillageDaysView } from './village-days';

/** One broadcast in the own village: all its zones in one slot and day. */
interface VillageBroadcast extends VillageSlot {
  /** By which it is confirmed. */
  readonly rundownId: string;
  readonly village: string;
  readonly slotName: string;
  readonly startsAt: Instant;
  readonly endsAt: Instant;
  readonly titles: readonly string[];
  /** The own word; null: none yet. */
  readonly answer: ConfirmationAnswer | null;
  /** It is asked about now, and the own word is missing. */
  readonly toConfirm: boolean;
}

/** Today in the own village, and what of the last week still waits for a word. */
interface VillageToday {
  readonly name: string;
  readonly localDate: LocalDate;
  readonly broadcasts: readonly VillageBroadcast[];
}

@Injectable()
export class VillageByLink {
  constructor(
    private readonly links: PersonalLinks,
    private readonly villages: VillageDays,
    private readonly confirmations: Confirmations,
  ) {}

  /** The person of the link as village head and nothing more. Throws Problem `link-expired` when they are none any longer. */
  async villageHead(token: string): Promise<Actor> {
    const { actor: head, link } = await this.links.open(token, 'village');
    if (!head.grants.some(({ communeId }) => communeId === link.communeId)) {
      throw new Problem('link-expired', { reason: 'no-role' });
    }
    return head;
  }

  /** Today's broadcasts by their start, before them what was over in the last week and still waits for a word. */
  async today(token: string): Promise<VillageToday> {
    const head = await this.villageHead(token);
    const own = await this.villages.own(head);
    const days = await Promise.all(own.map(({ id }) => this.villages.days(head, id)));
    const broadcasts = days.flatMap(broadcastsToday).sort((a, b) => a.startsAt - b.startsAt);
    return { name: head.name, localDate: days[0]!.today, broadcasts };
  }

  /** The one tap. Saying something else later replaces it. Throws Problem `not-found` and `not-allowed` for another village's. */
  async confirm(token: string, rundownId: string, answer: ConfirmationAnswer, note: string): Promise<Confirmation> {
    return this.confirmations.confirm(await this.villageHead(token), rundownId, answer, note);
  }

  /** Takes the own word back. Throws what `confirm` throws. */
  async withdraw(token: string, rundownId: string): Promise<void> {
    await this.confirmations.withdraw(await this.villageHead(token), rundownId);
  }
}

function broadcastsToday({ commune, village, today, broadcasts }: VillageDaysView): readonly VillageBroadcast[] {
  const [midnight, nextMidnight] = [today, addDays(today, 1)].map((date) => instantOf(date, '00:00', commune.timeZone));
  return broadcasts
    .filter(({ startsAt, items }) => startsAt < nextMidnight! && items.some(isOnAir))
    .map((broadcast) => presented(broadcast, village))
    .filter(({ endsAt, toConfirm }) => toConfirm || endsAt > midnight!);
}

function isOnAir({ state }: HeardBroadcast['items'][number]): boolean {
  return state === 'planned' || state === 'held';
}

function presented(broadcast: HeardBroadcast, village: VillageDaysView['village']): VillageBroadcast {
  const { rundownId, slotKey, slotName, localDate, startsAt, endsAt, items, question, word } = broadcast;
  return {
    rundownId,
    villageId: village.id,
    village: `${village.label} ${village.name}`,
    slotKey,
    slotName,
    localDate,
    startsAt,
    endsAt,
    titles: [...new Set(items.filter(isOnAir).map(({ title }) => title))],
    answer: word?.answer ?? null,
    // By a link one speaks of the whole of it.
    toConfirm: question?.airingId === null && word === null,
  };
}
